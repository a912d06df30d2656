"""Outages: channels of which Telegram takes nothing, from the first refusal to the end."""

from collections.abc import Iterable
from datetime import datetime

from bot.domain.outages import Outage
from storage.db import Row, Session, from_ms, in_list, to_ms


async def note(db: Session, channel_id: int, reason: str, *, now: datetime) -> int:
    """Write a refusal down; how many there were in a row, this one included.

    One that was told to be over and begins anew, is a new one.
    """
    row = await db.fetch_one(
        """
        INSERT INTO outages (channel_id, began_at, refusals, reason)
        VALUES (:channel, :now, 1, :reason)
        ON CONFLICT (channel_id) DO UPDATE SET
            refusals = refusals + 1, reason = :reason, ended_at = NULL
        RETURNING refusals
        """,
        {"channel": channel_id, "reason": reason, "now": to_ms(now)},
    )
    assert row is not None
    return int(row["refusals"])


async def end(db: Session, channel_id: int, *, now: datetime) -> None:
    """Telegram takes posts again: an outage that nobody was told of leaves no trace."""
    of = {"channel": channel_id}
    await db.execute("DELETE FROM outages WHERE channel_id = :channel AND told_at IS NULL", of)
    await db.execute(
        "UPDATE outages SET ended_at = :now WHERE channel_id = :channel AND ended_at IS NULL",
        of | {"now": to_ms(now)},
    )


async def list_idle(db: Session, *, before: datetime, now: datetime) -> list[int]:
    """Channels in an outage whose pause was over before a moment, and where nothing is waiting."""
    rows = await db.fetch_all(
        """
        SELECT channel_id FROM outages JOIN channels ON channels.id = channel_id
        WHERE ended_at IS NULL AND blocked_until_at <= :before AND NOT EXISTS (
            SELECT 1 FROM publications
            WHERE publications.channel_id = outages.channel_id
              AND publications.state = 'due' AND due_at <= :now)
          AND NOT EXISTS (
            SELECT 1 FROM publications
            WHERE publications.channel_id = outages.channel_id
              AND publications.state IN ('sending', 'uncertain')
              AND (publications.state = 'sending' OR asked_at IS NULL))
        """,
        {"now": to_ms(now), "before": to_ms(before)},
    )
    return [row["channel_id"] for row in rows]


async def list_outages(db: Session) -> list[Outage]:
    """All, the oldest first."""
    rows = await db.fetch_all("SELECT * FROM outages ORDER BY began_at, channel_id")
    return [_outage(row) for row in rows]


async def set_told(db: Session, channel_ids: Iterable[int], *, now: datetime) -> None:
    """People know of these."""
    names, params = in_list("channel", list(channel_ids))
    await db.execute(
        f"UPDATE outages SET told_at = :now WHERE channel_id IN {names}",
        params | {"now": to_ms(now)},
    )


async def forget(db: Session, channel_ids: Iterable[int]) -> None:
    """Their end was told; what began anew meanwhile stays."""
    names, params = in_list("channel", list(channel_ids))
    await db.execute(
        f"DELETE FROM outages WHERE channel_id IN {names} AND ended_at IS NOT NULL", params
    )


async def list_waiting(db: Session, channel_ids: Iterable[int]) -> list[tuple[int, int]]:
    """(person, channel) of whoever has a post that is held up in one of the channels."""
    names, params = in_list("channel", list(channel_ids))
    rows = await db.fetch_all(
        f"""
        SELECT DISTINCT requested_by, channel_id FROM publications
        WHERE channel_id IN {names}
          AND (state IN ('sending', 'late') OR state = 'uncertain'
               OR state = 'due' AND due_at > planned_at)
        ORDER BY requested_by, channel_id
        """,
        params,
    )
    return [(row["requested_by"], row["channel_id"]) for row in rows]


def _outage(row: Row) -> Outage:
    return Outage(
        channel_id=row["channel_id"],
        began_at=from_ms(row["began_at"]),
        refusals=row["refusals"],
        reason=row["reason"],
        told_at=from_ms(row["told_at"]),
        ended_at=from_ms(row["ended_at"]),
    )
