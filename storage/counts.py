"""Counts of views, forwards and comments: the newest of each source."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.numbers import Metric, NumberSource, Point
from storage import points
from storage.db import Session, from_ms, to_ms


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """What a source says of a metric of a post."""

    metric: Metric
    source: NumberSource
    total: int
    counted_at: datetime
    is_rounded: bool = False


async def put(db: Session, post_id: int, count: Count) -> bool:
    """Take a count over, with a point where it changed; False when a newer one is known."""
    before = await db.fetch_one(
        """
        SELECT total, counted_at FROM counts
        WHERE post_id = :post AND metric = :metric AND source = :source
        """,
        {"post": post_id, "metric": count.metric.value, "source": count.source.value},
    )
    if before and before["counted_at"] > to_ms(count.counted_at):
        return False
    await db.execute(
        """
        INSERT INTO counts (post_id, metric, source, total, is_rounded, counted_at)
        VALUES (:post, :metric, :source, :total, :rounded, :at)
        ON CONFLICT (post_id, metric, source) DO UPDATE SET
            total = excluded.total, is_rounded = excluded.is_rounded,
            counted_at = excluded.counted_at
        """,
        {
            "post": post_id,
            "metric": count.metric.value,
            "source": count.source.value,
            "total": count.total,
            "rounded": int(count.is_rounded),
            "at": to_ms(count.counted_at),
        },
    )
    if before is None or before["total"] != count.total:
        point = Point(count.metric.value, count.source, count.counted_at, count.total)
        await points.insert(db, post_id, [point])
    return True


async def list_counts(db: Session, post_id: int) -> list[Count]:
    """Everything that any source says of a post."""
    rows = await db.fetch_all("SELECT * FROM counts WHERE post_id = :post", {"post": post_id})
    return [
        Count(
            metric=Metric(row["metric"]),
            source=NumberSource(row["source"]),
            total=row["total"],
            counted_at=from_ms(row["counted_at"]),
            is_rounded=bool(row["is_rounded"]),
        )
        for row in rows
    ]
