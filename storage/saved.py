"""Posts that people saved."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.pages import Cursor, Page
from bot.domain.posts import Post
from storage.db import Row, Session, from_ms, to_ms
from storage.keyset import Keyset
from storage.posts import post_of

KEYSET = Keyset("saved.saved_at", "saved.post_id")


@dataclass(frozen=True, slots=True)
class Saved:
    """A post and when it was saved, by UTC."""

    post: Post
    saved_at: datetime


async def insert(db: Session, person_id: int, post_id: int, *, at: datetime, limit: int) -> bool:
    """Save a post; a saved one keeps its moment. False when as many as `limit` others are."""
    await db.execute(
        """
        INSERT INTO saved_posts (person_id, post_id, saved_at)
        SELECT :person, :post, :at
        WHERE (SELECT count(*) FROM saved_posts WHERE person_id = :person) < :limit
        ON CONFLICT (person_id, post_id) DO NOTHING
        """,
        {"person": person_id, "post": post_id, "at": to_ms(at), "limit": limit},
    )
    return await has_saved(db, person_id, post_id)


async def delete(db: Session, person_id: int, post_id: int) -> bool:
    """Take a post out of the saved ones; whether it was one."""
    params = {"person": person_id, "post": post_id}
    return await db.execute(
        "DELETE FROM saved_posts WHERE person_id = :person AND post_id = :post", params
    ) > 0  # fmt: skip


async def has_saved(db: Session, person_id: int, post_id: int) -> bool:
    """Whether a person saved a post."""
    row = await db.fetch_one(
        "SELECT 1 AS found FROM saved_posts WHERE person_id = :person AND post_id = :post",
        {"person": person_id, "post": post_id},
    )
    return row is not None


async def count_saved(db: Session, person_id: int) -> int:
    """How many posts a person saved."""
    row = await db.fetch_one(
        "SELECT count(*) AS n FROM saved_posts WHERE person_id = :person", {"person": person_id}
    )
    return row["n"] if row else 0


async def first_saved(db: Session, person_id: int) -> Saved | None:
    """The post that a person saved longest ago."""
    row = await db.fetch_one(
        """
        SELECT posts.*, saved.saved_at FROM saved_posts AS saved
        JOIN posts ON posts.id = saved.post_id
        WHERE saved.person_id = :person ORDER BY saved.saved_at, saved.post_id LIMIT 1
        """,
        {"person": person_id},
    )
    return _saved(row) if row else None


async def list_saved(
    db: Session, person_id: int, *, size: int, cursor: Cursor | None = None
) -> Page[Saved]:
    """The posts that a person saved, newest saved first; deleted ones among them."""
    rows = await db.fetch_all(
        f"""
        SELECT posts.*, saved.saved_at, {KEYSET.select} FROM saved_posts AS saved
        CROSS JOIN posts ON posts.id = saved.post_id
        WHERE saved.person_id = :person AND {KEYSET.where(cursor)}
        ORDER BY {KEYSET.order(cursor)} LIMIT :limit
        """,
        {"person": person_id, "limit": size + 1, **KEYSET.params(cursor)},
    )
    return KEYSET.page(rows, cursor, size).map(_saved)


def _saved(row: Row) -> Saved:
    return Saved(post_of(row), from_ms(row["saved_at"]))
