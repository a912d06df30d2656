"""Drafts made of published posts, by the press that made them."""

from storage.db import Session


async def get_post_id(db: Session, press: str) -> int | None:
    """The draft that a press made."""
    row = await db.fetch_one("SELECT post_id FROM repeats WHERE press = :press", {"press": press})
    return int(row["post_id"]) if row else None


async def insert(db: Session, press: str, post_id: int) -> None:
    await db.execute(
        "INSERT INTO repeats (press, post_id) VALUES (:press, :post)",
        {"press": press, "post": post_id},
    )
