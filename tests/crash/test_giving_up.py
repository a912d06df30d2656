"""An update that kills the process is given up in the end; what waits behind it is not."""

import asyncio
import logging
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.clock import SystemClock
from bot.services.receiving import Receiving
from bot.tasks import Tasks
from storage.inbox import MAX_STARTS
from storage.migrate import migrate
from storage.sqlite import SqliteDatabase, open_sqlite


class Process:
    """One life of the bot: it hangs in whatever it takes in hand, or notes it."""

    def __init__(self, db: SqliteDatabase, *, hangs: bool) -> None:
        self.seen: list[int] = []
        self._hangs = hangs
        self._tasks = Tasks()
        self.receiving = Receiving(db, SystemClock(), self._tasks, self._dispatch)

    async def _dispatch(self, update: dict[str, Any]) -> None:
        self.seen.append(update["update_id"])
        if self._hangs:
            await asyncio.Event().wait()

    async def die(self) -> None:
        await asyncio.sleep(0)
        await self._tasks.finish(timeout_seconds=0)

    async def stop(self) -> None:
        await self.receiving.stop(timeout_seconds=0)


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[SqliteDatabase]:
    made = await open_sqlite(str(tmp_path / "store.db"))
    await migrate(made, now_ms=0)
    yield made
    await made.close()


UPDATES = [{"update_id": number, "message": {"chat": {"id": 1}}} for number in (1, 2, 3)]


async def test_what_waits_behind_a_deadly_update_is_not_given_up_with_it(
    db: SqliteDatabase, caplog: pytest.LogCaptureFixture
) -> None:
    process = Process(db, hangs=True)
    await process.receiving.take(UPDATES)
    await process.die()
    for _ in range(MAX_STARTS - 1):
        process = Process(db, hangs=True)
        await process.receiving.recover()
        await process.die()
        assert process.seen == [1]
    process = Process(db, hangs=False)
    with caplog.at_level(logging.ERROR):
        await process.receiving.recover()
    await asyncio.sleep(0.05)
    await process.stop()
    assert process.seen == [2, 3]
    assert "update 1 is given up" in caplog.text


async def test_stops_in_order_give_nothing_up(db: SqliteDatabase) -> None:
    process = Process(db, hangs=True)
    await process.receiving.take(UPDATES)
    await process.stop()
    for _ in range(MAX_STARTS + 1):
        process = Process(db, hangs=True)
        await process.receiving.recover()
        await process.stop()
    process = Process(db, hangs=False)
    await process.receiving.recover()
    await asyncio.sleep(0.05)
    await process.stop()
    assert process.seen == [1, 2, 3]
