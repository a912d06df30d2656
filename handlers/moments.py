"""Moments and days as people say them."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.dates import split_distance
from bot.translator import Translator

_MINUTE = timedelta(minutes=1)


def describe_day(t: Translator, day: date) -> str:
    """`Fri, 28 Nov 2026` in the language of `t`."""
    return t(
        "moment-day",
        weekday=t(f"weekday-{day.weekday()}"),
        day=day.day,
        month=t(f"month-{day.month}"),
        year=str(day.year),
    )


def describe_moment(t: Translator, moment: datetime, zone: ZoneInfo) -> str:
    """Day and time on the wall clock of a zone."""
    local = moment.astimezone(zone)
    return t("moment-at", day=describe_day(t, local.date()), time=f"{local:%H:%M}")


def describe_span(t: Translator, start: datetime, end: datetime) -> str:
    """How long it is from one moment to another: `2 d 3 h`, its two largest units."""
    days, hours, minutes = split_distance(start, end)
    parts = [
        t(f"distance-{name}", count=count)
        for name, count in (("days", days), ("hours", hours), ("minutes", minutes))
        if count
    ]
    return " ".join(parts[:2]) or t("distance-moment")


def describe_length(t: Translator, start: datetime, end: datetime) -> str:
    """How long something takes: `12 s` below a minute, as `describe_span` above it."""
    if end - start < _MINUTE:
        return t("distance-seconds", count=max(1, int((end - start).total_seconds())))
    return describe_span(t, start, end)


def describe_distance(t: Translator, now: datetime, moment: datetime) -> str:
    """How far a future moment is: `in 2 d 3 h`."""
    return t("distance-in", distance=describe_span(t, now, moment))
