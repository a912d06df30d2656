"""When the series of which posts are thinned next."""

from datetime import datetime

from storage.db import Session, to_ms


async def list_due(db: Session, *, now: datetime, limit: int) -> list[int]:
    """Posts whose series are due, those that wait longest first."""
    rows = await db.fetch_all(
        """
        SELECT post_id FROM thinnings WHERE due_at <= :now ORDER BY due_at, post_id LIMIT :limit
        """,
        {"now": to_ms(now), "limit": limit},
    )
    return [row["post_id"] for row in rows]


async def set_due(db: Session, post_id: int, due_at: datetime | None) -> None:
    """When a post comes next; None: not before it has new points."""
    if due_at is None:
        await db.execute("DELETE FROM thinnings WHERE post_id = :post", {"post": post_id})
        return
    await db.execute(
        """
        INSERT INTO thinnings (post_id, due_at) VALUES (:post, :due)
        ON CONFLICT (post_id) DO UPDATE SET due_at = excluded.due_at
        """,
        {"post": post_id, "due": to_ms(due_at)},
    )
