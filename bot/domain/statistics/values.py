"""What the statistics of a channel are made of, and what they come to: unknown is None."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from bot.domain.numbers import NumberSource

LEAST_KNOWN = 3
"""Of fewer posts no median and no change is told."""

SETTLED = timedelta(hours=48)
"""Posts are compared with one another only when they have had so long."""


class Span(StrEnum):
    """How far back statistics reach, in days of the channel's calendar, today included."""

    WEEK = "w"
    MONTH = "m"
    QUARTER = "q"
    YEAR = "y"
    ALL = "a"

    @property
    def length(self) -> timedelta | None:
        """7, 30, 91 or 365 days; None without end."""
        return _LENGTHS[self]


_LENGTHS = {
    Span.WEEK: timedelta(days=7),
    Span.MONTH: timedelta(days=30),
    Span.QUARTER: timedelta(days=91),
    Span.YEAR: timedelta(days=365),
    Span.ALL: None,
}


class Measure(StrEnum):
    """What is counted of a post: people's reactions, stars, reposts that the bot saw, and more.

    FORWARDS are Telegram's own count, which only the meter or an author can tell.
    """

    REACTIONS = "reactions"
    STARS = "stars"
    REPOSTS = "reposts"
    FORWARDS = "forwards"
    COMMENTS = "comments"
    VIEWS = "views"


class Kind(StrEnum):
    """What a post is made of."""

    TEXT = "text"
    PHOTO = "photo"
    VIDEO = "video"
    ANIMATION = "animation"
    DOCUMENT = "document"
    AUDIO = "audio"
    VOICE = "voice"
    ALBUM = "album"


class Length(StrEnum):
    """How long the text of a post is: below 280 UTF-16 units, below 1,024, below 4,096, more."""

    SHORT = "short"
    MEDIUM = "medium"
    LONG = "long"
    LONGER = "longer"


class Tag(NamedTuple):
    """A rubric of a post: its number, and how it is shown, without `#`."""

    id: int
    tag: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One published post. A number that nobody counted is None, never 0.

    `units` (UTF-16, of the author's words) and `kind` are None where they were not asked for.
    `is_settled`: it has had 48 hours to gather what it gathers. `is_heard`: every reaction to it
    would have been told, so that one without a number has less of them than any with one.
    """

    post_id: int
    published_at: datetime
    title: str = ""
    units: int | None = None
    kind: Kind | None = None
    rubrics: tuple[Tag, ...] = ()
    reactions: int | None = None
    stars: int | None = None
    reposts: int | None = None
    forwards: int | None = None
    comments: int | None = None
    views: int | None = None
    is_settled: bool = True
    is_heard: bool = False

    def get(self, measure: Measure) -> int | None:
        """The number of a measure."""
        found: int | None = getattr(self, measure.value)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """Who counted what a figure sums up, and when the oldest and the newest count was.

    `stale_since`: since then changes of some of it were lost, and nobody has counted again.
    `is_at_least`: there may be more; `is_rounded`: some of it is precise to three digits.
    """

    sources: tuple[NumberSource, ...] = ()
    oldest: datetime | None = None
    newest: datetime | None = None
    stale_since: datetime | None = None
    is_rounded: bool = False
    is_at_least: bool = False


NO_BASIS = Basis()


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """A sum over the posts of a period; `value` None: of none of them it is known.

    `known` of the `posts` have the number; the same of the period before. `change` is the ratio
    to the period before less one (0.25: a quarter more), None where either side is unknown, of
    too few posts, or known of so different shares of them that the sums cannot be compared.
    """

    value: int | None = None
    known: int = 0
    posts: int = 0
    before: int | None = None
    known_before: int = 0
    posts_before: int = 0
    change: float | None = None
    basis: Basis = NO_BASIS


class Step(StrEnum):
    """How long a bucket of a series is, on the channel's calendar."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bucket:
    """A day, a week from Monday on, or a month; the first one may begin within, the last end.

    `reactions` is the sum over the `known` posts of it, None when of none it is known.
    """

    first: date
    posts: int
    known: int
    reactions: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """From `since` on and before `until`; what it is compared with is as long and just before.

    `before_since` and `before_until` are None where there is nothing to compare with.
    """

    span: Span
    since: datetime
    until: datetime
    before_since: datetime | None = None
    before_until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """How many posts a period has; `tag` is the only rubric that counts."""

    period: Period
    posts: int
    tag: Tag | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The figures of a period. `posts_before` is None where there is no period before.

    `fresh` of the posts are younger than 48 hours. `tag` is the only rubric that counts.
    """

    period: Period
    posts: int
    posts_before: int | None
    posts_change: float | None
    fresh: int
    totals: Mapping[Measure, Total]
    step: Step
    series: tuple[Bucket, ...]
    tag: Tag | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RubricRow:
    """A rubric in a period; a post in two rubrics counts in both.

    Medians a post are of settled posts; None when of fewer than three the number is known
    (`known`, `known_reposts`), or when half of them have none. `trend` is the change of the
    median of reactions against the period before (0.25: a quarter more), None of too few.
    """

    tag: Tag
    posts: int
    share: float
    known: int
    reactions: float | None
    known_reposts: int
    reposts: float | None
    trend: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RubricTable:
    """Rubrics of a period, most posts first; `untagged` posts stand in none."""

    period: Period
    posts: int
    untagged: int
    rows: tuple[RubricRow, ...]
    bases: Mapping[Measure, Basis] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class HourCell:
    """An hour of a week, Monday 0; the median as in `RubricRow`."""

    weekday: int
    hour: int
    posts: int
    known: int
    reactions: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatMap:
    """7 x 24 cells on the wall clock of the channel's zone, hour by hour from Monday 0:00 on."""

    period: Period
    zone: str
    posts: int
    cells: tuple[HourCell, ...]
    bases: Mapping[Measure, Basis] = field(default_factory=dict)

    def cell(self, weekday: int, hour: int) -> HourCell:
        """The cell of an hour."""
        return self.cells[weekday * 24 + hour]


@dataclass(frozen=True, slots=True, kw_only=True)
class KindRow:
    """Posts of a length or of a kind of media; medians as in `RubricRow`."""

    of: Length | Kind
    posts: int
    share: float
    known: int
    reactions: float | None
    known_reposts: int
    reposts: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class KindTable:
    """Posts by length and by kind of media, those that there are, in the order of the enums."""

    period: Period
    posts: int
    lengths: tuple[KindRow, ...]
    kinds: tuple[KindRow, ...]
    bases: Mapping[Measure, Basis] = field(default_factory=dict)
