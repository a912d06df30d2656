"""Revisions of posts: what they were before, and who changed them."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.authorship import Maker
from bot.domain.posts import Content
from storage.db import Row, Session, from_ms
from storage.posts import content_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """What a post was; `editor_id` is None for a change by hand in the channel."""

    number: int
    editor_id: int | None
    editor: str | None
    maker: Maker
    content: Content
    created_at: datetime


_SELECT = """
    SELECT revisions.*, people.name AS editor FROM revisions
    LEFT JOIN people ON people.id = revisions.editor_id
"""


async def get_revision(db: Session, post_id: int, number: int) -> Revision | None:
    row = await db.fetch_one(
        _SELECT + "WHERE post_id = :post AND number = :number",
        {"post": post_id, "number": number},
    )
    return _revision(row) if row else None


async def list_revisions(
    db: Session, post_id: int, *, limit: int, before: int | None = None
) -> list[Revision]:
    """Newest first, those with a number below `before`."""
    rows = await db.fetch_all(
        _SELECT + "WHERE post_id = :post AND number < :before ORDER BY number DESC LIMIT :limit",
        {"post": post_id, "before": before or 1 << 62, "limit": limit},
    )
    return [_revision(row) for row in rows]


async def is_by(db: Session, post_id: int, maker: Maker) -> bool:
    """Whether any revision of a post was made so."""
    row = await db.fetch_one(
        "SELECT 1 FROM revisions WHERE post_id = :post AND maker = :maker LIMIT 1",
        {"post": post_id, "maker": maker.value},
    )
    return row is not None


def _revision(row: Row) -> Revision:
    return Revision(
        number=row["number"],
        editor_id=row["editor_id"],
        editor=row["editor"],
        maker=Maker(row["maker"]),
        content=content_of(row),
        created_at=from_ms(row["created_at"]),
    )
