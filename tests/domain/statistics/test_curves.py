"""Courses of reactions: steps of what was told, nothing before, quartiles that leave none out."""

from datetime import timedelta
from statistics import median

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.numbers import NumberSource, Point
from bot.domain.statistics import CurvePoint
from bot.domain.statistics.curves import MINUTES, course_of, median_course, read_course
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
    st.lists(st.lists(st.none() | st.integers(1, 9), min_size=2, max_size=2),
             min_size=3, max_size=9)
)  # fmt: skip
def test_what_is_not_counted_yet_stands_below_all_counts(values: list[list[int | None]]) -> None:
    courses = [
        [CurvePoint(minute=minute, reactions=one) for minute, one in enumerate(course)]
        for course in values
    ]
    for minute, quartiles in enumerate(median_course(courses)):
        column = sorted(course[minute] or 0 for course in values)
        if quartiles.median is not None:
            assert quartiles.median == median(column)
            assert quartiles.high is not None
            assert (quartiles.low or 0) <= quartiles.median <= quartiles.high


def test_of_no_courses_there_is_no_median() -> None:
    assert median_course([]) == []
