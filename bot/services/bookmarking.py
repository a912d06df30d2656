"""Keeps the posts that people save for themselves."""

from dataclasses import dataclass

from bot.clock import Clock
from bot.domain.archive import Entry
from bot.domain.channels import Channel
from bot.domain.pages import Cursor, Page
from bot.domain.posts import PostState
from bot.errors import InputRefused
from bot.services.browsing import POSTS_A_PAGE, Browsing
from storage import channels, saved
from storage.db import Database
from storage.saved import Saved

MOST_SAVED = 1000
"""Posts that a person may have saved."""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A saved post; `entry` and `channel` are None when it can be read no more."""

    post_id: int
    entry: Entry | None = None
    channel: Channel | None = None


class Bookmarking:
    """Writes what people save; each sees their own only."""

    def __init__(self, db: Database, clock: Clock, browsing: Browsing) -> None:
        self._db = db
        self._clock = clock
        self._browsing = browsing

    async def save(self, person_id: int, post_id: int) -> None:
        """Save a published post; a saved one stays as it is.

        Raises:
            NotFound: there is no such post, or it is not, or no longer, published.
            InputRefused: the person has saved `MOST_SAVED` posts; `params["title"]` is the oldest.
        """
        await self._browsing.entry(post_id)
        async with self._db.transaction() as session:
            now = self._clock.now()
            if await saved.insert(session, person_id, post_id, at=now, limit=MOST_SAVED):
                return
            oldest = await saved.first_saved(session, person_id)
        title = oldest.post.title if oldest else ""
        raise InputRefused("error-saved-full", limit=MOST_SAVED, title=title or "-")

    async def forget(self, person_id: int, post_id: int) -> None:
        """Take a post out of the saved ones, whatever became of it."""
        async with self._db.transaction() as session:
            await saved.delete(session, person_id, post_id)

    async def is_saved(self, person_id: int, post_id: int) -> bool:
        """Whether a person has saved a post."""
        return await saved.has_saved(self._db, person_id, post_id)

    async def count(self, person_id: int) -> int:
        """How many posts a person has saved."""
        return await saved.count_saved(self._db, person_id)

    async def page(self, person_id: int, cursor: str = "") -> Page[Bookmark]:
        """The saved posts of all channels, newest saved first."""
        start = Cursor.unpack(cursor, length=saved.KEYSET.length)
        page = await saved.list_saved(self._db, person_id, size=POSTS_A_PAGE, cursor=start)
        known = {channel.id: channel for channel in await channels.list_channels(self._db)}
        readable = [
            one.post
            for one in page.items
            if one.post.channel_id in known and one.post.state is PostState.PUBLISHED
        ]
        entries = await self._browsing.entries(Page(readable))
        by_id = {entry.post.id: entry for entry in entries.items}

        def bookmark(one: Saved) -> Bookmark:
            entry = by_id.get(one.post.id)
            channel = known.get(one.post.channel_id or 0) if entry else None
            return Bookmark(one.post.id, entry, channel)

        return page.map(bookmark)
