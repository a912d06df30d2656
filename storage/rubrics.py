"""Rubrics of a channel, and which posts stand in them."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.domain.archive import Order, Rubric
from bot.domain.pages import Cursor, Page
from bot.domain.posts import Post
from storage.db import Row, Session, in_list, to_ms
from storage.keyset import Keyset
from storage.posts import post_of

BY_USE = Keyset("posts", "id")
BY_ORDER = {
    Order.NEWEST: Keyset("r.published_at", "r.post_id"),
    Order.BEST: Keyset("r.reactions", "r.published_at", "r.post_id"),
}


async def get_rubric(db: Session, rubric_id: int) -> Rubric | None:
    row = await db.fetch_one("SELECT * FROM rubrics WHERE id = :id", {"id": rubric_id})
    return _rubric(row) if row else None


async def find_rubric(db: Session, channel_id: int, fold: str) -> Rubric | None:
    """The rubric of a folded tag."""
    row = await db.fetch_one(
        "SELECT * FROM rubrics WHERE channel_id = :channel AND fold = :fold",
        {"channel": channel_id, "fold": fold},
    )
    return _rubric(row) if row else None


async def list_used(
    db: Session, channel_id: int, *, size: int, cursor: Cursor | None = None
) -> Page[Rubric]:
    """Rubrics that have posts, most used first."""
    rows = await db.fetch_all(
        f"""
        SELECT *, {BY_USE.select} FROM rubrics
        WHERE channel_id = :channel AND posts > 0 AND {BY_USE.where(cursor)}
        ORDER BY {BY_USE.order(cursor)} LIMIT :limit
        """,
        {"channel": channel_id, "limit": size + 1, **BY_USE.params(cursor)},
    )
    return BY_USE.page(rows, cursor, size).map(_rubric)


async def list_posts(
    db: Session, rubric_id: int, order: Order, *, size: int, cursor: Cursor | None = None
) -> Page[Post]:
    """Published posts of a rubric."""
    keyset = BY_ORDER[order]
    rows = await db.fetch_all(
        f"""
        SELECT posts.*, {keyset.select}
        FROM post_rubrics AS r JOIN posts ON posts.id = r.post_id
        WHERE r.rubric_id = :rubric AND {keyset.where(cursor)}
        ORDER BY {keyset.order(cursor)} LIMIT :limit
        """,
        {"rubric": rubric_id, "limit": size + 1, **keyset.params(cursor)},
    )
    return keyset.page(rows, cursor, size).map(post_of)


async def ensure(db: Session, channel_id: int, tags: Mapping[str, str]) -> dict[str, int]:
    """fold -> id of the rubrics of `tags` (fold -> as written); new ones are made."""
    await db.execute_many(
        """
        INSERT INTO rubrics (channel_id, fold, tag) VALUES (:channel, :fold, :tag)
        ON CONFLICT (channel_id, fold) DO NOTHING
        """,
        [{"channel": channel_id, "fold": fold, "tag": tag} for fold, tag in tags.items()],
    )
    names, params = in_list("fold", list(tags))
    rows = await db.fetch_all(
        f"SELECT id, fold FROM rubrics WHERE channel_id = :channel AND fold IN {names}",
        {"channel": channel_id, **params},
    )
    return {row["fold"]: row["id"] for row in rows}


async def set_rubrics(
    db: Session,
    post_id: int,
    rubric_ids: Sequence[int],
    *,
    published_at: datetime,
) -> None:
    """Put a post into these rubrics and no others; their counts follow."""
    await delete_post(db, post_id)
    await db.execute_many(
        """
        INSERT INTO post_rubrics (rubric_id, published_at, post_id, reactions)
        SELECT :rubric, :published, id, reactions FROM posts WHERE id = :post
        """,
        [
            {"rubric": rubric_id, "published": to_ms(published_at), "post": post_id}
            for rubric_id in rubric_ids
        ],
    )
    await _count(db, rubric_ids, 1)


async def delete_post(db: Session, post_id: int) -> None:
    """Take a post out of every rubric; their counts follow."""
    rows = await db.fetch_all(
        "DELETE FROM post_rubrics WHERE post_id = :post RETURNING rubric_id", {"post": post_id}
    )
    await _count(db, [row["rubric_id"] for row in rows], -1)


async def set_reactions(db: Session, post_id: int, reactions: int) -> None:
    """Note a post's reactions where its rubrics order by them."""
    await db.execute(
        "UPDATE post_rubrics SET reactions = :reactions WHERE post_id = :post",
        {"post": post_id, "reactions": reactions},
    )


async def _count(db: Session, rubric_ids: Sequence[int], change: int) -> None:
    if rubric_ids:
        names, params = in_list("id", rubric_ids)
        await db.execute(
            f"UPDATE rubrics SET posts = posts + :change WHERE id IN {names}",
            {"change": change, **params},
        )


def _rubric(row: Row) -> Rubric:
    return Rubric(
        id=row["id"],
        channel_id=row["channel_id"],
        fold=row["fold"],
        tag=row["tag"],
        posts=row["posts"],
    )
