"""Ends of posts in the store: one of a kind for each post, and a look that walks through none."""

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.expiries import Ending, ExpiryState
from storage import expiries
from storage.db import Database, Row
from storage.migrate import migrate
from storage.sqlite import open_sqlite
from tests.storage.test_plans_of_queries import Explaining

NOW = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


class Looking(Explaining):
    """Queries without parameters too."""

    async def fetch_all(self, sql: str, params: dict[str, object] | None = None) -> list[Row]:
        return await super().fetch_all(sql, params or {})

    async def fetch_one(self, sql: str, params: dict[str, object] | None = None) -> Row | None:
        return await super().fetch_one(sql, params or {})


@pytest.fixture
async def db(tmp_path: Path):
    database = await open_sqlite(str(tmp_path / "rubrika.db"))
    await migrate(database, now_ms=0)
    async with database.transaction() as session:
        for number in (1, 2):
            await session.execute(
                """
                INSERT INTO posts (id, state, origin, title, text, entities, media, options, tags,
                                   created_at, updated_at)
                VALUES (:id, 'published', 'draft', '', '', '[]', '[]', '{}', '[]', 0, 0)
                """,
                {"id": number},
            )
    yield database
    await database.close()


async def put(db: Database, post_id: int, at: datetime, ending: Ending = Ending.DELETE) -> None:
    async with db.transaction() as session:
        await expiries.put(session, post_id, ending, person_id=7, at=at, now=NOW)


async def test_what_is_due_comes_with_its_moment_and_no_sooner(db: Database) -> None:
    await put(db, 1, NOW + HOUR)
    await put(db, 2, NOW + 2 * HOUR, Ending.UNPIN)
    assert await expiries.next_due(db) == NOW + HOUR
    assert await expiries.list_due(db, now=NOW + HOUR - timedelta(milliseconds=1)) == []
    (due,) = await expiries.list_due(db, now=NOW + HOUR)
    assert (due.post_id, due.ending, due.ends_at, due.person_id) == (
        1, Ending.DELETE, NOW + HOUR, 7,
    )  # fmt: skip


async def test_an_end_that_was_moved_is_not_finished_in_its_old_place(db: Database) -> None:
    await put(db, 1, NOW + HOUR)
    (old,) = await expiries.list_due(db, now=NOW + HOUR)
    await put(db, 1, NOW + 3 * HOUR)
    async with db.transaction() as session:
        assert not await expiries.finish(session, old, ExpiryState.DONE, now=NOW)
        await expiries.postpone(session, old, due_at=NOW, losses=1)
    (moved,) = await expiries.list_due(db, now=NOW + 3 * HOUR)
    assert moved == replace(old, ends_at=NOW + 3 * HOUR)


async def test_what_is_over_is_due_no_more_and_is_finished_once(db: Database) -> None:
    await put(db, 1, NOW)
    (due,) = await expiries.list_due(db, now=NOW)
    async with db.transaction() as session:
        assert await expiries.finish(session, due, ExpiryState.DONE, now=NOW, is_notice_due=True)
        assert not await expiries.finish(session, due, ExpiryState.DROPPED, now=NOW)
        assert not await expiries.drop(session, 1, Ending.DELETE, now=NOW)
    assert await expiries.next_due(db) is None
    assert len(await expiries.list_notices_due(db, now=NOW)) == 1
    async with db.transaction() as session:
        await expiries.clear_notice(session, due)
    assert await expiries.list_notices_due(db, now=NOW) == []


async def test_what_is_asked_every_second_takes_an_index(tmp_path: Path, db: Database) -> None:
    looking = Looking(sqlite3.connect(tmp_path / "rubrika.db"))
    await expiries.list_due(looking, now=NOW)  # type: ignore[arg-type]
    await expiries.next_due(looking)  # type: ignore[arg-type]
    await expiries.list_notices_due(looking, now=NOW)  # type: ignore[arg-type]
    looks = [step for step in looking.steps if step.startswith(("SCAN", "SEARCH"))]
    assert len(looks) == 3
    assert [look for look in looks if "INDEX expiries_" not in look] == []
