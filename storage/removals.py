"""Posts that are to leave their channels, and how far that is."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.removals import Removal, RemovalState
from storage.db import Row, Session, from_ms, to_ms


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A post that is to leave: `step` calls are done, `losses` lost their answer in a row.

    `updated_at` of one that is over is when it was.
    """

    post_id: int
    person_id: int
    way: Removal
    words: str
    state: RemovalState
    step: int
    losses: int
    page_message_id: int | None
    error: str | None
    updated_at: datetime


async def want(
    db: Session,
    *,
    post_id: int,
    person_id: int,
    way: Removal,
    words: str,
    page_message_id: int | None,
    now: datetime,
) -> bool:
    """Order that a post leaves; False when that is under way or done."""
    changed = await db.execute(
        """
        INSERT INTO removals (post_id, person_id, way, words, state, due_at, page_message_id,
                              updated_at)
        VALUES (:post, :person, :way, :words, 'wanted', :now, :page, :now)
        ON CONFLICT (post_id) DO UPDATE SET
            person_id = :person, way = :way, words = :words, state = 'wanted', step = 0,
            losses = 0, due_at = :now, page_message_id = :page, is_notice_due = 0, error = NULL,
            updated_at = :now
        WHERE removals.state = 'refused'
        """,
        {
            "post": post_id,
            "person": person_id,
            "way": way.value,
            "words": words,
            "page": page_message_id,
            "now": to_ms(now),
        },
    )
    return changed > 0


async def get_order(db: Session, post_id: int) -> Order | None:
    row = await db.fetch_one("SELECT * FROM removals WHERE post_id = :post", {"post": post_id})
    return _order(row) if row else None


async def move(
    db: Session,
    order: Order,
    *,
    source: RemovalState,
    target: RemovalState,
    now: datetime,
    step: int | None = None,
    losses: int | None = None,
    due_at: datetime | None = None,
    is_notice_due: bool = False,
    error: str | None = None,
) -> bool:
    """One step of the state machine; False when another was faster."""
    changed = await db.execute(
        """
        UPDATE removals SET state = :target, step = coalesce(:step, step),
            losses = coalesce(:losses, losses), due_at = coalesce(:due, due_at),
            is_notice_due = :notice, error = :error, updated_at = :now
        WHERE post_id = :post AND state = :source
        """,
        {
            "post": order.post_id,
            "source": source.value,
            "target": target.value,
            "step": step,
            "losses": losses,
            "due": to_ms(due_at),
            "notice": int(is_notice_due),
            "error": error,
            "now": to_ms(now),
        },
    )
    return changed > 0


async def list_due(db: Session, *, now: datetime) -> list[Order]:
    rows = await db.fetch_all(
        "SELECT * FROM removals WHERE state = 'wanted' AND due_at <= :now ORDER BY due_at",
        {"now": to_ms(now)},
    )
    return [_order(row) for row in rows]


async def next_due(db: Session) -> datetime | None:
    row = await db.fetch_one("SELECT min(due_at) AS at FROM removals WHERE state = 'wanted'")
    return from_ms(row["at"]) if row else None


async def list_sending(db: Session) -> list[Order]:
    """Those whose call is under way, or was when its process died."""
    rows = await db.fetch_all("SELECT * FROM removals WHERE state = 'sending'")
    return [_order(row) for row in rows]


async def list_notices_due(db: Session) -> list[Order]:
    """Those whose outcome has not been told."""
    rows = await db.fetch_all("SELECT * FROM removals WHERE is_notice_due = 1 ORDER BY post_id")
    return [_order(row) for row in rows]


async def clear_notice(db: Session, post_id: int) -> None:
    """The outcome has been told."""
    await db.execute(
        "UPDATE removals SET is_notice_due = 0 WHERE post_id = :post", {"post": post_id}
    )


def _order(row: Row) -> Order:
    return Order(
        post_id=row["post_id"],
        person_id=row["person_id"],
        way=Removal(row["way"]),
        words=row["words"],
        state=RemovalState(row["state"]),
        step=row["step"],
        losses=row["losses"],
        page_message_id=row["page_message_id"],
        error=row["error"],
        updated_at=from_ms(row["updated_at"]),
    )
