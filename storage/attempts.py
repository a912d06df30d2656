"""Attempts to send: each is written down before the call, and settled after it."""

from datetime import datetime
from typing import Literal

from storage.db import Session, from_ms, to_ms

Outcome = Literal["sent", "refused", "postponed", "unknown"]


async def insert(
    db: Session,
    *,
    publication_id: int,
    part: int,
    channel_id: int,
    fingerprint: str,
    nonce: str,
    now: datetime,
) -> int:
    """Write an attempt down, with the last message known in the channel; its id."""
    row = await db.fetch_one(
        """
        INSERT INTO attempts
            (publication_id, part, started_at, last_known_message_id, fingerprint, nonce)
        SELECT :publication, :part, :now, last_message_id, :fingerprint, :nonce
        FROM channels WHERE id = :channel
        RETURNING id
        """,
        {
            "publication": publication_id,
            "part": part,
            "channel": channel_id,
            "fingerprint": fingerprint,
            "nonce": nonce,
            "now": to_ms(now),
        },
    )
    assert row is not None
    return int(row["id"])


async def settle(
    db: Session, publication_id: int, *, outcome: Outcome, error: str | None, now: datetime
) -> None:
    """Note what the open attempt of a publication came to."""
    await db.execute(
        """
        UPDATE attempts SET outcome = :outcome, error = :error, finished_at = :now
        WHERE publication_id = :publication AND outcome IS NULL
        """,
        {
            "publication": publication_id,
            "outcome": outcome,
            "error": error,
            "now": to_ms(now),
        },
    )


async def last_id(db: Session, publication_id: int) -> int | None:
    """The latest attempt of a publication."""
    row = await db.fetch_one(
        "SELECT max(id) AS id FROM attempts WHERE publication_id = :publication",
        {"publication": publication_id},
    )
    return row["id"] if row else None


async def last_started_at(db: Session, publication_id: int) -> datetime | None:
    """When the latest attempt began."""
    row = await db.fetch_one(
        "SELECT max(started_at) AS at FROM attempts WHERE publication_id = :publication",
        {"publication": publication_id},
    )
    return from_ms(row["at"]) if row else None


async def last_known_message_id(db: Session, publication_id: int) -> int | None:
    """The channel's latest message when the latest attempt began: what it sent comes behind."""
    row = await db.fetch_one(
        """
        SELECT last_known_message_id AS id FROM attempts
        WHERE publication_id = :publication ORDER BY attempts.id DESC LIMIT 1
        """,
        {"publication": publication_id},
    )
    return row["id"] if row else None
