"""The plan of a channel, read by the moments that were promised."""

from collections.abc import Collection
from datetime import datetime

from bot.domain.publications import Publication
from storage.db import Session, from_ms, in_list, to_ms
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


async def count_unapproved(db: Session, channel_id: int, *, owner_ids: Collection[int]) -> int:
    """How many posts of a channel are still to go out that no editor planned or approved."""
    owners, params = in_list("owner", sorted(owner_ids))
    row = await db.fetch_one(
        f"""
        SELECT count(*) AS n FROM publications JOIN posts ON posts.id = post_id
        WHERE publications.channel_id = :channel
          AND publications.state IN ('due', 'sending', 'late') AND publications.state <> 'sending'
          AND requested_by NOT IN {owners}
          AND NOT EXISTS (
              SELECT 1 FROM members WHERE person_id = requested_by
              AND members.channel_id = :channel AND role = 'editor')
          AND (SELECT reviews.state = 'approved' AND reviews.revision = posts.revision
                      AND reviews.channel_id = :channel
               FROM reviews WHERE reviews.post_id = posts.id ORDER BY id DESC LIMIT 1) IS NOT 1
        """,
        {"channel": channel_id, **params},
    )
    assert row is not None
    return int(row["n"])
