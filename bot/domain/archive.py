"""What readers browse: rubrics, found posts, the best of a period."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from bot.domain.numbers import PostNumbers
from bot.domain.posts import Post


class Order(StrEnum):
    """How posts of a list are ordered. Best is most reactions first, then newest."""

    NEWEST = "n"
    BEST = "b"


class Period(StrEnum):
    """Which posts compete for the best: the last 7, 30 or 365 days, or all."""

    WEEK = "w"
    MONTH = "m"
    YEAR = "y"
    ALL = "a"

    @property
    def length(self) -> timedelta | None:
        """How far back it reaches; None without end."""
        return _LENGTHS[self]


_LENGTHS = {
    Period.WEEK: timedelta(days=7),
    Period.MONTH: timedelta(days=30),
    Period.YEAR: timedelta(days=365),
    Period.ALL: None,
}


class TopBy(StrEnum):
    """What the best have most of: reactions, reposts that the bot saw, comments it heard."""

    REACTIONS = "r"
    REPOSTS = "s"
    COMMENTS = "c"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rubric:
    """A hashtag of a channel: `tag` as lists show it, without `#`; `posts` counts them.

    A hidden rubric stands in no list of readers; who knows its tag finds its posts. Of a synonym,
    `root_id` is the rubric that its posts stand in.
    """

    id: int
    channel_id: int
    fold: str
    tag: str
    posts: int
    emoji: str = ""
    description: str = ""
    is_hidden: bool = False
    root_id: int | None = None

    @property
    def label(self) -> str:
        """The tag as a reader sees it: `#tag`, behind its emoji if it has one."""
        return f"{self.emoji} #{self.tag}".lstrip()


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A sentence and where the words that were sought stand in it, as (start, stop)."""

    text: str
    found: tuple[tuple[int, int], ...]
    is_title: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A published post in a list: its first channel message, and what was found in it."""

    post: Post
    message_id: int | None
    numbers: PostNumbers
    excerpt: Excerpt | None = None
