"""Counts of views, forwards and comments: the newest of each source."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.numbers import Metric, NumberSource, Point
from storage import points
from storage.db import Row, Session, from_ms, in_list, to_ms


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """What a source says of a metric of a post; `person_id` is who entered it by hand."""

    metric: Metric
    source: NumberSource
    total: int
    counted_at: datetime
    is_rounded: bool = False
    person_id: int | None = None


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
        INSERT INTO counts (post_id, metric, source, total, is_rounded, counted_at, person_id)
        VALUES (:post, :metric, :source, :total, :rounded, :at, :person)
        ON CONFLICT (post_id, metric, source) DO UPDATE SET
            total = excluded.total, is_rounded = excluded.is_rounded,
            counted_at = excluded.counted_at, person_id = excluded.person_id
        """,
        {
            "post": post_id,
            "metric": count.metric.value,
            "source": count.source.value,
            "total": count.total,
            "rounded": int(count.is_rounded),
            "at": to_ms(count.counted_at),
            "person": count.person_id,
        },
    )
    if before is None or before["total"] != count.total:
        point = Point(count.metric.value, count.source, count.counted_at, count.total)
        await points.insert(db, post_id, [point])
    return True


async def list_counts(db: Session, post_id: int) -> list[Count]:
    """Everything that any source says of a post."""
    return (await list_of(db, [post_id])).get(post_id, [])


async def list_of(db: Session, post_ids: Sequence[int]) -> dict[int, list[Count]]:
    """post id -> everything that any source says of it; posts without a count are left out."""
    names, params = in_list("id", post_ids)
    rows = await db.fetch_all(f"SELECT * FROM counts WHERE post_id IN {names}", params)
    found: dict[int, list[Count]] = {}
    for row in rows:
        found.setdefault(row["post_id"], []).append(_count(row))
    return found


async def remove(db: Session, post_id: int, metric: Metric, source: NumberSource) -> bool:
    """Forget what a source said, its series too; False when it said nothing."""
    params = {"post": post_id, "metric": metric.value, "source": source.value}
    removed = await db.execute(
        "DELETE FROM counts WHERE post_id = :post AND metric = :metric AND source = :source",
        params,
    )
    await db.execute(
        "DELETE FROM points WHERE post_id = :post AND name = :metric AND source = :source",
        params,
    )
    return removed > 0


def _count(row: Row) -> Count:
    return Count(
        metric=Metric(row["metric"]),
        source=NumberSource(row["source"]),
        total=row["total"],
        counted_at=from_ms(row["counted_at"]),
        is_rounded=bool(row["is_rounded"]),
        person_id=row["person_id"],
    )
