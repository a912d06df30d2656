"""The course of reactions to a post over its first 48 hours, and that of a channel."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from bot.domain.numbers import Point, is_reaction
from bot.domain.statistics.findings import CurvePoint, Quartiles
from bot.domain.statistics.medians import quantile

HOURS = 48
MINUTES: tuple[int, ...] = (
    0, 5, 10, 15, 20, 30, 40, 50, *range(60, 360, 30), *range(360, HOURS * 60 + 1, 60)
)  # fmt: skip
"""Where curves are read: dense at first, then each hour."""


def course_of(points: Iterable[Point], published_at: datetime) -> list[tuple[float, int]]:
    """Minutes since publication and the reactions from then on, stars left out, in order.

    The newest point of a kind holds, whoever counted it.
    """
    totals: dict[str, int] = {}
    course: dict[float, int] = {}
    whole = 0
    for point in sorted(points, key=lambda one: one.counted_at):
        if is_reaction(point.name):
            whole += point.total - totals.get(point.name, 0)
            totals[point.name] = point.total
            minute = (point.counted_at - published_at) / timedelta(minutes=1)
            course[max(0.0, minute)] = whole
    return list(course.items())


def read_course(
    course: Sequence[tuple[float, int]], *, age: float, minutes: Sequence[int] = MINUTES
) -> list[CurvePoint]:
    """A course at some minutes; `age` of the post is in minutes, nothing is told beyond it."""
    moments = [minute for minute, _ in course]
    points = []
    for minute in minutes:
        if minute > age:
            break
        at = bisect_right(moments, minute)
        points.append(CurvePoint(minute=minute, reactions=course[at - 1][1] if at else None))
    return points


def smooth_course(course: Sequence[tuple[float, int]]) -> list[float | None]:
    """A thinned course at each of `MINUTES`: between two of its points on the line between them.

    Of an hour only the last point is kept, so that steps would stand too low until then.
    """
    moments = [minute for minute, _ in course]
    values: list[float | None] = []
    for minute in MINUTES:
        at = bisect_right(moments, minute)
        if not at:
            values.append(None)
            continue
        start, low = course[at - 1]
        stop, high = course[at] if at < len(course) else (start + 1, low)
        values.append(low + (high - low) * (minute - start) / (stop - start))
    return values


def median_course(courses: Sequence[Sequence[float | None]]) -> list[Quartiles]:
    """Quartiles at each of `MINUTES` over whole courses.

    Of posts that were heard from the first minute on, what is unknown at a minute is less than
    anything known: it stands below, and a quartile that falls on it is None.
    """
    columns = list(zip(*courses, strict=True))
    return [_quartiles(minute, values) for minute, values in zip(MINUTES, columns, strict=False)]


def _quartiles(minute: int, values: Sequence[float | None]) -> Quartiles:
    known = sorted(value for value in values if value is not None)
    low, median, high = (
        quantile(known, len(values) - len(known), share) for share in (0.25, 0.5, 0.75)
    )
    return Quartiles(minute=minute, low=low, median=median, high=high)
