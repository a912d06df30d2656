"""Typography as an edit list: quotes, dashes, ranges, blanks; Russian, and lightly English.

Addresses, names, hashtags, code, emoji and smileys are never touched. Nothing becomes longer, and
what was set once stays as it is. Lines in other languages only lose superfluous blanks.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator

from bot.domain.quotation import Language, quote_edits
from bot.domain.texts import (
    AUTOMATIC,
    Edit,
    Text,
    apply_edits,
    characters_of,
    units_before,
    without_overlaps,
)

NBSP = "\u00a0"

_PROTECTED = AUTOMATIC | {"code", "pre", "custom_emoji", "date_time"}
# What is no prose although nothing marks it.
_NO_PROSE = re.compile(
    r"""
    (?: \w+:// | www\. ) [^\s<>"«»„“”]+
  | [\w.+-]* @ [\w.-]+
  | (?<![\w.]) \w[\w-]* (?: \.[\w-]+ )* \. (?: [a-z]{2,24} | рф | рус ) \b
        (?: [/?\#:] [^\s<>"«»„“”]* )?
  | [\#/] \w+
  | ` [^`\n]+ `
  | (?<!\w) [:;=8x] ['’]? -? [)(\[\]dpо0/\\|*3]+ (?!\w)
  | (?<!\w) [)(]{2,} | \^[_.-]?\^ | -_+- | <3 | ¯\\\S*
    """,
    re.VERBOSE | re.IGNORECASE,
)
_UNITS = (
    "%|‰|₽|€|\\$|°|руб|коп|тыс|млн|млрд|трлн|кг|г|мг|т|см|мм|км|м|л|мл|шт|ч|мин|сек|с|лет|год"
    "|года|годов|году|гг|век|века|раз|раза|чел"
)
_NUMBER = r"[12]\d{3}|\d{1,3}(?:[.,:]\d{1,2})?"
_RANGE = re.compile(
    rf"(?<![\w.,:/–-])(?P<least>{_NUMBER})(?P<x>-)(?P<most>{_NUMBER})(?![\w–-]|[.,:/]\d)"
)

# Each pattern, and what its group `x` becomes.
_BLANKS = (
    (re.compile(r"(?<=\S)(?P<x>[ \t]+)$"), ""),
    (re.compile(r"(?<=\S )(?P<x> +)(?=\S)"), ""),
)
_ELLIPSIS = (re.compile(r"(?<![./\\…])(?P<x>\.{3})(?![./\\…])"), "…")
_RULES = {
    Language.ENGLISH: (
        _ELLIPSIS,
        (re.compile(r"(?<=[^\s\d] )(?P<x>--?)(?= \S)"), "–"),
    ),
    Language.RUSSIAN: (
        _ELLIPSIS,
        (re.compile(r"(?:(?<=[^\W\d])|(?<=[»“”)!?…%]))(?P<x> +)(?=[,.!?;:]+(?:\s|$))"), ""),
        (re.compile(r"(?<=\S)(?P<x> )(?!(?<=\d )[-–—]{1,3} \d)(?=(?:-{1,3}|[–—]) \S)"), NBSP),
        (re.compile(
            r"(?<=\S[ \u00a0])(?!(?<=\d[ \u00a0])[-–]{1,3} \d)(?P<x>-{1,3}|–)(?= \S)"), "—"),
        (re.compile(r"(?<![\w'’-])[вксуоаиВКСУОАИ](?P<x> )(?=[\w«„\"])"), NBSP),
        (re.compile(rf"(?<=\d)(?P<x> )(?=(?:{_UNITS})(?!\w))"), NBSP),
        (re.compile(r"(?<!\d)\d{1,3}(?P<x> )(?=\d{3}(?!\d))"), NBSP),
        (re.compile(r"№(?P<x> )(?=\d)"), NBSP),
    ),
}  # fmt: skip
# One pass may make room for another; none was ever seen to need more than four.
_PASSES = 8


def apply(text: Text) -> Text:
    """The text with its typography set, entities on the same words."""
    for _ in range(_PASSES):
        edits = list_edits(text)
        if not edits:
            break
        text = apply_edits(text, edits)
    return text


def list_edits(text: Text) -> list[Edit]:
    """What is to be changed now, in order; empty for a text that is well set."""
    guard = _Guard(text)
    found = (
        Edit(start + edit.start, start + edit.stop, edit.new)
        for start, line in _lines(text.text)
        for edit in _line_edits(line, start, guard)
    )
    return without_overlaps(edit for edit in found if guard.permits(edit))


def language_of(line: str) -> Language | None:
    """Whose customs a line follows: Russian with Latin names in it is Russian."""
    letters = [character for character in line if character.isalpha()]
    cyrillic = sum("\u0400" <= character <= "\u04ff" for character in letters)
    if cyrillic and cyrillic * 4 >= len(letters):
        return Language.RUSSIAN
    is_ascii = bool(letters) and all(character.isascii() for character in letters)
    return Language.ENGLISH if is_ascii else None


def _lines(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for line in text.split("\n"):
        yield at, line
        at += len(line) + 1


def _line_edits(line: str, start: int, guard: "_Guard") -> Iterator[Edit]:
    language = language_of(line)
    rules = _BLANKS + (_RULES[language] if language else ())
    for pattern, new in rules:
        for match in pattern.finditer(line):
            yield Edit(*match.span("x"), new)
    if language is None:
        return
    if language is Language.RUSSIAN:
        for match in filter(_is_range, _RANGE.finditer(line)):
            yield Edit(*match.span("x"), "–")
    yield from quote_edits(line, language, lambda at: guard.covers(start + at))


def _is_range(match: re.Match[str]) -> bool:
    """From less to more, years with years; a score, a code or a telephone is none."""
    least, most = (match[name].replace(":", ".").replace(",", ".") for name in ("least", "most"))
    is_year = [len(number) == 4 and number.isdecimal() for number in (least, most)]
    return is_year[0] == is_year[1] and float(least) < float(most)


class _Guard:
    """Where nothing may be changed, in code points."""

    def __init__(self, text: Text) -> None:
        units = units_before(text.text)
        spans = [match.span() for match in _NO_PROSE.finditer(text.text)]
        self._edges = set()
        for entity in text.entities:
            span = characters_of(units, entity)
            self._edges |= set(span)
            if entity.type in _PROTECTED:
                spans.append(span)
        self._starts, self._stops = _merged(spans)

    def covers(self, at: int) -> bool:
        """Whether a character is protected."""
        index = bisect_right(self._starts, at) - 1
        return index >= 0 and at < self._stops[index]

    def permits(self, edit: Edit) -> bool:
        """Whether an edit touches nothing protected and parts no entity.

        A blank between an address and a full stop stays: it may be what ends the address.
        """
        if any(self.covers(at) for at in range(edit.start, edit.stop)):
            return False
        if not edit.new:
            return edit.start == 0 or not self.covers(edit.start - 1)
        return not any(edge in self._edges for edge in range(edit.start + 1, edit.stop))


def _merged(spans: list[tuple[int, int]]) -> tuple[list[int], list[int]]:
    """Starts and stops of the spans, those that meet made one."""
    starts: list[int] = []
    stops: list[int] = []
    for start, stop in sorted(spans):
        if stops and start <= stops[-1]:
            stops[-1] = max(stops[-1], stop)
        else:
            starts.append(start)
            stops.append(stop)
    return starts, stops
