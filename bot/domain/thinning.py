"""Series grow thin with age: every change at first, then one point an hour, a day, a month.

The first two days of a post keep their shape for ever: its curve is drawn of them.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial

from bot.domain.numbers import Point

UNTHINNED = timedelta(days=2)
"""So long every change is kept."""
HOURLY = timedelta(days=14)
DAILY = timedelta(days=365)
OPENING = timedelta(hours=48)
"""The first time of a post: a point each ten minutes of its first hours, then each hour."""
_FIRST_HOURS, _MINUTES = timedelta(hours=6), timedelta(minutes=10)
_HOUR, _DAY, _LONGEST_MONTH = timedelta(hours=1), timedelta(days=1), timedelta(days=31)

Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class _Resolution:
    """One point a span is kept when the whole of the span is older than `after`."""

    after: timedelta
    span_of: Callable[[datetime], Span]


def thin(points: Sequence[Point], now: datetime, published_at: datetime) -> list[Point]:
    """What stays of one series, oldest first: the last point of each span, and the first of all.

    Spans lie in one another, or in the opening of the post, so that thinning again and again
    comes to the same as thinning once at the end.
    """
    spans = [_span(point.counted_at, now, published_at) for point in points]
    return [
        point
        for number, point in enumerate(points)
        if number in (0, len(points) - 1) or spans[number] != spans[number + 1]
    ]


def next_due(points: Sequence[Point], now: datetime, published_at: datetime) -> datetime | None:
    """When something of a thinned series may go; None when nothing ever will."""
    # The first point stays whatever comes: it crowds nobody.
    spans = Counter(
        (resolution.after, resolution.span_of(point.counted_at))
        for point in points[1:]
        for resolution in _resolutions(point.counted_at, published_at)
    )
    moments = [end + after for (after, (_, end)), many in spans.items() if many > 1]
    return min((moment for moment in moments if moment > now), default=None)


def _resolutions(moment: datetime, published_at: datetime) -> tuple[_Resolution, ...]:
    """How the neighbourhood of a moment is thinned, the coarsest way first."""
    if moment - published_at < OPENING:
        return (_Resolution(UNTHINNED, partial(_opening_of, published_at)),)
    return _COARSE_FIRST


def _span(moment: datetime, now: datetime, published_at: datetime) -> object:
    """The span in which a point competes; itself while every change is kept."""
    for number, resolution in enumerate(_resolutions(moment, published_at)):
        span = resolution.span_of(moment)
        if span[1] <= now - resolution.after:
            return number, span
    return moment


def _opening_of(published_at: datetime, moment: datetime) -> Span:
    age = max(moment - published_at, timedelta(0))
    step = _MINUTES if age < _FIRST_HOURS else _HOUR
    start = published_at + age // step * step
    return start, start + step


def _hour_of(moment: datetime) -> Span:
    start = moment.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    return start, start + _HOUR


def _day_of(moment: datetime) -> Span:
    start = moment.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return start, start + _DAY


def _month_of(moment: datetime) -> Span:
    start = _day_of(moment)[0].replace(day=1)
    return start, (start + _LONGEST_MONTH).replace(day=1)


_COARSE_FIRST = (
    _Resolution(DAILY, _month_of),
    _Resolution(HOURLY, _day_of),
    _Resolution(UNTHINNED, _hour_of),
)
