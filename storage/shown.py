"""Previews and cards in authors' chats, and the posts that they show."""

from collections.abc import Iterable

from storage.db import Session


async def insert(db: Session, *, chat_id: int, message_ids: Iterable[int], post_id: int) -> None:
    """These messages show this post; the latest word on a message holds."""
    await db.execute_many(
        """
        INSERT INTO shown_messages (chat_id, message_id, post_id)
        VALUES (:chat, :message, :post)
        ON CONFLICT (chat_id, message_id) DO UPDATE SET post_id = excluded.post_id
        """,
        [{"chat": chat_id, "message": number, "post": post_id} for number in message_ids],
    )


async def get_post_id(db: Session, chat_id: int, message_id: int) -> int | None:
    """The post that a message shows."""
    row = await db.fetch_one(
        "SELECT post_id FROM shown_messages WHERE chat_id = :chat AND message_id = :message",
        {"chat": chat_id, "message": message_id},
    )
    return int(row["post_id"]) if row else None


async def get_last_post_id(db: Session, chat_id: int) -> int | None:
    """The post that was shown last in a chat."""
    row = await db.fetch_one(
        """
        SELECT post_id FROM shown_messages WHERE chat_id = :chat
        ORDER BY message_id DESC LIMIT 1
        """,
        {"chat": chat_id},
    )
    return int(row["post_id"]) if row else None
