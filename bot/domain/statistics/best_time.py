"""The best time to publish: named only where chance is no likely reason of what was seen."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import exp, log
from statistics import median
from zoneinfo import ZoneInfo

from bot.domain.statistics.findings import BestTime
from bot.domain.statistics.ranks import (
    mid_ranks,
    needed_score,
    rank_score,
    rank_spread,
    shift,
)
from bot.domain.statistics.values import NO_BASIS, Basis, Period, Sample

LEAST_POSTS = 8
"""So many posts has a time that is compared, and so many have all other times."""
LEAST_LIFT = 1.1
"""A lift that is smaller is not worth a word, however sure."""
ERROR = 0.05
"""How often a time may be named in channels where none is better."""
_LONGEST = 4
"""The most hours of a time."""
_NEIGHBOURS = 15
"""So many posts on either side are what a post is compared with: channels grow."""


@dataclass(frozen=True, slots=True)
class _Hours:
    """Hours of any day or of one; `places` are those of their posts among all."""

    weekday: int | None
    hour: int
    until_hour: int
    places: tuple[int, ...]


def find_best_time(
    samples: Iterable[Sample], period: Period, zone: ZoneInfo, *, basis: Basis = NO_BASIS
) -> BestTime | None:
    """The hours whose posts do better than all others, or None where the data carries nothing.

    Each settled post is taken as a ratio to the median of its neighbours in time, so that growth
    of the channel is no merit of the hours. Posts to which nobody reacted although it would have
    been heard take the lowest rank. Hours (one to four in a row, of any day and of each weekday)
    that have enough posts are compared with all others by Wilcoxon's test at an error that is
    shared among them. Of those that pass the surest is told.
    """
    known = sorted(
        (one for one in samples if one.is_settled and (one.reactions is not None or one.is_heard)),
        key=lambda one: (one.published_at, one.post_id),
    )
    levels = relative_levels([one.reactions or 0 for one in known])
    candidates = list(_candidates(known, zone))
    found = _surest(candidates, levels)
    if found is None:
        return None
    inside = set(found.places)
    lift, low, high = shift(
        [levels[place] for place in inside],
        [level for place, level in enumerate(levels) if place not in inside],
        score=needed_score(len(candidates), error=ERROR),
    )
    if low <= 0 or exp(lift) < LEAST_LIFT:
        return None
    return BestTime(
        period=period, weekday=found.weekday, hour=found.hour, until_hour=found.until_hour,
        lift=exp(lift), low=exp(low), high=exp(high),
        posts=len(inside), known=len(known), basis=basis,
    )  # fmt: skip


def relative_levels(reactions: Sequence[int]) -> list[float]:
    """Logarithms of the ratio of each to the median of the 31 around it, itself among them.

    In order of time; half a reaction is added on both sides, as nobody's post has a logarithm
    otherwise.
    """
    window = sorted(reactions[:_NEIGHBOURS])
    levels = []
    for place, value in enumerate(reactions):
        if place + _NEIGHBOURS < len(reactions):
            insort(window, reactions[place + _NEIGHBOURS])
        if place > _NEIGHBOURS:
            window.pop(bisect_left(window, reactions[place - _NEIGHBOURS - 1]))
        levels.append(log((value + 0.5) / (median(window) + 0.5)))
    return levels


def _candidates(samples: Sequence[Sample], zone: ZoneInfo) -> Iterator[_Hours]:
    """Hours with enough posts; of those with the same posts only the narrowest."""
    hours: dict[tuple[int | None, int], list[int]] = {}
    for place, sample in enumerate(samples):
        local = sample.published_at.astimezone(zone)
        hours.setdefault((None, local.hour), []).append(place)
        hours.setdefault((local.weekday(), local.hour), []).append(place)
    for (weekday, hour), first in hours.items():
        places = tuple(first)
        for length in range(1, _LONGEST + 1):
            last = hours.get((weekday, hour + length - 1), []) if length > 1 else []
            places += tuple(last)
            is_enough = LEAST_POSTS <= len(places) <= len(samples) - LEAST_POSTS
            if is_enough and (last or length == 1):
                yield _Hours(weekday, hour, hour + length, places)


def _surest(candidates: Sequence[_Hours], levels: Sequence[float]) -> _Hours | None:
    if not candidates:
        return None
    ranks = mid_ranks(levels)
    spread = rank_spread(ranks)

    def score(hours: _Hours) -> float:
        rank_sum = sum(ranks[place] for place in hours.places)
        return rank_score(rank_sum, len(hours.places), len(ranks), spread)

    # Of equally sure ones the shorter, then the earlier in the week.
    best = max(
        candidates,
        key=lambda one: (
            score(one), one.hour - one.until_hour, -(-1 if one.weekday is None else one.weekday),
            -one.hour,
        ),
    )  # fmt: skip
    return best if score(best) >= needed_score(len(candidates), error=ERROR) else None
