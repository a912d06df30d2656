"""What is exported: published posts and their points, page by page behind a key."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from bot.domain.numbers import NumberSource, Point
from bot.domain.posts import Post
from storage.db import Session, from_ms, in_list, to_ms
from storage.posts import post_of

# Written out: an index of some rows serves only those who ask for them in the same words.
_PUBLISHED = """
    channel_id = :channel AND state = 'published'
    AND published_at >= :since AND published_at < :until
"""


class PostKey(NamedTuple):
    """A place among posts: oldest first, then by id."""

    published_ms: int
    post_id: int


class PointKey(NamedTuple):
    """A place among points, in the order of their table."""

    post_id: int
    name: str
    source: str
    counted_ms: int


async def count_posts(db: Session, channel_id: int, *, since: datetime, until: datetime) -> int:
    """How many posts were published from `since` on and before `until`."""
    row = await db.fetch_one(
        f"SELECT count(*) AS n FROM posts WHERE {_PUBLISHED}", _params(channel_id, since, until)
    )
    return int(row["n"]) if row else 0


async def count_points(db: Session, channel_id: int, *, since: datetime, until: datetime) -> int:
    """How many points these posts have, all their series together.

    Those of reposts and comments are no rows of `points`: each has its own moment.
    """
    row = await db.fetch_one(
        f"""
        WITH ids AS MATERIALIZED (SELECT id FROM posts WHERE {_PUBLISHED})
        SELECT (SELECT count(*) FROM points WHERE post_id IN ids)
             + (SELECT count(*) FROM (
                    SELECT 1 FROM reposts WHERE post_id IN ids GROUP BY post_id, seen_at))
             + (SELECT count(*) FROM (
                    SELECT 1 FROM threads JOIN comments
                      ON comments.group_id = threads.group_id
                     AND comments.thread_id = threads.message_id
                    WHERE threads.post_id IN ids GROUP BY threads.post_id, written_at)) AS n
        """,
        _params(channel_id, since, until),
    )
    return int(row["n"]) if row else 0


async def list_posts(
    db: Session,
    channel_id: int,
    *,
    since: datetime,
    until: datetime,
    behind: PostKey | None,
    limit: int,
) -> list[Post]:
    """The next posts, oldest first."""
    key = behind or PostKey(to_ms(since), 0)
    rows = await db.fetch_all(
        f"""
        SELECT * FROM posts WHERE {_PUBLISHED} AND (published_at, id) > (:at, :id)
        ORDER BY published_at, id LIMIT :limit
        """,
        {**_params(channel_id, since, until), "at": key[0], "id": key[1], "limit": limit},
    )
    return [post_of(row) for row in rows]


async def list_points(
    db: Session, post_ids: Sequence[int], *, behind: PointKey | None, limit: int
) -> list[tuple[int, Point]]:
    """The next points of some posts with the posts' ids, in the order of `PointKey`."""
    # Posts that are over are not looked at again.
    ids = [post_id for post_id in post_ids if behind is None or post_id >= behind.post_id]
    names, params = in_list("id", ids)
    key = behind or PointKey(0, "", "", 0)
    rows = await db.fetch_all(
        f"""
        SELECT * FROM points
        WHERE post_id IN {names}
          AND (post_id, name, source, counted_at) > (:post, :name, :source, :at)
        ORDER BY post_id, name, source, counted_at LIMIT :limit
        """,
        {
            "post": key.post_id,
            "name": key.name,
            "source": key.source,
            "at": key.counted_ms,
            "limit": limit,
            **params,
        },
    )
    return [
        (
            row["post_id"],
            Point(
                row["name"], NumberSource(row["source"]), from_ms(row["counted_at"]), row["total"]
            ),
        )
        for row in rows
    ]


def key_of(post_id: int, point: Point) -> PointKey:
    """Where a point stands."""
    return PointKey(post_id, point.name, point.source.value, to_ms(point.counted_at))


def _params(channel_id: int, since: datetime, until: datetime) -> dict[str, int]:
    return {"channel": channel_id, "since": to_ms(since), "until": to_ms(until)}
