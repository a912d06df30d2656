"""The archive for its readers: rubrics, the best of a period, one post."""

import asyncio
from datetime import datetime

from bot.clock import Clock
from bot.domain.archive import Entry, Order, Period, Rubric, TopBy
from bot.domain.channels import Channel, ChannelState
from bot.domain.pages import Cursor, Page
from bot.domain.posts import Post, PostState
from bot.domain.rubrics import fold_tag
from bot.errors import NotFound
from bot.services.numbering import Numbering
from storage import best, channels, follows, messages, posts, rubrics, timeline
from storage.db import Database
from storage.together import together

RUBRICS_A_PAGE = 10
POSTS_A_PAGE = 6


class Browsing:
    """What readers turn the pages of. Only published posts are ever given."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    async def channel(self, channel_id: int) -> Channel:
        """A channel that may be read.

        Raises:
            NotFound: it is not connected any more.
        """
        channel = await channels.get_channel(self._db, channel_id)
        if channel is None or channel.state is ChannelState.DISCONNECTED:
            raise NotFound("error-reader-channel-gone")
        return channel

    async def rubrics(self, channel_id: int, cursor: str = "") -> Page[Rubric]:
        """Rubrics with their counts, most used first; `cursor` is a packed one."""
        start = Cursor.unpack(cursor, length=rubrics.BY_USE.length)
        return await rubrics.list_used(self._db, channel_id, size=RUBRICS_A_PAGE, cursor=start)

    async def rubric(self, channel_id: int, rubric_id: int) -> Rubric:
        """A rubric of a channel.

        Raises:
            NotFound: there is no such rubric.
        """
        rubric = await rubrics.get_rubric(self._db, rubric_id)
        if rubric is None or rubric.channel_id != channel_id:
            raise NotFound
        return rubric

    async def find_rubric(self, channel_id: int, tag: str) -> Rubric | None:
        """The rubric of a tag, however it is spelled, if it has posts."""
        rubric = await rubrics.find_rubric(self._db, channel_id, fold_tag(tag))
        return rubric if rubric and rubric.posts > 0 else None

    async def posts_of(
        self, rubric: Rubric, order: Order = Order.NEWEST, cursor: str = "",
        size: int = POSTS_A_PAGE,
    ) -> Page[Entry]:  # fmt: skip
        """Posts of a rubric."""
        start = Cursor.unpack(cursor, length=rubrics.BY_ORDER[order].length)
        page = await rubrics.list_posts(self._db, rubric.id, order, size=size, cursor=start)
        return await self.entries(page)

    def since(self, period: Period) -> datetime | None:
        """When a period that ends now began; None for all time."""
        return self._clock.now() - period.length if period.length else None

    async def top(
        self, channel_id: int, period: Period, by: TopBy = TopBy.REACTIONS, cursor: str = "", *,
        size: int = POSTS_A_PAGE,
    ) -> Page[Entry]:  # fmt: skip
        """Posts of a period with most of a number; those of which it is not known are left out."""
        return await self.best(channel_id, by, since=self.since(period), cursor=cursor, size=size)

    async def best(
        self,
        channel_id: int,
        by: TopBy = TopBy.REACTIONS,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        cursor: str = "",
        size: int = POSTS_A_PAGE,
    ) -> Page[Entry]:
        """As `top`, of the posts published from `since` on and before `until`."""
        start = Cursor.unpack(cursor, length=best.KEY)
        page = await best.list_best(
            self._db, channel_id, by, since=since, until=until, size=size, cursor=start
        )
        return await self.entries(page)

    async def newest(
        self, channel_id: int, cursor: str = "", *, size: int = POSTS_A_PAGE
    ) -> Page[Entry]:
        """All posts of a channel, newest first."""
        start = Cursor.unpack(cursor, length=timeline.KEYSET.length)
        page = await timeline.list_newest(self._db, channel_id, size=size, cursor=start)
        return await self.entries(page)

    async def entry(self, post_id: int) -> tuple[Entry, Channel]:
        """A published post and its channel.

        Raises:
            NotFound: there is no such post, or it is not, or no longer, published.
        """
        post = await posts.get_post(self._db, post_id)
        if post is None or post.state is not PostState.PUBLISHED or post.channel_id is None:
            raise NotFound("error-post-gone")
        if post.is_navigation:
            raise NotFound("error-navigation-post")
        channel = await self.channel(post.channel_id)
        alone = await self.entries(Page([post]))
        return alone.items[0], channel

    async def entries(self, page: Page[Post]) -> Page[Entry]:
        """Posts as they stand in a list: with the link to each and its numbers."""
        db = together(self._db)
        first, numbers = await asyncio.gather(
            messages.first_ids(db, [post.id for post in page.items]),
            Numbering(db).of_many(page.items),
        )

        def entry(post: Post) -> Entry:
            return Entry(post=post, message_id=first.get(post.id), numbers=numbers[post.id])

        return page.map(entry)

    async def is_followed(self, person_id: int, rubric_id: int) -> bool:
        """Whether a person follows a rubric."""
        return await follows.is_followed(self._db, person_id, rubric_id)
