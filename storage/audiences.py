"""How many people a channel's digests go to, read along the index of what is due."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.domain.digests import Frequency
from storage.db import Session, from_ms


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """So many subscriptions that are alike; `zone` is only known of those with a pause."""

    frequency: Frequency
    zone: str
    paused_until: date | None
    count: int

    def is_paused(self, now: datetime) -> bool:
        """Whether their pause holds at a moment, by their clock."""
        until = self.paused_until
        return until is not None and now.astimezone(ZoneInfo(self.zone)).date() < until


async def list_groups(db: Session, channel_id: int) -> list[Group]:
    """Those whose digest is on, which people who cannot be reached have not."""
    rows = await db.fetch_all(
        """
        SELECT frequency, paused_until, count(*) AS n,
               CASE WHEN paused_until IS NULL THEN '' ELSE zone END AS place
        FROM subscriptions WHERE channel_id = :channel AND next_at IS NOT NULL
        GROUP BY frequency, paused_until, place
        """,
        {"channel": channel_id},
    )
    return [
        Group(
            frequency=Frequency(row["frequency"]),
            zone=row["place"],
            paused_until=date.fromisoformat(row["paused_until"]) if row["paused_until"] else None,
            count=row["n"],
        )
        for row in rows
    ]


async def next_delivery(db: Session, channel_id: int) -> tuple[datetime | None, int]:
    """When the next digest goes to anybody, and to how many at that moment.

    It reads no further than those who are due then.
    """
    row = await db.fetch_one(
        """
        SELECT next_at AS at, count(*) AS n FROM subscriptions
        WHERE channel_id = :channel AND next_at IS NOT NULL
        GROUP BY next_at ORDER BY next_at LIMIT 1
        """,
        {"channel": channel_id},
    )
    return (from_ms(row["at"]), row["n"]) if row else (None, 0)
