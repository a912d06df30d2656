"""Medians and changes, told only where enough is known to carry them."""

from collections.abc import Iterable, Sequence

from bot.domain.statistics.values import LEAST_KNOWN, Measure, Sample

LEAST_COVERAGE = 0.8
"""Two sums are compared when the smaller known share of posts is at least so much of the other."""


def quantile(known: Sequence[float], below: int, share: float) -> float | None:
    """The usual quantile (type 7 of R) of ordered values with `below` unknown ones under them.

    None when it falls on an unknown one, and of fewer than three known.
    """
    place = share * (len(known) + below - 1) - below
    if len(known) < LEAST_KNOWN or place < 0:
        return None
    low, part = int(place), place % 1
    high = min(low + 1, len(known) - 1)
    return known[low] + (known[high] - known[low]) * part


def settled_median(samples: Iterable[Sample], measure: Measure) -> tuple[int, float | None]:
    """Of how many settled posts a measure is known, and its median a post.

    What would have been heard and was not is no number, but stands below all numbers: posts
    without reactions do not raise the median by being left out. So do reposts that nobody saw.
    """
    settled = [sample for sample in samples if sample.is_settled]
    known = sorted(value for one in settled if (value := one.get(measure)) is not None)
    if measure is Measure.REPOSTS:
        below = len(settled) - len(known)
    else:
        below = sum(one.is_heard and one.get(measure) is None for one in settled)
    return len(known), quantile(known, below, 0.5)


def change(now: float | None, before: float | None) -> float | None:
    """The ratio to before less one; None when either is unknown, or before was nothing."""
    return None if now is None or not before else now / before - 1


def count_change(posts: int, before: int | None) -> float | None:
    """The change of a number of posts; None when on either side there are fewer than three."""
    return change(posts, before) if before and min(posts, before) >= LEAST_KNOWN else None


def are_comparable(known: int, posts: int, known_before: int, posts_before: int) -> bool:
    """Whether sums over the known posts of two periods say something of their change.

    At least three are known on each side, and about the same share of all.
    """
    if min(known, known_before) < LEAST_KNOWN:
        return False
    shares = (known / posts, known_before / posts_before)
    return min(shares) >= LEAST_COVERAGE * max(shares)
