"""Dates and hours of a text in the forms of five languages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.domain.figures.patterns import Pattern

_MONTHS = (
    r"январ[ьяею]\w{0,2}|янв\.|january|jan\.?|januar|jänner",
    r"феврал[ьяею]\w{0,2}|февр?\.|february|feb\.?|februar",
    r"март(?:а|е|у|ом)?|мар\.|march|mar\.?|märz",
    r"апрел[ьяею]\w{0,2}|апр\.|april|apr\.?",
    r"ма[йяюе]|маем|may|mai",
    r"июн[ьяею]\w{0,2}|june|jun\.?|juni",
    r"июл[ьяею]\w{0,2}|july|jul\.?|juli",
    r"август(?:а|е|у|ом)?|авг\.|august|aug\.?",
    r"сентябр[ьяею]\w{0,2}|сент?\.|september|sept?\.?",
    r"октябр[ьяею]\w{0,2}|окт\.|october|oct\.?|oktober|okt\.?",
    r"ноябр[ьяею]\w{0,2}|нояб?\.|november|nov\.?",
    r"декабр[ьяею]\w{0,2}|дек\.|december|dec\.?|dezember|dez\.?",
)
_MONTH = "(?:" + "|".join(f"(?P<m{n}>{words})" for n, words in enumerate(_MONTHS, 1)) + r")(?!\w)"
_YEAR = r"(?P<year>(?:19|20)[0-9]{2})(?![0-9])"
_DAY = r"(?P<day>[0-9]{1,2})"
_RANGE = r"(?:(?P<first>[0-9]{1,2})\.?\s?-\s?)?"

_PATTERNS = tuple(
    Pattern(pattern, re.IGNORECASE)
    for pattern in (
        # 2025-11-06, 2025.11.06, 2025/11/06
        r"(?<![0-9.])(?P<year>(?:19|20)[0-9]{2})([-./]\s?)(?P<month>[01]?[0-9])\2(?P<day>[0-3]?[0-9])"
        r"(?![0-9])\.?",
        # 06.11.2025, 6.11.25
        r"(?<![0-9.,])(?P<day>[0-3]?[0-9])\.(?P<month>[01]?[0-9])\."
        r"(?:(?P<year>(?:19|20)[0-9]{2})|(?P<short>[0-9]{2}))(?![0-9])",
        # 2025年11月6日, 11월 6일, 2025년 11월, 11月
        r"(?:(?P<year>(?:19|20)?[0-9]{2})\s?[年년]\s?)?(?<![0-9])(?P<month>1[0-2]|0?[1-9])\s?[月월]"
        r"(?![간數数])(?:\s?(?P<day>[0-9]{1,2})\s?[日号號일])?",
        # 6 ноября 2025, 13. Mai 2024, 6th of November 2025, 5-7 мая
        rf"(?<![0-9.,:]){_RANGE}{_DAY}(?:\.|-?(?:е|го)|st|nd|rd|th)?\s?(?:of\s)?{_MONTH}"
        rf"(?:,?\s{_YEAR})?",
        # November 6, 2025; November 2025; в ноябре 2025
        rf"(?<!\w){_MONTH}(?:\s{_DAY}(?:st|nd|rd|th)?(?![0-9:.,]?[0-9%]))?(?:,?\s{_YEAR})?",
        # 2025年, 2025년, 2025 год, im Jahr 2025
        rf"(?<![0-9.,]){_YEAR}(?:\s?[年년]|-?(?:й|м|го|х)?\s?г(?:од\w*|г?\.)?(?!\w))",
        # 6日, 6일
        r"(?<![0-9.,])(?P<day>[0-9]{1,2})(?:日(?!元|圓|本)|일(?![가-힣]|\s?(?:간|동안)))",
    )
)
_SLASHED = Pattern(
    r"(?<![0-9./])(?P<one>[0-9]{1,2})/(?P<two>[0-9]{1,2})/(?P<year>(?:19|20)[0-9]{2})(?![0-9])"
)
_TIME = Pattern(
    r"(?<![0-9:.,])(?P<hour>2[0-4]|[01]?[0-9])(?![0-9])(?:"
    r":(?P<minute>[0-5][0-9])(?::[0-5][0-9])?(?![0-9])"
    r"|[时時시點点](?![间間대])(?:\s?(?P<cjk>[0-5]?[0-9])[分분])?"
    r"|\s(?:uhr|o'clock)(?:\s(?P<uhr>[0-5][0-9]))?"
    r")?(?:\s?(?P<half>[ap])\.?m\b\.?)?",
    re.IGNORECASE,
)
_LONG_DAY = 31


@dataclass(frozen=True, slots=True, kw_only=True)
class DatePlace:
    """A date or an hour at `start:stop` (code points)."""

    start: int
    stop: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    hour: int | None = None
    minute: int | None = None


def find_dates(text: str, language: str) -> Iterator[DatePlace]:
    """Dates of a text whose signs `numerals.plain` has made plain; they may overlap."""
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            yield from _read(match)
    for match in _SLASHED.finditer(text):
        yield from _slashed(match, language)


def find_times(text: str) -> Iterator[DatePlace]:
    """Hours of a text: `10:30`, `10 p.m.`, `10 Uhr 30`, `10时30分`."""
    for match in _TIME.finditer(text):
        if match[0] == match["hour"]:
            continue
        hour = int(match["hour"])
        if match["half"]:
            hour = hour % 12 + (12 if match["half"].lower() == "p" else 0)
        minute = int(match["minute"] or match["cjk"] or match["uhr"] or 0)
        yield DatePlace(start=match.start(), stop=match.end(), hour=hour, minute=minute)


def _read(match: re.Match[str]) -> Iterator[DatePlace]:
    """The date of a match, two of `5-7 мая`; none when there is no such day."""
    groups = match.groupdict()
    month = _month(groups)
    day = int(groups["day"]) if groups.get("day") else None
    year = int(groups["year"]) if groups.get("year") else None
    if groups.get("short"):
        year = 2000 + int(groups["short"])
    if year is not None and year < 100:
        year += 2000
    if not _is_day(month, day) or _is_no_month(groups):
        return
    if first := groups.get("first"):
        yield DatePlace(
            start=match.start(), stop=match.start("first") + len(first), month=month, year=year,
            day=int(first),
        )  # fmt: skip
    start = match.start("day") if groups.get("first") else match.start()
    yield DatePlace(start=start, stop=match.end(), year=year, month=month, day=day)


def _month(groups: dict[str, str | None]) -> int | None:
    if number := groups.get("month"):
        return int(number)
    return next((n for n in range(1, 13) if groups.get(f"m{n}")), None)


def _is_day(month: int | None, day: int | None) -> bool:
    return (month is None or 1 <= month <= 12) and (day is None or 1 <= day <= _LONG_DAY)


def _is_no_month(groups: dict[str, str | None]) -> bool:
    """A Latin word in lower case: `may` and `march` are no months then."""
    word = next((groups[f"m{n}"] for n in range(1, 13) if groups.get(f"m{n}")), None)
    return word is not None and word[0].isascii() and word[0].islower()


def _slashed(match: re.Match[str], language: str) -> Iterator[DatePlace]:
    """`11/06/2025`: the month is first in English, unless it cannot be one."""
    one, two = int(match["one"]), int(match["two"])
    day, month = (two, one) if language == "en" else (one, two)
    if month > 12:
        day, month = month, day
    if _is_day(month, day) and month >= 1:
        yield DatePlace(
            start=match.start(), stop=match.end(), year=int(match["year"]), month=month, day=day
        )
