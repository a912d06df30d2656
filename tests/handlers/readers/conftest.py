"""A channel with an archive."""

from collections.abc import Callable, Coroutine
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.posts import Post
from bot.services import indexing
from storage import messages
from storage.db import to_ms
from tests.newsroom import Newsroom

Publish = Callable[..., Coroutine[Any, Any, Post]]


@pytest.fixture
def publish(newsroom: Newsroom) -> Publish:
    """Writes a post into the channel by hand, some days ago."""

    async def put(
        text: str, *, days_ago: float = 0, reactions: int | None = None, chat_id: int | None = None
    ) -> Post:
        db, chat = newsroom.app.db, chat_id or newsroom.channel_id
        moment = newsroom.clock.now() - timedelta(days=days_ago)
        owner = newsroom.author.id
        message = newsroom.world.say(owner, chat, text, date=moment.timestamp())
        await newsroom.settle()
        async with db.transaction() as session:
            post = await messages.get_post_of(session, chat, message.message_id)
            assert post is not None
            await session.execute(
                "UPDATE posts SET reactions = :n, reactions_at = :at WHERE id = :id",
                {
                    "n": reactions or 0,
                    "at": None if reactions is None else to_ms(moment),
                    "id": post.id,
                },
            )
            await indexing.index(session, post)
        return post

    return put
