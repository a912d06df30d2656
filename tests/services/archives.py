"""Channels and published posts for tests, in a real store."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.domain.channels import Channel
from bot.domain.posts import Content, Post, PostState
from bot.domain.texts import Text
from bot.services import indexing
from bot.services.browsing import Browsing
from bot.services.searching import Searching
from storage import channels, messages, posts
from storage.db import Database, to_ms
from storage.migrate import migrate
from storage.sqlite import open_sqlite

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


class StoppedClock:
    """Shows the moment it is set to."""

    def __init__(self, moment: datetime = NOON) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment


class Archive:
    """A store with one channel or more, and the service under test."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self.clock = StoppedClock()
        self.browsing = Browsing(db, self.clock)
        self.searching = Searching(db, self.browsing, self.clock)
        self._last_message_id = 0

    async def connect(self, title: str = "Маркетинг") -> Channel:
        count = len(await channels.list_channels(self.db))
        async with self.db.transaction() as session:
            return await channels.upsert(
                session,
                chat_id=-1001000000000 - count,
                title=title,
                username=f"channel{count}",
                linked_chat_id=None,
                zone="Europe/Moscow",
                connected_by=1,
                now_ms=to_ms(self.clock.now()),
            )

    async def publish(
        self,
        channel: Channel,
        text: str,
        *,
        ago: timedelta = timedelta(0),
        reactions: int | None = None,
        state: PostState = PostState.PUBLISHED,
    ) -> Post:
        """A post of the channel; `reactions` None is unknown."""
        moment = self.clock.now() - ago
        self._last_message_id += 1
        async with self.db.transaction() as session:
            post = await posts.insert(
                session,
                channel_id=channel.id,
                author_id=1,
                content=Content(text=Text(text)),
                now=moment,
                state=state,
                published_at=moment,
            )
            if reactions is not None:
                await session.execute(
                    "UPDATE posts SET reactions = :n, reactions_at = :at WHERE id = :id",
                    {"n": reactions, "at": to_ms(moment), "id": post.id},
                )
                post = replace(post, reactions=reactions)
            await messages.insert(session, post.id, channel.chat_id, [self._last_message_id])
            await indexing.index(session, post)
        return post


@asynccontextmanager
async def open_archive(folder: Path) -> AsyncIterator[Archive]:
    """A fresh, migrated store in a folder."""
    db = await open_sqlite(str(folder / "rubrika.db"))
    try:
        await migrate(db, now_ms=to_ms(NOON))
        yield Archive(db)
    finally:
        await db.close()
