"""The sentences of a source, cut where a reader would see one end, to show as evidence."""

import re
from bisect import bisect_right

from bot.domain.texts import cut_around

_END = re.compile(r"[.!?…]+[»”“\"')\]]*(?=\s)|[。！？]+[」』”’\"]*|\n+")
# A full stop that ends no sentence: 13. Mai, 60 Mio. Euro, млн. руб., J. Smith, т. е.
_ABBREVIATED = re.compile(
    r"(?:\d|(?<!\w)(?:[A-ZА-ЯЁ]|[a-zа-яё]|млн|млрд|тыс|руб|долл|им|ул|гг|см|рис|Mio|Mrd|Bio|Tsd"
    r"|Nr|Dr|Prof|bzw|ca|usw|Mr|Mrs|Ms|Inc|Corp|Ltd|Co|No|vs|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov"
    r"|Dec|U\.S))\.$"
)
MAX_EVIDENCE = 400
"""Characters of a sentence shown as evidence."""


class Sentences:
    """A text by its sentences."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._ends = [stop for stop in _stops(text) if stop < len(text)] + [len(text)]

    def at(self, position: int) -> str:
        """The sentence that a character (code point) stands in, without blanks around it."""
        start, stop = self._bounds(position)
        sentence = " ".join(self._text[start:stop].split())
        return sentence if len(sentence) <= MAX_EVIDENCE else sentence[: MAX_EVIDENCE - 1] + "…"

    def around(self, position: int) -> tuple[str, int]:
        """The same, a long one cut around the character, and where in it the character stands."""
        start, stop = self._bounds(position)
        sentence = " ".join(self._text[start:stop].split())
        before = " ".join(self._text[start : position + 1].split())
        return cut_around(sentence, max(0, len(before) - 1), MAX_EVIDENCE)

    def _bounds(self, position: int) -> tuple[int, int]:
        index = bisect_right(self._ends, position)
        start = self._ends[index - 1] if index else 0
        return start, self._ends[min(index, len(self._ends) - 1)]


def _stops(text: str) -> list[int]:
    stops = []
    for match in _END.finditer(text):
        if match[0] == "." and _ABBREVIATED.search(text[max(0, match.start() - 6) : match.end()]):
            following = text[match.end() : match.end() + 2].strip()
            if not _ends_with_number(text, match.start()) or not following[:1].isupper():
                continue
            if _is_german_day(text, match.end()):
                continue
        stops.append(match.end())
    return stops


def _ends_with_number(text: str, at: int) -> bool:
    return at > 0 and text[at - 1].isdigit()


def _is_german_day(text: str, at: int) -> bool:
    months = r"\s(?:Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez|Jahrh|Platz)"
    return re.match(months, text[at:]) is not None
