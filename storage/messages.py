"""Which channel messages a post became."""

from collections.abc import Sequence

from bot.domain.edits import Place
from bot.domain.posts import Post
from storage import reactions, reposts
from storage.db import Session, in_list
from storage.posts import post_of


async def insert(
    db: Session, post_id: int, chat_id: int, message_ids: Sequence[int], *, part: int = 0
) -> None:
    """Note the messages that a part of a post became; known ones stay as they are.

    Reactions that were told, and forwards that were seen before, count from now on.
    """
    await db.execute_many(
        """
        INSERT INTO post_messages (chat_id, message_id, post_id, part, position)
        VALUES (:chat, :message, :post, :part, :position) ON CONFLICT DO NOTHING
        """,
        [
            {
                "chat": chat_id,
                "message": message_id,
                "post": post_id,
                "part": part,
                "position": position,
            }
            for position, message_id in enumerate(message_ids)
        ],
    )
    await reactions.adopt_told(db, post_id, chat_id, message_ids)
    await reposts.adopt_early(db, post_id, chat_id, message_ids)


async def get_post_of(db: Session, chat_id: int, message_id: int) -> Post | None:
    """The post that a channel message belongs to."""
    row = await db.fetch_one(
        """
        SELECT posts.* FROM post_messages JOIN posts ON posts.id = post_messages.post_id
        WHERE post_messages.chat_id = :chat AND post_messages.message_id = :message
        """,
        {"chat": chat_id, "message": message_id},
    )
    return post_of(row) if row else None


async def list_ids(db: Session, post_id: int) -> list[int]:
    """Ids of a post's channel messages, first part first."""
    rows = await db.fetch_all(
        "SELECT message_id FROM post_messages WHERE post_id = :post ORDER BY part, position",
        {"post": post_id},
    )
    return [row["message_id"] for row in rows]


async def list_places(db: Session, post_id: int) -> list[Place]:
    """A post's channel messages with their places, first part first."""
    rows = await db.fetch_all(
        """
        SELECT message_id, part, position FROM post_messages WHERE post_id = :post
        ORDER BY part, position
        """,
        {"post": post_id},
    )
    return [Place(row["message_id"], row["part"], row["position"]) for row in rows]


async def list_behind(db: Session, chat_id: int, message_id: int) -> list[int]:
    """Messages of a channel behind one, those that belong to posts."""
    rows = await db.fetch_all(
        """
        SELECT message_id FROM post_messages
        WHERE chat_id = :chat AND message_id > :message ORDER BY message_id
        """,
        {"chat": chat_id, "message": message_id},
    )
    return [row["message_id"] for row in rows]


async def first_ids(db: Session, post_ids: Sequence[int]) -> dict[int, int]:
    """post id -> id of its first channel message."""
    names, params = in_list("id", post_ids)
    rows = await db.fetch_all(
        f"""
        SELECT post_id, message_id FROM post_messages
        WHERE post_id IN {names} AND part = 0 AND position = 0
        """,
        params,
    )
    return {row["post_id"]: row["message_id"] for row in rows}


async def get_place(db: Session, chat_id: int, message_id: int) -> tuple[int, int]:
    """(part, position) of a channel message in its post; the first when it is unknown."""
    row = await db.fetch_one(
        """
        SELECT part, position FROM post_messages
        WHERE chat_id = :chat AND message_id = :message
        """,
        {"chat": chat_id, "message": message_id},
    )
    return (row["part"], row["position"]) if row else (0, 0)
