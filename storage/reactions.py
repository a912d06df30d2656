"""Reactions: the newest counts of each kind, and the series of their changes."""

from collections.abc import Mapping
from datetime import datetime

from bot.domain.numbers import NumberSource, Point
from bot.domain.reactions import count_people
from storage import points, rubrics
from storage.db import Session, to_ms


async def get_counts(db: Session, post_id: int) -> dict[str, int]:
    """Kind to total; kinds that nobody gives any more are left out."""
    rows = await db.fetch_all(
        "SELECT kind, total FROM reactions WHERE post_id = :post", {"post": post_id}
    )
    return {row["kind"]: row["total"] for row in rows}


async def replace(
    db: Session, post_id: int, counts: Mapping[str, int], *, counted_at: datetime
) -> bool:
    """Take absolute counts over, unless those stored are newer: then False."""
    at = to_ms(counted_at)
    is_newest = await db.execute(
        """
        UPDATE posts SET reactions = :people, reactions_at = :at, reactions_source = 'updates'
        WHERE id = :post AND (reactions_at IS NULL OR reactions_at <= :at)
        """,
        {"post": post_id, "people": count_people(counts), "at": at},
    )
    if not is_newest:
        return False
    before = await get_counts(db, post_id)
    changes = {kind: counts.get(kind, 0) for kind in before | dict(counts)}
    await points.insert(
        db,
        post_id,
        [
            Point(kind, NumberSource.UPDATES, counted_at, total)
            for kind, total in changes.items()
            if total != before.get(kind, 0)
        ],
    )
    await db.execute("DELETE FROM reactions WHERE post_id = :post", {"post": post_id})
    await db.execute_many(
        "INSERT INTO reactions (post_id, kind, total) VALUES (:post, :kind, :total)",
        [
            {"post": post_id, "kind": kind, "total": total}
            for kind, total in counts.items()
            if total > 0
        ],
    )
    await rubrics.set_reactions(db, post_id, count_people(counts))
    return True
