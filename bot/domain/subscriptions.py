"""A reader's subscription to a channel's digest."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.digests import DEFAULT_MINUTE, Frequency, Schedule

# How far back a first digest reaches; later ones run from the last delivery.
_FIRST_PERIOD = {
    Frequency.OFF: timedelta(days=7),
    Frequency.DAILY: timedelta(days=1),
    Frequency.WEEKDAYS: timedelta(days=1),
    Frequency.CHOSEN: timedelta(days=7),
    Frequency.WEEKLY: timedelta(days=7),
    Frequency.TWICE: timedelta(days=15),
}

# A delivery that is later than this covers the time until now, not until its own moment.
_LATE = timedelta(hours=1)


DEFAULT_MOST = 10
"""Posts of one digest; the others are behind More."""


class Scope(StrEnum):
    """Which rubrics a digest tells of: all, those that its person follows, all but some."""

    ALL = "all"
    FOLLOWED = "followed"
    EXCEPT = "except"


class Sorting(StrEnum):
    """Which posts of a period a digest takes, and in which order: the most liked, or as they came.

    By time it takes the newest, and tells them from the oldest on.
    """

    BEST = "best"
    TIME = "time"


@dataclass(frozen=True, slots=True, kw_only=True)
class Taste:
    """What a digest tells: at most `most` posts, and nothing at all of fewer than `at_least`."""

    scope: Scope = Scope.ALL
    most: int = DEFAULT_MOST
    at_least: int = 1
    sorting: Sorting = Sorting.BEST


DEFAULT_TASTE = Taste()


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """When a person gets the digest of a channel. `id` is 0 until it is stored.

    `next_at` is the next delivery, None when there is none; `period_from_at` is where the next
    digest begins, `delivered` whether there has been one.
    """

    id: int
    person_id: int
    channel_id: int
    schedule: Schedule
    next_at: datetime | None
    period_from_at: datetime
    delivered: bool
    taste: Taste = DEFAULT_TASTE

    def period_until(self, now: datetime) -> datetime:
        """Where the digest that is due ends: everybody of one minute shares one text."""
        if self.next_at is not None and now - self.next_at < _LATE:
            return self.next_at
        return now.replace(second=0, microsecond=0)

    def with_schedule(self, schedule: Schedule, *, now: datetime) -> "Subscription":
        """Changed to another schedule; where the period begins stays once one was delivered.

        `next_at` is left to whoever knows which periods were delivered.
        """
        if schedule == self.schedule:
            return self
        first = _first_period_from(schedule.frequency, now)
        if self.delivered:
            # Back after a pause: not everything that was missed, and nothing twice.
            was_off = self.schedule.frequency is Frequency.OFF
            period_from = max(first, self.period_from_at) if was_off else self.period_from_at
        else:
            period_from = first
        return replace(self, schedule=schedule, period_from_at=period_from)


def unsubscribed(person_id: int, channel_id: int, *, zone: str, now: datetime) -> Subscription:
    """What holds before the first choice: off, at ten, weekly ones on Monday."""
    schedule = Schedule(frequency=Frequency.OFF, minute=DEFAULT_MINUTE, zone=zone)
    return Subscription(
        id=0,
        person_id=person_id,
        channel_id=channel_id,
        schedule=schedule,
        next_at=None,
        period_from_at=_first_period_from(Frequency.OFF, now),
        delivered=False,
    )


def _first_period_from(frequency: Frequency, now: datetime) -> datetime:
    # By the hour, so that first digests can share a text too.
    return (now - _FIRST_PERIOD[frequency]).replace(minute=0, second=0, microsecond=0)
