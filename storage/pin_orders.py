"""Publications that are to be pinned when they are out."""

from dataclasses import dataclass
from datetime import datetime

from storage.db import Session, from_ms, to_ms


@dataclass(frozen=True, slots=True)
class PinOrder:
    """A publication to be pinned; `losses` are calls whose answer was lost."""

    publication_id: int
    losses: int


async def insert(db: Session, publication_id: int, *, due_at: datetime) -> None:
    """Order a pin; one that was ordered already stays as it is."""
    await db.execute(
        """
        INSERT INTO pin_orders (publication_id, due_at) VALUES (:publication, :due)
        ON CONFLICT (publication_id) DO NOTHING
        """,
        {"publication": publication_id, "due": to_ms(due_at)},
    )


async def list_due(db: Session, *, now: datetime) -> list[PinOrder]:
    rows = await db.fetch_all(
        "SELECT * FROM pin_orders WHERE due_at <= :now ORDER BY due_at, publication_id",
        {"now": to_ms(now)},
    )
    return [PinOrder(row["publication_id"], row["losses"]) for row in rows]


async def next_due(db: Session) -> datetime | None:
    """The moment of the next pin."""
    row = await db.fetch_one("SELECT min(due_at) AS at FROM pin_orders WHERE due_at IS NOT NULL")
    return from_ms(row["at"]) if row else None


async def has_waiting(db: Session, post_id: int) -> bool:
    """Whether a post is still to be pinned."""
    row = await db.fetch_one(
        """
        SELECT 1 FROM pin_orders WHERE due_at IS NOT NULL
        AND publication_id IN (SELECT id FROM publications WHERE post_id = :post)
        """,
        {"post": post_id},
    )
    return row is not None


async def drop(db: Session, post_id: int) -> None:
    """A post is not to be pinned any more."""
    await db.execute(
        """
        UPDATE pin_orders SET due_at = NULL
        WHERE publication_id IN (SELECT id FROM publications WHERE post_id = :post)
        """,
        {"post": post_id},
    )


async def postpone(db: Session, order: PinOrder, *, due_at: datetime, losses: int) -> None:
    await db.execute(
        "UPDATE pin_orders SET due_at = :due, losses = :losses WHERE publication_id = :id",
        {"id": order.publication_id, "due": to_ms(due_at), "losses": losses},
    )


async def finish(db: Session, order: PinOrder, *, error: str | None = None) -> None:
    """It is pinned, or was given up with an error."""
    await db.execute(
        "UPDATE pin_orders SET due_at = NULL, error = :error WHERE publication_id = :id",
        {"id": order.publication_id, "error": error},
    )
