"""What an author's messages went into: a message dispatched twice is used once."""

from dataclasses import dataclass
from datetime import datetime

from storage.db import Row, Session, from_ms, to_ms


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """A message of an author and the post it went into. `units` is 0 for other than text."""

    message_id: int
    post_id: int
    purpose: str
    units: int
    received_at: datetime


async def insert(
    db: Session,
    *,
    chat_id: int,
    message_id: int,
    post_id: int,
    purpose: str,
    received_at: datetime,
    album_id: str | None = None,
    units: int = 0,
) -> None:
    await db.execute(
        """
        INSERT INTO inputs (chat_id, message_id, post_id, purpose, album_id, units, received_at)
        VALUES (:chat, :message, :post, :purpose, :album, :units, :received)
        """,
        {
            "chat": chat_id,
            "message": message_id,
            "post": post_id,
            "purpose": purpose,
            "album": album_id,
            "units": units,
            "received": to_ms(received_at),
        },
    )


async def get_input(db: Session, chat_id: int, message_id: int) -> Input | None:
    row = await db.fetch_one(
        "SELECT * FROM inputs WHERE chat_id = :chat AND message_id = :message",
        {"chat": chat_id, "message": message_id},
    )
    return _input(row) if row else None


async def get_of_album(db: Session, chat_id: int, album_id: str) -> Input | None:
    """The last part of an album that arrived before."""
    row = await db.fetch_one(
        "SELECT * FROM inputs WHERE chat_id = :chat AND album_id = :album"
        " ORDER BY message_id DESC LIMIT 1",
        {"chat": chat_id, "album": album_id},
    )
    return _input(row) if row else None


async def get_last(db: Session, chat_id: int) -> Input | None:
    """The latest message of a chat that went into a post."""
    row = await db.fetch_one(
        "SELECT * FROM inputs WHERE chat_id = :chat ORDER BY message_id DESC LIMIT 1",
        {"chat": chat_id},
    )
    return _input(row) if row else None


async def list_sources(db: Session, post_id: int) -> list[int]:
    """Messages that make up a draft's present text: since it was replaced last, or all."""
    rows = await db.fetch_all(
        """
        SELECT message_id FROM inputs
        WHERE post_id = :post AND purpose IN ('content', 'text') AND message_id >= coalesce(
            (SELECT max(message_id) FROM inputs WHERE post_id = :post AND purpose = 'text'), 0)
        ORDER BY message_id
        """,
        {"post": post_id},
    )
    return [row["message_id"] for row in rows]


def _input(row: Row) -> Input:
    return Input(
        message_id=row["message_id"],
        post_id=row["post_id"],
        purpose=row["purpose"],
        units=row["units"],
        received_at=from_ms(row["received_at"]),
    )
