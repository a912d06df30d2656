"""Reactions of posts as numbers, and where a post stands among those of its rubric."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.numbers import NumberSource
from storage.db import Session, from_ms, in_list, to_ms


@dataclass(frozen=True, slots=True, kw_only=True)
class Reacted:
    """What is known of the reactions to a post.

    `counted_at` is None when none were ever told; `kinds` (stars among them) are totals by kind,
    of which `rounded` are not exact.
    """

    channel_id: int | None
    published_at: datetime | None
    total: int
    counted_at: datetime | None
    source: NumberSource
    kinds: dict[str, int]
    rounded: frozenset[str]


@dataclass(frozen=True, slots=True)
class Rank:
    """Places `first` to `last` (more than one are shared) among `posts` whose number is known."""

    first: int
    last: int
    posts: int


async def list_reacted(db: Session, post_ids: Sequence[int]) -> dict[int, Reacted]:
    """post id -> its reactions."""
    names, params = in_list("id", post_ids)
    rows = await db.fetch_all(
        f"""
        SELECT id, channel_id, published_at, reactions, reactions_at, reactions_source,
               reactions_seen_at
        FROM posts WHERE id IN {names}
        """,
        params,
    )
    kinds, rounded = await _list_kinds(db, post_ids)
    return {
        row["id"]: Reacted(
            channel_id=row["channel_id"],
            published_at=from_ms(row["published_at"]),
            total=row["reactions"],
            counted_at=from_ms(row["reactions_seen_at"] or row["reactions_at"]),
            source=NumberSource(row["reactions_source"] or NumberSource.UPDATES),
            kinds=kinds.get(row["id"], {}),
            rounded=frozenset(rounded.get(row["id"], ())),
        )
        for row in rows
    }


async def _list_kinds(
    db: Session, post_ids: Sequence[int]
) -> tuple[dict[int, dict[str, int]], dict[int, set[str]]]:
    names, params = in_list("id", post_ids)
    rows = await db.fetch_all(
        f"""
        SELECT post_id, kind, total, is_rounded FROM reactions WHERE post_id IN {names}
        ORDER BY post_id, total DESC, kind
        """,
        params,
    )
    kinds: dict[int, dict[str, int]] = {}
    rounded: dict[int, set[str]] = {}
    for row in rows:
        kinds.setdefault(row["post_id"], {})[row["kind"]] = row["total"]
        if row["is_rounded"]:
            rounded.setdefault(row["post_id"], set()).add(row["kind"])
    return kinds, rounded


async def get_rank(
    db: Session, rubric_id: int, post_id: int, *, since: datetime, until: datetime
) -> Rank | None:
    """The place of a post by reactions among those of a rubric, published in a period.

    None when it is not one of them, or its own reactions are not known. Posts whose reactions are
    not known do not compete.
    """
    row = await db.fetch_one(
        """
        SELECT count(*) AS posts,
               sum(CASE WHEN r.reactions > own.reactions THEN 1 ELSE 0 END) AS above,
               sum(CASE WHEN r.reactions = own.reactions THEN 1 ELSE 0 END) AS equal,
               sum(CASE WHEN r.post_id = own.id THEN 1 ELSE 0 END) AS present
        FROM posts AS own
        JOIN post_rubrics AS r ON r.rubric_id = :rubric
            AND r.published_at >= :since AND r.published_at <= :until
        JOIN posts ON posts.id = r.post_id AND posts.reactions_at IS NOT NULL
        WHERE own.id = :post AND own.reactions_at IS NOT NULL
        """,
        {"rubric": rubric_id, "post": post_id, "since": to_ms(since), "until": to_ms(until)},
    )
    if row is None or not row["present"]:
        return None
    return Rank(row["above"] + 1, row["above"] + row["equal"], row["posts"])
