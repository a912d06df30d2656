"""The messages of a source's welcome, by their delays."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.domain.posts import Content
from bot.domain.welcomes import Step
from storage.db import Row, Session, from_ms, to_ms
from storage.posts import content_of, content_params

MINUTE = timedelta(minutes=1)


async def list_steps(db: Session, source_id: int) -> list[Step]:
    """Steps of a source that are not removed, in their order."""
    rows = await db.fetch_all(
        """
        SELECT * FROM welcome_steps WHERE source_id = :source AND removed_at IS NULL
        ORDER BY delay_minutes
        """,
        {"source": source_id},
    )
    return [_step(row) for row in rows]


async def get_source_id(db: Session, step_id: int) -> int | None:
    """The source of a step that is not removed."""
    row = await db.fetch_one(
        "SELECT source_id FROM welcome_steps WHERE id = :id AND removed_at IS NULL",
        {"id": step_id},
    )
    return row["source_id"] if row else None


async def insert(
    db: Session, source_id: int, content: Content, delay: timedelta, *, now: datetime
) -> int:
    """Add a step; its number."""
    row = await db.fetch_one(
        """
        INSERT INTO welcome_steps
            (source_id, delay_minutes, timed_at, text, entities, media)
        VALUES (:source, :delay, :now, :text, :entities, :media)
        RETURNING id
        """,
        {
            "source": source_id,
            "delay": delay // MINUTE,
            "now": to_ms(now),
            **_content_params(content),
        },
    )
    assert row is not None
    return int(row["id"])


async def set_content(db: Session, step_id: int, content: Content) -> None:
    """Change what a step says."""
    await db.execute(
        """
        UPDATE welcome_steps
        SET text = :text, entities = :entities, media = :media
        WHERE id = :id
        """,
        {"id": step_id, **_content_params(content)},
    )


async def set_delay(db: Session, step_id: int, delay: timedelta, *, now: datetime) -> None:
    """Change when a step comes."""
    await db.execute(
        """
        UPDATE welcome_steps SET delay_minutes = :delay, timed_at = :now
        WHERE id = :id
        """,
        {"id": step_id, "delay": delay // MINUTE, "now": to_ms(now)},
    )


async def remove(db: Session, step_id: int, *, now: datetime) -> None:
    """Take a step out of its welcome; who got it stays known."""
    await db.execute(
        "UPDATE welcome_steps SET removed_at = :now WHERE id = :id AND removed_at IS NULL",
        {"id": step_id, "now": to_ms(now)},
    )


async def count_deliveries(db: Session, step_ids: Sequence[int]) -> dict[int, dict[str, int]]:
    """How many messages of each step came to what, by the words of `welcome_deliveries`."""
    found: dict[int, dict[str, int]] = {step_id: {} for step_id in step_ids}
    for step_id in step_ids:
        rows = await db.fetch_all(
            """
            SELECT state, count(*) AS n FROM welcome_deliveries WHERE step_id = :step
            GROUP BY state
            """,
            {"step": step_id},
        )
        found[step_id] = {row["state"]: row["n"] for row in rows}
    return found


def _content_params(content: Content) -> dict[str, str]:
    params = content_params(content)
    return {name: params[name] for name in ("text", "entities", "media")}


def _step(row: Row) -> Step:
    return Step(
        id=row["id"],
        delay=timedelta(minutes=row["delay_minutes"]),
        content=content_of({**row, "tags": "[]", "options": "{}"}),
        timed_at=from_ms(row["timed_at"]),
    )
