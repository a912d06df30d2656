"""When a reader's digest is due, and which period a delivery belongs to."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.dates import local_to_utc
from bot.domain.zones import parse_zone

__all__ = [
    "DEFAULT_MINUTE",
    "Frequency",
    "Schedule",
    "next_delivery",
    "parse_zone",
    "period_key",
]

DEFAULT_MINUTE = 600
"""10:00, in minutes since local midnight."""


class Frequency(StrEnum):
    """How often a digest comes."""

    OFF = "off"
    DAILY = "daily"
    WEEKDAYS = "weekdays"
    WEEKLY = "weekly"


@dataclass(frozen=True, slots=True)
class Schedule:
    """When: `minute` since local midnight of `zone` (IANA); `weekday` (Monday 0) if weekly."""

    frequency: Frequency
    minute: int
    zone: str
    weekday: int = 0

    def includes(self, day: date) -> bool:
        """Whether a digest comes on a local day."""
        match self.frequency:
            case Frequency.OFF:
                return False
            case Frequency.DAILY:
                return True
            case Frequency.WEEKDAYS:
                return day.weekday() < 5
            case Frequency.WEEKLY:
                return day.weekday() == self.weekday

    def moment_on(self, day: date) -> datetime:
        """The instant of a local day's digest, aware UTC.

        A time that daylight saving skips moves forward, one that it repeats is the first.
        """
        return local_to_utc(day, time(self.minute // 60, self.minute % 60), ZoneInfo(self.zone))


def next_delivery(schedule: Schedule, *, after: datetime) -> datetime | None:
    """The first digest strictly after a moment, aware UTC; None when it is off."""
    if schedule.frequency is Frequency.OFF:
        return None
    # From yesterday: its digest may have moved past midnight.
    day = after.astimezone(ZoneInfo(schedule.zone)).date() - timedelta(days=1)
    while True:
        if schedule.includes(day) and (moment := schedule.moment_on(day)) > after:
            return moment
        day += timedelta(days=1)


def period_key(schedule: Schedule, moment: datetime) -> str:
    """The local day of a delivery, like `2026-11-22`: one for a subscription and a period.

    A digest that daylight saving moved past midnight (23:30 in Nuuk) belongs to the day that it
    was meant for, so that it takes nothing from the next one.
    """
    day = moment.astimezone(ZoneInfo(schedule.zone)).date()
    before = day - timedelta(days=1)
    moved = schedule.moment_on(before) == moment != schedule.moment_on(day)
    return (before if moved else day).isoformat()
