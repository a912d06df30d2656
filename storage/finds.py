"""Posts of a channel that hold what was sought, by the index of words (FTS5 over stems)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.archive import Order
from bot.domain.pages import Cursor, Page
from bot.domain.posts import Post
from storage.db import Session, in_list, to_ms
from storage.keyset import Keyset
from storage.posts import post_of
from storage.search import BEST_AMONG, ID_BITS, POST_ID

_LAST = (1 << 63) - 1

COUNTED = 1000
"""As far as posts with a word are counted, where more make no difference."""

BY_ORDER = {
    Order.NEWEST: Keyset("post_fts.rowid"),
    Order.BEST: Keyset("reactions", "published_at", "id"),
}
_PLACES = Keyset("post_search.position")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What posts must hold: `match` and none of `excluded`, both expressions of FTS5 or empty.

    They stand in every one of `rubric_ids`, in none of `excluded_ids`, and were published from
    `since` on and before `until`, to the second.
    """

    match: str = ""
    excluded: str = ""
    rubric_ids: Sequence[int] = ()
    excluded_ids: Sequence[int] = ()
    since: datetime | None = None
    until: datetime | None = None


async def find_newest(
    db: Session, channel_id: int, sought: Sought, *, size: int, cursor: Cursor | None = None
) -> Page[Post]:
    """All posts of a channel that are sought, newest first."""
    keyset = _newest(sought)
    source, params = _source(sought, cursor)
    rows = await db.fetch_all(
        f"""
        SELECT posts.*, {keyset.select} {source} AND posts.channel_id = :channel
        ORDER BY {keyset.order(cursor)} LIMIT :limit
        """,
        {"channel": channel_id, "limit": size + 1, **params},
    )
    return keyset.page(rows, cursor, size).map(post_of)


async def find_best(
    db: Session, channel_id: int, sought: Sought, *, size: int, cursor: Cursor | None = None
) -> Page[Post]:
    """As `find_newest`, the best of the `BEST_AMONG` newest."""
    keyset = BY_ORDER[Order.BEST]
    source, params = _source(sought)
    rows = await db.fetch_all(
        f"""
        WITH found AS (
            SELECT posts.id, posts.reactions, posts.published_at
            {source} AND posts.channel_id = :channel
            ORDER BY {_newest(sought).order(None)} LIMIT {BEST_AMONG}
        ), page AS (
            SELECT id AS page_id FROM found WHERE {keyset.where(cursor)}
            ORDER BY {keyset.order(cursor)} LIMIT :limit
        )
        SELECT posts.*, {keyset.select} FROM page CROSS JOIN posts ON posts.id = page_id
        ORDER BY {keyset.order(cursor)}
        """,
        {"channel": channel_id, "limit": size + 1, **params, **keyset.params(cursor)},
    )
    return keyset.page(rows, cursor, size).map(post_of)


async def count(db: Session, channel_id: int, match: str, *, limit: int = COUNTED) -> int:
    """How many posts of a channel match, as far as `limit`."""
    row = await db.fetch_one(
        f"""
        SELECT count(*) AS posts FROM (
            SELECT 1 FROM post_fts CROSS JOIN posts ON posts.id = {POST_ID}
            WHERE post_fts MATCH :match AND posts.channel_id = :channel LIMIT :limit)
        """,
        {"match": match, "channel": channel_id, "limit": limit},
    )
    return int(row["posts"]) if row else 0


def _newest(sought: Sought) -> Keyset:
    """The order of time: the index of words and the table behind it have the same one."""
    return BY_ORDER[Order.NEWEST] if sought.match else _PLACES


def _source(sought: Sought, cursor: Cursor | None = None) -> tuple[str, dict[str, object]]:
    """FROM and WHERE of what is sought, and its parameters.

    Without words the places of all posts are walked. The cursor is one of `Order.NEWEST`: FTS5
    takes one bound from either side, so it is put into those of time.
    """
    first, last = _first(sought.since), _last(sought.until)
    if cursor and cursor.is_back:
        first = max(first, cursor.key[0] + 1)
    elif cursor:
        last = min(last, cursor.key[0] - 1)
    params: dict[str, object] = {"first": first, "last": last}
    rubrics, of_rubrics = _in_rubrics(sought)
    params |= of_rubrics
    if sought.match:
        both = f"({sought.match}) NOT {sought.excluded}" if sought.excluded else sought.match
        return (
            f"""
            FROM post_fts CROSS JOIN posts ON posts.id = {POST_ID}
            WHERE post_fts MATCH :match AND post_fts.rowid BETWEEN :first AND :last {rubrics}
            """,
            {**params, "match": both},
        )
    without = ""
    if sought.excluded:
        params["excluded"] = sought.excluded
        without = """AND post_search.position NOT IN (
            SELECT rowid FROM post_fts
            WHERE post_fts MATCH :excluded AND rowid BETWEEN :first AND :last)"""
    return (
        f"""
        FROM post_search CROSS JOIN posts ON posts.id = post_search.post_id
        WHERE post_search.position BETWEEN :first AND :last {without} {rubrics}
        """,
        params,
    )


def _first(since: datetime | None) -> int:
    return (to_ms(since) // 1000) << ID_BITS if since else 0


def _last(until: datetime | None) -> int:
    return (to_ms(until) // 1000 << ID_BITS) - 1 if until else _LAST


def _in_rubrics(sought: Sought) -> tuple[str, dict[str, int]]:
    names, params = in_list("rubric", sought.rubric_ids)
    but_names, but_params = in_list("but", sought.excluded_ids)
    condition = ""
    if params:
        condition += f"""
            AND (SELECT count(*) FROM post_rubrics
                 WHERE post_id = posts.id AND rubric_id IN {names}) = {len(params)}"""
    if but_params:
        condition += f"""
            AND NOT EXISTS (SELECT 1 FROM post_rubrics
                            WHERE post_id = posts.id AND rubric_id IN {but_names})"""
    return condition, {**params, **but_params}
