"""Attempts to send: each is written down before the call, and settled after it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from storage.db import Row, Session, from_ms, to_ms

Outcome = Literal["sent", "refused", "postponed", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One call that sent, or may have sent, a part of a post.

    `last_known_message_id` is the channel's latest message when it began: what it sent comes
    behind; 0 when none was known. `is_accepted`: Telegram took it and sends it by itself later.
    """

    id: int
    part: int
    started_at: datetime
    finished_at: datetime | None
    last_known_message_id: int
    outcome: Outcome | None
    is_accepted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """A call that is about to be made."""

    publication_id: int
    part: int
    channel_id: int
    fingerprint: str
    nonce: str


async def insert(db: Session, begun: Sequence[Begun], *, now: datetime) -> None:
    """Write attempts down, each with the last message known in its channel."""
    await db.execute_many(
        """
        INSERT INTO attempts
            (publication_id, part, started_at, last_known_message_id, fingerprint, nonce)
        SELECT :publication, :part, :now, last_message_id, :fingerprint, :nonce
        FROM channels WHERE id = :channel
        """,
        [
            {
                "publication": call.publication_id,
                "part": call.part,
                "channel": call.channel_id,
                "fingerprint": call.fingerprint,
                "nonce": call.nonce,
                "now": to_ms(now),
            }
            for call in begun
        ],
    )


async def settle(
    db: Session,
    publication_id: int,
    *,
    outcome: Outcome,
    error: str | None,
    now: datetime,
    is_accepted: bool = False,
) -> None:
    """Note what the open attempt of a publication came to."""
    await db.execute(
        """
        UPDATE attempts
        SET outcome = :outcome, error = :error, finished_at = :now, is_accepted = :accepted
        WHERE publication_id = :publication AND outcome IS NULL
        """,
        {
            "publication": publication_id,
            "outcome": outcome,
            "error": error,
            "now": to_ms(now),
            "accepted": int(is_accepted),
        },
    )


async def last_id(db: Session, publication_id: int) -> int | None:
    """The latest attempt of a publication."""
    row = await db.fetch_one(
        "SELECT max(id) AS id FROM attempts WHERE publication_id = :publication",
        {"publication": publication_id},
    )
    return row["id"] if row else None


async def get_last(db: Session, publication_id: int) -> Attempt | None:
    """The latest attempt of a publication, whole."""
    row = await db.fetch_one(
        "SELECT * FROM attempts WHERE publication_id = :publication ORDER BY id DESC LIMIT 1",
        {"publication": publication_id},
    )
    return _attempt(row) if row else None


async def list_attempts(db: Session, publication_id: int) -> list[Attempt]:
    """Every attempt of a publication, oldest first."""
    rows = await db.fetch_all(
        "SELECT * FROM attempts WHERE publication_id = :publication ORDER BY id",
        {"publication": publication_id},
    )
    return [_attempt(row) for row in rows]


async def count_doubts(db: Session, publication_id: int, part: int) -> int:
    """How many attempts to send a part had an outcome that nobody knows."""
    row = await db.fetch_one(
        """
        SELECT count(*) AS doubts FROM attempts
        WHERE publication_id = :publication AND part = :part AND outcome = 'unknown'
        """,
        {"publication": publication_id, "part": part},
    )
    return int(row["doubts"]) if row else 0


def _attempt(row: Row) -> Attempt:
    return Attempt(
        id=row["id"],
        part=row["part"],
        started_at=from_ms(row["started_at"]),
        finished_at=from_ms(row["finished_at"]),
        last_known_message_id=row["last_known_message_id"],
        outcome=row["outcome"],
        is_accepted=bool(row["is_accepted"]),
    )
