"""Named sources of subscribers, and who pressed Start by them."""

from datetime import datetime

from bot.domain.subscribers import Source
from storage.db import Row, Session, from_ms, to_ms


async def insert(
    db: Session,
    *,
    channel_id: int,
    name: str,
    name_key: str,
    token: str,
    created_by: int,
    message_id: int,
    now: datetime,
) -> Source:
    """A new source, without an invite link yet. Its name is free, as `get_by_name` tells."""
    row = await db.fetch_one(
        """
        INSERT INTO subscriber_sources
            (channel_id, name, name_key, token, created_by, message_id, created_at)
        VALUES (:channel, :name, :key, :token, :by, :message, :now)
        RETURNING *
        """,
        {
            "channel": channel_id,
            "name": name,
            "key": name_key,
            "token": token,
            "by": created_by,
            "message": message_id,
            "now": to_ms(now),
        },
    )
    assert row is not None
    return _source(row)


async def get_source(db: Session, source_id: int) -> Source | None:
    row = await db.fetch_one("SELECT * FROM subscriber_sources WHERE id = :id", {"id": source_id})
    return _source(row) if row else None


async def get_by_token(db: Session, token: str) -> Source | None:
    row = await db.fetch_one(
        "SELECT * FROM subscriber_sources WHERE token = :token", {"token": token}
    )
    return _source(row) if row else None


async def get_by_link(db: Session, channel_id: int, invite_link: str) -> Source | None:
    """The source of an invite link, closed or not."""
    row = await db.fetch_one(
        """
        SELECT * FROM subscriber_sources WHERE invite_link = :link AND channel_id = :channel
        """,
        {"link": invite_link, "channel": channel_id},
    )
    return _source(row) if row else None


async def get_by_message(db: Session, created_by: int, message_id: int) -> Source | None:
    """The source that a message of somebody made."""
    row = await db.fetch_one(
        """
        SELECT * FROM subscriber_sources WHERE created_by = :by AND message_id = :message
        """,
        {"by": created_by, "message": message_id},
    )
    return _source(row) if row else None


async def get_by_name(db: Session, channel_id: int, name_key: str) -> Source | None:
    """The open source of a channel with this name."""
    row = await db.fetch_one(
        """
        SELECT * FROM subscriber_sources
        WHERE channel_id = :channel AND name_key = :key AND closed_at IS NULL
        """,
        {"channel": channel_id, "key": name_key},
    )
    return _source(row) if row else None


async def list_sources(db: Session, channel_id: int) -> list[Source]:
    """Every source of a channel, closed ones among them, in the order of their making."""
    rows = await db.fetch_all(
        "SELECT * FROM subscriber_sources WHERE channel_id = :channel ORDER BY id",
        {"channel": channel_id},
    )
    return [_source(row) for row in rows]


async def count_open(db: Session, channel_id: int) -> int:
    """How many sources of a channel are not closed."""
    row = await db.fetch_one(
        """
        SELECT count(*) AS n FROM subscriber_sources
        WHERE channel_id = :channel AND closed_at IS NULL
        """,
        {"channel": channel_id},
    )
    return row["n"] if row else 0


async def set_link(db: Session, source_id: int, invite_link: str) -> bool:
    """Give a source its invite link; False when it has one already."""
    changed = await db.execute(
        """
        UPDATE subscriber_sources SET invite_link = :link
        WHERE id = :id AND invite_link IS NULL
        """,
        {"id": source_id, "link": invite_link},
    )
    return changed > 0


async def set_name(db: Session, source_id: int, name: str, name_key: str) -> None:
    await db.execute(
        "UPDATE subscriber_sources SET name = :name, name_key = :key WHERE id = :id",
        {"id": source_id, "name": name, "key": name_key},
    )


async def close(db: Session, source_id: int, *, now: datetime) -> bool:
    """Close a source; False when it was closed before."""
    changed = await db.execute(
        """
        UPDATE subscriber_sources SET closed_at = :now WHERE id = :id AND closed_at IS NULL
        """,
        {"id": source_id, "now": to_ms(now)},
    )
    return changed > 0


async def note_start(db: Session, source_id: int, person_id: int, *, started_at: datetime) -> bool:
    """Count somebody who pressed Start by a source, once; whether it is the first time."""
    new = await db.execute(
        """
        INSERT INTO starts (source_id, person_id, started_at)
        VALUES (:source, :person, :at)
        ON CONFLICT (source_id, person_id) DO NOTHING
        """,
        {"source": source_id, "person": person_id, "at": to_ms(started_at)},
    )
    return new > 0


async def count_starts(db: Session, channel_id: int, *, since: datetime | None) -> dict[int, int]:
    """Source to the number of people who first pressed Start by it, since a moment."""
    rows = await db.fetch_all(
        """
        SELECT source_id, count(*) AS n FROM starts
        JOIN subscriber_sources ON subscriber_sources.id = starts.source_id
        WHERE channel_id = :channel AND started_at >= :since
        GROUP BY source_id
        """,
        {"channel": channel_id, "since": to_ms(since) or 0},
    )
    return {row["source_id"]: row["n"] for row in rows}


def _source(row: Row) -> Source:
    return Source(
        id=row["id"],
        channel_id=row["channel_id"],
        name=row["name"],
        token=row["token"],
        invite_link=row["invite_link"],
        created_at=from_ms(row["created_at"]),
        closed_at=from_ms(row["closed_at"]),
    )
