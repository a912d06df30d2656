"""What somebody typed into a search, taken apart: words, phrases, rubrics, days, exclusions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.domain.rubrics import find_tags
from bot.domain.spans import LAST_YEAR, Days, blank_out, read_days

MAX_TYPED = 4096
"""Characters that are looked at; as many as a message has."""

MAX_PHRASES = 5
MAX_TAGS = 5
MAX_EXCLUDED = 20

# A straight quote is its own mate; a curly one may be closed by either curly one, as keyboards of
# telephones turn them by the language of the moment.
_MATES = {'"': '"', "«": "»", "„": "“”", "“": "”“", "”": "”", "‟": "”"}
_OPENERS = re.compile(f"[{''.join(_MATES)}]")
_MINUS = "‐‑−–－-"
# A discount is no exclusion: `-50%`.
_MINUS_WORD = re.compile(rf"(?<!\S)[{_MINUS}](?![0-9]+(?:[.,][0-9]+)?\s?%)([^\s{_MINUS}]\S*)")


@dataclass(frozen=True, slots=True)
class Terms:
    """The parts of a query, as typed.

    `words` is what remains of the text: as long as it, the other parts blanked out, so that a
    word stands where it was typed. `tags` and `excluded_tags` have no `#`; `excluded` are words
    and phrases. `days` is None when no date was typed. `is_open`: a word ends the text, and may
    still be being typed.
    """

    words: str
    phrases: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    excluded_tags: tuple[str, ...] = ()
    days: Days | None = None
    is_open: bool = False


def read_terms(typed: str, last_year: int = LAST_YEAR) -> Terms:
    """The parts of anything typed. A year from 2015 to `last_year` is a date, no other.

    A quotation mark without a mate is a blank; quotes keep a year, a minus or a `#` plain.
    """
    text = typed[:MAX_TYPED].replace("\0", " ")
    length = len(text.rstrip())
    phrases: list[str] = []
    excluded: list[str] = []
    for start, stop, is_excluded in list(_quoted(text)):
        into, most = (excluded, MAX_EXCLUDED) if is_excluded else (phrases, MAX_PHRASES)
        if len(into) < most:
            into.append(text[start:stop])
            text = blank_out(text, start - 1 - is_excluded, stop + 1)
    text, minus_tags = _take_excluded(text, excluded)
    days, text = read_days(text, last_year)
    tags, text = _take_tags(text)
    # Whether nothing of the end was taken for something else.
    is_open = 0 < length == len(text.rstrip()) and text[length - 1].isalnum()
    return Terms(
        words=text, phrases=tuple(phrases), tags=tags, excluded=tuple(excluded[:MAX_EXCLUDED]),
        excluded_tags=minus_tags, days=days, is_open=is_open,
    )  # fmt: skip


def _quoted(text: str) -> Iterator[tuple[int, int, bool]]:
    """What stands between quotation marks, and whether a minus stands before the first."""
    at, without_mate = 0, set()
    while opener := _OPENERS.search(text, at):
        at = opener.end()
        if opener[0] in without_mate:
            continue
        ends = [text.find(mate, at) for mate in _MATES[opener[0]]]
        stop = min((end for end in ends if end >= 0), default=-1)
        if stop < 0:
            without_mate.add(opener[0])
            continue
        yield at, stop, _is_minus(text, opener.start() - 1)
        at = stop + 1


def _is_minus(text: str, at: int) -> bool:
    if at < 0 or text[at] not in _MINUS:
        return False
    before = text[at - 1 : at] if at else ""
    return not before or before.isspace() or before in '"»”“'


def _take_excluded(text: str, excluded: list[str]) -> tuple[str, tuple[str, ...]]:
    """The text without its minus words, which are added, and the minus tags."""
    tags: list[str] = []
    for match in list(_MINUS_WORD.finditer(text)):
        found = find_tags(match[1]) if match[1].startswith("#") else []
        if found:
            tags += found
        else:
            excluded.append(match[1])
        text = blank_out(text, *match.span())
    return text, tuple(tags[:MAX_TAGS])


def _take_tags(text: str) -> tuple[tuple[str, ...], str]:
    found = find_tags(text)[:MAX_TAGS]
    for tag in found:
        pattern = rf"#{re.escape(tag)}(?!\w)"
        text = re.sub(pattern, lambda m: " " * len(m[0]), text, flags=re.IGNORECASE)
    return tuple(found), text


__all__ = ["Days", "Terms", "read_terms"]
