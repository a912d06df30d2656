"""Periods of statistics and the buckets of their series, on the calendar of a channel."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.dates import local_to_utc
from bot.domain.statistics.values import Bucket, Period, Sample, Span, Step

_INSTANT = timedelta(microseconds=1)
_DAY = timedelta(days=1)
# Steps of a span without end, by how many days it turns out to have.
_MOST_DAYS, _MOST_WEEKS = 31, 366


def period_of(span: Span, *, until: datetime, first: datetime | None, zone: ZoneInfo) -> Period:
    """The last days of a span before `until`; `first` is when the oldest post was published.

    It begins with a day of the zone's calendar. The period before is the same stretch of the
    wall clock just as many days earlier, and there is none where the archive does not reach back
    to its beginning.
    """
    if span.length is None:
        return Period(span=span, since=min(first or until, until), until=until)
    last_day = (until - _INSTANT).astimezone(zone).date()
    first_day = last_day - span.length + _DAY
    since = _midnight(first_day, zone)
    before_since = _midnight(first_day - span.length, zone)
    if first is None or first >= before_since + _DAY:
        return Period(span=span, since=since, until=until)
    local = until.astimezone(zone)
    before_until = local_to_utc(local.date() - span.length, local.time(), zone)
    return Period(
        span=span,
        since=since,
        until=until,
        before_since=before_since,
        before_until=min(before_until, since),
    )


def step_of(period: Period) -> Step:
    """How long the buckets are: days of up to a month, weeks of up to a year, else months."""
    days = (period.until - period.since) / _DAY
    if days <= _MOST_DAYS:
        return Step.DAY
    return Step.WEEK if days <= _MOST_WEEKS else Step.MONTH


def bucket_series(samples: Iterable[Sample], period: Period, zone: ZoneInfo) -> list[Bucket]:
    """All buckets of a period in order, empty ones among them; none of a period without time."""
    step = step_of(period)
    buckets: dict[date, list[Sample]] = {first: [] for first in _starts(period, step, zone)}
    for sample in samples:
        buckets[start_of(sample.published_at.astimezone(zone).date(), step)].append(sample)
    return [_bucket(first, inside) for first, inside in buckets.items()]


def start_of(day: date, step: Step) -> date:
    """The first day of the bucket that a day is in."""
    match step:
        case Step.DAY:
            return day
        case Step.WEEK:
            return day - timedelta(days=day.weekday())
    return day.replace(day=1)


def _starts(period: Period, step: Step, zone: ZoneInfo) -> Iterator[date]:
    if period.since >= period.until:
        return
    last = (period.until - _INSTANT).astimezone(zone).date()
    first = start_of(period.since.astimezone(zone).date(), step)
    while first <= last:
        yield first
        # No month is longer than 31 days, and from its first day on 32 lead into the next.
        length = {Step.DAY: 1, Step.WEEK: 7, Step.MONTH: 32}[step]
        first = start_of(first + timedelta(days=length), step)


def _bucket(first: date, samples: list[Sample]) -> Bucket:
    known = [sample.reactions for sample in samples if sample.reactions is not None]
    return Bucket(
        first=first, posts=len(samples), known=len(known), reactions=sum(known) if known else None
    )


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return local_to_utc(day, time(), zone)
