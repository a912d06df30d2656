"""Welcomes of people on their way, and their messages: a row each before it is sent."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from bot.domain.welcomes import Course
from storage.db import Row, Session, from_ms, to_ms

State = Literal["sending", "sent", "failed", "unknown"]

MINUTE = timedelta(minutes=1)

_SELECT = """
    SELECT welcomes.*, people.zone,
        (SELECT max(started_at) FROM welcome_deliveries
         WHERE welcome_id = welcomes.id) AS last_at
    FROM welcomes JOIN people ON people.id = welcomes.person_id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Welcome:
    """A person on their way through the welcome of a source; `due_at` is when to look again."""

    id: int
    channel_id: int
    person_id: int
    source_id: int
    course: Course
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class DeliveryKey:
    """One message of one welcome."""

    welcome_id: int
    step_id: int


async def insert(
    db: Session,
    *,
    channel_id: int,
    person_id: int,
    source_id: int,
    began_at: datetime,
    due_at: datetime,
) -> None:
    """Begin a welcome, unless the person had one in that channel."""
    await db.execute(
        """
        INSERT INTO welcomes (channel_id, person_id, source_id, state, began_at, due_at)
        VALUES (:channel, :person, :source, 'running', :began, :due)
        ON CONFLICT (channel_id, person_id) DO NOTHING
        """,
        {
            "channel": channel_id,
            "person": person_id,
            "source": source_id,
            "began": to_ms(began_at),
            "due": to_ms(due_at),
        },
    )


async def list_due(db: Session, *, now: datetime, limit: int) -> list[Welcome]:
    """Welcomes to be looked at, the longest waiting first."""
    rows = await db.fetch_all(
        _SELECT + "WHERE due_at <= :now ORDER BY due_at, welcomes.id LIMIT :limit",
        {"now": to_ms(now), "limit": limit},
    )
    return [_welcome(row) for row in rows]


async def next_due(db: Session) -> datetime | None:
    """When the next welcome is to be looked at."""
    row = await db.fetch_one("SELECT min(due_at) AS at FROM welcomes WHERE due_at IS NOT NULL")
    return from_ms(row["at"]) if row else None


async def look_again(db: Session, source_id: int, *, now: datetime) -> None:
    """The steps of a source are others now: everybody on the way is looked at anew."""
    await db.execute(
        "UPDATE welcomes SET due_at = :now WHERE source_id = :source AND state = 'running'",
        {"source": source_id, "now": to_ms(now)},
    )


async def advance(
    db: Session, welcome: Welcome, *, passed: timedelta | None, due_at: datetime | None
) -> bool:
    """Go on to the next look, or to the end without one; False when something else changed it."""
    changed = await db.execute(
        """
        UPDATE welcomes SET passed_minutes = :passed, due_at = :next,
            state = CASE WHEN :next IS NULL THEN 'done' ELSE 'running' END
        WHERE id = :id AND state = 'running' AND due_at = :due
        """,
        {
            "id": welcome.id,
            "passed": _minutes(passed),
            "next": to_ms(due_at),
            "due": to_ms(welcome.due_at),
        },
    )
    return changed > 0


async def give_back(db: Session, welcome: Welcome, *, due_at: datetime) -> None:
    """A message was not sent after all: go back to it, but not for who stopped meanwhile."""
    await db.execute(
        """
        UPDATE welcomes SET passed_minutes = :passed, due_at = :due, state = 'running'
        WHERE id = :id AND state <> 'stopped'
        """,
        {
            "id": welcome.id,
            "passed": _minutes(welcome.course.passed),
            "due": to_ms(due_at),
        },
    )


async def stop(db: Session, person_id: int, channel_id: int) -> bool:
    """End a welcome before its end; False when none was running."""
    changed = await db.execute(
        """
        UPDATE welcomes SET state = 'stopped', due_at = NULL
        WHERE person_id = :person AND channel_id = :channel AND state = 'running'
        """,
        {"person": person_id, "channel": channel_id},
    )
    return changed > 0


async def stop_all(db: Session, person_id: int) -> None:
    """End every welcome of a person."""
    await db.execute(
        """
        UPDATE welcomes SET state = 'stopped', due_at = NULL
        WHERE person_id = :person AND state = 'running'
        """,
        {"person": person_id},
    )


async def count_states(db: Session, source_id: int) -> dict[str, int]:
    """How many people are on their way, stopped, or had everything; no key: nobody."""
    rows = await db.fetch_all(
        "SELECT state, count(*) AS n FROM welcomes WHERE source_id = :source GROUP BY state",
        {"source": source_id},
    )
    return {row["state"]: row["n"] for row in rows}


async def list_told(db: Session, welcome_id: int) -> set[int]:
    """Ids of the steps that a person got, may have got, or was refused."""
    rows = await db.fetch_all(
        "SELECT step_id FROM welcome_deliveries WHERE welcome_id = :id", {"id": welcome_id}
    )
    return {row["step_id"] for row in rows}


async def claim(db: Session, key: DeliveryKey, *, now: datetime) -> bool:
    """Begin a message; False when it was begun before."""
    begun = await db.execute(
        """
        INSERT INTO welcome_deliveries (welcome_id, step_id, state, started_at)
        VALUES (:welcome, :step, 'sending', :now)
        ON CONFLICT (welcome_id, step_id) DO NOTHING
        """,
        {**_params(key), "now": to_ms(now)},
    )
    return begun > 0


async def settle(
    db: Session, key: DeliveryKey, *, state: State, now: datetime, error: str | None = None
) -> None:
    """Write what a message came to."""
    await db.execute(
        """
        UPDATE welcome_deliveries
        SET state = :state, finished_at = :now, error = coalesce(:error, error)
        WHERE welcome_id = :welcome AND step_id = :step
        """,
        {**_params(key), "state": state, "now": to_ms(now), "error": error},
    )


async def withdraw(db: Session, key: DeliveryKey) -> None:
    """Forget a message that is known not to have been sent."""
    await db.execute(
        "DELETE FROM welcome_deliveries WHERE welcome_id = :welcome AND step_id = :step",
        _params(key),
    )


async def list_open(db: Session) -> list[DeliveryKey]:
    """Messages in `sending`."""
    rows = await db.fetch_all(
        """
        SELECT welcome_id, step_id FROM welcome_deliveries WHERE state = 'sending'
        ORDER BY welcome_id
        """
    )
    return [DeliveryKey(row["welcome_id"], row["step_id"]) for row in rows]


def _minutes(delay: timedelta | None) -> int | None:
    return None if delay is None else delay // MINUTE


def _params(key: DeliveryKey) -> dict[str, int]:
    return {"welcome": key.welcome_id, "step": key.step_id}


def _welcome(row: Row) -> Welcome:
    passed = row["passed_minutes"]
    return Welcome(
        id=row["id"],
        channel_id=row["channel_id"],
        person_id=row["person_id"],
        source_id=row["source_id"],
        course=Course(
            began_at=from_ms(row["began_at"]),
            zone=ZoneInfo(row["zone"]),
            passed=None if passed is None else timedelta(minutes=passed),
            last_at=from_ms(row["last_at"]),
        ),
        due_at=from_ms(row["due_at"]),
    )
