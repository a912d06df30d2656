"""A write that is cancelled at any statement leaves the store ready for the next one."""

import asyncio
from pathlib import Path

import pytest

from storage.sqlite import SqliteDatabase, open_sqlite


async def write(db: SqliteDatabase, number: int) -> None:
    async with db.transaction(durable=True) as session:
        await session.execute("INSERT INTO numbers (number) VALUES (:n)", {"n": number})


@pytest.mark.parametrize("turns", range(1, 14))
async def test_a_cancelled_write_is_whole_or_absent(tmp_path: Path, turns: int) -> None:
    db = await open_sqlite(str(tmp_path / "store.db"))
    try:
        async with db.transaction() as session:
            await session.execute("CREATE TABLE numbers (number INTEGER PRIMARY KEY) STRICT")
        first = asyncio.ensure_future(write(db, 1))
        for _ in range(turns):
            await asyncio.sleep(0)
        first.cancel()
        await asyncio.gather(first, return_exceptions=True)
        await write(db, 2)
        rows = await db.fetch_all("SELECT number FROM numbers ORDER BY number")
        assert [row["number"] for row in rows] in ([2], [1, 2])
    finally:
        await db.close()
