"""Dashes lie on their line and fill their share of it; hatching stays in its box."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.pictures.strokes import Stretch, dashes, hatching

PLACES = st.lists(st.tuples(st.integers(0, 300), st.integers(0, 300)), min_size=2, max_size=12)


def length(stretch: Stretch) -> float:
    return math.dist(*stretch)


@given(PLACES)
def test_dashes_fill_their_share_of_a_line(points: list[tuple[int, int]]) -> None:
    whole = sum(math.dist(*pair) for pair in pairwise(points))
    drawn = sum(map(length, dashes(points, 12, 8)))
    rounds, rest = divmod(whole, 20)
    assert drawn == pytest.approx(rounds * 12 + min(rest, 12), abs=0.1)


@given(PLACES)
def test_no_dash_is_longer_than_it_may_be_or_off_its_line(points: list[tuple[int, int]]) -> None:
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    low, high = min(y for _, y in points), max(y for _, y in points)
    for stretch in dashes(points, 12, 8):
        assert length(stretch) <= 12.01
        for x, y in stretch:
            assert left - 0.01 <= x <= right + 0.01
            assert low - 0.01 <= y <= high + 0.01


def test_a_dash_goes_round_a_corner() -> None:
    assert list(dashes([(0, 0), (10, 0), (10, 30)], 16, 8)) == [
        ((0, 0), (10, 0)), ((10, 0), (10, 6)), ((10, 14), (10, 30)),
    ]  # fmt: skip


@given(st.integers(1, 900), st.integers(1, 60))
def test_hatching_stays_in_its_box(width: int, height: int) -> None:
    for stretch in hatching(10, 20, width, height):
        for x, y in stretch:
            assert 10 <= x <= 10 + width
            assert 20 <= y <= 20 + height
        (x1, y1), (x2, y2) = stretch
        assert x2 - x1 == pytest.approx(y1 - y2)


def test_a_box_of_the_size_of_a_bar_has_several_lines() -> None:
    assert len(list(hatching(0, 0, 100, 34))) >= 8
