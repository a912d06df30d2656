"""Points: the series of each number of a post, a point where it changed."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.numbers import NumberSource, Point
from bot.domain.thinning import UNTHINNED
from storage.db import Session, from_ms, to_ms


async def insert(db: Session, post_id: int, points: Sequence[Point]) -> None:
    """Add points. Telegram's moments are whole seconds: of two in one the later stays."""
    if not points:
        return
    await db.execute_many(
        """
        INSERT INTO points (post_id, name, source, counted_at, total)
        VALUES (:post, :name, :source, :at, :total)
        ON CONFLICT DO UPDATE SET total = excluded.total
        """,
        [_key(post_id, point) | {"total": point.total} for point in points],
    )
    first = min(point.counted_at for point in points)
    await db.execute(
        """
        INSERT INTO thinnings (post_id, due_at) VALUES (:post, :due)
        ON CONFLICT (post_id) DO UPDATE SET due_at = min(due_at, excluded.due_at)
        """,
        {"post": post_id, "due": to_ms(first + UNTHINNED)},
    )


async def delete(db: Session, post_id: int, points: Sequence[Point]) -> None:
    """Take points out of the series."""
    await db.execute_many(
        """
        DELETE FROM points
        WHERE post_id = :post AND name = :name AND source = :source AND counted_at = :at
        """,
        [_key(post_id, point) for point in points],
    )


def _key(post_id: int, point: Point) -> dict[str, object]:
    return {
        "post": post_id,
        "name": point.name,
        "source": point.source.value,
        "at": to_ms(point.counted_at),
    }


async def list_points(db: Session, post_id: int, *, until: datetime | None = None) -> list[Point]:
    """All series of a post, oldest first."""
    rows = await db.fetch_all(
        """
        SELECT name, source, counted_at, total FROM points
        WHERE post_id = :post AND (:until IS NULL OR counted_at <= :until)
        ORDER BY counted_at, name
        """,
        {"post": post_id, "until": to_ms(until)},
    )
    return [
        Point(row["name"], NumberSource(row["source"]), from_ms(row["counted_at"]), row["total"])
        for row in rows
    ]
