"""Posts of other times: those around a moment, those of some days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.pages import Cursor, Page
from bot.domain.posts import Post
from storage.db import Session, from_ms, to_ms
from storage.keyset import Keyset
from storage.posts import post_of

DAYS_KEYSET = Keyset("posts.published_at", "posts.id")

Span = tuple[datetime, datetime]
"""From the first moment on, before the second."""


@dataclass(frozen=True, slots=True)
class Known:
    """A post with its known reactions."""

    post_id: int
    reactions: int


async def first_published(db: Session, channel_id: int) -> datetime | None:
    """When the oldest published post of a channel was published."""
    row = await db.fetch_one(
        """
        SELECT published_at FROM posts WHERE channel_id = :channel AND state = 'published'
        ORDER BY published_at LIMIT 1
        """,
        {"channel": channel_id},
    )
    return from_ms(row["published_at"]) if row else None


async def list_around(
    db: Session, channel_id: int, moment: datetime, *, before: datetime, limit: int
) -> list[Known]:
    """Posts with known reactions nearest to a moment: up to `limit` on each side of it.

    None of them was published at `before` or later. Of twice as many posts the reactions are
    looked at, no more.
    """
    sides = [
        f"""
        SELECT id, reactions, reactions_at FROM (
            SELECT id, reactions, reactions_at FROM posts
            WHERE channel_id = :channel AND state = 'published'
              AND published_at {sign} :moment AND published_at < :before
            ORDER BY published_at {order} LIMIT :limit)
        """
        for sign, order in (("<=", "DESC"), (">", "ASC"))
    ]
    rows = await db.fetch_all(
        f"""
        SELECT id, reactions FROM ({" UNION ALL ".join(sides)})
        WHERE reactions_at IS NOT NULL
        """,
        {
            "channel": channel_id,
            "moment": to_ms(moment),
            "before": to_ms(before),
            "limit": limit,
        },
    )
    return [Known(row["id"], row["reactions"]) for row in rows]


async def list_of_spans(
    db: Session,
    channel_id: int,
    spans: Sequence[Span],
    *,
    size: int,
    cursor: Cursor | None = None,
) -> Page[Post]:
    """Posts published in any of some spans that do not overlap, newest first."""
    if not spans:
        return Page()
    keyset = DAYS_KEYSET
    values = ", ".join(f"(:since{n}, :until{n})" for n in range(len(spans)))
    params = {"channel": channel_id, "limit": size + 1, **keyset.params(cursor)}
    for n, (since, until) in enumerate(spans):
        params |= {f"since{n}": to_ms(since), f"until{n}": to_ms(until)}
    rows = await db.fetch_all(
        f"""
        WITH spans (since, until) AS (VALUES {values}),
        page AS (
            SELECT posts.id AS page_id FROM spans CROSS JOIN posts
            WHERE posts.channel_id = :channel AND posts.state = 'published'
              AND posts.published_at >= since AND posts.published_at < until
              AND {keyset.where(cursor)}
            ORDER BY {keyset.order(cursor)} LIMIT :limit
        )
        SELECT posts.*, {keyset.select} FROM page CROSS JOIN posts ON posts.id = page_id
        ORDER BY {keyset.order(cursor)}
        """,
        params,
    )
    return keyset.page(rows, cursor, size).map(post_of)
