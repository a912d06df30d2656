"""Until when Telegram wants nothing in bulk: a restart honours it."""

from datetime import datetime

from storage.db import Session, from_ms, to_ms


async def get(db: Session) -> datetime | None:
    """The moment, past or to come; None when there never was one."""
    row = await db.fetch_one("SELECT until_at FROM send_holds WHERE id = 1")
    return from_ms(row["until_at"]) if row else None


async def extend(db: Session, until: datetime) -> None:
    """Hold until a moment, unless it is held longer."""
    await db.execute(
        """
        INSERT INTO send_holds (id, until_at) VALUES (1, :until)
        ON CONFLICT (id) DO UPDATE SET until_at = max(until_at, excluded.until_at)
        """,
        {"until": to_ms(until)},
    )
