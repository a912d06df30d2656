"""What a feed tells, and what a map of a site lists."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedPost:
    """A post of a feed; addresses are absolute, moments aware.

    `url` is its page for good, and its identity. `html` is its whole text, its links absolute
    too; `summary` is plain words; `tags` are its rubrics without `#`.
    """

    url: str
    title: str
    html: str
    summary: str
    published: datetime
    updated: datetime | None = None
    tags: tuple[str, ...] = ()
    image: str = ""

    @property
    def changed(self) -> datetime:
        """When it was last changed."""
        return max(self.published, self.updated or self.published)


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """Posts, newest first: `page_url` shows the same as a page, `feed_url` is the feed's own."""

    title: str
    description: str
    page_url: str
    feed_url: str
    language: str
    posts: tuple[FeedPost, ...]
    icon: str = ""

    @property
    def changed(self) -> datetime | None:
        """When a post of it was last changed; None without posts."""
        return max((post.changed for post in self.posts), default=None)


@dataclass(frozen=True, slots=True)
class SitePage:
    """A page, or a map of pages, and when it last changed."""

    url: str
    changed: datetime | None = None
