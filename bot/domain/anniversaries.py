"""The same day in other years, on the wall clock of a zone."""

import calendar
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

Span = tuple[datetime, datetime]
"""Moments: from the first one on, before the second."""


def days_in_years(today: date, first: date, zone: ZoneInfo, *, around: int = 0) -> list[Span]:
    """This day in each year before, back to the day `first`; newest first.

    Each reaches from midnight to midnight, `around` days further on both sides (at most 100: none
    overlap). In a year without 29 February its 28th stands for it.
    """
    spans = []
    margin = timedelta(days=around)
    for year in range(today.year - 1, max(first.year - 1, 1) - 1, -1):
        day = _in_year(today, year)
        if day + margin >= first:
            since, until = day - margin, day + margin + timedelta(days=1)
            spans.append((_midnight(since, zone), _midnight(until, zone)))
    return spans


def _in_year(day: date, year: int) -> date:
    is_lacking = (day.month, day.day) == (2, 29) and not calendar.isleap(year)
    return date(year, day.month, 28 if is_lacking else day.day)


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)
