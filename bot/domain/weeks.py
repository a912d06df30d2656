"""A week of a channel, day by day: what stands there, what of it is told, what is free."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.slots import Slot

DAYS = 7
MOST_LINES = 6
"""Posts of a day that are told one by one; of more, all but this many less one are counted."""
MOST_FREE = 6


class Standing(StrEnum):
    """Where a post of a week stands on its way."""

    PLANNED = "planned"
    SENDING = "sending"
    LATE = "late"
    UNCERTAIN = "uncertain"
    FAILED = "failed"
    PUBLISHED = "published"


WAITING = frozenset({Standing.PLANNED, Standing.SENDING, Standing.LATE, Standing.UNCERTAIN})
"""What is not over: of an earlier day, it stands today."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A post of a week: `moment` is the one planned, or the one at which it went out."""

    post_id: int
    moment: datetime
    standing: Standing
    title: str
    rubrics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of a day; `when` is its local time, or the day it was planned for (`16.11`)."""

    when: str
    title: str
    rubric: str
    standing: Standing
    is_crowded: bool
    """Another post is planned for the same moment."""
    is_past: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day of a week: its entries and `more` posts, its free slots and `more_free` of them."""

    date: date
    entries: tuple[Entry, ...]
    more: int
    free: tuple[Slot, ...]
    more_free: int
    is_today: bool
    is_past: bool

    @property
    def posts(self) -> int:
        """How many posts it has, told or counted."""
        return len(self.entries) + self.more


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """Seven days of a channel, and how many of their posts stand where."""

    days: tuple[Day, ...]
    counts: Counter[Standing]
    crowded: int
    """How many moments have two posts or more."""
    free: int

    @property
    def standings(self) -> list[Standing]:
        """The standings that it has, in their own order."""
        return [standing for standing in Standing if self.counts[standing]]


def arrange(
    first: date,
    items: Iterable[Item],
    free: Iterable[tuple[datetime, Slot]],
    *,
    now: datetime,
    zone: ZoneInfo,
    taken: Sequence[datetime] = (),
) -> Week:
    """The seven days from `first` on, in a zone.

    What still waits of days before the week stands today, or nowhere when today is not in it.
    `taken` are the moments of all planned posts, those that are not among the items too.
    """
    today = now.astimezone(zone).date()
    crowds = {moment for moment, count in Counter(taken).items() if count > 1}
    placed: dict[date, list[Item]] = {}
    for item in sorted(items, key=lambda item: (item.moment, item.post_id)):
        placed.setdefault(_day_of(item, first, today, zone), []).append(item)
    slots: dict[date, list[Slot]] = {}
    for moment, slot in free:
        slots.setdefault(moment.astimezone(zone).date(), []).append(slot)
    dates = [first + timedelta(days=number) for number in range(DAYS)]
    return Week(
        days=tuple(
            _day(day, placed.get(day, []), slots.get(day, []), crowds, now, zone) for day in dates
        ),
        counts=Counter(item.standing for day in dates for item in placed.get(day, [])),
        crowded=sum(moment.astimezone(zone).date() in dates for moment in crowds),
        free=sum(len(slots.get(day, [])) for day in dates),
    )


def _day_of(item: Item, first: date, today: date, zone: ZoneInfo) -> date:
    day = item.moment.astimezone(zone).date()
    return max(day, today) if day < first and item.standing in WAITING else day


def _day(
    day: date,
    items: Sequence[Item],
    free: Sequence[Slot],
    crowds: set[datetime],
    now: datetime,
    zone: ZoneInfo,
) -> Day:
    today = now.astimezone(zone).date()
    told = _told(items, now)
    shown = free if len(free) <= MOST_FREE else free[: MOST_FREE - 1]
    return Day(
        date=day,
        entries=tuple(_entry(item, day, crowds, now, zone) for item in told),
        more=len(items) - len(told),
        free=tuple(shown),
        more_free=len(free) - len(shown),
        is_today=day == today,
        is_past=day < today,
    )


def _told(items: Sequence[Item], now: datetime) -> Sequence[Item]:
    """Those of a day that are told one by one: what is over gives way to what is to come."""
    if len(items) <= MOST_LINES:
        return items
    lines = MOST_LINES - 1
    over = sum(item.moment <= now and item.standing not in WAITING for item in items)
    start = min(over, len(items) - lines)
    return items[start : start + lines]


def _entry(item: Item, day: date, crowds: set[datetime], now: datetime, zone: ZoneInfo) -> Entry:
    local = item.moment.astimezone(zone)
    return Entry(
        when=f"{local:%H:%M}" if local.date() == day else f"{local:%d.%m}",
        title=item.title,
        rubric=item.rubrics[0] if item.rubrics else "",
        standing=item.standing,
        is_crowded=item.moment in crowds,
        is_past=item.moment <= now,
    )
