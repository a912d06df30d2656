"""Imports, and how far each of them is."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.imports import Holding, Import, ImportSource, ImportState, Tally
from storage.db import Row, Session, from_ms, to_ms


async def insert(
    db: Session,
    *,
    source: ImportSource,
    state: ImportState,
    channel_id: int | None,
    name: str,
    holding: Holding,
    now: datetime,
    person_id: int | None = None,
    message_id: int | None = None,
    size: int = 0,
    digest: str = "",
    top: int = 0,
    floor: int = 0,
) -> Import:
    """A new import; one of the same message of a person is the one that is there."""
    row = await db.fetch_one(
        """
        INSERT INTO imports (source, state, channel_id, person_id, message_id, name, size, digest,
            history_id, title, told_at, posts, messages, first_at, last_at, top, floor,
            created_at, updated_at)
        VALUES (:source, :state, :channel, :person, :message, :name, :size, :digest, :history,
            :title, :told, :posts, :messages, :first, :last, :top, :floor, :now, :now)
        ON CONFLICT (person_id, message_id) DO UPDATE SET name = name
        RETURNING *
        """,
        {
            "source": source.value, "state": state.value, "channel": channel_id,
            "person": person_id, "message": message_id, "name": name, "size": size,
            "digest": digest, "top": top, "floor": floor, "now": to_ms(now), **_held(holding),
        },
    )  # fmt: skip
    assert row is not None
    return _import(row)


async def get_import(db: Session, import_id: int) -> Import | None:
    row = await db.fetch_one("SELECT * FROM imports WHERE id = :id", {"id": import_id})
    return _import(row) if row else None


async def get_of_message(db: Session, person_id: int, message_id: int) -> Import | None:
    """The import of a file that a person sent."""
    row = await db.fetch_one(
        "SELECT * FROM imports WHERE person_id = :person AND message_id = :message",
        {"person": person_id, "message": message_id},
    )
    return _import(row) if row else None


async def list_running(db: Session) -> list[Import]:
    """Imports of chats that are to go on; those of the command line are its own."""
    rows = await db.fetch_all(
        """
        SELECT * FROM imports WHERE state = 'running' AND person_id IS NOT NULL ORDER BY id
        """
    )
    return [_import(row) for row in rows]


async def list_open(db: Session) -> list[Import]:
    """Imports whose files are still needed."""
    rows = await db.fetch_all(
        """
        SELECT * FROM imports
        WHERE state IN ('waiting', 'running') AND person_id IS NOT NULL ORDER BY id
        """
    )
    return [_import(row) for row in rows]


async def list_waiting(db: Session, *, before: datetime) -> list[Import]:
    """Imports that have been offered since before a moment."""
    rows = await db.fetch_all(
        "SELECT * FROM imports WHERE state = 'waiting' AND updated_at < :before ORDER BY id",
        {"before": to_ms(before)},
    )
    return [_import(row) for row in rows]


async def get_unfinished(
    db: Session, channel_id: int, source: ImportSource, *, digest: str = ""
) -> Import | None:
    """The last import of the command line from a source that is still running."""
    row = await db.fetch_one(
        """
        SELECT * FROM imports WHERE channel_id = :channel AND source = :source
          AND digest = :digest AND person_id IS NULL AND state = 'running'
        ORDER BY id DESC LIMIT 1
        """,
        {"channel": channel_id, "source": source.value, "digest": digest},
    )
    return _import(row) if row else None


async def get_top(db: Session, channel_id: int) -> int:
    """The message id that finished imports of a channel's page came up to; 0: there is none."""
    row = await db.fetch_one(
        """
        SELECT max(top) AS top FROM imports
        WHERE channel_id = :channel AND source = 'page' AND state = 'done'
        """,
        {"channel": channel_id},
    )
    return (row["top"] or 0) if row else 0


async def move(
    db: Session,
    import_id: int,
    *,
    sources: Sequence[ImportState],
    target: ImportState,
    now: datetime,
    error: str | None = None,
) -> bool:
    """Move an import on; False when it is in none of these states any more.

    How it ended is to be told to whoever asked for it in a chat.
    """
    states = ", ".join(f"'{state.value}'" for state in sources)
    moved = await db.execute(
        f"""
        UPDATE imports SET state = :state, error = :error, updated_at = :now,
            is_notice_due = (:over AND person_id IS NOT NULL)
        WHERE id = :id AND state IN ({states})
        """,
        {
            "id": import_id, "state": target.value, "error": error, "now": to_ms(now),
            "over": int(target not in (ImportState.WAITING, ImportState.RUNNING)),
        },
    )  # fmt: skip
    return moved > 0


async def list_notices_due(db: Session) -> list[Import]:
    """Imports whose end is to be told."""
    rows = await db.fetch_all("SELECT * FROM imports WHERE is_notice_due = 1 ORDER BY id")
    return [_import(row) for row in rows]


async def clear_notice(db: Session, import_id: int) -> None:
    """The end was told, or nobody can be told."""
    await db.execute("UPDATE imports SET is_notice_due = 0 WHERE id = :id", {"id": import_id})


async def set_channel(db: Session, import_id: int, channel_id: int) -> None:
    """Choose the channel whose past it is."""
    await db.execute(
        "UPDATE imports SET channel_id = :channel WHERE id = :id AND state = 'waiting'",
        {"id": import_id, "channel": channel_id},
    )


async def set_holding(db: Session, import_id: int, holding: Holding) -> None:
    """Note what a file holds of the chosen channel."""
    await db.execute(
        """
        UPDATE imports SET history_id = :history, title = :title, told_at = :told, posts = :posts,
            messages = :messages, first_at = :first, last_at = :last
        WHERE id = :id
        """,
        {"id": import_id, **_held(holding)},
    )


async def set_card(db: Session, import_id: int, message_id: int) -> None:
    """Where the import is shown in the person's chat."""
    await db.execute(
        "UPDATE imports SET card_message_id = :message WHERE id = :id",
        {"id": import_id, "message": message_id},
    )


async def advance(
    db: Session, import_id: int, *, position: int, tally: Tally, top: int = 0, now: datetime
) -> None:
    """Note a batch that is written, in the transaction that wrote it."""
    await db.execute(
        """
        UPDATE imports SET position = :position, top = max(top, :top), updated_at = :now,
            added = added + :added, known = known + :known, changed = changed + :changed,
            counted = counted + :counted, left_alone = left_alone + :left
        WHERE id = :id
        """,
        {
            "id": import_id, "position": position, "top": top, "now": to_ms(now),
            "added": tally.added, "known": tally.known, "changed": tally.changed,
            "counted": tally.counted, "left": tally.left_alone,
        },
    )  # fmt: skip


def _held(holding: Holding) -> dict[str, int | str | None]:
    return {
        "history": holding.history_id,
        "title": holding.title,
        "told": to_ms(holding.told_at),
        "posts": holding.posts,
        "messages": holding.messages,
        "first": to_ms(holding.first_at),
        "last": to_ms(holding.last_at),
    }


def _import(row: Row) -> Import:
    return Import(
        id=row["id"], source=ImportSource(row["source"]), state=ImportState(row["state"]),
        channel_id=row["channel_id"], person_id=row["person_id"], message_id=row["message_id"],
        card_message_id=row["card_message_id"], name=row["name"], size=row["size"],
        digest=row["digest"], position=row["position"], top=row["top"], floor=row["floor"],
        error=row["error"], updated_at=from_ms(row["updated_at"]),
        holding=Holding(
            history_id=row["history_id"], title=row["title"], told_at=from_ms(row["told_at"]),
            posts=row["posts"], messages=row["messages"], first_at=from_ms(row["first_at"]),
            last_at=from_ms(row["last_at"]),
        ),
        tally=Tally(
            added=row["added"], known=row["known"], changed=row["changed"],
            counted=row["counted"], left_alone=row["left_alone"],
        ),
    )  # fmt: skip
