"""Two samples compared by ranks: Wilcoxon's test, and the interval of a shift beside it."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from math import inf, sqrt
from statistics import NormalDist

_HALVINGS = 40


def mid_ranks(values: Sequence[float]) -> list[float]:
    """The rank of each value from 1 on; equal ones share the mean of theirs."""
    ordered = sorted(values)
    return [(bisect_left(ordered, one) + bisect_right(ordered, one) + 1) / 2 for one in values]


def rank_spread(ranks: Sequence[float]) -> float:
    """The variance of ranks, ties and all."""
    middle = (len(ranks) + 1) / 2
    return sum((rank - middle) ** 2 for rank in ranks) / (len(ranks) - 1)


def rank_score(rank_sum: float, size: int, whole: int, spread: float) -> float:
    """How many deviations a sum of `size` of `whole` ranks is above what chance gives.

    The normal approximation with its correction of continuity; `spread` of `rank_spread`.
    """
    deviation = sqrt(spread * size * (whole - size) / whole)
    if not deviation:
        return 0.0
    excess = rank_sum - size * (whole + 1) / 2
    return (excess - 0.5) / deviation


def needed_score(comparisons: int, *, error: float) -> float:
    """The score that any of so many comparisons exceeds by chance, up or down, with this error.

    Bonferroni's bound: it holds however the comparisons depend on one another.
    """
    return NormalDist().inv_cdf(1 - error / 2 / max(1, comparisons))


def shift(
    values: Sequence[float], others: Sequence[float], *, score: float
) -> tuple[float, float, float]:
    """By how much values lie above others: Hodges and Lehmann's estimate, its low and high.

    The median of all differences, and those beyond which the test of `rank_score` with this
    score would reject; without end where values are too few for it to reject anything. Both are
    not empty.
    """
    mine, theirs = sorted(values), sorted(others)
    pairs = len(mine) * len(theirs)
    margin = score * sqrt(pairs * (len(mine) + len(theirs) + 1) / 12) + 0.5
    estimate = _difference(mine, theirs, pairs / 2)
    if margin >= pairs / 2:
        return estimate, -inf, inf
    return (
        estimate,
        _difference(mine, theirs, pairs / 2 - margin),
        _difference(mine, theirs, pairs / 2 + margin),
    )


def _difference(mine: Sequence[float], theirs: Sequence[float], place: float) -> float:
    """Where about `place` of all differences lie below, to a part in 2**40 of their range."""
    low, high = mine[0] - theirs[-1], mine[-1] - theirs[0]
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        below = sum(len(theirs) - bisect_left(theirs, value - middle) for value in mine)
        if below < place:
            low = middle
        else:
            high = middle
    return (low + high) / 2
