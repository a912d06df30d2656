"""What channels set for their roundups, and when the next one is made."""

from datetime import date, datetime

from bot.domain.roundups import Every, Roundup
from storage.db import Row, Session, from_ms, to_ms


async def get(db: Session, channel_id: int) -> Roundup | None:
    """What is set for a channel; None when nothing ever was."""
    row = await db.fetch_one(
        "SELECT * FROM roundups WHERE channel_id = :channel", {"channel": channel_id}
    )
    return _roundup(row) if row else None


async def put(db: Session, roundup: Roundup) -> None:
    """Set everything for a channel."""
    await db.execute(
        """
        INSERT INTO roundups (channel_id, every, weekday, minute, size, is_automatic, tag,
                              person_id, next_day, due_at)
        VALUES (:channel, :every, :weekday, :minute, :size, :automatic, :tag, :person, :day, :due)
        ON CONFLICT (channel_id) DO UPDATE SET every = excluded.every,
            weekday = excluded.weekday, minute = excluded.minute, size = excluded.size,
            is_automatic = excluded.is_automatic, tag = excluded.tag,
            person_id = excluded.person_id, next_day = excluded.next_day, due_at = excluded.due_at
        """,
        {
            "channel": roundup.channel_id,
            "every": roundup.every.value,
            "weekday": roundup.weekday,
            "minute": roundup.minute,
            "size": roundup.size,
            "automatic": int(roundup.is_automatic),
            "tag": roundup.tag,
            "person": roundup.person_id,
            "day": roundup.next_day.isoformat() if roundup.next_day else None,
            "due": to_ms(roundup.due_at),
        },
    )


async def list_due(db: Session, *, now: datetime) -> list[Roundup]:
    """Those whose next issue is to be made, of channels that work; longest waiting first."""
    rows = await db.fetch_all(
        """
        SELECT roundups.* FROM roundups JOIN channels ON channels.id = channel_id
        WHERE due_at <= :now AND channels.state = 'connected' ORDER BY due_at LIMIT 50
        """,
        {"now": to_ms(now)},
    )
    return [_roundup(row) for row in rows]


async def next_due(db: Session) -> datetime | None:
    """When the next issue is made."""
    row = await db.fetch_one(
        """
        SELECT min(due_at) AS at FROM roundups JOIN channels ON channels.id = channel_id
        WHERE due_at IS NOT NULL AND channels.state = 'connected'
        """
    )
    return from_ms(row["at"]) if row else None


async def set_due(db: Session, channel_id: int, due_at: datetime) -> None:
    """Look at a roundup that is on at another moment: its day stays."""
    await db.execute(
        "UPDATE roundups SET due_at = :due WHERE channel_id = :channel AND due_at IS NOT NULL",
        {"channel": channel_id, "due": to_ms(due_at)},
    )


def _roundup(row: Row) -> Roundup:
    return Roundup(
        channel_id=row["channel_id"],
        every=Every(row["every"]),
        weekday=row["weekday"],
        minute=row["minute"],
        size=row["size"],
        is_automatic=bool(row["is_automatic"]),
        tag=row["tag"],
        person_id=row["person_id"],
        next_day=date.fromisoformat(row["next_day"]) if row["next_day"] else None,
        due_at=from_ms(row["due_at"]),
    )
