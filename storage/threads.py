"""Automatic forwards of posts in the discussion group: replies to them are comments."""

from datetime import datetime

from storage.db import Session, to_ms


async def insert(
    db: Session,
    *,
    group_id: int,
    message_id: int,
    post_id: int,
    heard_at: datetime | None = None,
) -> None:
    """Note the thread of a post; a known one stays, but for the moment at which it was heard.

    `heard_at` is the moment of the automatic forward, None when only a reply told of it.
    """
    await db.execute(
        """
        INSERT INTO threads (group_id, message_id, post_id, heard_at)
        VALUES (:group, :message, :post, :heard)
        ON CONFLICT DO UPDATE SET heard_at = coalesce(heard_at, excluded.heard_at)
        """,
        {
            "group": group_id,
            "message": message_id,
            "post": post_id,
            "heard": to_ms(heard_at),
        },
    )


async def get_post_id(db: Session, group_id: int, message_id: int) -> int | None:
    """The post that an automatic forward copies."""
    row = await db.fetch_one(
        "SELECT post_id FROM threads WHERE group_id = :group AND message_id = :message",
        {"group": group_id, "message": message_id},
    )
    return row["post_id"] if row else None
