"""What owners are told of runs: a message each, edited while the run goes on."""

from datetime import datetime

from bot.domain.runs import Run
from storage import runs
from storage.db import Session, to_ms

_UNREACHED = ("forbidden", "cannot be reached", "chat not found", "deactivated")


async def list_unreported(db: Session) -> list[Run]:
    """Runs that go on, or whose end nobody was told of yet."""
    rows = await db.fetch_all("SELECT id FROM runs WHERE reported_at IS NULL ORDER BY id")
    found = [await runs.get(db, row["id"]) for row in rows]
    return [run for run in found if run is not None]


async def list_last(db: Session, channel_id: int, *, before: int | None, limit: int) -> list[Run]:
    """Runs of a channel with ids below `before`, newest first."""
    rows = await db.fetch_all(
        """
        SELECT id FROM runs WHERE channel_id = :channel AND (:before IS NULL OR id < :before)
        ORDER BY id DESC LIMIT :limit
        """,
        {"channel": channel_id, "before": before, "limit": limit},
    )
    found = [await runs.get(db, row["id"]) for row in rows]
    return [run for run in found if run is not None]


async def list_messages(db: Session, run_id: int) -> dict[int, int]:
    """person -> the message that tells them of a run."""
    rows = await db.fetch_all(
        "SELECT person_id, message_id FROM run_messages WHERE run_id = :run ORDER BY person_id",
        {"run": run_id},
    )
    return {row["person_id"]: row["message_id"] for row in rows}


async def set_message(db: Session, run_id: int, person_id: int, message_id: int) -> None:
    """Remember the message that tells a person of a run."""
    await db.execute(
        """
        INSERT INTO run_messages (run_id, person_id, message_id) VALUES (:run, :person, :message)
        ON CONFLICT (run_id, person_id) DO UPDATE SET message_id = excluded.message_id
        """,
        {"run": run_id, "person": person_id, "message": message_id},
    )


async def set_reported(db: Session, run_id: int, *, now: datetime) -> None:
    """Who is to know of the end of a run knows."""
    await db.execute(
        "UPDATE runs SET reported_at = :now WHERE id = :run", {"run": run_id, "now": to_ms(now)}
    )


async def count_unreached_digests(db: Session, run_id: int) -> int:
    """How many of a run could not be reached: they blocked the bot, or are no more."""
    rows = await db.fetch_all(
        """
        SELECT error, count(*) AS n FROM deliveries
        WHERE run_id = :run AND state IN ('failed', 'unknown') AND state = 'failed'
        GROUP BY error
        """,
        {"run": run_id},
    )
    return sum(row["n"] for row in rows if _is_unreached(row["error"] or ""))


def _is_unreached(error: str) -> bool:
    """Whether a refusal is of the person, not of the message (Bot API, errors 403 and 400)."""
    return any(sign in error.lower() for sign in _UNREACHED)


async def list_unknown_digests(db: Session, run_id: int, *, limit: int) -> list[str]:
    """Names of people who may have got a digest of a run or not."""
    rows = await db.fetch_all(
        """
        SELECT people.name FROM deliveries
        JOIN subscriptions ON subscriptions.id = deliveries.subscription_id
        JOIN people ON people.id = subscriptions.person_id
        WHERE deliveries.run_id = :run AND deliveries.state IN ('failed', 'unknown')
          AND deliveries.state = 'unknown'
        ORDER BY deliveries.subscription_id LIMIT :limit
        """,
        {"run": run_id, "limit": limit},
    )
    return [row["name"] for row in rows]


async def list_unknown_readers(db: Session, announcement_id: int, *, limit: int) -> list[str]:
    """Names of people who may have got it or not."""
    rows = await db.fetch_all(
        """
        SELECT name FROM announcement_deliveries AS delivery JOIN people ON people.id = person_id
        WHERE announcement_id = :id AND delivery.state <> 'sent' AND delivery.state = 'unknown'
        ORDER BY person_id LIMIT :limit
        """,
        {"id": announcement_id, "limit": limit},
    )
    return [row["name"] for row in rows]


async def count_unreached_readers(db: Session, announcement_id: int) -> int:
    """How many could not be reached: they blocked the bot, or are no more."""
    row = await db.fetch_one(
        """
        SELECT count(*) AS n FROM announcement_deliveries
        WHERE announcement_id = :id AND state <> 'sent' AND state = 'unreached'
        """,
        {"id": announcement_id},
    )
    return int(row["n"]) if row else 0
