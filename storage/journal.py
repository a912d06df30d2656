"""The journal: written in the transaction of the deed, read page by page."""

from datetime import datetime

from bot.domain.journal import Deed, Entry
from bot.domain.pages import Cursor, Page
from storage.db import Row, Session, from_ms, to_ms
from storage.keyset import Keyset

KEY = Keyset("done_at", "journal.id")


async def insert(
    db: Session,
    deed: Deed,
    *,
    channel_id: int | None,
    person_id: int,
    now: datetime,
    post_id: int | None = None,
    detail: str = "",
) -> None:
    """Note what somebody did; what belongs to no channel yet is in no journal."""
    if channel_id is None:
        return
    await db.execute(
        """
        INSERT INTO journal (channel_id, person_id, what, post_id, detail, done_at)
        VALUES (:channel, :person, :what, :post, :detail, :now)
        """,
        {
            "channel": channel_id,
            "person": person_id,
            "what": deed.value,
            "post": post_id,
            "detail": detail,
            "now": to_ms(now),
        },
    )


async def list_entries(
    db: Session, channel_id: int, cursor: Cursor | None, size: int
) -> Page[Entry]:
    """A page of the journal of a channel, newest first."""
    rows = await db.fetch_all(
        f"""
        SELECT journal.*, people.name, posts.title, {KEY.select} FROM journal
        LEFT JOIN people ON people.id = journal.person_id
        LEFT JOIN posts ON posts.id = journal.post_id
        WHERE journal.channel_id = :channel AND {KEY.where(cursor)}
        ORDER BY {KEY.order(cursor)} LIMIT :limit
        """,
        {"channel": channel_id, "limit": size + 1, **KEY.params(cursor)},
    )
    return KEY.page(rows, cursor, size).map(_entry)


async def delete_before(db: Session, moment: datetime) -> int:
    """Forget what was done before a moment; how many deeds."""
    return await db.execute(
        "DELETE FROM journal WHERE done_at < :moment", {"moment": to_ms(moment)}
    )


def _entry(row: Row) -> Entry:
    return Entry(
        deed=Deed(row["what"]),
        person=row["name"] or str(row["person_id"]),
        title=row["title"] or "",
        detail=row["detail"],
        done_at=from_ms(row["done_at"]),
    )
