"""Quotations of a text, and how near the source comes to one."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from difflib import SequenceMatcher

_QUOTED = re.compile(
    r"«(?P<a>[^«»\n]{2,600})»|“(?P<b>[^“”\n]{2,600})”|„(?P<c>[^„“”\n]{2,600})[“”]"
    r"|「(?P<d>[^「」\n]{2,600})」|『(?P<e>[^『』\n]{2,600})』|(?<!\w)\"(?P<f>[^\"\n]{2,600})\""
    r"|(?<![\w'])'(?P<g>[^'\n]{6,600})'(?![A-Za-zА-Яа-я])|‘(?P<h>[^‘’\n]{6,600})’(?![A-Za-zА-Яа-я])"
)
_PLAIN = re.compile(r"[\W_]+")
_EAST_ASIAN = re.compile(r"[぀-ヿ㐀-鿿가-힣]")
NEAR = 0.92
"""From this likeness on a quotation is one of the source, if no word of it is another."""
_LEAST_WORDS, _LEAST_CHARACTERS = 4, 10


@dataclass(frozen=True, slots=True)
class Quote:
    """Words between quotation marks at `start:stop` (code points, marks not counted)."""

    start: int
    stop: int
    text: str

    @property
    def is_short(self) -> bool:
        """Too short to be somebody's words: a title, a name, a manner of speaking."""
        east = len(_EAST_ASIAN.findall(self.text))
        return east < _LEAST_CHARACTERS and len(self.text.split()) < _LEAST_WORDS


def find_quotes(text: str) -> list[Quote]:
    """What stands between quotation marks, in order, within a line."""
    found = []
    for match in _QUOTED.finditer(text):
        name = match.lastgroup or "a"
        found.append(Quote(match.start(name), match.end(name), match[name]))
    return found


@dataclass(frozen=True, slots=True)
class Likeness:
    """How near a source comes to a quotation, from 0 to 1, and where (code points)."""

    ratio: float
    at: int
    has_same_words: bool


class QuoteSource:
    """A source in which quotations are sought; letter case, punctuation, `ё` do not count."""

    def __init__(self, text: str, stem: Callable[[str], str]) -> None:
        self._stem = stem
        self._plain, self._places = _fold(text)

    def look_for(self, quote: str) -> Likeness:
        """The nearest place; an ellipsis parts a quotation into pieces that all must be there."""
        pieces = [piece for piece in re.split(r"…|\.\.\.|\[[^\]]*\]|<[^>]*>", quote) if piece]
        found = [self._look_for_piece(piece) for piece in pieces if _fold(piece)[0].strip()]
        if not found:
            return Likeness(0.0, 0, has_same_words=False)
        worst = min(found, key=lambda likeness: likeness.ratio)
        return Likeness(
            worst.ratio, found[0].at, has_same_words=all(one.has_same_words for one in found)
        )

    def _look_for_piece(self, piece: str) -> Likeness:
        plain = _fold(piece)[0].strip()
        exact = f" {self._plain} ".find(f" {plain} ")
        if exact < 0 and _EAST_ASIAN.search(plain):
            exact = self._plain.find(plain)
        if exact >= 0:
            return Likeness(1.0, self._place(exact), has_same_words=True)
        matcher = SequenceMatcher(None, self._plain, plain, autojunk=False)
        best = (0.0, 0)
        for block in matcher.get_matching_blocks():
            start = max(0, block.a - block.b)
            window = self._plain[start : start + len(plain)]
            ratio = SequenceMatcher(None, window, plain, autojunk=False).ratio()
            best = max(best, (ratio, start))
        ratio, start = best
        window = self._plain[start : start + len(plain)]
        same = ratio >= NEAR and self._is_inflected(plain, window, start)
        return Likeness(ratio, self._place(start), has_same_words=same)

    def _is_inflected(self, plain: str, window: str, start: int) -> bool:
        """Whether the words are the same but for their endings."""
        whole = self._plain[max(0, start - 20) : start + len(window) + 20]
        said = [self._stem(word) for word in whole.split()]
        sought = [self._stem(word) for word in plain.split()]
        matcher = SequenceMatcher(None, said, sought, autojunk=False)
        blocks = [block for block in matcher.get_matching_blocks() if block.size]
        inner = blocks[-1].a + blocks[-1].size - blocks[0].a if blocks else 0
        return sum(block.size for block in blocks) == len(sought) == inner

    def _place(self, at: int) -> int:
        return self._places[min(at, len(self._places) - 1)] if self._places else 0


def _fold(text: str) -> tuple[str, list[int]]:
    """The text for comparing, and where each of its characters stands in the text."""
    folded: list[str] = []
    places: list[int] = []
    for index, character in enumerate(text):
        plain = character.lower()[:1].replace("ё", "е")
        plain = " " if _PLAIN.fullmatch(plain) else plain
        if plain == " " and (not folded or folded[-1] == " "):
            continue
        folded.append(plain)
        places.append(index)
    return "".join(folded), places
