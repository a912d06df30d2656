"""Looking for a name in a source: as written, by its stem, by another name, by its sound."""

import re
from collections.abc import Callable

from bot.domain.facts.equivalents import is_east_asian, names_like
from bot.domain.facts.names import WORD
from bot.domain.facts.scripts import ALIKE, UNLIKE, Script, likeness, script_of
from bot.domain.facts.values import Verdict

_LEAST_SOUND = 4
"""Letters of a name from which on its sound says something."""
_EAST = re.compile(r"[぀-ヿ㐀-鿿가-힣]")

Place = tuple[Verdict, int]
"""What became of a name, and where in the source it stands (code point, -1 for nowhere)."""


class NameSource:
    """The words of a source."""

    def __init__(self, text: str, stem: Callable[[str], str]) -> None:
        self._text = text
        self._folded = text.casefold() if len(text.casefold()) == len(text) else text.lower()
        self._stem = stem
        self._places: dict[str, int] = {}
        self._foreign: dict[Script, dict[str, int]] = {Script.LATIN: {}, Script.CYRILLIC: {}}
        for match in WORD.finditer(text):
            self._add(match[0], match.start())
        self._is_east_asian = len(_EAST.findall(text)) > 0.2 * max(1, len(text))

    def look_for(self, words: tuple[str, ...]) -> Place:
        """The verdict on a name of several words: as that on its worst word."""
        whole = self._by_another_name(" ".join(words))
        if whole >= 0:
            return Verdict.FOUND, whole
        verdicts = [self._look_for_word(word) for word in words]
        place = next((at for _, at in verdicts if at >= 0), -1)
        for verdict in (Verdict.MISSING, Verdict.UNCHECKED):
            if any(one is verdict for one, _ in verdicts):
                return verdict, place
        return Verdict.FOUND, place

    def has(self, word: str) -> bool:
        """Whether a word is a name of the source, in any letters."""
        return self._look_for_word(word)[0] is Verdict.FOUND

    def _add(self, word: str, at: int) -> None:
        pieces = {word, *re.split(r"[-&+]", word)}
        for piece in pieces:
            if piece:
                self._places.setdefault(self._key(piece), at)
                self._places.setdefault(piece.casefold(), at)
        script = script_of(word)
        if word[0].isupper() and script in self._foreign and len(word) >= _LEAST_SOUND:
            self._foreign[script].setdefault(word, at)

    def _key(self, word: str) -> str:
        return self._stem(re.sub(r"['’]s$", "", word))

    def _look_for_word(self, word: str) -> Place:
        for form in (word.casefold(), self._key(word)):
            if form in self._places:
                return Verdict.FOUND, self._places[form]
        if (at := self._by_another_name(word)) >= 0:
            return Verdict.FOUND, at
        pieces = [piece for piece in re.split(r"[-&+]", word) if piece]
        if len(pieces) > 1:
            return self.look_for(tuple(pieces))
        return self._by_sound(word)

    def _by_another_name(self, name: str) -> int:
        forms = (name, self._stem(name))
        for other in (other for form in forms for other in names_like(form)):
            if is_east_asian(other):
                at = self._folded.find(other.lower())
            else:
                match = re.search(rf"(?<!\w){re.escape(other.lower())}(?!\w)", self._folded)
                stemmed = self._places.get(self._stem(other), -1) if " " not in other else -1
                at = match.start() if match else stemmed
            if at >= 0:
                return at
        return -1

    def _by_sound(self, word: str) -> Place:
        """A name in other letters than the source's: alike, unlike, or not to be told."""
        script = script_of(word)
        other = Script.LATIN if script is Script.CYRILLIC else Script.CYRILLIC
        best, at = 0.0, -1
        if len(word) >= _LEAST_SOUND:
            for candidate, place in self._foreign[other].items():
                best, at = max((best, at), (likeness(word, candidate), place))
        if best >= ALIKE:
            return Verdict.FOUND, at
        if self._is_east_asian:
            return Verdict.UNCHECKED, -1
        if not self._foreign[other] or self._foreign[script]:
            return Verdict.MISSING, -1
        return (Verdict.UNCHECKED if best >= UNLIKE else Verdict.MISSING), -1
