"""Gaps: times of which updates of a channel are lost."""

from collections.abc import Iterable
from datetime import datetime

from bot.domain.gaps import Gap
from storage.db import Session, from_ms, in_list, to_ms


async def list_gaps(db: Session, channel_id: int) -> list[Gap]:
    """The gaps of a channel, oldest first."""
    rows = await db.fetch_all(
        "SELECT from_at, until_at FROM gaps WHERE channel_id = :channel ORDER BY from_at, id",
        {"channel": channel_id},
    )
    return [Gap(from_ms(row["from_at"]), from_ms(row["until_at"])) for row in rows]


async def list_of(db: Session, channel_ids: Iterable[int | None]) -> dict[int | None, list[Gap]]:
    """channel id -> its gaps, oldest first; channels that were always heard are left out."""
    names, params = in_list("channel", [number for number in channel_ids if number is not None])
    rows = await db.fetch_all(
        f"""
        SELECT channel_id, from_at, until_at FROM gaps WHERE channel_id IN {names}
        ORDER BY channel_id, from_at, id
        """,
        params,
    )
    gaps: dict[int | None, list[Gap]] = {}
    for row in rows:
        gap = Gap(from_ms(row["from_at"]), from_ms(row["until_at"]))
        gaps.setdefault(row["channel_id"], []).append(gap)
    return gaps


async def open_gap(db: Session, channel_id: int, *, from_at: datetime) -> bool:
    """A channel is heard no more; False when it was not heard before, or heard again since."""
    opened = await db.execute(
        """
        INSERT INTO gaps (channel_id, from_at) SELECT :channel, :at
        WHERE NOT EXISTS (
            SELECT 1 FROM gaps
            WHERE channel_id = :channel AND (until_at IS NULL OR until_at > :at))
        """,
        {"channel": channel_id, "at": to_ms(from_at)},
    )
    return bool(opened)


async def close_gap(db: Session, channel_id: int, *, until_at: datetime) -> bool:
    """A channel is heard again; False when it was heard before."""
    closed = await db.execute(
        """
        UPDATE gaps SET until_at = max(from_at, :at)
        WHERE channel_id = :channel AND until_at IS NULL
        """,
        {"channel": channel_id, "at": to_ms(until_at)},
    )
    return bool(closed)


async def insert_everywhere(db: Session, *, from_at: datetime, until_at: datetime) -> None:
    """Nobody listened: a gap in every channel, unless one that is open covers it."""
    await db.execute(
        """
        INSERT INTO gaps (channel_id, from_at, until_at)
        SELECT id, :from, :until FROM channels
        WHERE state <> 'disconnected' AND NOT EXISTS (
            SELECT 1 FROM gaps WHERE channel_id = channels.id AND until_at IS NULL)
        """,
        {"from": to_ms(from_at), "until": to_ms(until_at)},
    )


async def get_heard_at(db: Session) -> datetime | None:
    """The last moment at which Telegram handed over everything; None when it never did."""
    row = await db.fetch_one("SELECT heard_at FROM listening")
    return from_ms(row["heard_at"]) if row else None


async def set_heard_at(db: Session, moment: datetime) -> None:
    """Telegram handed over everything that it had."""
    await db.execute(
        """
        INSERT INTO listening (id, heard_at) VALUES (1, :at)
        ON CONFLICT (id) DO UPDATE SET heard_at = excluded.heard_at
        """,
        {"at": to_ms(moment)},
    )
