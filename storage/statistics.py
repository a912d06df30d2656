"""What statistics read: few columns of many posts, who counted them, and their first 48 hours."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.numbers import NumberSource, Point
from bot.domain.statistics import Kind, Tag
from storage.db import Row, Session, from_ms, in_list, to_ms

_OF_CHANNEL = """
    posts WHERE posts.channel_id = :channel AND posts.state = 'published'
      AND posts.published_at >= :since AND posts.published_at < :until
"""
_OF_RUBRIC = """
    post_rubrics AS r JOIN posts ON posts.id = r.post_id
    WHERE r.rubric_id = :rubric AND r.published_at >= :since AND r.published_at < :until
      AND posts.channel_id = :channel AND posts.state = 'published'
"""
_COLUMNS = """
    posts.id, posts.published_at, posts.reactions, posts.reactions_at, posts.reactions_source,
    posts.reactions_seen_at
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Which posts: of a channel, or of one rubric of it, from `since` on and before `until`."""

    channel_id: int
    since: datetime
    until: datetime
    rubric_id: int | None = None

    @property
    def sql(self) -> str:
        """What stands behind FROM; the posts are `posts`."""
        return _OF_CHANNEL if self.rubric_id is None else _OF_RUBRIC

    @property
    def params(self) -> dict[str, int | None]:
        """The parameters of `sql`."""
        params: dict[str, int | None] = {
            "channel": self.channel_id,
            "since": to_ms(self.since),
            "until": to_ms(self.until),
        }
        return params if self.rubric_id is None else params | {"rubric": self.rubric_id}


async def first_published(
    db: Session, channel_id: int, *, rubric_id: int | None = None
) -> datetime | None:
    """When the oldest post of a channel, or of a rubric, was published."""
    if rubric_id is None:
        row = await db.fetch_one(
            """
            SELECT published_at FROM posts WHERE channel_id = :channel AND state = 'published'
              AND published_at IS NOT NULL
            ORDER BY published_at, id LIMIT 1
            """,
            {"channel": channel_id},
        )
    else:
        row = await db.fetch_one(
            """
            SELECT published_at FROM post_rubrics WHERE rubric_id = :rubric
            ORDER BY published_at, post_id LIMIT 1
            """,
            {"rubric": rubric_id},
        )
    return from_ms(row["published_at"]) if row else None


async def count_posts(db: Session, scope: Scope) -> int:
    """How many posts there are."""
    row = await db.fetch_one(f"SELECT count(*) AS posts FROM {scope.sql}", scope.params)
    return int(row["posts"]) if row else 0


async def list_posts(db: Session, scope: Scope) -> list[Row]:
    """Posts with their reactions, oldest first."""
    return await db.fetch_all(
        f"""
        SELECT {_COLUMNS}
        FROM {scope.sql} ORDER BY posts.published_at, posts.id
        """,
        scope.params,
    )


async def list_marked_reactions(db: Session, scope: Scope) -> list[Row]:
    """Stars, and kinds of reactions that were told roundly."""
    return await db.fetch_all(
        f"""
        SELECT reactions.post_id, reactions.kind, reactions.total, reactions.is_rounded
        FROM (SELECT posts.id FROM {scope.sql}) AS found
        JOIN reactions ON reactions.post_id = found.id
        WHERE reactions.kind = 'paid' OR reactions.is_rounded = 1
        """,
        scope.params,
    )


async def list_counts(db: Session, scope: Scope) -> list[Row]:
    """Views, forwards and comments, by every source."""
    return await db.fetch_all(
        f"""
        SELECT counts.post_id, counts.metric, counts.source, counts.total, counts.is_rounded,
               counts.counted_at
        FROM (SELECT posts.id FROM {scope.sql}) AS found
        JOIN counts ON counts.post_id = found.id
        """,
        scope.params,
    )


async def list_reposts(db: Session, scope: Scope) -> dict[int, Row]:
    """post id -> the reposts seen (`total`), and when the last one was made (`last_at`)."""
    rows = await db.fetch_all(
        f"""
        SELECT reposts.post_id, count(*) AS total, max(reposts.seen_at) AS last_at
        FROM (SELECT posts.id FROM {scope.sql}) AS found
        JOIN reposts ON reposts.post_id = found.id
        GROUP BY reposts.post_id
        """,
        scope.params,
    )
    return {row["post_id"]: row for row in rows}


async def list_comments(db: Session, scope: Scope) -> dict[int, Row]:
    """post id -> its comments (`total`, `last_at`), and from when on all are heard (`since`).

    Posts without a known thread are left out.
    """
    rows = await db.fetch_all(
        f"""
        SELECT threads.post_id, count(comments.message_id) AS total,
               max(comments.written_at) AS last_at, min(threads.heard_at) AS since
        FROM (SELECT posts.id FROM {scope.sql}) AS found
        JOIN threads ON threads.post_id = found.id
        LEFT JOIN comments ON comments.group_id = threads.group_id
                          AND comments.thread_id = threads.message_id
        GROUP BY threads.post_id
        """,
        scope.params,
    )
    return {row["post_id"]: row for row in rows}


async def list_tags(db: Session, scope: Scope) -> dict[int, tuple[Tag, ...]]:
    """The rubrics of posts of a channel, those of a scope of a rubric among them."""
    rows = await db.fetch_all(
        """
        SELECT r.post_id, rubrics.id, coalesce(rubrics.shown, rubrics.tag) AS tag
        FROM rubrics JOIN post_rubrics AS r ON r.rubric_id = rubrics.id
        WHERE rubrics.channel_id = :channel
          AND r.published_at >= :since AND r.published_at < :until
        """,
        {key: value for key, value in scope.params.items() if key != "rubric"},
    )
    shared: dict[int, Tag] = {}
    found: dict[int, tuple[Tag, ...]] = {}
    for row in rows:
        tag = shared.setdefault(row["id"], Tag(row["id"], row["tag"]))
        found[row["post_id"]] = (*found.get(row["post_id"], ()), tag)
    return found


async def list_shapes(db: Session, scope: Scope) -> dict[int, tuple[int, Kind]]:
    """How long the words of posts are, in UTF-16 units, and what kind of media they carry."""
    rows = await db.fetch_all(
        f"""
        SELECT posts.id, posts.text, json_array_length(posts.media) AS items,
               json_extract(posts.media, '$[0].kind') AS kind
        FROM {scope.sql}
        """,
        scope.params,
    )
    return {row["id"]: (len(row["text"].encode("utf-16-le")) // 2, _kind(row)) for row in rows}


async def list_titles(db: Session, post_ids: Sequence[int]) -> dict[int, str]:
    """The titles of posts."""
    names, params = in_list("id", post_ids)
    rows = await db.fetch_all(f"SELECT id, title FROM posts WHERE id IN {names}", params)
    return {row["id"]: row["title"] for row in rows}


async def get_connected_at(db: Session, channel_id: int) -> datetime | None:
    """Since when a channel is heard."""
    row = await db.fetch_one(
        "SELECT connected_at FROM channels WHERE id = :channel", {"channel": channel_id}
    )
    return from_ms(row["connected_at"]) if row else None


async def get_post(db: Session, post_id: int) -> list[Row]:
    """One post as `list_posts` reads it, if it is published."""
    return await db.fetch_all(
        f"SELECT {_COLUMNS} FROM posts WHERE id = :post AND state = 'published'",
        {"post": post_id},
    )


async def list_heard(
    db: Session,
    channel_id: int,
    *,
    since: datetime,
    before: datetime,
    within: timedelta,
    limit: int,
) -> dict[int, datetime]:
    """The newest posts of a channel published between two moments, and when each was.

    Only those of which every update came, from the first minute on and `within` so long.
    """
    rows = await db.fetch_all(
        """
        SELECT posts.id, posts.published_at
        FROM channels JOIN posts ON posts.channel_id = channels.id
        WHERE channels.id = :channel AND posts.state = 'published'
          AND posts.published_at >= :since AND posts.published_at < :before
          AND posts.published_at >= channels.connected_at
          AND NOT EXISTS (
            SELECT 1 FROM gaps
            WHERE gaps.channel_id = channels.id AND gaps.from_at < posts.published_at + :within
              AND (gaps.until_at IS NULL OR gaps.until_at > posts.published_at))
        ORDER BY posts.published_at DESC, posts.id DESC LIMIT :limit
        """,
        {
            "channel": channel_id,
            "since": to_ms(since),
            "before": to_ms(before),
            "within": within // timedelta(milliseconds=1),
            "limit": limit,
        },
    )
    return {row["id"]: from_ms(row["published_at"]) for row in rows}


async def list_first_points(
    db: Session, post_ids: Sequence[int], *, within: timedelta
) -> dict[int, list[Point]]:
    """The points of reactions to posts, within so long after each was published."""
    names, params = in_list("id", post_ids)
    rows = await db.fetch_all(
        f"""
        SELECT points.post_id, points.name, points.source, points.counted_at, points.total
        FROM posts JOIN points ON points.post_id = posts.id
        WHERE posts.id IN {names} AND points.counted_at <= posts.published_at + :within
          AND points.name NOT IN ('paid', 'reposts', 'views', 'forwards', 'comments')
        """,
        {**params, "within": within // timedelta(milliseconds=1)},
    )
    found: dict[int, list[Point]] = {}
    for row in rows:
        found.setdefault(row["post_id"], []).append(_point(row))
    return found


def _kind(row: Row) -> Kind:
    if not row["items"]:
        return Kind.TEXT
    return Kind.ALBUM if row["items"] > 1 else Kind(row["kind"])


def _point(row: Row) -> Point:
    return Point(
        row["name"], NumberSource(row["source"]), from_ms(row["counted_at"]), row["total"]
    )
