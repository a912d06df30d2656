"""Edits of published posts: what each post is to become, and how far that is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.edits import UNDER_WAY, EditState
from bot.domain.posts import Content
from storage.db import Row, Session, from_ms, in_list, to_ms
from storage.posts import content_of, content_params


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What a post is to become, made of its revision `base`. `step` messages of it are done.

    `losses` counts calls whose answer was lost, one after another.
    """

    id: int
    post_id: int
    person_id: int
    state: EditState
    base: int
    content: Content
    album_id: str | None
    page_message_id: int | None
    step: int
    losses: int
    error: str | None


async def insert(
    db: Session, *, post_id: int, person_id: int, base: int, content: Content, now: datetime
) -> Edit:
    """A new one on a person's desk; the one that lay there before is dropped."""
    await db.execute(
        """
        UPDATE edits SET state = 'dropped', updated_at = :now
        WHERE post_id = :post AND person_id = :person AND state IN ('open', 'conflict')
        """,
        {"post": post_id, "person": person_id, "now": to_ms(now)},
    )
    row = await db.fetch_one(
        """
        INSERT INTO edits (post_id, person_id, state, base, text, entities, media, options, tags,
                           due_at, updated_at)
        VALUES (:post, :person, 'open', :base, :text, :entities, :media, :options, :tags,
                :now, :now)
        RETURNING *
        """,
        {
            "post": post_id,
            "person": person_id,
            "base": base,
            "now": to_ms(now),
            **content_params(content),
        },
    )
    assert row is not None
    return _edit(row)


async def get_edit(db: Session, edit_id: int) -> Edit | None:
    row = await db.fetch_one("SELECT * FROM edits WHERE id = :id", {"id": edit_id})
    return _edit(row) if row else None


async def get_under_way(db: Session, post_id: int) -> Edit | None:
    """The one that is on its way into the channel."""
    names, params = in_list("state", [state.value for state in UNDER_WAY])
    row = await db.fetch_one(
        f"SELECT * FROM edits WHERE post_id = :post AND state IN {names}",
        {"post": post_id, **params},
    )
    return _edit(row) if row else None


async def set_content(
    db: Session, edit_id: int, content: Content, *, album_id: str | None, now: datetime
) -> None:
    """Change one that lies on its author's desk."""
    await db.execute(
        """
        UPDATE edits SET text = :text, entities = :entities, media = :media, options = :options,
            tags = :tags, album_id = :album, updated_at = :now
        WHERE id = :id AND state = 'open'
        """,
        {"id": edit_id, "album": album_id, "now": to_ms(now), **content_params(content)},
    )


async def set_page(db: Session, edit_id: int, message_id: int) -> None:
    """Where its page stands in its author's chat."""
    await db.execute(
        "UPDATE edits SET page_message_id = :message WHERE id = :id",
        {"id": edit_id, "message": message_id},
    )


async def move(
    db: Session,
    edit: Edit,
    *,
    sources: Sequence[EditState],
    target: EditState,
    now: datetime,
    base: int | None = None,
    step: int | None = None,
    losses: int | None = None,
    due_at: datetime | None = None,
    is_notice_due: bool = False,
    error: str | None = None,
) -> bool:
    """One step of the state machine; False when another was faster."""
    names, params = in_list("source", [state.value for state in sources])
    changed = await db.execute(
        f"""
        UPDATE edits SET state = :target, base = coalesce(:base, base),
            step = coalesce(:step, step), losses = coalesce(:losses, losses),
            due_at = coalesce(:due, due_at), is_notice_due = :notice, error = :error,
            updated_at = :now
        WHERE id = :id AND state IN {names}
        """,
        {
            "id": edit.id,
            "target": target.value,
            "base": base,
            "step": step,
            "losses": losses,
            "due": to_ms(due_at),
            "notice": int(is_notice_due),
            "error": error,
            "now": to_ms(now),
            **params,
        },
    )
    return changed > 0


async def list_due(db: Session, *, now: datetime) -> list[Edit]:
    """Those whose next step is due, longest waiting first."""
    rows = await db.fetch_all(
        """
        SELECT * FROM edits WHERE state IN ('wanted', 'uncertain') AND due_at <= :now
        ORDER BY due_at, id
        """,
        {"now": to_ms(now)},
    )
    return [_edit(row) for row in rows]


async def next_due(db: Session) -> datetime | None:
    row = await db.fetch_one(
        "SELECT min(due_at) AS at FROM edits WHERE state IN ('wanted', 'uncertain')"
    )
    return from_ms(row["at"]) if row else None


async def list_sending(db: Session) -> list[Edit]:
    """Those whose call is under way, or was when its process died."""
    rows = await db.fetch_all("SELECT * FROM edits WHERE state = 'sending' ORDER BY id")
    return [_edit(row) for row in rows]


async def list_notices_due(db: Session) -> list[Edit]:
    """Those whose outcome has not been told."""
    rows = await db.fetch_all("SELECT * FROM edits WHERE is_notice_due = 1 ORDER BY id")
    return [_edit(row) for row in rows]


async def clear_notice(db: Session, edit_id: int) -> None:
    """The outcome has been told."""
    await db.execute("UPDATE edits SET is_notice_due = 0 WHERE id = :id", {"id": edit_id})


def _edit(row: Row) -> Edit:
    return Edit(
        id=row["id"],
        post_id=row["post_id"],
        person_id=row["person_id"],
        state=EditState(row["state"]),
        base=row["base"],
        content=content_of(row),
        album_id=row["album_id"],
        page_message_id=row["page_message_id"],
        step=row["step"],
        losses=row["losses"],
        error=row["error"],
    )
