"""Periods and buckets on the calendar of a channel, through summer time and ends of months."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.statistics import Period, Sample, Span, Step
from bot.domain.statistics.periods import bucket_series, period_of, start_of, step_of
from tests.domain.statistics.made import BERLIN, MOSCOW, sample

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
moments = st.datetimes(
    datetime(2020, 1, 1, tzinfo=UTC).replace(tzinfo=None),
    datetime(2030, 1, 1, tzinfo=UTC).replace(tzinfo=None),
    timezones=st.just(UTC),
)
zones = st.sampled_from(
    [ZoneInfo(name) for name in ("Europe/Berlin", "America/Sao_Paulo", "Pacific/Apia", "UTC",
                                 "Africa/Cairo", "Australia/Lord_Howe")]
)  # fmt: skip


def test_a_week_is_today_and_the_six_days_before() -> None:
    until = datetime(2026, 11, 20, 12, tzinfo=UTC)
    period = period_of(Span.WEEK, until=until, first=LONG_AGO, zone=MOSCOW)
    assert period.since == datetime(2026, 11, 13, 21, tzinfo=UTC)
    assert period.until == until
    assert period.before_since == datetime(2026, 11, 6, 21, tzinfo=UTC)
    assert period.before_until == datetime(2026, 11, 13, 12, tzinfo=UTC)


def test_the_week_that_ends_with_monday_midnight_is_the_whole_week_before() -> None:
    monday = datetime(2026, 11, 15, 21, tzinfo=UTC)
    period = period_of(Span.WEEK, until=monday, first=LONG_AGO, zone=MOSCOW)
    assert period.since == monday - timedelta(days=7)
    assert (period.before_since, period.before_until) == (
        monday - timedelta(days=14), monday - timedelta(days=7)
    )  # fmt: skip


def test_a_week_with_the_beginning_of_summer_time_is_an_hour_shorter() -> None:
    until = datetime(2026, 3, 29, 22, tzinfo=UTC)  # Monday midnight in Berlin
    period = period_of(Span.WEEK, until=until, first=LONG_AGO, zone=BERLIN)
    assert period.since == datetime(2026, 3, 22, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("first", "has_before"),
    [
        (datetime(2026, 11, 6, 20, tzinfo=UTC), True),
        (datetime(2026, 11, 7, 20, tzinfo=UTC), True),
        (datetime(2026, 11, 7, 21, tzinfo=UTC), False),
        (None, False),
    ],
    ids=["older than it", "on its first day", "on its second day", "no posts"],
)
def test_what_the_archive_does_not_reach_back_to_is_nothing_to_compare_with(
    first: datetime | None, has_before: bool
) -> None:
    until = datetime(2026, 11, 20, 12, tzinfo=UTC)
    period = period_of(Span.WEEK, until=until, first=first, zone=MOSCOW)
    assert (period.before_since is not None) is has_before


def test_all_begins_with_the_first_post_and_has_nothing_before() -> None:
    until = datetime(2026, 11, 20, 12, tzinfo=UTC)
    period = period_of(Span.ALL, until=until, first=LONG_AGO, zone=MOSCOW)
    assert (period.since, period.until, period.before_since) == (LONG_AGO, until, None)
    empty = period_of(Span.ALL, until=until, first=None, zone=MOSCOW)
    assert empty.since == empty.until
    assert bucket_series([], empty, MOSCOW) == []


@given(st.sampled_from([span for span in Span if span.length]), moments, zones)
def test_the_period_before_is_over_when_this_one_begins(
    span: Span, until: datetime, zone: ZoneInfo
) -> None:
    period = period_of(span, until=until, first=LONG_AGO, zone=zone)
    assert period.before_since is not None
    assert period.before_until is not None
    assert period.before_since < period.before_until <= period.since < period.until
    assert span.length is not None
    length, before = period.until - period.since, period.before_until - period.before_since
    assert span.length - timedelta(days=1, hours=2) < length < span.length + timedelta(hours=2)
    # A day that a country skips, as Samoa did, is longer ago than these years.
    assert abs(length - before) <= timedelta(hours=2)


@given(st.sampled_from(list(Span)), moments, zones, st.lists(st.floats(0, 1), max_size=20))
def test_every_post_of_a_period_is_in_one_of_its_buckets(
    span: Span, until: datetime, zone: ZoneInfo, places: list[float]
) -> None:
    first = until - timedelta(days=400)
    period = period_of(span, until=until, first=first, zone=zone)
    whole = (period.until - period.since) - timedelta(microseconds=1)
    posts = [
        sample(1, at=period.since + whole * place, post_id=number)
        for number, place in enumerate(places)
    ]
    buckets = bucket_series(posts, period, zone)
    assert sum(bucket.posts for bucket in buckets) == len(posts)
    assert [one.first for one in buckets] == sorted({one.first for one in buckets})
    assert all(one.first == start_of(one.first, step_of(period)) for one in buckets)
    assert len(buckets) <= 54


@pytest.mark.parametrize(
    ("days", "step"), [(7, Step.DAY), (31, Step.DAY), (91, Step.WEEK), (365, Step.WEEK),
                       (800, Step.MONTH)],
)  # fmt: skip
def test_steps_fit_the_length(days: int, step: Step) -> None:
    until = datetime(2026, 11, 20, tzinfo=UTC)
    period = Period(span=Span.ALL, since=until - timedelta(days=days), until=until)
    assert step_of(period) is step


def test_an_empty_bucket_knows_nothing() -> None:
    until = datetime(2026, 11, 20, 21, tzinfo=UTC)
    period = period_of(Span.WEEK, until=until, first=None, zone=MOSCOW)
    posts: list[Sample] = [sample(4, at=datetime(2026, 11, 16, tzinfo=UTC))]
    buckets = bucket_series(posts, period, MOSCOW)
    assert [(one.posts, one.reactions) for one in buckets] == [
        (0, None), (0, None), (1, 4), (0, None), (0, None), (0, None), (0, None)
    ]  # fmt: skip
    assert buckets[0].first == date(2026, 11, 14)
