"""The weekly slots that channels have set for themselves."""

from collections.abc import Sequence

from bot.domain.slots import Slot
from storage.db import Session


async def list_slots(db: Session, channel_id: int) -> list[Slot] | None:
    """A channel's own slots in the order of the week; None while it keeps to the default."""
    channel = await db.fetch_one(
        "SELECT has_own_slots FROM channels WHERE id = :channel", {"channel": channel_id}
    )
    if channel is None or not channel["has_own_slots"]:
        return None
    rows = await db.fetch_all(
        "SELECT * FROM slots WHERE channel_id = :channel ORDER BY weekday, minute",
        {"channel": channel_id},
    )
    return [Slot(row["weekday"], row["minute"], row["rubric"]) for row in rows]


async def replace(db: Session, channel_id: int, slots: Sequence[Slot] | None) -> None:
    """Give a channel slots of its own; with None it keeps to the default again."""
    params = {"channel": channel_id}
    await db.execute("DELETE FROM slots WHERE channel_id = :channel", params)
    await db.execute(
        "UPDATE channels SET has_own_slots = :own WHERE id = :channel",
        {"own": int(slots is not None), **params},
    )
    await db.execute_many(
        """
        INSERT INTO slots (channel_id, weekday, minute, rubric)
        VALUES (:channel, :weekday, :minute, :rubric)
        """,
        [
            {"weekday": slot.weekday, "minute": slot.minute, "rubric": slot.rubric, **params}
            for slot in slots or ()
        ],
    )
