"""Announcements of long ago, forgotten a piece at a time: one may have gone to a million."""

from datetime import datetime

from storage.db import Session, to_ms


async def is_any_before(db: Session, before: datetime) -> bool:
    """Whether an announcement was confirmed before a moment, and its run is over."""
    return await _oldest(db, before) is not None


async def forget_some_before(db: Session, before: datetime, *, limit: int) -> None:
    """Delete at most `limit` of what came of the oldest such announcement; then itself."""
    oldest = await _oldest(db, before)
    if oldest is None:
        return
    gone = await db.execute(
        """
        DELETE FROM announcement_deliveries WHERE announcement_id = :id AND person_id IN (
            SELECT person_id FROM announcement_deliveries WHERE announcement_id = :id LIMIT :limit
        )
        """,
        {"id": oldest, "limit": limit},
    )
    if gone < limit:
        await db.execute("DELETE FROM announcements WHERE id = :id", {"id": oldest})


async def _oldest(db: Session, before: datetime) -> int | None:
    """The first announcement that was confirmed before a moment, and whose run is over."""
    row = await db.fetch_one(
        """
        SELECT id FROM announcements
        WHERE state = 'confirmed' AND confirmed_at < :before
          AND NOT EXISTS (SELECT 1 FROM runs WHERE runs.id = run_id AND ended_at IS NULL)
        ORDER BY id LIMIT 1
        """,
        {"before": to_ms(before)},
    )
    return row["id"] if row else None
