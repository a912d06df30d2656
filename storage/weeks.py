"""The posts of a channel between two moments, whatever has become of them."""

from datetime import datetime

from bot.domain.posts import Post
from bot.domain.weeks import Standing
from storage.db import Session, from_ms, to_ms
from storage.posts import post_of

# An index of some rows serves only those who ask for them in its own words: hence the four parts.
_WEEK = """
WITH found (id, moment, standing) AS (
    SELECT post_id, planned_at, state FROM publications
    WHERE channel_id = :channel AND state IN ('due', 'sending', 'late')
      AND planned_at >= :waiting_since AND planned_at < :until
    UNION ALL
    SELECT post_id, planned_at, state FROM publications
    WHERE channel_id = :channel AND state IN ('sending', 'uncertain') AND state = 'uncertain'
      AND planned_at >= :waiting_since AND planned_at < :until
    UNION ALL
    SELECT publications.post_id, planned_at, publications.state FROM posts
    JOIN publications ON publications.post_id = posts.id
                     AND publications.channel_id = posts.channel_id
    WHERE posts.channel_id = :channel
      AND posts.state IN ('draft', 'in_review', 'approved', 'failed', 'late', 'uncertain')
      AND posts.state = 'failed' AND publications.state = 'failed'
      AND planned_at >= :since AND planned_at < :until
    UNION ALL
    SELECT id, published_at, state FROM posts
    WHERE channel_id = :channel AND state = 'published'
      AND published_at >= :since AND published_at < :until
)
SELECT posts.*, found.moment, found.standing FROM found JOIN posts ON posts.id = found.id
WHERE :author IS NULL OR posts.author_id = :author OR found.standing = 'published'
ORDER BY found.moment, posts.id
"""


async def list_posts(
    db: Session,
    channel_id: int,
    *,
    since: datetime,
    until: datetime,
    waiting_since: datetime,
    author_id: int | None = None,
) -> list[tuple[Post, datetime, Standing]]:
    """Posts with their moments from `since` on and before `until`, in order.

    What still waits is listed from `waiting_since` on. With an author, of what is not published
    only theirs. The moment is the one that was planned; of a published post, when it went out.
    """
    rows = await db.fetch_all(
        _WEEK,
        {
            "channel": channel_id,
            "since": to_ms(since),
            "until": to_ms(until),
            "waiting_since": to_ms(waiting_since),
            "author": author_id,
        },
    )
    return [(post_of(row), from_ms(row["moment"]), _STANDINGS[row["standing"]]) for row in rows]


_STANDINGS = {"due": Standing.PLANNED} | {item.value: item for item in Standing}
