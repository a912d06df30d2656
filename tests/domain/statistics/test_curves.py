"""Courses of reactions: steps of what was told, nothing before, quartiles that leave none out."""

from datetime import timedelta
from statistics import median

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.numbers import NumberSource, Point
from bot.domain.statistics.curves import (
    MINUTES,
    course_of,
    median_course,
    read_course,
    smooth_course,
)
from bot.domain.thinning import thin
from tests.domain.statistics.made import START

steps = st.lists(
    st.tuples(st.integers(0, 3000), st.sampled_from(["emoji:🔥", "emoji:❤", "paid", "views"]),
              st.integers(0, 500)),
    max_size=30, unique_by=lambda step: step[:2],
)  # fmt: skip


def point(minute: float, name: str, total: int, source: NumberSource = NumberSource.UPDATES):
    return Point(name, source, START + timedelta(minutes=minute), total)


@given(steps, st.integers(0, 2880))
def test_a_course_is_the_sum_of_the_newest_counts_of_each_kind(
    found: list[tuple[int, str, int]], minute: int
) -> None:
    course = course_of([point(*step) for step in found], START)
    [read] = read_course(course, age=minute, minutes=[minute])
    told = [step for step in sorted(found) if step[0] <= minute and step[1].startswith("emoji")]
    newest = {name: total for _, name, total in told}
    assert read.reactions == (sum(newest.values()) if told else None)


def test_a_page_that_counted_last_holds() -> None:
    points = [point(5, "emoji:🔥", 3), point(90, "emoji:🔥", 8, NumberSource.PREVIEW)]
    assert course_of(points, START) == [(5, 3), (90, 8)]


def test_a_count_of_before_publication_stands_at_its_beginning() -> None:
    assert course_of([point(-2, "emoji:🔥", 3)], START) == [(0, 3)]


def test_nothing_is_told_beyond_the_age_of_a_post() -> None:
    assert [one.minute for one in read_course([], age=12)] == [0, 5, 10]
    assert [one.reactions for one in read_course([], age=12)] == [None] * 3


def test_minutes_reach_from_the_beginning_to_48_hours() -> None:
    assert (MINUTES[0], MINUTES[-1]) == (0, 2880)
    assert sorted(set(MINUTES)) == list(MINUTES)


@given(
    st.lists(st.none() | st.integers(1, 9), min_size=3, max_size=9), st.sampled_from(MINUTES)
)  # fmt: skip
def test_what_is_not_counted_yet_stands_below_all_counts(
    values: list[int | None], minute: int
) -> None:
    courses = [smooth_course([] if one is None else [(0.0, one)]) for one in values]
    [quartiles] = [one for one in median_course(courses) if one.minute == minute]
    column = sorted(one or 0 for one in values)
    if quartiles.median is not None:
        assert quartiles.median == median(column)
        assert quartiles.high is not None
        assert (quartiles.low or 0) <= quartiles.median <= quartiles.high
    else:
        assert column[(len(column) - 1) // 2] == 0 or len([one for one in values if one]) < 3


@given(steps)
def test_a_smooth_course_goes_through_its_points_and_never_beyond_them(
    found: list[tuple[int, str, int]],
) -> None:
    course = course_of([point(*step) for step in found], START)
    totals = [total for _, total in course]
    for minute, value in zip(MINUTES, smooth_course(course), strict=True):
        if value is None:
            assert not course or minute < course[0][0]
        else:
            assert min(totals) - 1e-9 <= value <= max(totals) + 1e-9
            assert dict(course).get(minute, value) == value


def test_a_thinned_series_reads_about_as_the_whole_one_did() -> None:
    """A hundred reactions an hour at first, ever fewer later, counted each minute."""
    series = [point(minute, "emoji:🔥", int(300 * (1 - 0.99**minute))) for minute in range(1, 600)]
    whole = smooth_course(course_of(series, START))
    left = thin(series, START + timedelta(days=400), START)
    thinned = smooth_course(course_of(left, START))
    assert len(left) < 50
    for before, after in zip(whole[1:], thinned[1:], strict=True):
        assert before is not None
        assert after is not None
        assert abs(before - after) < 15


def test_of_no_courses_there_is_no_median() -> None:
    assert median_course([]) == []
