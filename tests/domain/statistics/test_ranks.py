"""Ranks: the test of Wilcoxon and the interval that it gives, against sums over all pairs."""

import math
from fractions import Fraction
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.statistics.ranks import mid_ranks, needed_score, rank_score, rank_spread, shift

values = st.lists(st.integers(-50, 50), min_size=1, max_size=20)


@given(values)
def test_ranks_are_those_of_counting(found: list[int]) -> None:
    for value, rank in zip(found, mid_ranks(found), strict=True):
        below, equal = sum(one < value for one in found), found.count(value)
        assert Fraction(rank) == below + Fraction(equal + 1, 2)


@given(values, values)
def test_the_shift_is_the_median_of_all_differences(mine: list[int], theirs: list[int]) -> None:
    differences = [one - other for one in mine for other in theirs]
    estimate, low, high = shift(mine, theirs, score=2.0)
    lower = sorted(differences)[(len(differences) - 1) // 2]
    assert lower - 1e-6 <= estimate <= median(differences) + 1e-6
    assert low <= estimate <= high


@given(values, values)
def test_the_lower_end_is_above_nothing_only_where_the_test_rejects(
    mine: list[int], theirs: list[int]
) -> None:
    _, low, _ = shift(mine, theirs, score=1.5)
    whole = [*mine, *theirs]
    ranks = mid_ranks(whole)
    score = rank_score(sum(ranks[: len(mine)]), len(mine), len(whole), rank_spread(ranks))
    if low > 1e-6:
        assert score >= 1.5 - 1e-9


def test_more_comparisons_ask_for_more() -> None:
    assert needed_score(1, error=0.05) == pytest.approx(1.96, abs=0.001)
    assert needed_score(10, error=0.05) == pytest.approx(2.807, abs=0.001)


def test_equal_values_score_nothing() -> None:
    ranks = mid_ranks([5, 5, 5, 5])
    assert rank_score(ranks[0] + ranks[1], 2, 4, rank_spread(ranks)) == 0


def test_of_few_values_the_shift_has_no_ends() -> None:
    estimate, low, high = shift([5], [1, 2], score=2.0)
    assert 3 <= estimate <= 4
    assert (low, high) == (-math.inf, math.inf)
