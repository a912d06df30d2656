"""The best time: silent where no hours are better, found where they are, never by growth."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.statistics import BestTime, Sample
from bot.domain.statistics.best_time import LEAST_POSTS, find_best_time, relative_levels
from tests.domain.statistics.made import MOSCOW, PERIOD, made_channel, samples, samples_of

CHANNELS = 200


def find(posts: list[Sample]) -> BestTime | None:
    return find_best_time(posts, PERIOD, MOSCOW)


def is_evening(at: datetime) -> bool:
    return at.hour in (18, 20)


def is_sunday_evening(at: datetime) -> bool:
    return at.weekday() == 6 and at.hour == 20


@pytest.mark.parametrize(
    "shape",
    [
        pytest.param({"days": 90}, id="a post at two of six hours"),
        pytest.param({"days": 90, "growth": 2.0}, id="a channel that grows seven times"),
        pytest.param({"days": 120, "a_day": 3, "hours": range(24)}, id="any hour"),
        pytest.param({"days": 90, "typical": 3.0}, id="few reactions"),
        pytest.param({"days": 90, "spread": 1.5}, id="a few posts that go round the world"),
    ],
)
def test_without_better_hours_at_most_one_channel_in_twenty_is_told_of_some(shape) -> None:
    found = [find(made_channel(seed, **shape)) for seed in range(CHANNELS)]
    assert sum(one is not None for one in found) <= CHANNELS * 0.05


@pytest.mark.parametrize(
    ("days", "lift", "power"),
    [
        pytest.param(90, 2.0, 0.95, id="twice as many, three months"),
        pytest.param(365, 1.5, 0.95, id="half as many again, a year"),
        pytest.param(30, 2.0, 0.7, id="twice as many, a month"),
    ],
)
def test_hours_that_are_better_are_found(days: int, lift: float, power: float) -> None:
    made = [
        find(made_channel(seed, days=days, is_better=is_evening, lift=lift)) for seed in range(40)
    ]
    found = [one for one in made if one is not None]
    assert len(found) >= len(made) * power
    for one in found:
        assert set(range(one.hour, one.until_hour)) & {18, 20}
    assert sum(one.low <= lift <= one.high for one in found) >= len(found) * 0.9


def test_one_hour_of_one_weekday_is_found() -> None:
    posts = made_channel(1, days=365, is_better=is_sunday_evening, lift=4.0)
    found = find(posts)
    assert found is not None
    assert (found.weekday, found.hour, found.until_hour) == (6, 20, 21)
    assert found.posts == sum(
        is_sunday_evening(one.published_at.astimezone(MOSCOW)) for one in posts
    )


def test_growth_is_no_merit_of_the_hours_that_a_channel_moves_to() -> None:
    chance = random.Random(1)
    posts = []
    for number in range(400):
        at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=number // 2)
        # First mornings, then evenings; meanwhile the channel grows ten times.
        hour = 18 if chance.random() < number / 400 else 9
        level = 10 * 10 ** (number / 400) * chance.lognormvariate(0, 0.5)
        posts.append(
            Sample(
                post_id=number, published_at=at.replace(hour=hour, minute=number % 60),
                reactions=int(level),
            )
        )  # fmt: skip
    assert find(posts) is None


def test_the_hours_are_those_of_the_wall_clock_through_summer_time() -> None:
    posts = made_channel(3, days=365, is_better=is_evening, lift=3.0)
    found = find(posts)
    assert found is not None
    assert 18 <= found.hour < found.until_hour <= 21


def test_posts_that_nobody_reacted_to_count_where_it_would_have_been_heard() -> None:
    """Mornings get nothing, which nobody tells; evenings get something."""
    posts = made_channel(6, days=90, is_better=is_evening, lift=1.0, spread=0.3)
    silent = [
        one if is_evening(one.published_at.astimezone(MOSCOW)) else
        Sample(post_id=one.post_id, published_at=one.published_at, is_heard=True)
        for one in posts
    ]  # fmt: skip
    found = find(silent)
    assert found is not None
    assert found.hour >= 15
    assert find([one for one in silent if one.reactions is not None]) is None


@pytest.mark.parametrize("count", [0, 1, LEAST_POSTS, 2 * LEAST_POSTS - 1])
def test_of_few_posts_no_time_is_told(count: int) -> None:
    assert find(samples_of([1] * (count // 2) + [1000] * (count - count // 2))) is None


@given(samples)
def test_any_posts_give_a_time_within_its_interval_or_none(posts: list[Sample]) -> None:
    found = find(posts)
    if found is not None:
        assert 1 < found.low <= found.lift <= found.high
        assert LEAST_POSTS <= found.posts <= found.known - LEAST_POSTS


@given(samples, st.randoms(use_true_random=False))
def test_the_order_of_posts_makes_no_difference(
    posts: list[Sample], chance: random.Random
) -> None:
    shuffled = chance.sample(posts, len(posts))
    assert find(shuffled) == find(posts)


@given(st.lists(st.integers(0, 10_000), max_size=80))
def test_levels_are_ratios_to_the_median_of_the_neighbours(values: list[int]) -> None:
    levels = relative_levels(values)
    assert len(levels) == len(values)
    for place, level in enumerate(levels):
        window = sorted(values[max(0, place - 15) : place + 16])
        middle = (window[(len(window) - 1) // 2] + window[len(window) // 2]) / 2
        assert (level > 0) == (values[place] > middle)
