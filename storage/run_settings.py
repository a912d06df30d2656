"""What owners chose for the runs of a channel."""

from dataclasses import dataclass

from storage.db import Session


@dataclass(frozen=True, slots=True)
class RunSettings:
    """`announcements_a_day`: 0 for as many as there are.

    `are_digests_paid`: they go for Telegram Stars; `paid_refused` is what Telegram said when it
    last did not take that, and owners were told; empty when it did.
    """

    announcements_a_day: int = 1
    are_digests_paid: bool = False
    paid_refused: str = ""


async def get(db: Session, channel_id: int) -> RunSettings:
    """The settings of a channel; the defaults where nothing was chosen."""
    row = await db.fetch_one(
        "SELECT * FROM run_settings WHERE channel_id = :channel", {"channel": channel_id}
    )
    if row is None:
        return RunSettings()
    return RunSettings(
        announcements_a_day=row["announcements_a_day"],
        are_digests_paid=bool(row["are_digests_paid"]),
        paid_refused=row["paid_refused"] or "",
    )


async def set_announcements_a_day(db: Session, channel_id: int, most: int) -> None:
    """Choose how many announcements a day may go; 0: as many as there are."""
    await db.execute(
        """
        INSERT INTO run_settings (channel_id, announcements_a_day) VALUES (:channel, :most)
        ON CONFLICT (channel_id) DO UPDATE SET announcements_a_day = excluded.announcements_a_day
        """,
        {"channel": channel_id, "most": most},
    )


async def set_digests_paid(db: Session, channel_id: int, is_paid: bool) -> None:
    """Choose whether digests go for Telegram Stars; what Telegram said of it is forgotten."""
    await db.execute(
        """
        INSERT INTO run_settings (channel_id, are_digests_paid) VALUES (:channel, :paid)
        ON CONFLICT (channel_id) DO UPDATE
        SET are_digests_paid = excluded.are_digests_paid, paid_refused = NULL
        """,
        {"channel": channel_id, "paid": int(is_paid)},
    )


async def refuse_paid(db: Session, channel_id: int, reason: str) -> bool:
    """Telegram did not take Stars for digests; False when owners know of that already."""
    changed = await db.execute(
        """
        UPDATE run_settings SET paid_refused = :reason
        WHERE channel_id = :channel AND are_digests_paid = 1 AND paid_refused IS NULL
        """,
        {"channel": channel_id, "reason": reason},
    )
    return changed > 0


async def forget_refusal(db: Session, channel_id: int) -> None:
    """Telegram took Stars for digests."""
    await db.execute(
        """
        UPDATE run_settings SET paid_refused = NULL
        WHERE channel_id = :channel AND paid_refused IS NOT NULL
        """,
        {"channel": channel_id},
    )
