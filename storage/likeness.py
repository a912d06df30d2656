"""Posts that may be like another one: those of its rubrics, and those with some of its words.

All are bounded in number: bm25() of FTS5 would weigh every post that has a word.
"""

from collections.abc import Sequence

from bot.domain.likeness import Candidate
from storage.db import Row, Session, in_list

# Posts that match are walked from the newest on; those of other channels are among them.
_MOST_WALKED = 2000


async def list_rubrics(db: Session, post_id: int) -> list[int]:
    """Ids of the rubrics that a post stands in."""
    rows = await db.fetch_all(
        "SELECT rubric_id FROM post_rubrics WHERE post_id = :post ORDER BY rubric_id",
        {"post": post_id},
    )
    return [row["rubric_id"] for row in rows]


async def list_of_rubrics(
    db: Session, rubric_ids: Sequence[int], *, limit: int
) -> list[Candidate]:
    """The newest and the best posts of each rubric, up to `limit` of each sort."""
    if not rubric_ids:
        return []
    shared, params = _shared(rubric_ids)
    orders = ("published_at DESC, post_id DESC", "reactions DESC, published_at DESC")
    parts = [
        f"""SELECT * FROM (SELECT post_id FROM post_rubrics WHERE rubric_id = :rubric{n}
            ORDER BY {order} LIMIT :limit)"""
        for n in range(len(rubric_ids))
        for order in orders
    ]
    rows = await db.fetch_all(
        f"""
        WITH near AS ({" UNION ".join(parts)})
        SELECT near.post_id, post_search.stems, {shared} AS shared
        FROM near CROSS JOIN post_search ON post_search.post_id = near.post_id
        """,
        {"limit": limit, **params},
    )
    return [_candidate(row) for row in rows]


async def list_newest(db: Session, channel_id: int, *, limit: int) -> list[Candidate]:
    """The newest posts of a channel."""
    rows = await db.fetch_all(
        """
        SELECT post_search.post_id, post_search.stems, 0 AS shared FROM (
            SELECT id FROM posts WHERE channel_id = :channel AND state = 'published'
            ORDER BY published_at DESC, id DESC LIMIT :limit) AS newest
        CROSS JOIN post_search ON post_search.post_id = newest.id
        """,
        {"channel": channel_id, "limit": limit},
    )
    return [_candidate(row) for row in rows]


async def list_with_words(
    db: Session,
    channel_id: int,
    stems: Sequence[str],
    rubric_ids: Sequence[int],
    *,
    limit: int,
) -> list[Candidate]:
    """The newest posts of a channel with any of some stems."""
    if not stems:
        return []
    shared, params = _shared(rubric_ids)
    rows = await db.fetch_all(
        f"""
        WITH found AS (
            SELECT rowid AS place FROM post_fts WHERE post_fts MATCH :match
            ORDER BY rowid DESC LIMIT {_MOST_WALKED}
        )
        SELECT near.post_id, near.stems, {shared} AS shared
        FROM found CROSS JOIN post_search AS near ON near.position = found.place
        CROSS JOIN posts ON posts.id = near.post_id
        WHERE posts.channel_id = :channel AND posts.state = 'published' LIMIT :limit
        """,
        {
            "match": " OR ".join(f'"{stem}"' for stem in stems),
            "channel": channel_id,
            "limit": limit,
            **params,
        },
    )
    return [_candidate(row) for row in rows]


def _shared(rubric_ids: Sequence[int]) -> tuple[str, dict[str, int]]:
    names, params = in_list("rubric", rubric_ids)
    return (
        f"""(SELECT count(*) FROM post_rubrics
             WHERE post_rubrics.post_id = near.post_id AND rubric_id IN {names})""",
        params,
    )


def _candidate(row: Row) -> Candidate:
    return Candidate(row["post_id"], frozenset(row["stems"].split()), row["shared"])
