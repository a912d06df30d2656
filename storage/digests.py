"""Deliveries of digests: one row a subscription and period, written before it is sent."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from storage.db import Session, to_ms

State = Literal["sending", "sent", "failed", "unknown", "empty"]


@dataclass(frozen=True, slots=True)
class OpenDelivery:
    """A delivery whose outcome nobody knows, and whose it was."""

    subscription_id: int
    period: str
    person_id: int
    name: str


async def claim(
    db: Session, subscription_id: int, period: str, *, state: State, now: datetime
) -> bool:
    """Begin a delivery; False when the period had one already.

    A period that was empty, or known not to be sent, may be delivered after all.
    """
    begun = await db.execute(
        """
        INSERT INTO deliveries (subscription_id, period, state, started_at)
        VALUES (:subscription, :period, :state, :now)
        ON CONFLICT (subscription_id, period) DO UPDATE
        SET state = excluded.state, started_at = excluded.started_at, finished_at = NULL,
            error = NULL
        WHERE deliveries.state IN ('empty', 'failed')
        """,
        {"subscription": subscription_id, "period": period, "state": state, "now": to_ms(now)},
    )
    return begun > 0


async def settle(
    db: Session,
    subscription_id: int,
    period: str,
    *,
    state: State,
    now: datetime,
    error: str | None = None,
) -> None:
    """Write what a delivery came to."""
    await db.execute(
        """
        UPDATE deliveries SET state = :state, finished_at = :now, error = coalesce(:error, error)
        WHERE subscription_id = :subscription AND period = :period
        """,
        {
            "subscription": subscription_id,
            "period": period,
            "state": state,
            "now": to_ms(now),
            "error": error,
        },
    )


async def withdraw(db: Session, subscription_id: int, period: str) -> None:
    """Forget a delivery that is known not to have begun."""
    await db.execute(
        "DELETE FROM deliveries WHERE subscription_id = :subscription AND period = :period",
        {"subscription": subscription_id, "period": period},
    )


async def has(db: Session, subscription_id: int, period: str) -> bool:
    """Whether a period was delivered, or may have been."""
    row = await db.fetch_one(
        """
        SELECT 1 FROM deliveries WHERE subscription_id = :subscription AND period = :period
          AND state IN ('sending', 'sent', 'unknown')
        """,
        {"subscription": subscription_id, "period": period},
    )
    return row is not None


async def list_open(db: Session) -> list[OpenDelivery]:
    """Deliveries in `sending`, with the names of their people."""
    rows = await db.fetch_all(
        """
        SELECT deliveries.subscription_id, deliveries.period, people.id, people.name
        FROM deliveries
        JOIN subscriptions ON subscriptions.id = deliveries.subscription_id
        JOIN people ON people.id = subscriptions.person_id
        WHERE deliveries.state = 'sending'
        ORDER BY deliveries.subscription_id
        """
    )
    return [
        OpenDelivery(row["subscription_id"], row["period"], row["id"], row["name"]) for row in rows
    ]
