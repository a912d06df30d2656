"""What a transaction promises."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.sqlite import SqliteDatabase, open_sqlite


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[SqliteDatabase]:
    """A store with one table of names."""
    db = await open_sqlite(str(tmp_path / "folder" / "names.db"))
    async with db.transaction() as session:
        await session.execute("CREATE TABLE names (name TEXT PRIMARY KEY) STRICT")
    yield db
    await db.close()


async def _names(db: SqliteDatabase) -> list[str]:
    return [row["name"] for row in await db.fetch_all("SELECT name FROM names ORDER BY name")]


async def test_what_is_committed_is_read_at_once(db: SqliteDatabase) -> None:
    async with db.transaction() as session:
        await session.execute("INSERT INTO names VALUES (:name)", {"name": "a"})
    # Every reader sees it, not only the one that is next.
    assert [await _names(db) for _ in range(4)] == [["a"]] * 4


async def test_an_exception_undoes_everything(db: SqliteDatabase) -> None:
    async def write() -> None:
        async with db.transaction() as session:
            await session.execute("INSERT INTO names VALUES ('a')")
            rows = [{"name": "b"}, {"name": "c"}]
            await session.execute_many("INSERT INTO names VALUES (:name)", rows)
            raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        await write()
    assert await _names(db) == []


async def test_a_broken_statement_undoes_everything_and_the_next_transaction_works(
    db: SqliteDatabase,
) -> None:
    async def write_twice() -> None:
        async with db.transaction() as session:
            await session.execute("INSERT INTO names VALUES ('a')")
            await session.execute("INSERT INTO names VALUES ('a')")

    with pytest.raises(sqlite3.IntegrityError):
        await write_twice()
    async with db.transaction() as session:
        await session.execute("INSERT INTO names VALUES ('b')")
    assert await _names(db) == ["b"]


async def test_a_cancelled_transaction_is_undone(db: SqliteDatabase) -> None:
    inside = asyncio.Event()

    async def write() -> None:
        async with db.transaction() as session:
            await session.execute("INSERT INTO names VALUES ('a')")
            inside.set()
            await asyncio.Event().wait()

    task = asyncio.ensure_future(write())
    await inside.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await _names(db) == []
    async with db.transaction() as session:
        await session.execute("INSERT INTO names VALUES ('b')")
    assert await _names(db) == ["b"]


async def test_readers_do_not_see_an_open_transaction_the_writer_does(db: SqliteDatabase) -> None:
    async with db.transaction() as session:
        await session.execute("INSERT INTO names VALUES ('a')")
        assert await _names(db) == []
        assert await session.fetch_one("SELECT name FROM names") is not None
    assert await _names(db) == ["a"]


async def test_transactions_take_turns(db: SqliteDatabase) -> None:
    async with db.transaction() as session:
        await session.execute("INSERT INTO names VALUES ('0')")

    async def add_one() -> None:
        async with db.transaction() as session:
            row = await session.fetch_one("SELECT max(CAST(name AS INTEGER)) AS n FROM names")
            assert row is not None
            await asyncio.sleep(0)
            await session.execute("INSERT INTO names VALUES (:name)", {"name": str(row["n"] + 1)})

    await asyncio.gather(*(add_one() for _ in range(20)))
    assert len(await _names(db)) == 21


@pytest.mark.parametrize(
    "sql", ["INSERT INTO names VALUES ('a')", "DELETE FROM names", "DROP TABLE names"]
)
async def test_writing_outside_a_transaction_is_refused(db: SqliteDatabase, sql: str) -> None:
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        await db.execute(sql)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        await db.execute_many("INSERT INTO names VALUES (:name)", [{"name": "a"}])
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        await db.fetch_one("INSERT INTO names VALUES ('a') RETURNING name")
    assert await _names(db) == []


async def test_only_durable_transactions_wait_for_the_disk(db: SqliteDatabase) -> None:
    async def synchronous(*, durable: bool) -> int:
        async with db.transaction(durable=durable) as session:
            row = await session.fetch_one("PRAGMA synchronous")
            assert row is not None
            return int(row["synchronous"])

    normal, full = 1, 2
    assert await synchronous(durable=False) == normal
    assert await synchronous(durable=True) == full
    assert await synchronous(durable=True) == full
    assert await synchronous(durable=False) == normal


async def test_foreign_keys_are_kept(db: SqliteDatabase) -> None:
    async with db.transaction() as session:
        await session.execute("CREATE TABLE notes (name TEXT NOT NULL REFERENCES names) STRICT")
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        async with db.transaction() as session:
            await session.execute("INSERT INTO notes VALUES ('nobody')")


async def test_rows_changed_are_counted(db: SqliteDatabase) -> None:
    async with db.transaction() as session:
        assert await session.execute("INSERT INTO names VALUES ('a'), ('b')") == 2
        assert await session.execute("DELETE FROM names WHERE name = 'c'") == 0


async def test_what_was_committed_is_there_after_opening_again(tmp_path: Path) -> None:
    path = str(tmp_path / "rubrika.db")
    db = await open_sqlite(path)
    async with db.transaction(durable=True) as session:
        await session.execute("CREATE TABLE names (name TEXT)")
        await session.execute("INSERT INTO names VALUES ('a')")
    await db.close()
    again = await open_sqlite(path)
    assert await _names(again) == ["a"]
    await again.close()
