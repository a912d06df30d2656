"""The archive for the web: which channels and posts stand open, and to whom."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.clock import Clock
from bot.domain.archive import Entry, Rubric
from bot.domain.channels import Channel, ChannelState, WebAccess
from bot.domain.journal import Deed
from bot.domain.months import Month, MonthCount, months_between
from bot.domain.pages import Cursor, Page
from bot.domain.posts import Post, PostState
from bot.domain.rubrics import fold_tag
from bot.domain.team import Role
from bot.errors import Gone, NotFound
from bot.services.browsing import Browsing
from bot.services.rights import Rights
from storage import channels, journal, messages, posts, rubrics, timeline
from storage.db import Database

POSTS_A_PAGE = 12

MOST_TAGS = 30
"""Tags of one post that lead to pages."""

COUNTS_KEPT = timedelta(minutes=1)
"""How old the counts of months may be: to count goes through a whole archive."""


class Exhibiting:
    """What anybody may read, and what the team of a closed channel may. Only published posts."""

    def __init__(self, db: Database, clock: Clock, browsing: Browsing, rights: Rights) -> None:
        self._db = db
        self._clock = clock
        self._browsing = browsing
        self._rights = rights
        self._counts: dict[tuple[int, str], tuple[datetime, list[MonthCount]]] = {}
        self._counting = asyncio.Lock()
        self.size = POSTS_A_PAGE

    async def channels(self, person_id: int | None = None) -> list[Channel]:
        """The channels that somebody may read; without a person, those that anybody may."""
        return [
            channel
            for channel in await channels.list_channels(self._db)
            if await self._is_open(channel, person_id)
        ]

    async def channel(self, name: str, person_id: int | None = None) -> Channel:
        """A channel by its public name (in any case) or by its number.

        Raises:
            NotFound: there is none, or the person may not read it: nobody can tell which.
        """
        for channel in await channels.list_channels(self._db):
            known = (channel.username or "").lower()
            if (known == name.lower() or str(channel.id) == name) and await self._is_open(
                channel, person_id
            ):
                return channel
        raise NotFound

    async def post(self, channel: Channel, message_id: int) -> Entry:
        """A published post by the id of any of its messages.

        Raises:
            Gone: it was published, and is deleted.
            NotFound: there is no such post.
        """
        post = await messages.get_post_of(self._db, channel.chat_id, message_id)
        if post is None or post.channel_id != channel.id:
            raise NotFound
        if post.state is PostState.DELETED:
            raise Gone
        if post.state is not PostState.PUBLISHED or post.is_navigation:
            raise NotFound
        return await self.entry_of(post)

    async def open_post(self, post_id: int, person_id: int | None = None) -> tuple[Post, Channel]:
        """A published post by its own id, with its channel.

        Raises:
            NotFound: it may not be shown to this person, or there is none.
        """
        post = await posts.get_post(self._db, post_id)
        if post is None or post.state is not PostState.PUBLISHED or post.channel_id is None:
            raise NotFound
        channel = await channels.get_channel(self._db, post.channel_id)
        if channel is None or not await self._is_open(channel, person_id):
            raise NotFound
        return post, channel

    async def entry_of(self, post: Post) -> Entry:
        """A post as it stands in a list."""
        return (await self._browsing.entries(Page([post]))).items[0]

    async def newest(self, channel: Channel, cursor: str = "", *, size: int = POSTS_A_PAGE,
                     month: Month | None = None) -> Page[Entry]:  # fmt: skip
        """Posts of a channel, newest first; of one month by its own zone, if one is named."""
        zone = channel.zoneinfo
        page = await timeline.list_newest(
            self._db,
            channel.id,
            since=month.start(zone) if month else None,
            until=month.following.start(zone) if month else None,
            size=size,
            cursor=Cursor.unpack(cursor, length=timeline.KEYSET.length),
        )
        return await self._browsing.entries(page)

    async def rubrics(
        self, channel: Channel, cursor: str = "", *, size: int = POSTS_A_PAGE
    ) -> Page[Rubric]:
        """Rubrics with their counts, most used first."""
        start = Cursor.unpack(cursor, length=rubrics.BY_USE.length)
        return await rubrics.list_used(self._db, channel.id, size=size, cursor=start)

    async def rubric(self, channel: Channel, tag: str) -> Rubric:
        """A rubric by any spelling of its tag.

        Raises:
            NotFound: it has no posts, or its authors hide it.
        """
        rubric = await self._browsing.find_rubric(channel.id, tag)
        if rubric is None or rubric.is_hidden:
            raise NotFound
        return rubric

    async def rubrics_of(self, entries: Sequence[Entry]) -> dict[int, list[Rubric]]:
        """post id -> the rubrics that it stands in, hidden ones left out."""
        return await rubrics.list_of_posts(self._db, [entry.post.id for entry in entries])

    async def rubrics_by_tag(self, channel: Channel, post: Post) -> dict[str, Rubric]:
        """folded tag -> the rubric that has a page, of the tags in a post's text."""
        folds = {fold_tag(tag): None for tag in post.content.all_tags[:MOST_TAGS]}
        own = (await rubrics.list_of_posts(self._db, [post.id])).get(post.id, [])
        found = {rubric.fold: rubric for rubric in own if rubric.fold in folds}
        for fold in folds:
            # Of a synonym, or of a rubric that is hidden.
            if fold not in found and (
                rubric := await self._browsing.find_rubric(channel.id, fold)
            ):
                found[fold] = rubric
        return {fold: rubric for fold, rubric in found.items() if not rubric.is_hidden}

    async def months(self, channel: Channel) -> list[Month]:
        """The months that have posts, newest first."""
        found = await self._span(channel)
        if not found:
            return []
        edges = _edges(found, channel.zoneinfo)
        has_posts = await timeline.has_between(self._db, channel.id, edges)
        return [month for month, has in zip(found, has_posts, strict=True) if has][::-1]

    async def month_counts(self, channel: Channel) -> list[MonthCount]:
        """The months that have posts with how many, newest first; counted once in a while."""
        key = channel.id, channel.zone
        async with self._counting:
            known = self._counts.get(key)
            if known is None or self._clock.now() - known[0] >= COUNTS_KEPT:
                known = self._counts[key] = self._clock.now(), await self._count(channel)
        return known[1]

    async def _count(self, channel: Channel) -> list[MonthCount]:
        found = await self._span(channel)
        if not found:
            return []
        edges = _edges(found, channel.zoneinfo)
        counts = await timeline.count_between(self._db, channel.id, edges)
        pairs = zip(found, counts, strict=True)
        return [MonthCount(month, count) for month, count in pairs if count][::-1]

    async def _span(self, channel: Channel) -> list[Month]:
        """Every month from the first post to the last."""
        span = await timeline.get_span(self._db, channel.id)
        if span is None:
            return []
        first, last = (Month.of(moment, channel.zoneinfo) for moment in span)
        return list(months_between(first, last))

    async def places(
        self, channel: Channel, month: Month, *, limit: int
    ) -> list[tuple[int, datetime]]:
        """Message and last change of the posts of a month, newest first."""
        zone = channel.zoneinfo
        return await timeline.list_places(
            self._db, channel.id, since=month.start(zone), until=month.following.start(zone),
            limit=limit,
        )  # fmt: skip

    async def neighbours(self, post: Post) -> tuple[Entry | None, Entry | None]:
        """The posts published just before one and just after it."""
        found = await timeline.find_neighbours(self._db, post)
        entries = await self._browsing.entries(Page([one for one in found if one]))
        known = {entry.post.id: entry for entry in entries.items}
        older, newer = (known.get(one.id) if one else None for one in found)
        return older, newer

    async def set_access(self, person_id: int, channel_id: int, access: WebAccess) -> Channel:
        """Choose whether the archive of a channel stands on the web.

        Raises:
            NotAllowed: the person is no owner.
            NotFound: there is no such channel.
        """
        self._rights.require_owner(person_id)
        async with self._db.transaction() as session:
            if await channels.set_web_access(session, channel_id, access):
                await journal.insert(
                    session, Deed.WEB_SET, channel_id=channel_id, person_id=person_id,
                    now=self._clock.now(), detail=access.value,
                )  # fmt: skip
            channel = await channels.get_channel(session, channel_id)
        if channel is None:
            raise NotFound("error-channel-gone")
        return channel

    async def _is_open(self, channel: Channel, person_id: int | None) -> bool:
        if channel.is_on_web:
            return True
        if person_id is None or channel.state is ChannelState.DISCONNECTED:
            return False
        return await self._rights.role_in(person_id, channel.id) is not Role.READER


def _edges(months: Sequence[Month], zone: ZoneInfo) -> list[datetime]:
    """The first moments of months in a row, and the last one's end."""
    return [month.start(zone) for month in (*months, months[-1].following)]
