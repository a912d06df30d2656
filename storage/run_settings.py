"""What owners chose for the runs of a channel."""

from dataclasses import dataclass

from storage.db import Session


@dataclass(frozen=True, slots=True)
class RunSettings:
    """`announcements_a_day`: 0 for as many as there are."""

    announcements_a_day: int = 1


async def get(db: Session, channel_id: int) -> RunSettings:
    """The settings of a channel; the defaults where nothing was chosen."""
    row = await db.fetch_one(
        "SELECT * FROM run_settings WHERE channel_id = :channel", {"channel": channel_id}
    )
    if row is None:
        return RunSettings()
    return RunSettings(row["announcements_a_day"])


async def set_announcements_a_day(db: Session, channel_id: int, most: int) -> None:
    """Choose how many announcements a day may go; 0: as many as there are."""
    await db.execute(
        """
        INSERT INTO run_settings (channel_id, announcements_a_day) VALUES (:channel, :most)
        ON CONFLICT (channel_id) DO UPDATE SET announcements_a_day = excluded.announcements_a_day
        """,
        {"channel": channel_id, "most": most},
    )
