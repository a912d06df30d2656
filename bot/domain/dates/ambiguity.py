"""Words that may mean several moments: which ones, so that their author can be asked."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.dates.moments import MAX_AHEAD, parse_moment

MOST = 4
"""Moments that are offered to choose from."""

Rewriting = Callable[[re.Match[str]], tuple[str, ...]]

# Each pattern with what may be meant by it, said so that it can be read in one way only.
_REWRITINGS: tuple[tuple[re.Pattern[str], Rewriting], ...] = (
    (
        re.compile(r"(?<![\d./])(\d{1,2})/(\d{1,2})((?:/\d{2,4})?)(?![\d/])"),
        lambda m: tuple(
            f"{day}.{month}{m[3].replace('/', '.')}" for day, month in ((m[1], m[2]), (m[2], m[1]))
        ),
    ),
    (
        re.compile(r"^.*?(?<![\d.:])(\d{1,2})\.(\d{2})(?![\d.]).*$"),
        lambda m: (
            f"{m[0][: m.start(1)]} в {m[1]}:{m[2]} {m[0][m.end(2) :]}",
            # The day alone: beside a weekday that it is not, one of the two is a slip.
            f"{m[1]}.{m[2]}" if 1 <= int(m[2]) <= 12 else "",
        ),
    ),
    (
        re.compile(r"(?<![\d.:/-])(\d{1,2}\s*(?:дня|час[а-я]*|ч|hours?|h))\b"),
        lambda m: (f"через {m[1]}", f"в {m[1]}"),
    ),
    (
        re.compile(r"(?<![\d.:/-])(\d+\s+(?:мин[а-я]*|дней|день|недел[а-я]*|min[a-z]*|days?))\b"),
        lambda m: (f"через {m[1]}",),
    ),
    (
        re.compile(r"(?<![\d.:/,-])(\d{1,2})(?![\d.:/,-])(?!\s*[a-zа-я])"),
        lambda m: (f"в {m[1]}", f"{m[1]} числа"),
    ),
)


def possible_moments(text: str, *, now: datetime, zone: ZoneInfo) -> list[datetime]:
    """Moments of the coming year that words may mean which `parse_moment` refuses to guess.

    `05/06 18:00` is in June or in May, `fri 15` an hour or a day: aware UTC, in order, at most
    `MOST`; empty when not even that is known.
    """
    found: set[datetime] = set()
    for words in _readings(" ".join(text.lower().split())[:100]):
        moment = parse_moment(words, now=now, zone=zone)
        if moment is not None and now < moment <= now + MAX_AHEAD:
            found.add(moment)
    return sorted(found)[:MOST]


def _readings(text: str) -> Iterator[str]:
    for pattern, rewriting in _REWRITINGS:
        match = pattern.search(text)
        if match:
            for words in rewriting(match):
                yield f"{text[: match.start()]} {words} {text[match.end() :]}"
