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
    Frequency.TWICE: timedelta(days=17),
}

# Of the time when it was off, whoever wants it again is told of a week, if its period is shorter.
_BACK_AT_MOST = timedelta(days=7)

# A delivery that is later than this covers the time until now, not until its own moment.
_LATE = timedelta(hours=1)


DEFAULT_MOST = 10
"""Posts of one digest; the others are behind More."""

MOST_CHOICES = (3, 5, 10, 20)
LEAST_CHOICES = (1, 2, 3, 5)
MAX_PAUSE = timedelta(days=366)
"""How far the end of a pause may be."""


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
    digest begins, `delivered` whether there has been one. `version` counts its person's choices.
    """

    id: int
    person_id: int
    channel_id: int
    schedule: Schedule
    next_at: datetime | None
    period_from_at: datetime
    delivered: bool
    taste: Taste = DEFAULT_TASTE
    version: int = 0

    def period_until(self, now: datetime) -> datetime:
        """Where the digest that is due ends: everybody of one minute shares one text."""
        if self.next_at is not None and now - self.next_at < _LATE:
            return self.next_at
        return now.replace(second=0, microsecond=0)

    def not_ahead_of(self, now: datetime) -> "Subscription":
        """One that was chosen while the clock was ahead begins as if chosen now.

        A delivery leaves where the last post that it told was, which Telegram dates: no clock of
        ours changes that.
        """
        if self.delivered or self.period_from_at <= now:
            return self
        begin = _first_period_from(self.schedule.frequency, now)
        return replace(self, period_from_at=begin)

    def with_schedule(self, schedule: Schedule, *, now: datetime) -> "Subscription":
        """Changed to another schedule; where the period begins stays once one was delivered.

        `next_at` is left to whoever knows which periods were delivered.
        """
        if schedule == self.schedule:
            return self
        was_off = self.schedule.frequency is Frequency.OFF
        if self.delivered and was_off:
            # Not everything of the time when nothing was wanted, and nothing twice.
            back = max(_FIRST_PERIOD[schedule.frequency], _BACK_AT_MOST)
            period_from = max(_by_the_hour(now - back), self.period_from_at)
        elif self.delivered:
            period_from = self.period_from_at
        elif was_off:
            period_from = _first_period_from(schedule.frequency, now)
        else:
            # As if it had been chosen first: what came meanwhile is still to be told.
            chosen_at = self.period_from_at + _FIRST_PERIOD[self.schedule.frequency]
            period_from = chosen_at - _FIRST_PERIOD[schedule.frequency]
        return replace(self, schedule=schedule, period_from_at=period_from)


def nominal_period(frequency: Frequency) -> timedelta:
    """What one digest of a frequency spans when none was left out before it."""
    return _FIRST_PERIOD[frequency]


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
    return _by_the_hour(now - _FIRST_PERIOD[frequency])


def _by_the_hour(moment: datetime) -> datetime:
    # So that first digests can share a text too.
    return moment.replace(minute=0, second=0, microsecond=0)
