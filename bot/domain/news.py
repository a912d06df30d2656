"""What a follower of rubrics is told at once: new posts of a channel, gathered into one notice."""

from dataclasses import dataclass
from datetime import timedelta

from bot.domain.archive import Rubric
from bot.domain.channels import Channel
from bot.domain.posts import Post

OLDEST = timedelta(days=1)
"""Nobody is told at once of an older post: after an outage it is no news."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsItem:
    """A new post, and the rubrics of it that the person follows; `link` as in an edition."""

    post: Post
    link: str | None
    rubrics: tuple[Rubric, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """New posts of a channel, newest first, at least one."""

    channel: Channel
    items: tuple[NewsItem, ...]

    @property
    def rubrics(self) -> tuple[Rubric, ...]:
        """The followed rubrics of all the posts, in order of appearance."""
        found = {rubric.id: rubric for item in self.items for rubric in item.rubrics}
        return tuple(found.values())
