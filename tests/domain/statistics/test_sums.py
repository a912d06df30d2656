"""Totals, rubrics, hours, kinds, extremes: sums are sums, unknown stays unknown."""

import random
from datetime import UTC, datetime, timedelta
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.statistics import Kind, Length, Measure, Period, Sample, Span, Tag
from bot.domain.statistics.medians import change, count_change, quantile, settled_median
from bot.domain.statistics.sums import (
    by_hour,
    by_kind,
    by_rubric,
    find_extremes,
    length_of,
    sum_up,
    total_of,
)
from tests.domain.statistics.made import (
    BERLIN,
    MOSCOW,
    PERIOD,
    TAGS,
    sample,
    samples,
    samples_of,
)


@given(samples, st.sampled_from(Measure))
def test_a_total_is_the_sum_of_what_is_known(posts: list[Sample], measure: Measure) -> None:
    total = total_of(posts, [], measure)
    known = [value for one in posts if (value := one.get(measure)) is not None]
    assert (total.known, total.posts) == (len(known), len(posts))
    assert total.value == (sum(known) if known else None)
    assert total.change is None


@given(samples, samples, st.randoms(use_true_random=False))
def test_the_order_of_posts_makes_no_difference(
    posts: list[Sample], before: list[Sample], chance: random.Random
) -> None:
    mixed = chance.sample(posts, len(posts))
    earlier = chance.sample(before, len(before))
    assert sum_up(mixed, earlier, PERIOD, MOSCOW, {}) == sum_up(posts, before, PERIOD, MOSCOW, {})
    assert by_rubric(mixed, earlier, PERIOD, {}) == by_rubric(posts, before, PERIOD, {})
    assert by_hour(mixed, PERIOD, MOSCOW, {}) == by_hour(posts, PERIOD, MOSCOW, {})
    assert by_kind(mixed, PERIOD, {}) == by_kind(posts, PERIOD, {})
    assert find_extremes(mixed, PERIOD, {}) == find_extremes(posts, PERIOD, {})


@given(samples)
def test_the_parts_add_up_to_the_whole(posts: list[Sample]) -> None:
    overview = sum_up(posts, [], PERIOD, MOSCOW, {})
    assert sum(bucket.posts for bucket in overview.series) == len(posts)
    reactions = [one.reactions for one in overview.series if one.reactions is not None]
    assert sum(reactions) == (overview.totals[Measure.REACTIONS].value or 0)
    assert sum(cell.posts for cell in by_hour(posts, PERIOD, MOSCOW, {}).cells) == len(posts)
    table = by_kind(posts, PERIOD, {})
    assert sum(row.posts for row in table.lengths) == len(posts)
    assert sum(row.posts for row in table.kinds) == len(posts)
    rubrics = by_rubric(posts, [], PERIOD, {})
    assert sum(row.posts for row in rubrics.rows) == sum(len(one.rubrics) for one in posts)


@given(samples)
def test_no_part_has_a_number_that_no_post_of_it_has(posts: list[Sample]) -> None:
    unknown = [
        Sample(post_id=one.post_id, published_at=one.published_at, rubrics=one.rubrics,
               units=one.units, kind=one.kind, is_heard=one.is_heard)
        for one in posts
    ]  # fmt: skip
    overview = sum_up(unknown, unknown, PERIOD, MOSCOW, {})
    assert {total.value for total in overview.totals.values()} == {None}
    assert all(bucket.reactions is None for bucket in overview.series)
    rubrics = by_rubric(unknown, unknown, PERIOD, {})
    assert all((row.reactions, row.reposts, row.trend) == (None,) * 3 for row in rubrics.rows)
    assert {cell.reactions for cell in by_hour(unknown, PERIOD, MOSCOW, {}).cells} == {None}
    table = by_kind(unknown, PERIOD, {})
    assert all(row.reactions is None for row in (*table.lengths, *table.kinds))
    assert find_extremes(unknown, PERIOD, {}).best == ()


@given(st.lists(st.integers(0, 100), min_size=3, max_size=30))
def test_the_median_of_known_posts_is_the_median(values: list[int]) -> None:
    posts = samples_of(values)
    assert settled_median(posts, Measure.REACTIONS) == (len(values), median(values))


@given(st.lists(st.integers(1, 100), min_size=3, max_size=20), st.integers(0, 20))
def test_posts_without_reactions_lower_the_median_as_zeros_would_or_leave_it_unknown(
    values: list[int], silent: int
) -> None:
    posts = samples_of([*values, *[None] * silent], is_heard=True)
    _, found = settled_median(posts, Measure.REACTIONS)
    ordered = sorted([0] * silent + values)
    middle = ordered[(len(ordered) - 1) // 2]
    assert found == (median(ordered) if middle else None)


def test_imported_posts_that_nobody_counted_lower_no_median() -> None:
    assert settled_median(samples_of([5, 6, 7, None, None]), Measure.REACTIONS) == (3, 6.0)


def test_fresh_posts_are_in_no_median() -> None:
    posts = samples_of([5, 6, 7]) + samples_of([100, 100, 100], is_settled=False)
    assert settled_median(posts, Measure.REACTIONS) == (3, 6.0)


@pytest.mark.parametrize("values", [[], [1], [1, 2], [None, 1, 2]], ids=str)
def test_of_fewer_than_three_known_there_is_no_median(values: list[int | None]) -> None:
    assert settled_median(samples_of(values), Measure.REACTIONS)[1] is None


def test_a_quantile_between_known_and_unknown_is_unknown() -> None:
    assert quantile([1, 2, 3], 3, 0.5) is None
    assert quantile([1, 2, 3], 2, 0.5) == 1


@pytest.mark.parametrize(
    ("now", "before", "expected"),
    [(30, 20, 0.5), (10, 20, -0.5), (10, 0, None), (None, 5, None), (5, None, None)],
)
def test_a_change_is_told_of_two_known_sides(
    now: float | None, before: float | None, expected: float | None
) -> None:
    assert change(now, before) == expected


@pytest.mark.parametrize(
    ("posts", "before", "expected"), [(6, 3, 1.0), (2, 3, None), (6, 2, None), (6, None, None)]
)
def test_few_posts_have_no_change(posts: int, before: int | None, expected: float | None) -> None:
    assert count_change(posts, before) == expected


def test_sums_of_different_shares_are_not_compared() -> None:
    full, half = samples_of([10] * 6), samples_of([10] * 3 + [None] * 3)
    assert total_of(full, half, Measure.REACTIONS).change is None
    assert total_of(half, half, Measure.REACTIONS).change == 0
    assert total_of(full, samples_of([5] * 6), Measure.REACTIONS).change == 1


def test_the_trend_of_a_rubric_is_that_of_its_own_median() -> None:
    tag = TAGS[0]
    now = samples_of([20, 20, 20], rubrics=(tag,)) + samples_of([1, 1, 1])
    table = by_rubric(now, samples_of([10, 10, 10], rubrics=(tag,)), PERIOD, {})
    [row] = table.rows
    assert (row.tag, row.posts, row.share, row.trend) == (tag, 3, 0.5, 1.0)
    assert table.untagged == 3


def test_rubrics_stand_by_use_then_by_name() -> None:
    posts = (
        samples_of([1], rubrics=(Tag(1, "я"), Tag(2, "а")))
        + samples_of([1], rubrics=(Tag(3, "ю"),)) * 2
    )
    assert [row.tag.tag for row in by_rubric(posts, [], PERIOD, {}).rows] == ["ю", "а", "я"]


def test_hours_are_those_of_the_wall_clock_before_and_after_summer_time() -> None:
    winter = datetime(2026, 3, 28, 9, tzinfo=UTC)  # Saturday, 10:00 in Berlin
    summer = datetime(2026, 4, 4, 8, tzinfo=UTC)  # Saturday, 10:00 in Berlin
    heat = by_hour([sample(1, at=winter), sample(3, at=summer, post_id=2)], PERIOD, BERLIN, {})
    assert heat.cell(5, 10).posts == 2
    assert heat.zone == "Europe/Berlin"


def test_the_hour_that_autumn_repeats_is_one_cell() -> None:
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    period = Period(span=Span.ALL, since=first, until=first + timedelta(days=1))
    posts = [sample(1, at=first + timedelta(hours=hours), post_id=hours) for hours in (0, 1)]
    assert by_hour(posts, period, BERLIN, {}).cell(6, 2).posts == 2


@pytest.mark.parametrize(
    ("units", "length"),
    [
        (0, Length.SHORT), (279, Length.SHORT), (280, Length.MEDIUM), (1023, Length.MEDIUM),
        (1024, Length.LONG), (4095, Length.LONG), (4096, Length.LONGER),
    ],
)  # fmt: skip
def test_lengths_have_their_borders(units: int, length: Length) -> None:
    assert length_of(units) is length


def test_kinds_stand_in_their_own_order_with_their_share() -> None:
    posts = [
        sample(1, kind=Kind.PHOTO, units=1, post_id=1),
        sample(1, kind=Kind.TEXT, units=1, post_id=2),
        sample(1, kind=Kind.PHOTO, units=1, post_id=3),
        sample(1, kind=Kind.ALBUM, units=5000, post_id=4),
    ]
    table = by_kind(posts, PERIOD, {})
    assert [(row.of, row.posts, row.share) for row in table.kinds] == [
        (Kind.TEXT, 1, 0.25), (Kind.PHOTO, 2, 0.5), (Kind.ALBUM, 1, 0.25)
    ]  # fmt: skip
    assert [row.of for row in table.lengths] == [Length.SHORT, Length.LONGER]


def test_of_equal_posts_the_newest_are_first_at_both_ends() -> None:
    found = find_extremes(samples_of([5, 5, 5, 5]), PERIOD, {}, size=2)
    assert [one.post_id for one in found.best] == [4, 3]
    assert [one.post_id for one in found.worst] == [2, 1]


@given(samples, st.integers(1, 10))
def test_extremes_are_the_ends_of_what_is_settled_and_known(
    posts: list[Sample], size: int
) -> None:
    found = find_extremes(posts, PERIOD, {}, size=size)
    known = sorted(one.reactions for one in posts if one.is_settled and one.reactions is not None)
    assert found.known == len(known)
    best, worst = ([one.reactions for one in end] for end in (found.best, found.worst))
    assert best == known[::-1][: len(best)]
    assert worst == known[: len(worst)]
    assert not {one.post_id for one in found.best} & {one.post_id for one in found.worst}
    assert len(best) + len(worst) == min(len(known), 2 * size)
