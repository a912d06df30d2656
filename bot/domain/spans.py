"""Days, months and years that a search names: `май 2025`, `2025-05..2025-07`, `..2024`."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.dates.words import MONTHS

FIRST_YEAR = 2015
"""Telegram has channels since September of it."""

LAST_YEAR = 2099
"""The last year that a date may name, where nobody says which year comes next."""

# As they stand behind `в`: `в мае`.
_LOCATIVES = (
    "январе", "феврале", "марте", "апреле", "мае", "июне", "июле", "августе", "сентябре",
    "октябре", "ноябре", "декабре",
)  # fmt: skip
_MONTHS = {**MONTHS, **{name: number for number, name in enumerate(_LOCATIVES, start=1)}}

_DAY, _MONTH, _YEAR = "(?P<day>[0-9]{1,2})", "(?P<month>[0-9]{1,2})", "(?P<year>[0-9]{4})"
_NAMES = "|".join(sorted(map(re.escape, _MONTHS), key=len, reverse=True))
_NAME = rf"(?P<name>{_NAMES})\.?"
_MARK = r"(?:\s*(?:года|году|год|г)(?!\w)\.?)?"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        f"{_YEAR}-{_MONTH}-{_DAY}",
        f"{_YEAR}-{_MONTH}",
        rf"{_DAY}\.{_MONTH}\.{_YEAR}",
        rf"{_MONTH}\.{_YEAR}",
        rf"(?:{_DAY}\s+)?{_NAME},?\s+{_YEAR}{_MARK}",
        rf"{_NAME}\s+{_DAY},\s*{_YEAR}",
        f"{_YEAR}{_MARK}",
    )
)
_NAMED = rf"(?:{_NAMES})\.?\s+[0-9]{{4}}{_MARK}"
_DATE = "|".join(re.sub(r"\?P<\w+>", "?:", form.pattern) for form in _FORMS)
_YEARS = re.compile("20[0-9]{2}")
_TO = r"\s*\.\.(?!\.)\s*"
_DATES = re.compile(
    rf"""
    (?<![\w.,\#@+$€₽-])
    (?: (?P<from_year>[0-9]{{4}})\s?[-–—]\s?(?P<to_year>[0-9]{{4}})
      | (?P<from_name>{_NAMES})\.?(?:\s?[-–—]\s?|{_TO}|\s+(?:по|to)\s+)(?P<to_name>{_NAMED})
      | (?P<since>{_DATE}){_TO}(?P<until>{_DATE})
      | (?P<after>{_DATE})\s*\.\.(?!\.)
      | \.\.(?!\.)\s*(?P<before>{_DATE})
      | (?P<one>{_DATE}) )
    (?![\w%-]|[.,][0-9])
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Days:
    """Days from `since` on and before `until`, on the wall clock of a channel; None is no end."""

    since: date | None = None
    until: date | None = None


def read_days(text: str, last_year: int = LAST_YEAR) -> tuple[Days | None, str]:
    """The days that a text names, and the text with the dates blanked out.

    Of several dates it is from the first to the last; open ends narrow that. No date, no Days.
    """
    closed: list[Days] = []
    ends: list[Days] = []
    # Most queries name no year; the search for dates costs microseconds a character.
    for match in list(_DATES.finditer(text)) if _YEARS.search(text) else ():
        days = _days_of(match, last_year)
        if days is not None:
            (ends if days.since is None or days.until is None else closed).append(days)
            text = blank_out(text, *match.span())
    if not closed and not ends:
        return None, text
    since = [min(d.since for d in closed if d.since)] if closed else []
    until = [max(d.until for d in closed if d.until)] if closed else []
    since += [days.since for days in ends if days.since]
    until += [days.until for days in ends if days.until]
    return Days(max(since, default=None), min(until, default=None)), text


def blank_out(text: str, start: int, stop: int) -> str:
    """The text with blanks in a part of it; as long as before."""
    return text[:start] + " " * (stop - start) + text[stop:]


def _days_of(match: re.Match[str], last_year: int) -> Days | None:
    if match["from_name"]:
        return _months(match["from_name"], match["to_name"], last_year)
    first = match["from_year"] or match["since"] or match["after"] or match["one"]
    last = match["to_year"] or match["until"] or match["before"] or match["one"]
    since = _period(first, last_year) if first else None
    until = _period(last, last_year) if last else None
    if (first and since is None) or (last and until is None):
        return None
    if since and until and since[0] > until[0]:
        since, until = until, since
    return Days(since[0] if since else None, until[1] if until else None)


def _months(first: str, last: str, last_year: int) -> Days | None:
    """From a month to one whose year is named: `ноябрь-январь 2026` begins in the year before."""
    until = _period(last, last_year)
    if until is None:
        return None
    year = until[0].year - (_MONTHS[first.lower()] > until[0].month)
    since = _period(f"{first} {year}", last_year)
    return Days(since[0], until[1]) if since else None


def _period(text: str, last_year: int) -> tuple[date, date] | None:
    """The first day of a date, and the day behind its last; None when there is no such day."""
    for form in _FORMS:
        if match := form.fullmatch(text):
            parts = match.groupdict()
            year = int(parts["year"])
            numbers = [int(parts[name]) if parts.get(name) else None for name in ("month", "day")]
            month = _MONTHS.get((parts.get("name") or "").lower(), numbers[0])
            is_real = FIRST_YEAR <= year <= last_year
            return _bounds(year, month, numbers[1]) if is_real else None
    return None


def _bounds(year: int, month: int | None, day: int | None) -> tuple[date, date] | None:
    try:
        first = date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return None
    if day is not None:
        return first, first + timedelta(days=1)
    if month is not None:
        return first, date(year + month // 12, month % 12 + 1, 1)
    return first, date(year + 1, 1, 1)
