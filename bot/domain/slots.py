"""Weekly publishing slots of a channel and the next free one."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.dates import local_to_utc
from bot.domain.rubrics import fold_tag

MINUTES_A_DAY = 24 * 60

HORIZON_DAYS = 366
"""How far ahead a free slot is looked for."""


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """A moment of each week: `weekday` from Monday 0, `minute` since local midnight.

    `rubric` is the tag, as written without `#`, of the only posts that may take it; empty: any.
    Raises ValueError for what no week has.
    """

    weekday: int
    minute: int
    rubric: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.weekday < 7 or not 0 <= self.minute < MINUTES_A_DAY:
            raise ValueError(f"no week has such a slot: {self.weekday}, {self.minute}")

    @property
    def at(self) -> time:
        """Its local time."""
        return time(self.minute // 60, self.minute % 60)

    def pack(self) -> str:
        """As noted in a journal."""
        return f"{self.weekday} {self.minute} {self.rubric}".strip()

    @classmethod
    def unpack(cls, packed: str) -> "Slot":
        """From what `pack` gave."""
        weekday, minute, *rubric = packed.split(" ", 2)
        return cls(int(weekday), int(minute), *rubric)

    def takes(self, folds: Collection[str]) -> bool:
        """Whether a post with these rubrics, folded, may stand here."""
        return not self.rubric or fold_tag(self.rubric) in folds


DEFAULT_SLOTS: tuple[Slot, ...] = tuple(
    Slot(weekday, hour * 60) for weekday in range(5) for hour in (10, 18)
)
"""Monday to Friday at 10:00 and 18:00."""


def next_free(
    slots: Sequence[Slot],
    *,
    taken: Collection[datetime],
    now: datetime,
    zone: ZoneInfo,
    horizon_days: int = HORIZON_DAYS,
) -> datetime | None:
    """The first slot after `now` that is not taken, aware UTC; None within the horizon.

    Moments are compared as instants, whatever zone those taken are in; all are aware.
    """
    busy = {moment.astimezone(UTC) for moment in taken}
    moments = upcoming(slots, now=now, zone=zone, days=horizon_days)
    return next((moment for moment in moments if moment not in busy), None)


def next_fitting(
    slots: Sequence[Slot],
    *,
    tags: Iterable[str],
    taken: Collection[datetime],
    now: datetime,
    zone: ZoneInfo,
) -> datetime | None:
    """The first free slot for a post with these rubrics, aware UTC; None within a year.

    Slots of its own rubrics come before those of any; those of other rubrics are not for it.
    """
    folds = {fold_tag(tag) for tag in tags}
    own = [slot for slot in slots if slot.rubric and slot.takes(folds)]
    anyones = [slot for slot in slots if not slot.rubric]
    free = (next_free(group, taken=taken, now=now, zone=zone) for group in (own, anyones))
    return next((moment for moment in free if moment is not None), None)


def occurrences(
    slots: Sequence[Slot], *, since: datetime, until: datetime, zone: ZoneInfo
) -> list[tuple[datetime, Slot]]:
    """Slots with their moments, aware UTC, from `since` on and before `until`, in order."""
    day = since.astimezone(zone).date() - timedelta(days=1)
    last = until.astimezone(zone).date()
    found = []
    while day <= last:
        due = [slot for slot in slots if slot.weekday == day.weekday()]
        found += [(local_to_utc(day, slot.at, zone), slot) for slot in due]
        day += timedelta(days=1)
    return sorted(item for item in found if since <= item[0] < until)


def upcoming(
    slots: Sequence[Slot], *, now: datetime, zone: ZoneInfo, days: int
) -> Iterator[datetime]:
    """Slots after `now` in the coming `days` of 24 hours, aware UTC, in order, each once.

    A slot that daylight saving skips moves forward, one that it repeats is the first.
    """
    now = now.astimezone(UTC)
    last = now + timedelta(days=days)
    # From yesterday: in Nuuk a slot of the last hour of a day can move into the next day.
    day = now.astimezone(zone).date() - timedelta(days=1)
    pending: set[datetime] = set()
    while slots and (midnight := local_to_utc(day, time(), zone)) <= last:
        due = sorted(moment for moment in pending if moment < midnight)
        yield from (moment for moment in due if now < moment <= last)
        pending.difference_update(due)
        pending |= {local_to_utc(day, s.at, zone) for s in slots if s.weekday == day.weekday()}
        day += timedelta(days=1)
    yield from sorted(moment for moment in pending if now < moment <= last)
