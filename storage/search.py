"""The index of words: posts by their stems (FTS5)."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.suggestions import Neighbour
from storage.db import Session, to_ms

# The rowid of the index is a place in time: published second, then 31 bits of post id.
ID_BITS = 31
POST_ID = f"(post_fts.rowid & {(1 << ID_BITS) - 1})"

# The best are sought among this many newest that match, so that a frequent word stays quick.
BEST_AMONG = 2000

# Posts like a draft are sought among the newest so many of the store: a draft of a hundred words
# matches most of an archive, and each match is weighed.
ALIKE_AMONG = 5000


async def set_stems(db: Session, post_id: int, stems: str, *, published_at: datetime) -> None:
    """Make a published post findable by these stems, parted by blanks, and no others."""
    await delete(db, post_id)
    await db.execute(
        "INSERT INTO post_search (position, post_id, stems) VALUES (:position, :post, :stems)",
        {
            "position": (to_ms(published_at) // 1000) << ID_BITS | post_id,
            "post": post_id,
            "stems": stems,
        },
    )


async def delete(db: Session, post_id: int) -> None:
    """A post is found no more."""
    await db.execute("DELETE FROM post_search WHERE post_id = :post", {"post": post_id})


async def find_alike(
    db: Session, channel_id: int, stems: Sequence[str], *, limit: int
) -> list[Neighbour]:
    """Posts of a channel that stand in a rubric and share most with the stems, best first.

    Weighed by BM25, among the `ALIKE_AMONG` newest of the store.
    """
    if not stems:
        return []
    rows = await db.fetch_all(
        f"""
        WITH alike AS (
            SELECT posts.id, -post_fts.rank AS score
            FROM post_fts CROSS JOIN posts ON posts.id = {POST_ID}
            WHERE post_fts MATCH :match AND posts.channel_id = :channel
              AND post_fts.rowid >= coalesce(
                  (SELECT position FROM post_search ORDER BY position DESC
                   LIMIT 1 OFFSET {ALIKE_AMONG}), 0)
              AND EXISTS (SELECT 1 FROM post_rubrics WHERE post_id = posts.id)
            ORDER BY post_fts.rank LIMIT :limit
        )
        SELECT alike.id, alike.score, rubrics.fold
        FROM alike
        JOIN post_rubrics ON post_rubrics.post_id = alike.id
        JOIN rubrics ON rubrics.id = post_rubrics.rubric_id
        ORDER BY alike.score DESC, alike.id, rubrics.id
        """,
        {
            "match": " OR ".join(f'"{stem}"' for stem in stems),
            "channel": channel_id,
            "limit": limit,
        },
    )
    folds: dict[tuple[int, float], list[str]] = {}
    for row in rows:
        folds.setdefault((row["id"], row["score"]), []).append(row["fold"])
    return [Neighbour(post, score, tuple(names)) for (post, score), names in folds.items()]
