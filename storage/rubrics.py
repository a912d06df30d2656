"""Rubrics of a channel, and which posts stand in them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from bot.domain.archive import Order, Rubric
from bot.domain.pages import Cursor, Page
from bot.domain.posts import Post
from bot.domain.rubrics import fold_tag
from storage.db import Row, Session, in_list, to_ms
from storage.keyset import Keyset
from storage.posts import post_of

BY_USE = Keyset("posts", "id")
BY_ORDER = {
    Order.NEWEST: Keyset("r.published_at", "r.post_id"),
    Order.BEST: Keyset("r.reactions", "r.published_at", "r.post_id"),
}


_OWN_OR_ROOT = "rubrics AS own JOIN rubrics ON rubrics.id = coalesce(own.root_id, own.id)"


async def get_rubric(db: Session, rubric_id: int) -> Rubric | None:
    """A rubric; under the id of a synonym, the rubric that its posts stand in."""
    row = await db.fetch_one(
        f"SELECT rubrics.* FROM {_OWN_OR_ROOT} WHERE own.id = :id", {"id": rubric_id}
    )
    return rubric_of(row) if row else None


async def find_rubric(db: Session, channel_id: int, fold: str) -> Rubric | None:
    """The rubric of a folded tag; of a synonym, the rubric that its posts stand in."""
    row = await db.fetch_one(
        f"""
        SELECT rubrics.* FROM {_OWN_OR_ROOT}
        WHERE own.channel_id = :channel AND own.fold = :fold
        """,
        {"channel": channel_id, "fold": fold},
    )
    return rubric_of(row) if row else None


async def list_used(
    db: Session,
    channel_id: int,
    *,
    size: int,
    cursor: Cursor | None = None,
    with_hidden: bool = False,
) -> Page[Rubric]:
    """Rubrics that have posts, most used first; hidden ones are for authors only."""
    shown = "" if with_hidden else "AND is_hidden = 0"
    rows = await db.fetch_all(
        f"""
        SELECT *, {BY_USE.select} FROM rubrics
        WHERE channel_id = :channel AND posts > 0 AND root_id IS NULL {shown}
          AND {BY_USE.where(cursor)}
        ORDER BY {BY_USE.order(cursor)} LIMIT :limit
        """,
        {"channel": channel_id, "limit": size + 1, **BY_USE.params(cursor)},
    )
    return BY_USE.page(rows, cursor, size).map(rubric_of)


async def list_of_posts(
    db: Session, post_ids: Sequence[int], *, with_hidden: bool = False
) -> dict[int, list[Rubric]]:
    """The rubrics that posts stand in, most used first; hidden ones are for authors only."""
    names, params = in_list("id", post_ids)
    shown = "" if with_hidden else "AND is_hidden = 0"
    rows = await db.fetch_all(
        f"""
        SELECT rubrics.*, post_rubrics.post_id
        FROM post_rubrics JOIN rubrics ON rubrics.id = post_rubrics.rubric_id
        WHERE post_rubrics.post_id IN {names} {shown}
        ORDER BY rubrics.posts DESC, rubrics.id DESC
        """,
        params,
    )
    found: dict[int, list[Rubric]] = {}
    for row in rows:
        found.setdefault(row["post_id"], []).append(rubric_of(row))
    return found


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


async def list_ids_of_posts(db: Session, post_ids: Sequence[int]) -> dict[int, set[int]]:
    """Which rubrics posts stand in."""
    names, params = in_list("id", post_ids)
    rows = await db.fetch_all(
        f"SELECT post_id, rubric_id FROM post_rubrics WHERE post_id IN {names}", params
    )
    found: dict[int, set[int]] = {}
    for row in rows:
        found.setdefault(row["post_id"], set()).add(row["rubric_id"])
    return found


async def list_tags(db: Session, ids: Sequence[int]) -> dict[int, str]:
    """rubric id -> the tag that lists show for it, without `#`."""
    names, params = in_list("id", ids)
    rows = await db.fetch_all(f"SELECT * FROM rubrics WHERE id IN {names}", params)
    return {row["id"]: rubric_of(row).tag for row in rows}


async def list_folds(db: Session, channel_id: int, folds: Sequence[str]) -> list[str]:
    """Folded tags, and those of the rubrics that they are synonyms of."""
    names, params = in_list("fold", folds)
    rows = await db.fetch_all(
        f"""
        SELECT rubrics.fold FROM {_OWN_OR_ROOT}
        WHERE own.channel_id = :channel AND own.fold IN {names}
        """,
        {"channel": channel_id, **params},
    )
    return [*folds, *(row["fold"] for row in rows)]


async def list_family(db: Session, channel_id: int, tags: Iterable[str]) -> set[str]:
    """Tags folded, and those of everything that is one rubric with them."""
    folds = sorted({fold_tag(tag) for tag in tags})
    names, params = in_list("fold", folds)
    rows = await db.fetch_all(
        f"""
        WITH roots AS (
            SELECT coalesce(root_id, id) AS id FROM rubrics
            WHERE channel_id = :channel AND fold IN {names}
        )
        SELECT fold FROM rubrics WHERE id IN (SELECT id FROM roots)
        UNION SELECT fold FROM rubrics WHERE root_id IN (SELECT id FROM roots)
        """,
        {"channel": channel_id, **params},
    )
    return {*folds, *(row["fold"] for row in rows)}


async def list_posts_between(
    db: Session, rubric_ids: Sequence[int], *, since: datetime, until: datetime
) -> set[int]:
    """Ids of posts of rubrics that were published from `since` on and before `until`."""
    names, params = in_list("rubric", rubric_ids)
    rows = await db.fetch_all(
        f"""
        SELECT DISTINCT post_id FROM post_rubrics
        WHERE rubric_id IN {names} AND published_at >= :since AND published_at < :until
        """,
        {"since": to_ms(since), "until": to_ms(until), **params},
    )
    return {row["post_id"] for row in rows}


async def ensure(db: Session, channel_id: int, tags: Mapping[str, str]) -> dict[str, int]:
    """fold -> id of the rubrics of `tags` (fold -> as written); new ones are made.

    A synonym's id is that of the rubric its posts stand in.
    """
    await db.execute_many(
        """
        INSERT INTO rubrics (channel_id, fold, tag) VALUES (:channel, :fold, :tag)
        ON CONFLICT (channel_id, fold) DO NOTHING
        """,
        [{"channel": channel_id, "fold": fold, "tag": tag} for fold, tag in tags.items()],
    )
    names, params = in_list("fold", list(tags))
    rows = await db.fetch_all(
        f"""
        SELECT coalesce(root_id, id) AS root, fold FROM rubrics
        WHERE channel_id = :channel AND fold IN {names}
        """,
        {"channel": channel_id, **params},
    )
    return {row["fold"]: row["root"] for row in rows}


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
    await count(db, rubric_ids, 1)


async def delete_post(db: Session, post_id: int) -> None:
    """Take a post out of every rubric; their counts follow."""
    rows = await db.fetch_all(
        "DELETE FROM post_rubrics WHERE post_id = :post RETURNING rubric_id", {"post": post_id}
    )
    await count(db, [row["rubric_id"] for row in rows], -1)


async def set_reactions(db: Session, post_id: int, reactions: int) -> None:
    """Note a post's reactions where its rubrics order by them."""
    await db.execute(
        "UPDATE post_rubrics SET reactions = :reactions WHERE post_id = :post",
        {"post": post_id, "reactions": reactions},
    )


async def count(db: Session, rubric_ids: Sequence[int], change: int) -> None:
    """Count posts that came to rubrics (above 0) or left them."""
    if rubric_ids:
        names, params = in_list("id", rubric_ids)
        await db.execute(
            f"UPDATE rubrics SET posts = posts + :change WHERE id IN {names}",
            {"change": change, **params},
        )


def rubric_of(row: Row) -> Rubric:
    """The rubric of a row of `rubrics`."""
    return Rubric(
        id=row["id"],
        channel_id=row["channel_id"],
        fold=row["fold"],
        tag=row["shown"] or row["tag"],
        posts=row["posts"],
        emoji=row["emoji"],
        description=row["description"],
        is_hidden=bool(row["is_hidden"]),
        root_id=row["root_id"],
    )
