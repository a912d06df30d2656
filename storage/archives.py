"""A channel's published posts as an archive keeps them: by message, and by day."""

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from bot.domain.channels import Channel
from bot.domain.posts import Post
from bot.domain.tellings import Telling
from storage.channels import channel_of
from storage.db import Session, in_list, to_ms
from storage.posts import post_of
from storage.reactions import telling_of


class Placed(NamedTuple):
    """A channel message and its place in the post that it belongs to."""

    message_id: int
    post_id: int
    part: int
    position: int


class DayKey(NamedTuple):
    """A place among posts, oldest first."""

    published_ms: int
    post_id: int


async def list_channels(db: Session) -> list[Channel]:
    """Every channel that has an archive, disconnected ones too."""
    rows = await db.fetch_all("SELECT * FROM channels ORDER BY id")
    return [channel_of(row) for row in rows]


async def count_posts(db: Session, channel_id: int) -> int:
    """How many posts `list_published` lists: one that lists the rubrics has no moment."""
    row = await db.fetch_one(
        """
        SELECT count(*) AS n FROM posts
        WHERE channel_id = :channel AND state = 'published' AND published_at IS NOT NULL
        """,
        {"channel": channel_id},
    )
    return int(row["n"]) if row else 0


async def list_placed(db: Session, chat_id: int, *, behind: int, limit: int) -> list[Placed]:
    """The next messages of a channel that belong to posts, published or not, by their ids."""
    rows = await db.fetch_all(
        """
        SELECT message_id, post_id, part, position FROM post_messages
        WHERE chat_id = :chat AND message_id > :behind ORDER BY message_id LIMIT :limit
        """,
        {"chat": chat_id, "behind": behind, "limit": limit},
    )
    return [Placed(**dict(row)) for row in rows]


async def list_published(
    db: Session, channel_id: int, *, behind: DayKey, limit: int
) -> list[Post]:
    """The next published posts, oldest first."""
    rows = await db.fetch_all(
        """
        SELECT * FROM posts WHERE channel_id = :channel AND state = 'published'
          AND (published_at, id) > (:at, :id)
        ORDER BY published_at, id LIMIT :limit
        """,
        {"channel": channel_id, "at": behind.published_ms, "id": behind.post_id, "limit": limit},
    )
    return [post_of(row) for row in rows]


def key_of(post: Post) -> DayKey:
    """Where a published post stands."""
    assert post.published_at is not None
    return DayKey(to_ms(post.published_at), post.id)


async def list_told(
    db: Session, channel_id: int, message_ids: Sequence[int]
) -> dict[int, Telling]:
    """message id -> what was told last of the reactions to it."""
    names, params = in_list("id", message_ids)
    rows = await db.fetch_all(
        f"""
        SELECT * FROM tellings WHERE channel_id = :channel AND message_id IN {names}
        """,
        {"channel": channel_id, **params},
    )
    return {row["message_id"]: telling_of(row) for row in rows}


async def list_places(db: Session, post_ids: Sequence[int]) -> dict[int, list[Placed]]:
    """post id -> its channel messages, first part first."""
    names, params = in_list("id", post_ids)
    rows = await db.fetch_all(
        f"""
        SELECT message_id, post_id, part, position FROM post_messages WHERE post_id IN {names}
        ORDER BY post_id, part, position
        """,
        params,
    )
    found: dict[int, list[Placed]] = {}
    for row in rows:
        found.setdefault(row["post_id"], []).append(Placed(**dict(row)))
    return found


async def list_captioned(db: Session, chat_id: int, message_ids: Sequence[int]) -> dict[int, int]:
    """post id -> the message of it that had the words when it was heard or told of."""
    names, params = in_list("id", message_ids)
    rows = await db.fetch_all(
        f"""
        SELECT post_id, min(message_id) AS message_id FROM inputs
        WHERE chat_id = :chat AND message_id IN {names} AND units > 0 GROUP BY post_id
        """,
        {"chat": chat_id, **params},
    )
    return {row["post_id"]: row["message_id"] for row in rows}


async def list_details(
    db: Session, channel_id: int, message_ids: Sequence[int]
) -> dict[int, dict[str, Any]]:
    """message id -> what a file of Telegram Desktop told of it beside its text."""
    names, params = in_list("id", message_ids)
    rows = await db.fetch_all(
        f"""
        SELECT message_id, body FROM history_messages
        WHERE channel_id = :channel AND source = 'file' AND message_id IN {names}
        """,
        {"channel": channel_id, **params},
    )
    return {row["message_id"]: json.loads(row["body"]) for row in rows}


async def count_messages(db: Session, channel_id: int, chat_id: int) -> int:
    """How many messages posts have, and imports told of besides."""
    row = await db.fetch_one(
        """
        SELECT (SELECT count(*) FROM post_messages WHERE chat_id = :chat)
             + (SELECT count(*) FROM history_messages
                WHERE channel_id = :channel AND is_post = 0) AS n
        """,
        {"channel": channel_id, "chat": chat_id},
    )
    return int(row["n"]) if row else 0
