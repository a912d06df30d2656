"""Posts that are pinned in their channels, as far as is known."""

from dataclasses import dataclass
from datetime import datetime

from storage.db import Session, from_ms, to_ms


@dataclass(frozen=True, slots=True)
class Pin:
    """When a post was pinned, and by whom: None is by hand in the channel."""

    person_id: int | None
    pinned_at: datetime


async def get_pin(db: Session, post_id: int) -> Pin | None:
    row = await db.fetch_one("SELECT * FROM pins WHERE post_id = :post", {"post": post_id})
    return Pin(row["person_id"], from_ms(row["pinned_at"])) if row else None


async def insert(db: Session, post_id: int, *, person_id: int | None, now: datetime) -> bool:
    """Note a pin; False when one is noted already, which stays as it is."""
    changed = await db.execute(
        """
        INSERT INTO pins (post_id, person_id, pinned_at) VALUES (:post, :person, :now)
        ON CONFLICT (post_id) DO NOTHING
        """,
        {"post": post_id, "person": person_id, "now": to_ms(now)},
    )
    return changed > 0


async def delete(db: Session, post_id: int) -> bool:
    """It is pinned no more; whether it was."""
    return await db.execute("DELETE FROM pins WHERE post_id = :post", {"post": post_id}) > 0
