"""Automatic forwards of posts in the discussion group: replies to them are comments."""

from storage.db import Session


async def insert(db: Session, *, group_id: int, message_id: int, post_id: int) -> None:
    """Note the automatic forward of a post; a known one stays as it is."""
    await db.execute(
        """
        INSERT INTO threads (group_id, message_id, post_id) VALUES (:group, :message, :post)
        ON CONFLICT DO NOTHING
        """,
        {"group": group_id, "message": message_id, "post": post_id},
    )


async def get_post_id(db: Session, group_id: int, message_id: int) -> int | None:
    """The post that an automatic forward copies."""
    row = await db.fetch_one(
        "SELECT post_id FROM threads WHERE group_id = :group AND message_id = :message",
        {"group": group_id, "message": message_id},
    )
    return row["post_id"] if row else None
