"""Who is to be told at once of news of the rubrics that they follow, and up to where they know."""

from dataclasses import dataclass
from datetime import datetime

from storage.db import Row, Session, from_ms, to_ms
from storage.rubric_news import newest_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """A person who may have to be told of news of a channel, and what they know of."""

    id: int
    person_id: int
    channel_id: int
    told_id: int
    free_at: datetime
    due_at: datetime


async def is_on(db: Session, person_id: int, channel_id: int) -> bool:
    """Whether a person is told at once of news of a channel."""
    row = await db.fetch_one(
        """
        SELECT 1 FROM alerts
        WHERE person_id = :person AND channel_id = :channel AND is_on = 1
        """,
        {"person": person_id, "channel": channel_id},
    )
    return row is not None


async def turn_on(db: Session, person_id: int, channel_id: int) -> None:
    """Tell a person of what is news from now on; who is told already goes on."""
    await db.execute(
        """
        INSERT INTO alerts (person_id, channel_id, told_id, free_at)
        VALUES (:person, :channel, :told,
            coalesce((SELECT max(free_at) FROM alerts WHERE person_id = :person), 0))
        ON CONFLICT (person_id, channel_id) DO UPDATE
        SET is_on = 1, told_id = excluded.told_id, due_at = NULL WHERE alerts.is_on = 0
        """,
        {"person": person_id, "channel": channel_id, "told": await newest_id(db)},
    )


async def turn_off(db: Session, person_id: int, channel_id: int) -> None:
    """Tell a person no more of a channel at once."""
    await db.execute(
        """
        UPDATE alerts SET is_on = 0, due_at = NULL
        WHERE person_id = :person AND channel_id = :channel
        """,
        {"person": person_id, "channel": channel_id},
    )


async def turn_off_all(db: Session, person_id: int) -> None:
    """Tell a person nothing at once any more."""
    await db.execute(
        "UPDATE alerts SET is_on = 0, due_at = NULL WHERE person_id = :person AND is_on = 1",
        {"person": person_id},
    )


async def next_due(db: Session) -> datetime | None:
    """When somebody is to be looked at next; the moment of news that are not spread yet."""
    row = await db.fetch_one(
        """
        SELECT min(at) AS at FROM (
            SELECT min(due_at) AS at FROM alerts WHERE due_at IS NOT NULL
            UNION ALL
            SELECT * FROM (
                SELECT noted_at FROM rubric_news WHERE spread_to IS NOT NULL ORDER BY id LIMIT 1))
        """
    )
    return from_ms(row["at"]) if row else None


async def list_due(db: Session, *, now: datetime, limit: int) -> list[Alert]:
    """People to be looked at, the longest waiting first."""
    rows = await db.fetch_all(
        "SELECT * FROM alerts WHERE due_at <= :now ORDER BY due_at, id LIMIT :limit",
        {"now": to_ms(now), "limit": limit},
    )
    return [_alert(row) for row in rows]


async def pass_over(db: Session, alert: Alert, *, until_id: int) -> None:
    """There was nothing to tell up to a number."""
    await db.execute(
        "UPDATE alerts SET told_id = :until, due_at = NULL WHERE id = :id AND due_at = :due",
        {"id": alert.id, "until": until_id, "due": to_ms(alert.due_at)},
    )


def _alert(row: Row) -> Alert:
    return Alert(
        id=row["id"],
        person_id=row["person_id"],
        channel_id=row["channel_id"],
        told_id=row["told_id"],
        free_at=from_ms(row["free_at"]),
        due_at=from_ms(row["due_at"]),
    )
