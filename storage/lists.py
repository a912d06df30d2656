"""Lists of posts for those who write them: paged by key, newest first."""

from bot.domain.pages import Cursor
from bot.domain.posts import Post
from storage.db import Session
from storage.keyset import Keyset
from storage.posts import post_of

# Written out: an index of some rows serves only those who ask for them in the same words.
_UNFINISHED = "state IN ('draft', 'in_review', 'approved', 'failed', 'late', 'uncertain')"

_NAVIGATION = "(is_navigation = 1 AND state IN ('draft', 'failed'))"


async def list_drafts(
    db: Session,
    author_id: int,
    *,
    limit: int,
    beside: tuple[int, int],
    backwards: bool = False,
    channel_id: int | None = None,
) -> list[Post]:
    """An author's unfinished posts, last changed first, beside the key (updated_ms, id).

    With a channel, those of everybody in it are among them. A post that lists the rubrics and did
    not come out is none: its page publishes it anew.
    """
    whose = "author_id = :author" + (" OR channel_id = :channel" if channel_id else "")
    params = {"author": author_id, "channel": channel_id} if channel_id else {"author": author_id}
    where = f"({whose}) AND {_UNFINISHED} AND NOT {_NAVIGATION}"
    return await _page(db, "updated_at", where, params, limit, beside, backwards)


async def list_published(
    db: Session,
    channel_id: int,
    *,
    limit: int,
    beside: tuple[int, int],
    backwards: bool = False,
    author_id: int | None = None,
) -> list[Post]:
    """Published posts of a channel, newest first, beside the key (published_ms, id).

    With an author, only theirs.
    """
    where = "channel_id = :channel AND state = 'published'"
    params = {"channel": channel_id}
    if author_id is not None:
        where, params["author"] = f"{where} AND author_id = :author", author_id
    return await _page(db, "published_at", where, params, limit, beside, backwards)


async def _page(
    db: Session,
    column: str,
    where: str,
    params: dict[str, int],
    limit: int,
    beside: tuple[int, int],
    backwards: bool,
) -> list[Post]:
    """Posts by a moment, newest first, beside the key (moment_ms, id)."""
    key, cursor = Keyset(column, "id"), Cursor(beside, is_back=backwards)
    rows = await db.fetch_all(
        f"""
        SELECT * FROM posts WHERE {where} AND {key.where(cursor)}
        ORDER BY {key.order(cursor)} LIMIT :limit
        """,
        {"limit": limit, **key.params(cursor), **params},
    )
    return [post_of(row) for row in rows]
