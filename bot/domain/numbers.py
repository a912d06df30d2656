"""Numbers of posts: what is counted, who counted it, when; unknown is None, never zero."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.domain.reactions import PAID


class Metric(StrEnum):
    """What is counted of a post, beside the kinds of reactions.

    REPOSTS are those that the bot saw: a lower bound. FORWARDS are Telegram's own count, which
    only the meter or an author can tell.
    """

    REPOSTS = "reposts"
    FORWARDS = "forwards"
    COMMENTS = "comments"
    VIEWS = "views"


class NumberSource(StrEnum):
    """Who counted: Telegram's updates, the public page, the meter, an author, an export."""

    UPDATES = "updates"
    PREVIEW = "preview"
    METER = "meter"
    AUTHOR = "author"
    EXPORT = "export"


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number with its source and its moment.

    `total` and `counted_at` are None when nothing is known: it is shown as `-`. `is_rounded`:
    precise to three digits; `is_at_least`: there may be more. `stale_since`: changes after
    that moment were lost, and nobody has counted again. `person_id` entered it by hand.
    """

    total: int | None = None
    source: NumberSource | None = None
    counted_at: datetime | None = None
    is_rounded: bool = False
    is_at_least: bool = False
    stale_since: datetime | None = None
    person_id: int | None = None

    @property
    def is_known(self) -> bool:
        """Whether anybody counted."""
        return self.total is not None


UNKNOWN = Number()


@dataclass(frozen=True, slots=True, kw_only=True)
class PostNumbers:
    """Everything that is known of one post.

    `kinds` are reactions by kind, stars (`PAID`) left out; `stars` are counted apart.
    """

    post_id: int
    reactions: Number = UNKNOWN
    kinds: dict[str, int] = field(default_factory=dict)
    stars: Number = UNKNOWN
    reposts: Number = UNKNOWN
    forwards: Number = UNKNOWN
    comments: Number = UNKNOWN
    views: Number = UNKNOWN


@dataclass(frozen=True, slots=True)
class Point:
    """One change in a series: `name` is a kind of reaction or a metric."""

    name: str
    source: NumberSource
    counted_at: datetime
    total: int


def is_reaction(name: str) -> bool:
    """Whether a series is one of reactions, stars aside."""
    return name != PAID and name not in {metric.value for metric in Metric}
