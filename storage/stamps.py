"""Whether the posts of a period are still as they were read, for one read of an index."""

from datetime import datetime

from storage.db import Session, to_ms

Stamp = tuple[object, ...]
"""Equal ones: nothing was published, edited, deleted, hidden or renamed in between."""


async def get_stamp(db: Session, channel_id: int, *, since: datetime, until: datetime) -> Stamp:
    """Of what an edition shows of posts published from `since` on and before `until`.

    Numbers are not in it: they change with every reaction, and say how old they are.
    """
    row = await db.fetch_one(
        """
        SELECT state, title, username, chat_id, zone,
            (SELECT count(*) || ':' || coalesce(sum(id), 0) || ':' || coalesce(sum(revision), 0)
             FROM posts WHERE channel_id = channels.id AND state = 'published'
               AND published_at >= :since AND published_at < :until) AS posts,
            (SELECT count(*) || ':' || coalesce(sum(is_hidden * id), 0) || ':'
                 || coalesce(sum(root_id), 0)
             FROM rubrics WHERE channel_id = channels.id) AS rubrics
        FROM channels WHERE id = :channel
        """,
        {"channel": channel_id, "since": to_ms(since), "until": to_ms(until)},
    )
    return tuple(row) if row else ()
