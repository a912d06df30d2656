"""Series grow thin with age: every change at first, then one point an hour, a day, a month."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.domain.numbers import Point

UNTHINNED = timedelta(days=2)
"""So long every change is kept."""
HOURLY = timedelta(days=14)
DAILY = timedelta(days=365)
_HOUR, _DAY, _LONGEST_MONTH = timedelta(hours=1), timedelta(days=1), timedelta(days=31)

Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class _Resolution:
    """One point a span is kept when the whole of the span is older than `after`."""

    after: timedelta
    span_of: Callable[[datetime], Span]


def thin(points: Sequence[Point], now: datetime) -> list[Point]:
    """What stays of one series, oldest first: the last point of each span, and the first of all.

    Spans are those of UTC and lie in one another, so that thinning again and again comes to the
    same as thinning once at the end.
    """
    spans = [_span(point.counted_at, now) for point in points]
    return [
        point
        for number, point in enumerate(points)
        if number in (0, len(points) - 1) or spans[number] != spans[number + 1]
    ]


def next_due(points: Sequence[Point], now: datetime) -> datetime | None:
    """When something of a thinned series may go; None when nothing ever will."""
    moments = []
    for resolution in _COARSE_FIRST:
        # The first point stays whatever comes: it crowds nobody.
        spans = Counter(resolution.span_of(point.counted_at) for point in points[1:])
        moments += [end + resolution.after for (_, end), many in spans.items() if many > 1]
    return min((moment for moment in moments if moment > now), default=None)


def most_points(age: timedelta) -> int:
    """The most points that a thinned series of this age can have, those of UNTHINNED aside.

    Of the hour that is not over yet every change is kept too.
    """
    months = max(age - DAILY, timedelta(0)) // timedelta(days=28) + 2
    days = min(age, DAILY + _LONGEST_MONTH) // _DAY + 2
    hours = max(min(age, HOURLY + _DAY) - UNTHINNED, timedelta(0)) // _HOUR + 2
    return 1 + hours + days + months


def _span(moment: datetime, now: datetime) -> object:
    """The span in which a point competes; itself while every change is kept."""
    for number, resolution in enumerate(_COARSE_FIRST):
        span = resolution.span_of(moment)
        if span[1] <= now - resolution.after:
            return number, span
    return moment


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
