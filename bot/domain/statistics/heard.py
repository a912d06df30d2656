"""How much of the course of a post is known, with the times of which updates are lost."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.gaps import Gap
from bot.domain.numbers import UNKNOWN, Number
from bot.domain.statistics.findings import Curve

HOURS = 48.0


@dataclass(frozen=True, slots=True)
class Heard:
    """Hours since publication and the reactions from then on, None where they are not known.

    `until` is the hour up to which the last of them holds: the age of the post, 48 at most.
    """

    steps: tuple[tuple[float, int | None], ...]
    until: float

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is known."""
        return all(total is None for _, total in self.steps)

    @property
    def has_gaps(self) -> bool:
        """Whether something after the first count is not known."""
        known = [total is not None for _, total in self.steps]
        return True in known and not all(known[known.index(True) :])

    def at(self, hour: float) -> int | None:
        """The reactions at an hour; None when they are not known."""
        earlier = [total for since, total in self.steps if since <= hour]
        return earlier[-1] if earlier else None


def hear(curve: Curve, gaps: Sequence[Gap], *, now: datetime, latest: Number = UNKNOWN) -> Heard:
    """What is known of a post: nothing from the beginning of a gap to the next count after it.

    A change after the gap is a count. `latest` is the number of today: it ends the course of a
    post that is followed still, and tells that nothing was lost when it was counted after a gap.
    """
    until = min(HOURS, _hours(now, curve))
    starts = [
        max(0.0, _hours(gap.from_at, curve)) for gap in gaps
        if gap.until_at is None or gap.until_at > curve.published_at
    ]  # fmt: skip
    points = [(point.minute / 60, point.reactions) for point in curve.points]
    told = _latest(curve, latest, until)
    if told is not None:
        points = sorted(
            [told, *(point for point in points if point[0] != told[0])], key=lambda point: point[0]
        )
    lost = sorted(start for start in starts if start < until)
    return Heard(tuple(_mask(points, lost, told)), until)


def _mask(
    points: Sequence[tuple[float, int | None]],
    starts: Sequence[float],
    told: tuple[float, int] | None,
) -> list[tuple[float, int | None]]:
    """Steps that are None from each start on, until a total that is another or is told."""
    steps: list[tuple[float, int | None]] = []
    waiting = list(starts)
    held: int | None = None
    is_lost = False
    for hour, total in points:
        while waiting and waiting[0] <= hour:
            steps.append((waiting.pop(0), None))
            is_lost = True
        if is_lost and (total != held or (hour, total) == told):
            is_lost = False
        if not is_lost:
            held = total
        steps.append((hour, None if is_lost else total))
    return steps + [(start, None) for start in waiting]


def _latest(curve: Curve, latest: Number, until: float) -> tuple[float, int] | None:
    """The number of today, where it is of the first 48 hours."""
    if latest.total is None or latest.counted_at is None:
        return None
    hour = _hours(latest.counted_at, curve)
    return (hour, latest.total) if 0 <= hour <= until else None


def _hours(moment: datetime, curve: Curve) -> float:
    return (moment - curve.published_at) / timedelta(hours=1)
