"""Deliveries of digests: one row a subscription and period, written before it is sent."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from bot.domain.paid_sending import goes_paid
from bot.domain.runs import RunState
from storage.db import Row, Session, from_ms, to_ms

State = Literal["sending", "sent", "failed", "unknown", "empty"]


@dataclass(frozen=True, slots=True)
class OpenDelivery:
    """A delivery whose outcome nobody knows, and whose it was."""

    subscription_id: int
    period: str
    person_id: int
    name: str
    run_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What is to be done in a channel: when its next digest is due, and its open run.

    `run_id`, `state` and `state_at` are None where no run is open; `due_until`: those who were due
    by then are in its total. `goes_paid`: what is due there goes for Telegram Stars.
    """

    channel_id: int
    is_connected: bool
    next_at: datetime | None
    run_id: int | None
    state: RunState | None
    state_at: datetime | None
    due_until: datetime | None
    goes_paid: bool = False

    @property
    def is_held(self) -> bool:
        """Whether what is due waits until somebody goes on with it."""
        return self.state is RunState.PAUSED

    def is_due(self, now: datetime) -> bool:
        """Whether anything is due, held or not."""
        return self.next_at is not None and self.next_at <= now


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDelivery:
    """A delivery about to begin, of a subscription that is due at `due_at`, as chosen by then."""

    subscription_id: int
    due_at: datetime
    period: str
    state: State
    version: int


async def list_turns(db: Session) -> list[Turn]:
    """Each channel's next moment: one step in an index, however many are due there or held."""
    rows = await db.fetch_all(
        """
        SELECT channels.id AS channel_id, channels.state <> 'disconnected' AS is_connected,
            runs.id AS run_id, runs.state, runs.state_at, runs.due_until, runs.is_paid,
            runs.paid_refused, runs.total, run_settings.are_digests_paid, (
                SELECT next_at FROM subscriptions
                WHERE channel_id = channels.id AND next_at IS NOT NULL ORDER BY next_at LIMIT 1
            ) AS next_at
        FROM channels LEFT JOIN runs ON runs.channel_id = channels.id
            AND runs.kind = 'digest' AND runs.ended_at IS NULL
        LEFT JOIN run_settings ON run_settings.channel_id = channels.id
        ORDER BY channels.id
        """
    )
    return [_turn(row) for row in rows]


async def begin(
    db: Session, new: Sequence[NewDelivery], *, run_id: int, now: datetime
) -> set[int]:
    """Begin deliveries; ids of the subscriptions whose delivery is begun.

    Not those that somebody changed since, nor those whose period had a delivery already; one that
    was empty, or known not to be sent, may be delivered after all.
    """
    values = [
        [one.subscription_id, to_ms(one.due_at), one.period, one.state, one.version] for one in new
    ]
    rows = await db.fetch_all(
        """
        INSERT INTO deliveries (subscription_id, period, state, started_at, run_id)
        SELECT subscriptions.id, new.value ->> 2, new.value ->> 3, :now, :run
        FROM json_each(:new) AS new CROSS JOIN subscriptions
        WHERE subscriptions.id = new.value ->> 0 AND subscriptions.next_at = new.value ->> 1
          AND subscriptions.version = new.value ->> 4
        ON CONFLICT (subscription_id, period) DO UPDATE
        SET state = excluded.state, started_at = excluded.started_at, finished_at = NULL,
            error = NULL, run_id = excluded.run_id
        WHERE deliveries.state IN ('empty', 'failed')
        RETURNING subscription_id
        """,
        {"new": json.dumps(values), "now": to_ms(now), "run": run_id},
    )
    return {row["subscription_id"] for row in rows}


async def settle_sent(db: Session, keys: Iterable[tuple[int, str]], *, now: datetime) -> None:
    """Deliveries, as (subscription, period), were sent."""
    await db.execute_many(
        """
        UPDATE deliveries SET state = 'sent', finished_at = :now
        WHERE subscription_id = :subscription AND period = :period
        """,
        [{"subscription": key, "period": period, "now": to_ms(now)} for key, period in keys],
    )


async def forget_before(db: Session, subscription_ids: Iterable[int], day: date) -> None:
    """Delete deliveries of periods before a day, of the subscriptions named."""
    await db.execute(
        """
        DELETE FROM deliveries WHERE period < :day AND state <> 'sending'
          AND subscription_id IN (SELECT value FROM json_each(:ids))
        """,
        {"day": day.isoformat(), "ids": json.dumps(list(subscription_ids))},
    )


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
        SELECT deliveries.subscription_id, deliveries.period, deliveries.run_id,
            people.id, people.name
        FROM deliveries
        JOIN subscriptions ON subscriptions.id = deliveries.subscription_id
        JOIN people ON people.id = subscriptions.person_id
        WHERE deliveries.state = 'sending'
        ORDER BY deliveries.subscription_id
        """
    )
    return [
        OpenDelivery(row["subscription_id"], row["period"], row["id"], row["name"], row["run_id"])
        for row in rows
    ]


async def list_open_runs(db: Session) -> set[int]:
    """Runs with deliveries in `sending`."""
    rows = await db.fetch_all(
        "SELECT run_id FROM deliveries WHERE state = 'sending' ORDER BY subscription_id"
    )
    return {row["run_id"] for row in rows}


def _turn(row: Row) -> Turn:
    return Turn(
        channel_id=row["channel_id"],
        is_connected=bool(row["is_connected"]),
        next_at=from_ms(row["next_at"]),
        run_id=row["run_id"],
        state=RunState(row["state"]) if row["state"] else None,
        state_at=from_ms(row["state_at"]),
        due_until=from_ms(row["due_until"]),
        goes_paid=bool(row["are_digests_paid"])
        if row["run_id"] is None
        else goes_paid(
            is_paid=bool(row["is_paid"]), refused=row["paid_refused"] or "", total=row["total"]
        ),
    )
