"""Posts that repeat another one: which, and the moments that they were made for."""

from datetime import datetime

from storage.db import Session, from_ms, to_ms


async def insert(db: Session, post_id: int, *, source_id: int, made_for: datetime) -> None:
    """Note that a post repeats another one."""
    await db.execute(
        "INSERT INTO series (post_id, source_id, made_for_at) VALUES (:post, :source, :at)",
        {"post": post_id, "source": source_id, "at": to_ms(made_for)},
    )


async def get_source(db: Session, post_id: int) -> int | None:
    """The post that a repeat repeats."""
    row = await db.fetch_one(
        "SELECT source_id FROM series WHERE post_id = :post", {"post": post_id}
    )
    return int(row["source_id"]) if row else None


async def list_moments(db: Session, source_id: int) -> list[datetime]:
    """Moments that repeats were made for, those that have left the plan aside."""
    rows = await db.fetch_all(
        """
        SELECT made_for_at FROM series JOIN posts ON posts.id = series.post_id
        WHERE source_id = :source AND posts.state NOT IN ('draft', 'deleted')
        ORDER BY made_for_at
        """,
        {"source": source_id},
    )
    return [from_ms(row["made_for_at"]) for row in rows]


async def list_planned(db: Session, source_id: int, *, but: int) -> list[int]:
    """Repeats that are still planned, one post aside, in the order they were made for."""
    rows = await db.fetch_all(
        """
        SELECT series.post_id FROM series JOIN posts ON posts.id = series.post_id
        WHERE source_id = :source AND posts.state = 'planned' AND series.post_id <> :but
        ORDER BY made_for_at
        """,
        {"source": source_id, "but": but},
    )
    return [row["post_id"] for row in rows]


async def copy_background(db: Session, source_id: int, post_id: int) -> None:
    """Give a repeat the sources of its post, and what was let through in it."""
    params = {"source": source_id, "post": post_id}
    await db.execute(
        """
        INSERT INTO post_sources (post_id, source_id, may_fetch, may_use_ai, reasons, used_at)
        SELECT :post, source_id, may_fetch, may_use_ai, reasons, used_at
        FROM post_sources WHERE post_id = :source
        """,
        params,
    )
    await db.execute(
        """
        INSERT INTO rule_overrides (post_id, mark, remark, person_id, made_at)
        SELECT :post, mark, remark, person_id, made_at
        FROM rule_overrides WHERE post_id = :source
        """,
        params,
    )
