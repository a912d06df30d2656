"""Subscriptions to digests."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from bot.domain.digests import Frequency, Schedule
from bot.domain.subscriptions import Scope, Sorting, Subscription, Taste
from storage.db import Row, Session, from_ms, to_ms

_SELECT = "SELECT * FROM subscriptions"


async def get_of(db: Session, person_id: int, channel_id: int) -> Subscription | None:
    row = await db.fetch_one(
        f"{_SELECT} WHERE person_id = :person AND channel_id = :channel",
        {"person": person_id, "channel": channel_id},
    )
    return _subscription(row) if row else None


async def list_due(
    db: Session, channel_id: int, *, now: datetime, limit: int
) -> list[Subscription]:
    """Subscriptions to a channel whose delivery is due, the longest waiting first."""
    rows = await db.fetch_all(
        f"""
        {_SELECT} WHERE channel_id = :channel AND next_at <= :now
        ORDER BY next_at, id LIMIT :limit
        """,
        {"channel": channel_id, "now": to_ms(now), "limit": limit},
    )
    return [_subscription(row) for row in rows]


async def list_planned(db: Session, *, after_id: int, limit: int) -> list[Subscription]:
    """Subscriptions that have a next delivery, by id, behind one of them."""
    rows = await db.fetch_all(
        f"{_SELECT} WHERE id > :after AND next_at IS NOT NULL ORDER BY id LIMIT :limit",
        {"after": after_id, "limit": limit},
    )
    return [_subscription(row) for row in rows]


async def count_due(
    db: Session, channel_id: int, *, until: datetime, after: datetime | None = None
) -> int:
    """How many deliveries of a channel are due by a moment, later than `after` where given."""
    row = await db.fetch_one(
        """
        SELECT count(*) AS n FROM subscriptions
        WHERE channel_id = :channel AND next_at <= :until AND next_at > :after
        """,
        {"channel": channel_id, "until": to_ms(until), "after": to_ms(after) if after else 0},
    )
    return int(row["n"]) if row else 0


async def save(db: Session, subscription: Subscription) -> None:
    """Store a person's choice."""
    schedule, taste = subscription.schedule, subscription.taste
    await db.execute(
        """
        INSERT INTO subscriptions
            (person_id, channel_id, frequency, minute, weekday, chosen, quiet, zone, paused_until,
             scope, most, at_least, sorting, next_at, period_from_at)
        VALUES (:person, :channel, :frequency, :minute, :weekday, :chosen, :quiet, :zone, :paused,
            :scope, :most, :at_least, :sorting, :next, :period_from)
        ON CONFLICT (person_id, channel_id) DO UPDATE SET
            frequency = excluded.frequency, minute = excluded.minute, weekday = excluded.weekday,
            chosen = excluded.chosen, quiet = excluded.quiet, zone = excluded.zone,
            paused_until = excluded.paused_until, scope = excluded.scope, most = excluded.most,
            at_least = excluded.at_least, sorting = excluded.sorting,
            next_at = excluded.next_at, period_from_at = excluded.period_from_at,
            version = subscriptions.version + 1
        """,
        {
            "person": subscription.person_id,
            "channel": subscription.channel_id,
            "frequency": schedule.frequency.value,
            "minute": schedule.minute,
            "weekday": schedule.weekday,
            "chosen": _mask(schedule.chosen),
            "quiet": _mask(schedule.quiet),
            "zone": schedule.zone,
            "paused": schedule.paused_until.isoformat() if schedule.paused_until else None,
            "scope": taste.scope.value,
            "most": taste.most,
            "at_least": taste.at_least,
            "sorting": taste.sorting.value,
            "next": to_ms(subscription.next_at),
            "period_from": to_ms(subscription.period_from_at),
        },
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A due subscription and its next delivery; `period_from_at` and `delivered` as they will be.

    `due_at` is when it is due, `version` its person's choice that `next_at` is made of: whoever
    changed them meanwhile is not moved. None: whatever was chosen.
    """

    id: int
    due_at: datetime
    next_at: datetime | None
    period_from_at: datetime
    delivered: bool
    version: int | None = None


async def advance(db: Session, moves: Sequence[Move]) -> int:
    """Move subscriptions to their next deliveries; how many were moved."""
    values = [
        [
            move.id, to_ms(move.due_at), to_ms(move.next_at), to_ms(move.period_from_at),
            int(move.delivered), move.version,
        ]
        for move in moves
    ]  # fmt: skip
    return await db.execute(
        """
        UPDATE subscriptions SET next_at = move.value ->> 2, period_from_at = move.value ->> 3,
            is_delivered = move.value ->> 4
        FROM json_each(:moves) AS move
        WHERE subscriptions.id = move.value ->> 0 AND subscriptions.next_at = move.value ->> 1
          AND subscriptions.version = coalesce(move.value ->> 5, subscriptions.version)
        """,
        {"moves": json.dumps(values)},
    )


async def set_period_from(
    db: Session, subscription_id: int, at: datetime, *, is_delivered: bool
) -> None:
    """Where the next digest begins, and whether there has been one."""
    await db.execute(
        "UPDATE subscriptions SET period_from_at = :at, is_delivered = :delivered WHERE id = :id",
        {"id": subscription_id, "at": to_ms(at), "delivered": int(is_delivered)},
    )


async def list_of_person(db: Session, person_id: int) -> list[Subscription]:
    rows = await db.fetch_all(f"{_SELECT} WHERE person_id = :person", {"person": person_id})
    return [_subscription(row) for row in rows]


async def turn_off(db: Session, person_id: int) -> int:
    """End all digests of a person; how many."""
    return await db.execute(
        """
        UPDATE subscriptions SET frequency = 'off', next_at = NULL
        WHERE person_id = :person AND frequency <> 'off'
        """,
        {"person": person_id},
    )


def _mask(days: Iterable[int]) -> int:
    return sum(1 << day for day in days)


@cache
def _days(mask: int) -> frozenset[int]:
    return frozenset(day for day in range(7) if mask >> day & 1)


def _subscription(row: Row) -> Subscription:
    paused_until = row["paused_until"]
    return Subscription(
        id=row["id"],
        person_id=row["person_id"],
        channel_id=row["channel_id"],
        schedule=Schedule(
            frequency=Frequency(row["frequency"]),
            minute=row["minute"],
            zone=row["zone"],
            weekday=row["weekday"],
            chosen=_days(row["chosen"]),
            quiet=_days(row["quiet"]),
            paused_until=date.fromisoformat(paused_until) if paused_until else None,
        ),
        next_at=from_ms(row["next_at"]),
        period_from_at=from_ms(row["period_from_at"]),
        delivered=bool(row["is_delivered"]),
        taste=Taste(
            scope=Scope(row["scope"]),
            most=row["most"],
            at_least=row["at_least"],
            sorting=Sorting(row["sorting"]),
        ),
        version=row["version"],
    )
