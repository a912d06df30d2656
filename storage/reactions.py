"""Reactions: the newest counts of each kind, and the series of their changes."""

from collections.abc import Mapping
from datetime import datetime

from bot.domain.reactions import count_people
from storage import rubrics
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
        UPDATE posts SET reactions = :people, reactions_at = :at
        WHERE id = :post AND (reactions_at IS NULL OR reactions_at <= :at)
        """,
        {"post": post_id, "people": count_people(counts), "at": at},
    )
    if not is_newest:
        return False
    before = await get_counts(db, post_id)
    changes = {kind: counts.get(kind, 0) for kind in before | dict(counts)}
    await _insert_points(
        db,
        post_id,
        {kind: total for kind, total in changes.items() if total != before.get(kind, 0)},
        at,
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


async def list_points(db: Session, post_id: int, kind: str) -> list[tuple[int, int]]:
    """(moment in ms, total) of one kind, oldest first."""
    rows = await db.fetch_all(
        """
        SELECT counted_at, total FROM reaction_points
        WHERE post_id = :post AND kind = :kind ORDER BY counted_at
        """,
        {"post": post_id, "kind": kind},
    )
    return [(row["counted_at"], row["total"]) for row in rows]


async def _insert_points(db: Session, post_id: int, totals: Mapping[str, int], at_ms: int) -> None:
    # Telegram's moments are whole seconds: of two changes in one the later stays.
    await db.execute_many(
        """
        INSERT INTO reaction_points (post_id, counted_at, kind, total)
        VALUES (:post, :at, :kind, :total)
        ON CONFLICT (post_id, counted_at, kind) DO UPDATE SET total = excluded.total
        """,
        [
            {"post": post_id, "at": at_ms, "kind": kind, "total": total}
            for kind, total in totals.items()
        ],
    )
