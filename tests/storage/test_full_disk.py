"""A full disk: a write is undone and says so, reading goes on, room is looked for and found."""

import os
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from storage import room
from storage.db import StoreFull
from storage.room import Room
from storage.sqlite import SqliteDatabase, open_sqlite
from tests.crash.dial import empty_disk, fill_disk


@contextmanager
def full_disk() -> Iterator[None]:
    fill_disk(os.getpid())
    try:
        yield
    finally:
        empty_disk(os.getpid())


@pytest.fixture
async def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[SqliteDatabase]:
    monkeypatch.setattr(room, "FIRST_PAUSE", 0.0)
    made = await open_sqlite(str(tmp_path / "store.db"))
    async with made.transaction() as session:
        await session.execute("CREATE TABLE numbers (number INTEGER PRIMARY KEY) STRICT")
    yield made
    await made.close()


async def write(db: SqliteDatabase, number: int, *, durable: bool = True) -> None:
    async with db.transaction(durable=durable) as session:
        await session.execute("INSERT INTO numbers (number) VALUES (:n)", {"n": number})


async def read(db: SqliteDatabase) -> list[int]:
    return [row["number"] for row in await db.fetch_all("SELECT number FROM numbers")]


@pytest.mark.parametrize("durable", [True, False])
async def test_a_write_on_a_full_disk_is_undone_and_the_next_one_with_room_stands(
    db: SqliteDatabase, durable: bool
) -> None:
    await write(db, 1)
    with full_disk():
        for _ in range(2):
            with pytest.raises(StoreFull, match="disk I/O error"):
                await write(db, 2, durable=durable)
        assert await read(db) == [1]
        assert not await db.is_writable()
    assert await db.is_writable()
    await write(db, 3, durable=durable)
    assert await read(db) == [1, 3]


async def test_a_store_that_may_grow_no_more_is_full_too(db: SqliteDatabase) -> None:
    async with db.transaction() as session:
        await session.execute("PRAGMA max_page_count = 1")
    with pytest.raises(StoreFull, match="full"):
        async with db.transaction() as session:
            await session.execute("CREATE TABLE others (number INTEGER) STRICT")


async def test_a_disk_is_called_full_once_and_its_room_once(
    db: SqliteDatabase, caplog: pytest.LogCaptureFixture
) -> None:
    with full_disk():
        for _ in range(5):
            with pytest.raises(StoreFull):
                await write(db, 1)
            assert not await db.is_writable()
    assert await db.is_writable()
    assert await db.is_writable()
    said = [record.levelname for record in caplog.records if record.name == "storage.room"]
    assert said == ["ERROR", "WARNING"]


async def test_a_disk_that_is_full_again_soon_is_looked_at_less_and_less_often(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = 1000.0
    monkeypatch.setattr(room, "_now", lambda: now)
    disk, pauses = Room(), []
    for _ in range(8):
        disk.ran_out("full")
        began = now
        while not disk.is_asked():
            now += 0.5
        pauses.append(now - began)
        disk.came_back()
        now += 10
    assert pauses == [1, 2, 4, 8, 16, 30, 30, 30]
    now += room.SOON
    disk.ran_out("full")
    now += room.FIRST_PAUSE
    assert disk.is_asked()
