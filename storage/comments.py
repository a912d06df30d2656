"""Comments: messages under posts, kept by the thread of the discussion group they are in.

Telegram does not tell bots of deletions in groups: deleted comments stay counted. The series of
a post is read from the moments of its comments.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.numbers import Metric, NumberSource, Point
from storage.db import Session, from_ms, in_list, to_ms


@dataclass(frozen=True, slots=True)
class Heard:
    """The comments of a post: how many, when the last was written, since when all are heard.

    `since` is None when the automatic forward was not heard: then there may be more.
    """

    total: int
    last_at: datetime | None
    since: datetime | None


async def insert(
    db: Session, *, group_id: int, thread_id: int, message_id: int, written_at: datetime
) -> bool:
    """Count a message of a thread; False when it is counted already."""
    is_new = await db.execute(
        """
        INSERT INTO comments (group_id, thread_id, message_id, written_at)
        VALUES (:group, :thread, :message, :at) ON CONFLICT DO NOTHING
        """,
        {
            "group": group_id,
            "thread": thread_id,
            "message": message_id,
            "at": to_ms(written_at),
        },
    )
    return is_new > 0


async def keep_total(db: Session, post_id: int) -> None:
    """Note at a post how many comments it has, for the order of the best; NULL: not known."""
    await db.execute(
        """
        UPDATE posts SET comments = (
            SELECT CASE WHEN min(threads.heard_at) IS NOT NULL OR count(comments.message_id) > 0
                        THEN count(comments.message_id) END
            FROM threads LEFT JOIN comments
              ON comments.group_id = threads.group_id AND comments.thread_id = threads.message_id
            WHERE threads.post_id = :post)
        WHERE id = :post
        """,
        {"post": post_id},
    )


async def is_discussion(db: Session, group_id: int) -> bool:
    """Whether a group is known to hold the comments of a channel of ours."""
    row = await db.fetch_one(
        """
        SELECT EXISTS (SELECT 1 FROM threads WHERE group_id = :group)
            OR EXISTS (SELECT 1 FROM channels
                       WHERE linked_chat_id = :group AND state <> 'disconnected') AS known
        """,
        {"group": group_id},
    )
    return bool(row and row["known"])


async def count_of(db: Session, post_ids: Sequence[int]) -> dict[int, Heard]:
    """post id -> its comments; posts without a known thread are left out."""
    names, params = in_list("id", post_ids)
    rows = await db.fetch_all(
        f"""
        SELECT threads.post_id, count(comments.message_id) AS total,
               max(comments.written_at) AS last_at, min(threads.heard_at) AS since
        FROM threads LEFT JOIN comments
          ON comments.group_id = threads.group_id AND comments.thread_id = threads.message_id
        WHERE threads.post_id IN {names} GROUP BY threads.post_id
        """,
        params,
    )
    return {
        row["post_id"]: Heard(row["total"], from_ms(row["last_at"]), from_ms(row["since"]))
        for row in rows
    }


async def list_series(db: Session, post_ids: Sequence[int]) -> list[tuple[int, Point]]:
    """How many comments on each post there were by when: by post, a point a moment, in order."""
    names, params = in_list("id", post_ids)
    rows = await db.fetch_all(
        f"""
        SELECT post_id, written_at,
               sum(count(*)) OVER (PARTITION BY post_id ORDER BY written_at) AS total
        FROM threads JOIN comments
          ON comments.group_id = threads.group_id AND comments.thread_id = threads.message_id
        WHERE threads.post_id IN {names}
        GROUP BY post_id, written_at ORDER BY post_id, written_at
        """,
        params,
    )
    name, source = Metric.COMMENTS.value, NumberSource.UPDATES
    return [
        (row["post_id"], Point(name, source, from_ms(row["written_at"]), row["total"]))
        for row in rows
    ]
