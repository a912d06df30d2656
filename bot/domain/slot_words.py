"""Weekly slots said in words: `вт 19:00 #кейс`, `пн-пт 10:00, 18:00`, `sat noon`."""

import re
from collections.abc import Iterator
from datetime import time
from itertools import pairwise

from bot.domain.dates import parse_time
from bot.domain.dates.words import WEEKDAYS
from bot.domain.rubrics import find_tags
from bot.domain.slots import Slot

MAX_SLOTS = 84
"""Slots that a channel may have: each is a button, and a keyboard holds a hundred."""

_MAX_LENGTH = 500
_PLURALS = {
    0: "понедельникам понедельники mondays",
    1: "вторникам вторники tuesdays",
    2: "средам среды wednesdays",
    3: "четвергам четверги thursdays",
    4: "пятницам пятницы fridays",
    5: "субботам субботы saturdays",
    6: "воскресеньям воскресенья sundays",
}
_DAYS = WEEKDAYS | {word: day for day, words in _PLURALS.items() for word in words.split()}
_GROUPS = {
    word: days
    for days, words in {
        tuple(range(7)): "ежедневно каждый_день день дни daily everyday every_day day",
        tuple(range(5)): "будни будням будние рабочие weekdays workdays weekday",
        (5, 6): "выходные выходным weekends weekend",
    }.items()
    for word in words.split()
}
_FILLERS = frozenset(
    ["в", "во", "на", "по", "и", "каждый", "каждую", "каждое", "at", "on", "and", "every"]
)
_TIME = re.compile(
    r"""
    (?:\b(?:в|во|at)\s+)?
    (?: (?<![\d:.])(?P<digits>\d{1,2}(?:[:.]\d{2})?)(?![\d:.])
        (?:\s*(?P<part>a\.?m\b\.?|p\.?m\b\.?|утра|дня|вечера|ночи|ч\b\.?|час(?:а|ов)?\b))?
      | (?P<named>\b(?:noon|midday|midnight|полдень|полночь)\b) )
    """,
    re.VERBOSE,
)
_BETWEEN = re.compile(r"[\s,;]*(?:\b(?:и|and)\b)?[\s,;]*")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-") | {"ё": "е"})


def parse_slots(text: str) -> list[Slot] | None:
    """The slots that somebody typed, line by line, in the order of the week.

    A line is days with their times, in either order, and at most one rubric: `пн-пт 10:00, 18:00`,
    `по вторникам в 19:00 #кейс`, `daily 9am`. None when any of it is not understood, or when one
    moment is named with two rubrics. Lines may be written as one, with commas between them.
    """
    if len(text) > _MAX_LENGTH:
        return None
    found: dict[tuple[int, int], Slot] = {}
    for line in filter(None, (line.strip() for line in text.splitlines())):
        slots = _parse_line(line)
        if slots is None and (slots := _parse_joined(line)) is None:
            return None
        for slot in slots:
            known = found.setdefault((slot.weekday, slot.minute), slot)
            if known.rubric != slot.rubric:
                return None
    return sorted(found.values()) or None


def _parse_joined(line: str) -> list[Slot] | None:
    """Lines written as one: a comma parts them where days follow a time."""
    found: list[Slot] = []
    days = ""
    for part in re.split(r"[,;]\s*(?=[^\W\d])", line):
        words = f"{days}, {part}".strip(", ")
        if _TIME.search(words.lower()) is None:
            days = words
            continue
        slots = _parse_line(words)
        if slots is None:
            return None
        found += slots
        days = ""
    return None if days else found


def _parse_line(line: str) -> list[Slot] | None:
    tags = find_tags(line)
    words = line
    for tag in tags:
        words = words.replace(f"#{tag}", " ")
    words = words.lower().translate(_DASHES).strip(" .,;")
    if len(tags) > 1 or "#" in words:
        return None
    split = _times_apart(words)
    days = _parse_days(split[0]) if split else None
    if split is None or days is None:
        return None
    rubric = tags[0] if tags else ""
    return [Slot(day, at.hour * 60 + at.minute, rubric) for day in days for at in split[1]]


def _times_apart(words: str) -> tuple[str, list[time]] | None:
    """The words of the days, and the times that stand together before or behind them."""
    matches = list(_TIME.finditer(words))
    if not matches:
        return None
    gaps = [words[one.end() : other.start()] for one, other in pairwise(matches)]
    if not all(gap and _BETWEEN.fullmatch(gap) for gap in gaps):
        return None
    before, after = words[: matches[0].start()].strip(), words[matches[-1].end() :].strip()
    if bool(before) == bool(after):
        return None
    times = [parse_time(match.group().strip()) for match in matches]
    known = [at for at in times if at is not None]
    return (before or after, known) if len(known) == len(times) else None


def _parse_days(words: str) -> list[int] | None:
    """Weekdays, ranges of them and their groups; each once."""
    words = re.sub(r"\b(каждый|every)\s+(день|day)\b", r"\1_\2", words)
    words = re.sub(r"\b(рабочие|будние)\s+дни\b|\bрабочим\s+дням\b", "будни", words)
    found: set[int] = set()
    for item in re.split(r"[\s,;]+", re.sub(r"\s*-\s*", "-", words).strip(" ,;:-")):
        days = _days_of(item.rstrip(".:"))
        if days is None:
            return None
        found.update(days)
    return sorted(found) or None


def _days_of(item: str) -> Iterator[int] | tuple[int, ...] | None:
    if item in _FILLERS:
        return ()
    if item in _GROUPS:
        return _GROUPS[item]
    if item in _DAYS:
        return (_DAYS[item],)
    first, dash, last = item.partition("-")
    if dash and first in _DAYS and last in _DAYS:
        length = (_DAYS[last] - _DAYS[first]) % 7
        return ((_DAYS[first] + step) % 7 for step in range(length + 1))
    return None
