"""What was said, with the clock and the zone of who said it, becomes a moment."""

import calendar
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.dates.grammar import Phrase, readings
from bot.domain.dates.hours import clock, part_of_day
from bot.domain.dates.localtime import local_to_utc
from bot.domain.dates.nodes import Calendar, Clock, Distance, Weekday
from bot.domain.dates.tokens import Kind, Token, tokenize
from bot.domain.dates.words import Part

MAX_AHEAD = timedelta(days=366)
"""How far a moment may be."""

DEFAULT_PART = Part.MORNING
"""When a day is named without a time; distances in days keep the hour of now instead."""

PART_TIMES = {
    Part.MORNING: time(9),
    Part.DAY: time(14),
    Part.EVENING: time(19),
    Part.NIGHT: time(23),
    Part.TONIGHT: time(19),
}
_OWN_HOURS = {
    Part.MORNING: range(1, 12),
    Part.DAY: range(11, 18),
    Part.EVENING: range(16, 24),
    Part.NIGHT: (21, 22, 23, 0, 1, 2, 3, 4, 5),
    Part.TONIGHT: range(17, 24),
    Part.AM: range(1, 12),
    Part.PM: (12,),
}
"""Hours that are said with the part and meant as they are: `19:00 вечера`, `12 pm`."""
_TWELVE_LESS = {
    Part.DAY: range(1, 6),
    Part.EVENING: range(4, 12),
    Part.NIGHT: range(9, 12),
    Part.TONIGHT: range(5, 12),
    Part.PM: range(1, 12),
}
"""Hours that are said on the face of a clock and meant twelve later: `7 вечера`."""
_MIDNIGHT_AT_TWELVE = (Part.NIGHT, Part.TONIGHT)


class DateProblem(StrEnum):
    """Why words are no moment to plan for."""

    NOT_UNDERSTOOD = "not_understood"
    PAST = "past"
    TOO_FAR = "too_far"


def parse_moment(text: str, *, now: datetime, zone: ZoneInfo) -> datetime | None:
    """The moment meant by words in Russian or English, aware UTC with no seconds.

    None when the words are not understood to the last one or name what does not exist. The
    moment may be past when a day is named: whoever asks says so.

    A weekday or a bare time is the next future one, today included; `25.12` the next such day,
    today included. A day without a time is meant at 9:00, `через 3 дня` and longer steps keep
    the hour. Evening is 19:00 (tonight too), day 14:00, night 23:00. Midnight ends the day it
    is said of: `завтра в полночь` is 0:00 of the day after tomorrow, `0:00` begins its day.
    """
    tokens = tokenize(text)
    if not tokens:
        return None
    for phrase in readings(tokens):
        try:
            moment = _resolve(phrase, now, zone)
        except (OverflowError, ValueError):
            continue
        if moment is not None:
            return moment
    return None


def read_moment(text: str, *, now: datetime, zone: ZoneInfo) -> datetime | DateProblem:
    """A moment that can be planned: future, and at most 366 days away; aware UTC."""
    moment = parse_moment(text, now=now, zone=zone)
    if moment is None:
        return DateProblem.NOT_UNDERSTOOD
    if moment <= now:
        return DateProblem.PAST
    return DateProblem.TOO_FAR if moment - now > MAX_AHEAD else moment


def parse_time(text: str) -> time | None:
    """A time of day: `9:30`, `9.30`, `в 9`, `9 утра`, `7pm`, `полдень`; None otherwise."""
    tokens = tokenize(text)
    for phrase in readings([_as_time(token) for token in tokens or ()], (clock, part_of_day)):
        if phrase.relative is None and (found := _time_of(phrase)) is not None:
            return found[0]
    return None


def split_distance(now: datetime, moment: datetime) -> tuple[int, int, int]:
    """Whole days, hours and minutes from `now` to `moment`, rounded up to a minute.

    Zeros when the moment has come.
    """
    minutes = max(0, -((now - moment) // timedelta(minutes=1)))
    return minutes // 1440, minutes // 60 % 24, minutes % 60


def _as_time(token: Token) -> Token:
    """Where only a time can be meant, `9,30` and `9-30` are one."""
    if token.kind is Kind.PAIR and token.separator in ",-":
        return Token(Kind.PAIR, token.text, token.numbers, ":")
    return token


def _resolve(phrase: Phrase, now: datetime, zone: ZoneInfo) -> datetime | None:
    found = _time_of(phrase)
    if found is None or not _is_certain(phrase):
        return None
    at, later = found
    today = now.astimezone(zone).date()
    if phrase.distance is not None:
        return _after(phrase, phrase.distance, now, zone)
    if phrase.relative is not None or phrase.calendar is not None:
        day = _day_of(phrase, today)
        if day is None or (phrase.weekday and not _agrees(phrase.weekday, phrase, day, today)):
            return None
        moment = local_to_utc(day + timedelta(days=later), at, zone)
        if moment <= now and _is_night_to_come(phrase, at):
            return local_to_utc(day + timedelta(days=1), at, zone)
        return moment
    if phrase.weekday is None and phrase.week is not None:
        return None
    for day in _candidates(phrase, today):
        moment = local_to_utc(day + timedelta(days=later), at, zone)
        if moment > now or _week_of(phrase) is not None:
            return moment
    return None


def _is_certain(phrase: Phrase) -> bool:
    """A number that might be no hour is one only beside a day that needs nothing more."""
    if phrase.clock is None:
        return True
    if phrase.clock.dotted:
        dated = phrase.calendar is not None and phrase.calendar.month is not None
        return dated or phrase.relative is not None or phrase.distance is not None
    if phrase.clock.sure:
        return True
    if phrase.clock.part is None and phrase.part is None:
        return phrase.relative is not None
    return bool(phrase.days_named or phrase.weekday)


def _time_of(phrase: Phrase) -> tuple[time, int] | None:
    """The time of day and by how many days it is later than the day named."""
    said = phrase.clock
    if said is None:
        return PART_TIMES[phrase.part or DEFAULT_PART], 0
    if said.midnight:
        return (time(0), 1) if phrase.part in (None, *_MIDNIGHT_AT_TWELVE) else None
    found = _hour_of(said, said.part or phrase.part)
    if found is None:
        return None
    hour, later = found
    if said.part and phrase.part and hour not in {*_OWN_HOURS[phrase.part], 0}:
        return None
    return time(hour, said.minute), later


def _hour_of(said: Clock, part: Part | None) -> tuple[int, int] | None:
    hour = said.hour
    if part is None:
        return hour, 0
    if hour == 12 and part is Part.AM:
        return 0, 0
    if part in _MIDNIGHT_AT_TWELVE and hour == 12:
        return 0, 1
    if part is Part.TONIGHT and hour == 0:
        return 0, 1
    if hour in _TWELVE_LESS.get(part, ()):
        return hour + 12, 0
    return (hour, 0) if hour in _OWN_HOURS[part] else None


def _is_night_to_come(phrase: Phrase, at: time) -> bool:
    """`сегодня в 2 ночи` said by day is the night that follows."""
    night = Part.NIGHT in (phrase.part, phrase.clock and phrase.clock.part)
    today = phrase.relative is not None and phrase.relative.days == 0
    return night and today and at.hour < 6


def _after(phrase: Phrase, step: Distance, now: datetime, zone: ZoneInfo) -> datetime | None:
    timed = phrase.clock is not None or phrase.part is not None
    if phrase.weekday or phrase.week or (timed and step.minutes is not None):
        return None
    local = now.astimezone(zone)
    if not step.months and not step.days:
        moment = now.astimezone(UTC).replace(second=0, microsecond=0)
    else:
        day = _add_months(local.date(), step.months) + timedelta(days=step.days)
        found = _time_of(phrase) if timed else (time(local.hour, local.minute), 0)
        if found is None:
            return None
        moment = local_to_utc(day + timedelta(days=found[1]), found[0], zone)
    return moment + timedelta(minutes=step.minutes or 0)


def _add_months(day: date, months: int) -> date:
    """The same day of a later month, or its last one."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _day_of(phrase: Phrase, today: date) -> date | None:
    if phrase.relative is not None:
        return today + timedelta(days=phrase.relative.days)
    return _next_calendar_day(phrase.calendar, today) if phrase.calendar else None


def _next_calendar_day(said: Calendar, today: date) -> date | None:
    if said.year is not None and said.month is not None:
        return date(said.year, said.month, said.day)
    # A leap day is at most eight years away, a thirty-first at most two months.
    for step in range(9 * 12):
        month = _add_months(today.replace(day=1), step)
        fits = said.day <= calendar.monthrange(month.year, month.month)[1]
        if said.month in (None, month.month) and fits and month.replace(day=said.day) >= today:
            return month.replace(day=said.day)
    return None


def _agrees(said: Weekday, phrase: Phrase, day: date, today: date) -> bool:
    week = _week_of(phrase)
    return day.weekday() == said.weekday and (week is None or day in _candidates(phrase, today))


def _week_of(phrase: Phrase) -> int | None:
    week = phrase.week or (phrase.weekday and phrase.weekday.week)
    return week.value if week else None


def _candidates(phrase: Phrase, today: date) -> Iterator[date]:
    """Days that a weekday, or no day at all, may mean, nearest first."""
    if phrase.weekday is None:
        yield from (today + timedelta(days=step) for step in range(3))
        return
    week = _week_of(phrase)
    if week is not None:
        monday = today - timedelta(days=today.weekday())
        yield monday + timedelta(days=7 * week + phrase.weekday.weekday)
        return
    ahead = (phrase.weekday.weekday - today.weekday()) % 7
    yield from (today + timedelta(days=ahead + 7 * step) for step in range(3))
