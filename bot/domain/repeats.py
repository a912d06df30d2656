"""Repeats of a post: how often, how long, and the moments that come of it."""

import calendar
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import count, islice, takewhile
from zoneinfo import ZoneInfo

from bot.domain.dates import local_to_utc, parse_moment

MOST = 60
"""Repeats that are made at once."""

_UNTIL = re.compile(r"^(?:до|по|until|till|to)\s+", re.IGNORECASE)
_TIMES = re.compile(r"^[x×]?\s*([0-9]{1,9})\s*(?:раз|раза|times?|x|×)?\.?$", re.IGNORECASE)


class Every(StrEnum):
    """How often a post is repeated."""

    DAILY = "daily"
    WEEKDAYS = "weekdays"
    WEEKLY = "weekly"
    MONTHLY = "monthly"


def list_repeats(
    first: datetime,
    every: Every,
    *,
    zone: ZoneInfo,
    times: int = MOST,
    until: date | None = None,
) -> list[datetime]:
    """Moments after `first`, aware UTC, at its time of day: at most `times`, none after `until`.

    A time that daylight saving skips moves forward, one that it repeats is the first. Monthly
    keeps the day of the month; where a month has no such day, it is the month's last.
    """
    local = first.astimezone(zone)
    days: Iterator[date] = islice(_days(local.date(), every), min(times, MOST))
    if until is not None:
        days = takewhile(lambda day: day <= until, days)
    return [local_to_utc(day, local.time(), zone) for day in days]


def parse_length(text: str, *, now: datetime, zone: ZoneInfo) -> int | date | None:
    """How long somebody wants repeats: `5`, `8 раз`, `до 31.12`, `until 25 May`; None otherwise.

    A number is a number of times, a date the last day; only times from 1 to `MOST` are one.
    """
    words = text.strip()
    if match := _TIMES.match(words):
        times = int(match[1])
        return times if 1 <= times <= MOST else None
    moment = parse_moment(_UNTIL.sub("", words), now=now, zone=zone)
    return moment.astimezone(zone).date() if moment else None


def _days(first: date, every: Every) -> Iterator[date]:
    match every:
        case Every.DAILY:
            return (first + timedelta(days=step) for step in count(1))
        case Every.WEEKLY:
            return (first + timedelta(days=7 * step) for step in count(1))
        case Every.WEEKDAYS:
            days = (first + timedelta(days=step) for step in count(1))
            return (day for day in days if day.weekday() < 5)
        case Every.MONTHLY:
            return (_month_later(first, step) for step in count(1))


def _month_later(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
