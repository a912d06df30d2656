"""What imports told of each message of a channel, whole, so that an export gives it back."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.domain.imports import ImportSource
from storage.db import Session, from_ms, to_ms


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldMessage:
    """One message as its source told it: `body` is JSON, of posts without their text.

    `post_id` is None for what is no post: a service message, one that the source does not show.
    """

    message_id: int
    post_id: int | None
    is_post: bool
    source: ImportSource
    told_at: datetime
    body: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Telling:
    """A message to be kept: `body` is JSON."""

    message_id: int
    is_post: bool
    body: str


async def put(
    db: Session,
    channel_id: int,
    messages: Sequence[Telling],
    *,
    source: ImportSource,
    told_at: datetime,
) -> None:
    """Keep what a source told. A file tells more than a page, and what is newer holds."""
    told_ms = to_ms(told_at)
    await db.execute_many(
        """
        INSERT INTO history_messages (channel_id, message_id, is_post, source, told_at, body)
        VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (channel_id, message_id) DO UPDATE SET
            is_post = excluded.is_post, source = excluded.source, told_at = excluded.told_at,
            body = excluded.body
        WHERE (excluded.source = source AND excluded.told_at > told_at)
           OR (excluded.source = 'file' AND source = 'page')
        """,
        [
            (channel_id, one.message_id, int(one.is_post), source.value, told_ms, one.body)
            for one in messages
        ],
    )


async def list_messages(
    db: Session, channel_id: int, after_id: int | None, size: int
) -> list[ToldMessage]:
    """Messages of a channel behind an id (None: from the first on), in order."""
    rows = await db.fetch_all(
        """
        SELECT h.*, post_messages.post_id FROM history_messages AS h
        JOIN channels ON channels.id = h.channel_id
        LEFT JOIN post_messages ON post_messages.chat_id = channels.chat_id
            AND post_messages.message_id = h.message_id AND h.is_post = 1
        WHERE h.channel_id = :channel AND (:after IS NULL OR h.message_id > :after)
        ORDER BY h.message_id LIMIT :size
        """,
        {"channel": channel_id, "after": after_id, "size": size},
    )
    return [
        ToldMessage(
            message_id=row["message_id"],
            post_id=row["post_id"],
            is_post=bool(row["is_post"]),
            source=ImportSource(row["source"]),
            told_at=from_ms(row["told_at"]),
            body=json.loads(row["body"]),
        )
        for row in rows
    ]


async def count_messages(db: Session, channel_id: int) -> int:
    """How many messages of a channel imports told of."""
    row = await db.fetch_one(
        "SELECT count(*) AS messages FROM history_messages WHERE channel_id = :channel",
        {"channel": channel_id},
    )
    return int(row["messages"]) if row else 0
