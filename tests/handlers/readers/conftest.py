"""A channel with an archive."""

from collections.abc import Callable, Coroutine
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.posts import Content, Post, PostState
from bot.domain.texts import Text
from bot.services import searching
from storage import channels, messages, posts
from storage.db import to_ms
from tests.newsroom import Newsroom


@pytest.fixture(autouse=True)
async def connected(newsroom: Newsroom) -> None:
    """The channel is connected, whoever connects channels."""
    await connect(newsroom, newsroom.channel_id, "Marketing aloud", "marketing_aloud")


async def connect(newsroom: Newsroom, chat_id: int, title: str, username: str) -> None:
    """Connect a channel in the store, unless it is."""
    db = newsroom.app.db
    if await channels.get_by_chat(db, chat_id) is None:
        async with db.transaction() as session:
            await channels.upsert(
                session, chat_id=chat_id, title=title, username=username, linked_chat_id=None,
                zone="Europe/Moscow", connected_by=newsroom.author.id,
                now_ms=to_ms(newsroom.clock.now()),
            )  # fmt: skip


Publish = Callable[..., Coroutine[Any, Any, Post]]


@pytest.fixture
def publish(newsroom: Newsroom) -> Publish:
    """Puts a post into the channel and the archive, as if published some days ago."""

    async def put(
        text: str, *, days_ago: float = 0, reactions: int | None = None, chat_id: int | None = None
    ) -> Post:
        db, chat = newsroom.app.db, chat_id or newsroom.channel_id
        moment = newsroom.clock.now() - timedelta(days=days_ago)
        owner = newsroom.author.id
        message = newsroom.world.say(owner, chat, text, date=moment.timestamp())
        await newsroom.settle()
        channel = await channels.get_by_chat(db, chat)
        assert channel is not None
        async with db.transaction() as session:
            post = await messages.get_post_of(session, chat, message.message_id)
            if post is None:
                post = await posts.insert(
                    session,
                    channel_id=channel.id,
                    author_id=None,
                    content=Content(text=Text(text)),
                    now=moment,
                    state=PostState.PUBLISHED,
                    published_at=moment,
                )
                await messages.insert(session, post.id, chat, [message.message_id])
            await session.execute(
                "UPDATE posts SET reactions = :n, reactions_at = :at WHERE id = :id",
                {
                    "n": reactions or 0,
                    "at": None if reactions is None else to_ms(moment),
                    "id": post.id,
                },
            )
            await searching.index(session, post)
        return post

    return put
