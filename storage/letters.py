"""Letters of the week: who gets them, and one row a person, channel and week."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from storage.db import Session, to_ms

State = Literal["sending", "sent", "failed", "unknown", "empty"]


@dataclass(frozen=True, slots=True)
class LetterKey:
    """One letter to one person; `week` is the Monday it comes on, like `2026-11-23`."""

    channel_id: int
    week: str
    person_id: int


async def has_switched_off(db: Session, person_id: int, channel_id: int) -> bool:
    """Whether a person wants no letters about a channel."""
    row = await db.fetch_one(
        """
        SELECT 1 FROM letter_switches
        WHERE person_id = :person AND channel_id = :channel AND is_on = 0
        """,
        {"person": person_id, "channel": channel_id},
    )
    return row is not None


async def switch(db: Session, person_id: int, channel_id: int, *, is_on: bool) -> None:
    """Remember whether a person wants letters about a channel."""
    await db.execute(
        """
        INSERT INTO letter_switches (person_id, channel_id, is_on)
        VALUES (:person, :channel, :on)
        ON CONFLICT (person_id, channel_id) DO UPDATE SET is_on = excluded.is_on
        """,
        {"person": person_id, "channel": channel_id, "on": int(is_on)},
    )


async def list_waiting(
    db: Session, channel_id: int, week: str, *, since: datetime, owner_ids: Collection[int]
) -> list[int]:
    """Ids of the team who want a letter, can be reached and have had none of that week.

    Only who was of the team at `since`, of a channel connected by then; owners are of every team.
    """
    owners = ", ".join(str(int(owner_id)) for owner_id in sorted(owner_ids)) or "NULL"
    rows = await db.fetch_all(
        f"""
        SELECT people.id FROM people
        WHERE people.is_reachable = 1
          AND (people.id IN ({owners}) AND people.created_at <= :since
            OR people.id IN (
                SELECT person_id FROM members WHERE channel_id = :channel AND since_at <= :since))
          AND EXISTS (SELECT 1 FROM channels WHERE id = :channel AND connected_at <= :since)
          AND NOT EXISTS (
            SELECT 1 FROM letter_switches
            WHERE person_id = people.id AND channel_id = :channel AND is_on = 0)
          AND NOT EXISTS (
            SELECT 1 FROM letters
            WHERE channel_id = :channel AND week = :week AND person_id = people.id)
        ORDER BY people.id
        """,
        {"channel": channel_id, "week": week, "since": to_ms(since)},
    )
    return [row["id"] for row in rows]


async def claim(db: Session, key: LetterKey, *, state: State, now: datetime) -> bool:
    """Begin a letter; False when the person had one of that week."""
    begun = await db.execute(
        """
        INSERT INTO letters (channel_id, week, person_id, state, started_at)
        VALUES (:channel, :week, :person, :state, :now)
        ON CONFLICT (channel_id, week, person_id) DO NOTHING
        """,
        {**_params(key), "state": state, "now": to_ms(now)},
    )
    return begun > 0


async def settle(
    db: Session, key: LetterKey, *, state: State, now: datetime, error: str | None = None
) -> None:
    """Write what a letter came to."""
    await db.execute(
        """
        UPDATE letters SET state = :state, finished_at = :now, error = coalesce(:error, error)
        WHERE channel_id = :channel AND week = :week AND person_id = :person
        """,
        {**_params(key), "state": state, "now": to_ms(now), "error": error},
    )


async def withdraw(db: Session, key: LetterKey) -> None:
    """Forget a letter that is known not to have been sent."""
    await db.execute(
        "DELETE FROM letters WHERE channel_id = :channel AND week = :week AND person_id = :person",
        _params(key),
    )


async def list_open(db: Session) -> list[LetterKey]:
    """Letters in `sending`."""
    rows = await db.fetch_all(
        """
        SELECT channel_id, week, person_id FROM letters WHERE state = 'sending'
        ORDER BY person_id
        """
    )
    return [LetterKey(row["channel_id"], row["week"], row["person_id"]) for row in rows]


def _params(key: LetterKey) -> dict[str, int | str]:
    return {"channel": key.channel_id, "week": key.week, "person": key.person_id}
