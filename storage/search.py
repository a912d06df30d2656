"""The archive by words (FTS5 over stems) and by reactions."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.pages import Cursor, Page
from bot.domain.posts import Post
from bot.domain.suggestions import Neighbour
from storage.db import Session, to_ms
from storage.keyset import Keyset
from storage.posts import post_of

# The rowid of the index is a place in time: published second, then 31 bits of post id.
ID_BITS = 31
POST_ID = f"(post_fts.rowid & {(1 << ID_BITS) - 1})"

# The best are sought among this many newest that match, so that a frequent word stays quick.
BEST_AMONG = 2000

# Posts like a draft are sought among the newest so many of the store: a draft of a hundred words
# matches most of an archive, and each match is weighed.
ALIKE_AMONG = 5000

_BEST = Keyset("reactions", "published_at", "id")
# A unary plus keeps SQLite's planner from the index of a column: it knows no lengths of periods.
_SORTED = Keyset("+reactions", "published_at", "id")
TOP_KEY = _SORTED.length


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


async def list_top(
    db: Session,
    channel_id: int,
    *,
    since: datetime | None = None,
    is_long: bool = False,
    size: int,
    cursor: Cursor | None = None,
) -> Page[Post]:
    """The best posts of a channel since a moment.

    `is_long`: the period holds much of the archive, so that walking all posts from the best
    on meets it soon; a short one is cheaper to read whole and to sort.
    """
    keyset = _BEST if is_long else _SORTED
    moment = "+published_at" if is_long else "published_at"
    rows = await db.fetch_all(
        f"""
        SELECT *, {keyset.select} FROM posts
        WHERE channel_id = :channel AND state = 'published' AND {moment} >= :since
          AND {keyset.where(cursor)}
        ORDER BY {keyset.order(cursor)} LIMIT :limit
        """,
        {
            "channel": channel_id,
            "since": to_ms(since) if since else 0,
            "limit": size + 1,
            **keyset.params(cursor),
        },
    )
    return keyset.page(rows, cursor, size).map(post_of)
