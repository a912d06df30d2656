"""The best posts of a channel, by a number that is known of them; others do not compete."""

from datetime import datetime

from bot.domain.archive import TopBy
from bot.domain.pages import Cursor, Page
from bot.domain.posts import Post
from storage.db import Session, to_ms
from storage.keyset import Keyset
from storage.posts import post_of

# A period of at most so many posts is read whole and sorted. Of a longer one all posts are walked
# from the best on: it holds so much of the archive that its own are met soon.
SHORT = 1000

_COLUMNS = {TopBy.REACTIONS: "reactions", TopBy.REPOSTS: "reposts", TopBy.COMMENTS: "comments"}
# Each is the condition of the index that serves the order.
_KNOWN = {
    TopBy.REACTIONS: "reactions_at IS NOT NULL",
    TopBy.REPOSTS: "reposts > 0",
    TopBy.COMMENTS: "comments IS NOT NULL",
}
KEY = 3
"""How many numbers the key of a page has."""

_ENDLESS = 1 << 62


async def list_best(
    db: Session,
    channel_id: int,
    by: TopBy = TopBy.REACTIONS,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    size: int,
    cursor: Cursor | None = None,
) -> Page[Post]:
    """Posts published from `since` on and before `until` with most of a number, then newest."""
    span = {
        "channel": channel_id,
        "since": to_ms(since) if since else 0,
        "until": to_ms(until) if until else _ENDLESS,
    }
    is_short = since is not None and await _is_short(db, span)
    # A unary plus keeps SQLite's planner from the index of a column.
    walked, sorted_ = ("", "+") if is_short else ("+", "")
    keyset = Keyset(sorted_ + _COLUMNS[by], "published_at", "id")
    moment = f"{walked}published_at"
    rows = await db.fetch_all(
        f"""
        SELECT *, {keyset.select} FROM posts
        WHERE channel_id = :channel AND state = 'published' AND {_KNOWN[by]}
          AND {moment} >= :since AND {moment} < :until AND {keyset.where(cursor)}
        ORDER BY {keyset.order(cursor)} LIMIT :limit
        """,
        {**span, "limit": size + 1, **keyset.params(cursor)},
    )
    return keyset.page(rows, cursor, size).map(post_of)


async def _is_short(db: Session, span: dict[str, int]) -> bool:
    row = await db.fetch_one(
        f"""
        SELECT count(*) AS posts FROM (
            SELECT 1 FROM posts WHERE channel_id = :channel AND state = 'published'
              AND published_at >= :since AND published_at < :until LIMIT {SHORT + 1})
        """,
        span,
    )
    return row is not None and row["posts"] <= SHORT
