"""The plan of a channel, read by the moments that were promised."""

from datetime import datetime

from bot.domain.publications import Publication
from storage.db import Session, from_ms, to_ms
from storage.publications import publication_of


async def list_between(
    db: Session,
    channel_id: int,
    *,
    since: datetime,
    until: datetime,
    limit: int,
    after: int = 0,
    author_id: int | None = None,
) -> list[Publication]:
    """What is planned from `since` on and before `until`, behind the key (since, after)."""
    rows = await db.fetch_all(
        """
        SELECT * FROM publications
        WHERE channel_id = :channel AND state IN ('due', 'sending', 'late')
          AND planned_at < :until AND (planned_at, id) > (:since, :after)
          AND (:author IS NULL
               OR (SELECT author_id FROM posts WHERE posts.id = post_id) = :author)
        ORDER BY planned_at, id LIMIT :limit
        """,
        {
            "channel": channel_id,
            "since": to_ms(since),
            "until": to_ms(until),
            "after": after,
            "author": author_id,
            "limit": limit,
        },
    )
    return [publication_of(row) for row in rows]


async def list_moments(
    db: Session, channel_id: int, *, since: datetime, until: datetime
) -> list[datetime]:
    """Moments that are taken from `since` on and before `until`, in order."""
    rows = await db.fetch_all(
        """
        SELECT planned_at FROM publications
        WHERE channel_id = :channel AND state IN ('due', 'sending', 'late')
          AND planned_at >= :since AND planned_at < :until
        ORDER BY planned_at
        """,
        {"channel": channel_id, "since": to_ms(since), "until": to_ms(until)},
    )
    return [from_ms(row["planned_at"]) for row in rows]
