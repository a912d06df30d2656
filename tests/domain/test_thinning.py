"""Thinning of series: what stays is true, and little."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.numbers import NumberSource, Point
from bot.domain.thinning import DAILY, HOURLY, OPENING, UNTHINNED, next_due, thin

START = datetime(2026, 1, 30, 22, 17, 3, tzinfo=UTC)
# Most series here begin when the post is older: see the opening apart.
PUBLISHED = START - timedelta(days=3)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def point(seconds: float, total: int) -> Point:
    return Point("views", NumberSource.PREVIEW, START + timedelta(seconds=seconds), total)


def value_at(points: Sequence[Point], moment: datetime) -> int | None:
    """What a series says of a moment."""
    return next((one.total for one in reversed(points) if one.counted_at <= moment), None)


# Bursts and silences: most gaps are short, some are weeks.
_GAPS = st.one_of(st.integers(1, 1800), st.integers(1, 40_000), st.integers(1, 20 * 86_400))
_SERIES = st.lists(st.tuples(_GAPS, st.integers(0, 99)), min_size=1, max_size=60)
_PUBLISHED = st.sampled_from([START, START - timedelta(hours=40), PUBLISHED])
_AGES = st.floats(0, 900).map(lambda days: timedelta(days=days))


def series(steps: Sequence[tuple[int, int]]) -> list[Point]:
    points, seconds = [], 0
    for gap, total in steps:
        seconds += gap
        points.append(point(seconds, total))
    return points


@given(_SERIES, _AGES, _PUBLISHED)
def test_first_last_and_recent_points_stay_and_nothing_is_made_up(
    steps: list[tuple[int, int]], age: timedelta, published_at: datetime
) -> None:
    points = series(steps)
    now = points[-1].counted_at + age
    kept = thin(points, now, published_at)
    assert [one for one in points if one in kept] == kept
    assert (kept[0], kept[-1]) == (points[0], points[-1])
    assert set(kept) >= {one for one in points if one.counted_at >= now - UNTHINNED}


@given(_SERIES, _AGES)
def test_at_the_end_of_each_span_the_value_is_what_it_was(
    steps: list[tuple[int, int]], age: timedelta
) -> None:
    points = series(steps)
    now = points[-1].counted_at + age
    kept = thin(points, now, PUBLISHED)
    hour = START.replace(minute=0, second=0)
    for one in points:
        old = now - one.counted_at
        if old <= HOURLY:
            end = hour + ((one.counted_at - hour) // HOUR + 1) * HOUR
        elif old <= DAILY:
            end = one.counted_at.replace(hour=0, minute=0, second=0) + DAY
        else:
            end = (one.counted_at.replace(day=1, hour=0, minute=0, second=0) + 31 * DAY).replace(
                day=1
            )
        moment = end - timedelta(microseconds=1)
        assert value_at(kept, moment) == value_at(points, moment)


@given(_SERIES, st.lists(_AGES, min_size=1, max_size=5), _PUBLISHED)
def test_thinned_again_and_again_is_as_thinned_once(
    steps: list[tuple[int, int]], ages: list[timedelta], published_at: datetime
) -> None:
    points = series(steps)
    moments = sorted(points[0].counted_at + age for age in ages)
    kept: list[Point] = []
    rest = list(points)
    for now in moments:
        kept += [one for one in rest if one.counted_at <= now]
        rest = [one for one in rest if one.counted_at > now]
        kept = thin(kept, now, published_at)
        assert thin(kept, now, published_at) == kept
    whole = [one for one in points if one.counted_at <= moments[-1]]
    assert kept == thin(whole, moments[-1], published_at)


@given(_SERIES, _AGES, _PUBLISHED)
def test_nothing_goes_before_it_is_due(
    steps: list[tuple[int, int]], age: timedelta, published_at: datetime
) -> None:
    points = series(steps)
    now = points[-1].counted_at + age
    kept = thin(points, now, published_at)
    due = next_due(kept, now, published_at)
    later = START + timedelta(days=3000)
    if due is None:
        assert thin(kept, later, published_at) == kept
    else:
        assert due > now
        assert thin(kept, due - timedelta(microseconds=1), published_at) == kept


def most_points(age: timedelta) -> int:
    """The most points that a thinned series of this age can have, those of UNTHINNED aside.

    Of the span that is not over yet every change is kept too.
    """
    months = max(age - DAILY, timedelta(0)) // timedelta(days=28) + 2
    days = min(age, DAILY + timedelta(days=31)) // DAY + 2
    hours = max(min(age, HOURLY + DAY) - UNTHINNED, timedelta(0)) // HOUR + 2
    # A point each ten minutes of six hours, then each hour.
    opening = 36 + (OPENING - timedelta(hours=6)) // HOUR
    return 1 + opening + hours + days + months


@given(st.integers(60, 5 * 86_400), st.integers(1, 800))
def test_a_series_has_no_more_points_than_its_age_allows(every: int, days: int) -> None:
    """A change each so many seconds, for years."""
    now = START + timedelta(days=days)
    old = now - UNTHINNED - HOUR
    count = int((old - START).total_seconds() // every)
    step = max(1, count // 20_000)
    points = [point(number * every, number) for number in range(0, count + 1, step)]
    kept = [one for one in thin(points, now, START) if one.counted_at <= old]
    assert len(kept) <= most_points(now - START)


def test_a_busy_post_of_two_years_has_some_eight_hundred_old_points() -> None:
    now = START + timedelta(days=730)
    count = 730 * 24 * 4
    kept = thin([point(number * 900, number) for number in range(count)], now, START)
    old = [one for one in kept if one.counted_at < now - UNTHINNED]
    assert len(old) == 768
    assert most_points(timedelta(days=730)) == 806


@given(_SERIES, st.integers(0, 47 * 60))
def test_the_first_two_days_of_a_post_keep_their_shape_for_years(
    steps: list[tuple[int, int]], minute: int
) -> None:
    points = series(steps)
    published_at = points[0].counted_at
    kept = thin(points, points[-1].counted_at + 3 * DAILY, published_at)
    # The end of the ten minutes, after the sixth hour of the hour, that a minute lies in.
    step = 10 if minute < 360 else 60
    end = published_at + timedelta(minutes=(minute // step + 1) * step)
    moment = end - timedelta(microseconds=1)
    assert value_at(kept, moment) == value_at(points, moment)
