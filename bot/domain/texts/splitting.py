"""A text longer than a message, split where a reader would pause."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from bot.domain.texts.clusters import is_inside_cluster
from bot.domain.texts.pieces import BLANKS, cut, strip
from bot.domain.texts.values import TEXT_LIMIT, Text, utf16_len

# Best first.
_PAUSES = (
    re.compile(r"\n[ \t\r]*\n"),
    re.compile(r"\n"),
    re.compile(r"(?<=[.!?…])[»”\")\]]*[ \t]"),
    re.compile(r"[ \t]"),
)
_LEAST_SHARE = 4
"""A pause is taken when at least this part (one in four) of the limit stands before it."""


def split(text: Text, limit: int = TEXT_LIMIT) -> list[Text]:
    """Parts of at most `limit` UTF-16 units, entities on the same words, none empty.

    No more parts than needed, where a line or a sentence ends in time. The cut is at a blank
    line, else at a line's end, a sentence's, a blank; else where no
    emoji and no letter with its marks is broken; in any case between whole characters. Blanks
    at the cut are dropped. Raises ValueError for a limit that holds no character (under 2).
    """
    if limit < 2:
        raise ValueError("a part holds at least one character of two units")
    text = strip(text)
    units = [0, *accumulate(1 + (character > "\uffff") for character in text.text)]
    return [cut(text, units[start], units[stop]) for start, stop in _spans(text, units, limit)]


def _spans(text: Text, units: list[int], limit: int) -> Iterator[tuple[int, int]]:
    """Bounds of the parts in code points; `units` counts the units before each."""
    words = text.text
    start = 0
    while start < len(words):
        stop = len(words)
        if units[stop] - units[start] > limit:
            furthest = bisect_right(units, units[start] + limit) - 1
            spare = (units[stop] - units[start] - 1) % limit + 1
            fewest = bisect_left(units, units[start] + spare) - start
            pause = _pause(words, start, furthest, (fewest, limit // _LEAST_SHARE))
            stop = pause or _hard(text, units, start, furthest)
        yield start, len(words[:stop].rstrip(BLANKS))
        start = len(words) - len(words[stop:].lstrip(BLANKS))


def _pause(words: str, start: int, furthest: int, least: tuple[int, int]) -> int | None:
    """The last place of the best kind that keeps the parts few, else not too short.

    A mere blank is no reason to end a part early only to save one.
    """
    fewest, enough = least
    choices = ((max(fewest, enough), _PAUSES[:-1]), (enough, _PAUSES), (1, _PAUSES))
    for characters, patterns in choices:
        for pattern in patterns:
            found = _last(pattern, words, start + max(characters, 1), furthest)
            if found is not None:
                return found
    return None


def _last(pattern: re.Pattern[str], words: str, least: int, furthest: int) -> int | None:
    """Where the last match ends its words; a blank just behind the window is a match too."""
    found = None
    for match in pattern.finditer(words, least, min(len(words), furthest + 8)):
        closing = match.start() + len(match[0].rstrip())
        place = match.start() if match[0].isspace() else closing
        if place > furthest:
            break
        found = place
    return found


def _hard(text: Text, units: list[int], start: int, furthest: int) -> int:
    """The last place in the window that breaks nothing visible, or the window's end."""
    emoji = [entity for entity in text.entities if entity.type == "custom_emoji"]
    for stop in range(furthest, start, -1):
        inside = any(entity.offset < units[stop] < entity.end for entity in emoji)
        if not inside and not is_inside_cluster(text.text, stop):
            return stop
    return furthest


def fitting(names: Sequence[str], room: int) -> int:
    """How many of the first names fit into so many UTF-16 units, parted by a comma and a blank."""
    for count, name in enumerate(names):
        room -= utf16_len(name) + 2
        if room < -2:
            return count
    return len(names)
