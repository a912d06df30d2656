"""Reactions of posts as numbers, and where a post stands among those of its rubric."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import itemgetter

from bot.domain.numbers import NumberSource
from storage.db import Row, Session, from_ms, in_list, to_ms


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
               reactions_seen_at, kind, total, is_rounded
        FROM posts LEFT JOIN reactions ON reactions.post_id = posts.id
        WHERE id IN {names} ORDER BY id, total DESC, kind
        """,
        params,
    )
    return {
        post_id: _reacted(list(of_post)) for post_id, of_post in groupby(rows, itemgetter("id"))
    }


def _reacted(rows: Sequence[Row]) -> Reacted:
    """What the rows of a post say: one for each kind, or one without."""
    post, kinds = rows[0], [row for row in rows if row["kind"] is not None]
    return Reacted(
        channel_id=post["channel_id"],
        published_at=from_ms(post["published_at"]),
        total=post["reactions"],
        counted_at=from_ms(post["reactions_seen_at"] or post["reactions_at"]),
        source=NumberSource(post["reactions_source"] or NumberSource.UPDATES),
        kinds={row["kind"]: row["total"] for row in kinds},
        rounded=frozenset(row["kind"] for row in kinds if row["is_rounded"]),
    )


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
