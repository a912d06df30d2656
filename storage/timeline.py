"""Published posts of a channel in time: newest first, by month, what stands beside one."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.pages import Cursor, Page
from bot.domain.posts import Post
from storage.db import Session, from_ms, to_ms
from storage.keyset import Keyset
from storage.posts import post_of

KEYSET = Keyset("published_at", "id")


async def list_newest(
    db: Session,
    channel_id: int,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    size: int,
    cursor: Cursor | None = None,
) -> Page[Post]:
    """Posts published from `since` on and before `until`, newest first."""
    rows = await db.fetch_all(
        f"""
        SELECT *, {KEYSET.select} FROM posts
        WHERE channel_id = :channel AND state = 'published'
          AND published_at >= :since AND published_at < :until AND {KEYSET.where(cursor)}
        ORDER BY {KEYSET.order(cursor)} LIMIT :limit
        """,
        {
            "channel": channel_id,
            "since": to_ms(since) if since else 0,
            "until": to_ms(until) if until else 1 << 62,
            "limit": size + 1,
            **KEYSET.params(cursor),
        },
    )
    return KEYSET.page(rows, cursor, size).map(post_of)


async def list_places(
    db: Session, channel_id: int, *, since: datetime, until: datetime, limit: int
) -> list[tuple[int, datetime]]:
    """(first message, last change of its words) of posts between two moments, newest first."""
    rows = await db.fetch_all(
        """
        SELECT message_id, coalesce(edited_at, published_at) AS changed_at
        FROM posts JOIN post_messages AS m ON m.post_id = posts.id
        WHERE channel_id = :channel AND state = 'published'
          AND published_at >= :since AND published_at < :until AND m.part = 0 AND m.position = 0
        ORDER BY published_at DESC, id DESC LIMIT :limit
        """,
        {"channel": channel_id, "since": to_ms(since), "until": to_ms(until), "limit": limit},
    )
    return [(row["message_id"], from_ms(row["changed_at"])) for row in rows]


async def find_neighbours(db: Session, post: Post) -> tuple[Post | None, Post | None]:
    """The posts published just before one and just after it."""
    assert post.published_at is not None
    found: list[Post | None] = []
    for sign, direction in (("<", "DESC"), (">", "ASC")):
        row = await db.fetch_one(
            f"""
            SELECT * FROM posts WHERE channel_id = :channel AND state = 'published'
              AND (published_at, id) {sign} (:moment, :id)
            ORDER BY published_at {direction}, id {direction} LIMIT 1
            """,
            {"channel": post.channel_id, "moment": to_ms(post.published_at), "id": post.id},
        )
        found.append(post_of(row) if row else None)
    return found[0], found[1]


async def get_span(db: Session, channel_id: int) -> tuple[datetime, datetime] | None:
    """When the first and the last post were published; None without posts."""
    # One by one: SQLite seeks for a minimum or a maximum that stands alone, and scans for both.
    edge = "SELECT {}(published_at) FROM posts WHERE channel_id = :channel AND state = 'published'"
    row = await db.fetch_one(
        f"SELECT ({edge.format('min')}) AS first, ({edge.format('max')}) AS last",
        {"channel": channel_id},
    )
    if row is None or row["first"] is None:
        return None
    return from_ms(row["first"]), from_ms(row["last"])


async def has_between(db: Session, channel_id: int, edges: Sequence[datetime]) -> list[bool]:
    """Whether a post was published from each edge on and before the next one: a seek each."""
    return [bool(n) for n in await _of_spans(db, channel_id, edges, "EXISTS (SELECT 1 {})")]


async def count_between(db: Session, channel_id: int, edges: Sequence[datetime]) -> list[int]:
    """How many posts were published from each edge on and before the next one.

    It goes through all of them, in an index: whoever lets anybody ask keeps what it gave.
    """
    return await _of_spans(db, channel_id, edges, "(SELECT count(*) {})")


async def _of_spans(
    db: Session, channel_id: int, edges: Sequence[datetime], sought: str
) -> list[int]:
    spans = ", ".join(f"({n}, :edge{n}, :edge{n + 1})" for n in range(len(edges) - 1))
    posts = """
        FROM posts WHERE channel_id = :channel AND state = 'published'
          AND published_at >= since AND published_at < until
    """
    rows = await db.fetch_all(
        f"""
        WITH span (number, since, until) AS (VALUES {spans})
        SELECT {sought.format(posts)} AS found FROM span ORDER BY number
        """,
        {"channel": channel_id} | {f"edge{n}": to_ms(edge) for n, edge in enumerate(edges)},
    )
    return [row["found"] for row in rows]
