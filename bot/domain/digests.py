"""When a reader's digest is due, and which period a delivery belongs to."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.dates import local_to_utc
from bot.domain.zones import parse_zone

__all__ = [
    "DEFAULT_CHOSEN",
    "DEFAULT_MINUTE",
    "NO_DAYS",
    "TWICE_MONTHLY_DAYS",
    "Frequency",
    "Schedule",
    "next_delivery",
    "overtaken",
    "parse_zone",
    "period_key",
]

DEFAULT_MINUTE = 600
"""10:00, in minutes since local midnight."""

TWICE_MONTHLY_DAYS = (1, 15)
"""Days of the month of a digest that comes twice a month."""

NO_DAYS: frozenset[int] = frozenset()

DEFAULT_CHOSEN = frozenset({0, 2, 4})
"""Monday, Wednesday and Friday: what chosen days begin with."""

# No schedule leaves a longer gap: a moved day of a month, and a week of quiet days behind it.
_LONGEST_GAP_DAYS = 40


class Frequency(StrEnum):
    """How often a digest comes."""

    OFF = "off"
    DAILY = "daily"
    WEEKDAYS = "weekdays"
    CHOSEN = "chosen"
    WEEKLY = "weekly"
    TWICE = "twice"


@dataclass(frozen=True, slots=True)
class Schedule:
    """When: `minute` since local midnight of `zone` (IANA).

    Days of the week count from Monday, 0: `weekday` is that of a weekly digest, `chosen` are those
    of chosen days. On `quiet` ones nothing comes: what is due weekly or twice a month moves to the
    next day that is not. Before the local day `paused_until` nothing comes; None is no pause.
    """

    frequency: Frequency
    minute: int
    zone: str
    weekday: int = 0
    chosen: frozenset[int] = NO_DAYS
    quiet: frozenset[int] = NO_DAYS
    paused_until: date | None = None

    def includes(self, day: date) -> bool:
        """Whether a digest comes on a local day."""
        if day.weekday() in self.quiet or (self.paused_until and day < self.paused_until):
            return False
        return self._is_meant_for(day) or self._is_moved_to(day)

    def _is_meant_for(self, day: date) -> bool:
        match self.frequency:
            case Frequency.OFF:
                return False
            case Frequency.DAILY:
                return True
            case Frequency.WEEKDAYS:
                return day.weekday() < 5
            case Frequency.CHOSEN:
                return day.weekday() in self.chosen
            case Frequency.WEEKLY:
                return day.weekday() == self.weekday
            case Frequency.TWICE:
                return day.day in TWICE_MONTHLY_DAYS

    def _is_moved_to(self, day: date) -> bool:
        """Whether the quiet days just before hold one that a rare digest was meant for."""
        if self.frequency not in (Frequency.WEEKLY, Frequency.TWICE):
            return False
        before = day - timedelta(days=1)
        while before.weekday() in self.quiet and day - before < timedelta(days=7):
            if self._is_meant_for(before):
                return True
            before -= timedelta(days=1)
        return False

    @property
    def zoneinfo(self) -> ZoneInfo:
        return ZoneInfo(self.zone)

    @property
    def ever_comes(self) -> bool:
        """Whether the quiet days leave a day on which a digest comes."""
        loud = frozenset(range(7)) - self.quiet
        match self.frequency:
            case Frequency.WEEKDAYS:
                return not loud.isdisjoint(range(5))
            case Frequency.CHOSEN:
                return not loud.isdisjoint(self.chosen)
            case _:
                return bool(loud)

    def is_paused(self, now: datetime) -> bool:
        """Whether a pause holds at a moment."""
        until = self.paused_until
        return until is not None and now.astimezone(ZoneInfo(self.zone)).date() < until

    def moment_on(self, day: date) -> datetime:
        """The instant of a local day's digest, aware UTC.

        A time that daylight saving skips moves forward, one that it repeats is the first.
        """
        return local_to_utc(day, time(self.minute // 60, self.minute % 60), ZoneInfo(self.zone))


def next_delivery(schedule: Schedule, *, after: datetime) -> datetime | None:
    """The first digest strictly after a moment, aware UTC; None when none comes."""
    if schedule.frequency is Frequency.OFF:
        return None
    # From yesterday: its digest may have moved past midnight.
    day = after.astimezone(ZoneInfo(schedule.zone)).date() - timedelta(days=1)
    if schedule.paused_until:
        day = max(day, schedule.paused_until)
    for _ in range(_LONGEST_GAP_DAYS):
        if schedule.includes(day) and (moment := schedule.moment_on(day)) > after:
            return moment
        day += timedelta(days=1)
    return None


def period_key(schedule: Schedule, moment: datetime) -> str:
    """The local day of a delivery, like `2026-11-22`: one for a subscription and a period.

    A digest that daylight saving moved past midnight (23:30 in Nuuk) belongs to the day that it
    was meant for, so that it takes nothing from the next one.
    """
    day = moment.astimezone(ZoneInfo(schedule.zone)).date()
    before = day - timedelta(days=1)
    moved = schedule.moment_on(before) == moment != schedule.moment_on(day)
    return (before if moved else day).isoformat()


def overtaken(
    before: Schedule, promised: datetime, changed: Schedule, *, now: datetime
) -> datetime | None:
    """When the digest of today still comes, if a change has put its moment into the past.

    A zone further east, or an earlier time, moves today's moment behind `now` although the digest
    was still to come. It comes when it was promised, if that is still today, else at once: no day
    is lost. None when today has no digest, or its moment is yet to come, or nothing was promised.
    """
    zone = ZoneInfo(changed.zone)
    today = now.astimezone(zone).date()
    if date.fromisoformat(period_key(before, promised)) > today:
        return None
    if not changed.includes(today) or changed.moment_on(today) > now:
        return None
    if promised.astimezone(zone).date() == today:
        return promised
    return now.replace(second=0, microsecond=0)
