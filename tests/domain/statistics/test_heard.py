"""What is known of the course of a post: gaps end with the next count, and nothing is guessed."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.gaps import Gap
from bot.domain.numbers import Number, NumberSource
from bot.domain.statistics import Curve, CurvePoint
from bot.domain.statistics.heard import Heard, hear

START = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)


def at(hours: float) -> datetime:
    return START + timedelta(hours=hours)


def curve(*totals: int | None) -> Curve:
    """A total an hour, from the first on."""
    points = tuple(CurvePoint(minute=60 * n, reactions=total) for n, total in enumerate(totals))
    return Curve(post_id=1, published_at=START, points=points, median=(), posts=0)


def number(total: int, hours: float) -> Number:
    return Number(total=total, source=NumberSource.PREVIEW, counted_at=at(hours))


def gap(start: float, end: float | None) -> Gap:
    return Gap(at(start), None if end is None else at(end))


def known(heard: Heard) -> dict[float, int]:
    return {hour: total for hour, total in heard.steps if total is not None}


def test_without_gaps_everything_that_was_counted_is_known() -> None:
    heard = hear(curve(None, 3, 5, 5), [], now=at(3.5))
    assert heard.steps == ((0, None), (1, 3), (2, 5), (3, 5))
    assert heard.until == 3.5
    assert not heard.has_gaps


def test_from_the_beginning_of_a_gap_nothing_is_known_until_a_change_is_told() -> None:
    heard = hear(curve(0, 3, 3, 3, 3, 7, 7), [gap(1.5, 3.5)], now=at(6))
    assert known(heard) == {0: 0, 1: 3, 5: 7, 6: 7}
    assert (1.5, None) in heard.steps
    assert heard.has_gaps


def test_a_gap_that_lasts_leaves_the_rest_unknown() -> None:
    heard = hear(curve(0, 3, 3, 3), [gap(1.5, None)], now=at(3))
    assert known(heard) == {0: 0, 1: 3}


def test_a_gap_that_began_after_the_last_point_is_known_too() -> None:
    heard = hear(curve(0, 3), [gap(1.5, None)], now=at(1.9))
    assert heard.steps[-1] == (1.5, None)


def test_a_gap_before_the_post_or_after_its_first_days_changes_nothing() -> None:
    plain = hear(curve(0, 3), [], now=at(60))
    assert hear(curve(0, 3), [gap(-9, -2), gap(50, 55)], now=at(60)) == plain
    assert plain.until == 48


def test_a_gap_that_lasted_when_the_post_came_hides_its_first_hours() -> None:
    heard = hear(curve(None, None, 4), [gap(-2, 1)], now=at(2))
    assert known(heard) == {2: 4}


def test_a_count_of_today_ends_the_course() -> None:
    heard = hear(curve(0, 3), [], now=at(1.9), latest=number(8, 1.8))
    assert heard.steps[-1] == (1.8, 8)


def test_a_count_after_a_gap_ends_it_though_it_says_the_same() -> None:
    heard = hear(curve(0, 3, 3, 3, 3), [gap(1.5, 2.5)], now=at(4.2), latest=number(3, 3.5))
    assert known(heard) == {0: 0, 1: 3, 3.5: 3, 4: 3}


def test_a_count_of_later_days_is_no_part_of_the_first_two() -> None:
    heard = hear(curve(0, 3), [], now=at(90), latest=number(50, 80))
    assert known(heard) == {0: 0, 1: 3}


def test_a_post_of_which_nothing_was_told_is_empty() -> None:
    assert hear(curve(None, None), [], now=at(2)).is_empty
    assert not hear(curve(None, 0), [], now=at(2)).is_empty


def test_an_hour_has_the_total_of_the_step_before_it() -> None:
    heard = hear(curve(None, 3, 5), [gap(2.5, None)], now=at(4))
    assert [heard.at(hour) for hour in (0, 0.5, 1, 1.9, 2.4, 2.5, 3)] == [
        None, None, 3, 3, 5, None, None,
    ]  # fmt: skip


TOTALS = st.lists(st.none() | st.integers(0, 5), max_size=12)
GAPS = st.lists(
    st.tuples(st.floats(-5, 14), st.none() | st.floats(0, 5)).map(
        lambda pair: gap(pair[0], None if pair[1] is None else pair[0] + pair[1])
    ),
    max_size=3,
)


@given(TOTALS, GAPS, st.floats(0, 14))
def test_steps_are_in_order_and_tell_nothing_that_was_not_counted(
    totals: list[int | None], gaps: list[Gap], age: float
) -> None:
    heard = hear(curve(*totals), gaps, now=at(age))
    hours = [hour for hour, _ in heard.steps]
    assert hours == sorted(hours)
    for hour, total in known(heard).items():
        assert totals[int(hour)] == total


@given(TOTALS, GAPS)
def test_nothing_is_known_at_the_end_of_a_gap_unless_it_changed(
    totals: list[int | None], gaps: list[Gap]
) -> None:
    heard = hear(curve(*totals), gaps, now=at(14))
    for one in gaps:
        start = (one.from_at - START) / timedelta(hours=1)
        after = [total for hour, total in known(heard).items() if hour >= start]
        before = [total for hour, total in enumerate(totals) if hour < start]
        if start > 0 and before and after:
            assert after[0] != before[-1] or len(set(after)) > 1 or len(gaps) > 1
