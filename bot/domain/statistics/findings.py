"""What statistics find: the best and the worst posts, the best time, the course of a post."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.statistics.values import NO_BASIS, Basis, Measure, Period, Sample


@dataclass(frozen=True, slots=True, kw_only=True)
class Extremes:
    """The posts with most and with fewest reactions, among the `known` that are settled.

    No post stands in both; of equal ones the newest come first.
    """

    period: Period
    known: int
    best: tuple[Sample, ...]
    worst: tuple[Sample, ...]
    bases: Mapping[Measure, Basis] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class BestTime:
    """Hours at which posts gather more reactions than otherwise, on the channel's wall clock.

    From `hour` on and before `until_hour` (24: midnight), on one weekday (Monday 0) or on any
    (None). `lift` is the ratio of a typical post at these hours to a typical one at all others;
    it lies between `low` and `high` with at least 95 %, however many times were compared.
    `posts` of the `known` were published at these hours: those with reactions, and those without
    any where they would have been heard.
    """

    period: Period
    weekday: int | None
    hour: int
    until_hour: int
    lift: float
    low: float
    high: float
    posts: int
    known: int
    basis: Basis = NO_BASIS


@dataclass(frozen=True, slots=True, kw_only=True)
class CurvePoint:
    """Reactions at a minute since publication; None before the first count."""

    minute: int
    reactions: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quartiles:
    """What a quarter, a half and three quarters of posts had at a minute, at most.

    None where it falls on posts of which nothing was counted yet, and of fewer than three counted.
    """

    minute: int
    low: float | None
    median: float | None
    high: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """The first 48 hours of a post, against the channel's median of `posts` other posts."""

    post_id: int
    published_at: datetime
    points: tuple[CurvePoint, ...]
    median: tuple[Quartiles, ...]
    posts: int
    basis: Basis = NO_BASIS
