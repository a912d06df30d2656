"""Announcements whose author edited the message that they were made of."""

from bot.domain.posts import Content
from storage.db import Session
from storage.posts import content_params


async def find_draft(db: Session, created_by: int, message_id: int) -> int | None:
    """The number of the draft that was made of a message; None when it has gone, or never was."""
    row = await db.fetch_one(
        """
        SELECT id FROM announcements
        WHERE created_by = :by AND message_id = :message AND state = 'draft'
        """,
        {"by": created_by, "message": message_id},
    )
    return int(row["id"]) if row else None


async def set_content(db: Session, announcement_id: int, content: Content) -> bool:
    """What a draft says from now on; False when it is no draft any more."""
    params = content_params(content)
    changed = await db.execute(
        """
        UPDATE announcements SET text = :text, entities = :entities, media = :media
        WHERE id = :id AND state = 'draft'
        """,
        {"id": announcement_id, **{name: params[name] for name in ("text", "entities", "media")}},
    )
    return changed > 0
