"""Touches of posts of others, until their authors are told."""

from datetime import datetime

from bot.domain.touches import Touch, Touched
from storage.db import Session, from_ms, to_ms


async def insert(db: Session, post_id: int, what: Touch, *, person_id: int, now: datetime) -> None:
    """Note a touch; of one's own post there is none, and several alike are one."""
    await db.execute(
        """
        INSERT INTO touches (post_id, what, person_id, due_at)
        SELECT id, :what, :person, :due FROM posts WHERE id = :post AND author_id <> :person
        ON CONFLICT (post_id, what) DO UPDATE SET
            person_id = excluded.person_id, due_at = excluded.due_at
        """,
        {
            "post": post_id,
            "what": what.value,
            "person": person_id,
            "due": to_ms(now + what.patience),
        },
    )


async def list_due(db: Session, *, now: datetime) -> list[Touched]:
    """What is to be told by now."""
    rows = await db.fetch_all(
        "SELECT * FROM touches WHERE due_at <= :now ORDER BY due_at, post_id, what",
        {"now": to_ms(now)},
    )
    return [
        Touched(
            post_id=row["post_id"],
            what=Touch(row["what"]),
            person_id=row["person_id"],
            due_at=from_ms(row["due_at"]),
        )
        for row in rows
    ]


async def postpone(db: Session, touched: Touched, *, due_at: datetime) -> None:
    """It could not be told: not before this moment again."""
    await db.execute(
        "UPDATE touches SET due_at = :later WHERE post_id = :post AND what = :what",
        {"post": touched.post_id, "what": touched.what.value, "later": to_ms(due_at)},
    )


async def delete(db: Session, touched: Touched) -> None:
    """It is told; what came since is not."""
    await db.execute(
        "DELETE FROM touches WHERE post_id = :post AND what = :what AND due_at = :due",
        {
            "post": touched.post_id,
            "what": touched.what.value,
            "due": to_ms(touched.due_at),
        },
    )
