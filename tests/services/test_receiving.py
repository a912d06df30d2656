"""Updates: none lost, none handled twice, in order within a chat."""

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.clock import Clock
from bot.services import receiving
from bot.services.receiving import Receiving, TryLater, chat_of
from bot.tasks import Tasks
from storage import inbox, room
from storage.db import StoreFull
from storage.migrate import migrate
from storage.sqlite import SqliteDatabase, open_sqlite
from tests.crash.dial import empty_disk, fill_disk
from tests.newsroom import FakeClock

Update = dict[str, Any]


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[SqliteDatabase]:
    db = await open_sqlite(str(tmp_path / "rubrika.db"))
    await migrate(db, now_ms=0)
    yield db
    await db.close()


def message(update_id: int, chat_id: int = 1) -> Update:
    return {
        "update_id": update_id,
        "message": {"message_id": update_id, "chat": {"id": chat_id}, "from": {"id": chat_id}},
    }


class Handlers:
    """Notes what was dispatched; may be held, or made to fail."""

    def __init__(self) -> None:
        self.begun: list[int] = []
        self.ended: list[int] = []
        self.held: dict[int, asyncio.Event] = {}
        self.fails: dict[int, list[Exception]] = {}

    def hold(self, *chat_ids: int) -> None:
        for chat_id in chat_ids:
            self.held[chat_id] = asyncio.Event()

    async def __call__(self, update: Update) -> None:
        number = update["update_id"]
        self.begun.append(number)
        if event := self.held.get(chat_of(update)):
            await event.wait()
        if errors := self.fails.get(number):
            raise errors.pop(0)
        self.ended.append(number)


@pytest.fixture
def handlers() -> Handlers:
    return Handlers()


Start = Callable[[], Receiving]


@pytest.fixture
def start(db: SqliteDatabase, handlers: Handlers) -> Start:
    """A process: its own Receiving over the same store."""
    clock: Clock = FakeClock()
    return lambda: Receiving(db, clock, Tasks(), handlers)


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not condition():
            await asyncio.sleep(0.001)


async def rest(process: Receiving) -> None:
    await until(lambda: process.is_idle)


async def turns(count: int = 20) -> None:
    for _ in range(count):
        await asyncio.sleep(0)


async def test_updates_are_stored_when_take_returns(
    db: SqliteDatabase, start: Start, handlers: Handlers
) -> None:
    handlers.hold(1)
    process = start()
    await process.take([message(1), message(2)])
    assert await inbox.count_open(db) == 2
    handlers.held[1].set()
    await rest(process)
    assert handlers.ended == [1, 2]
    assert await inbox.count_open(db) == 0


async def test_what_cannot_be_stored_is_not_taken(
    db: SqliteDatabase, start: Start, handlers: Handlers
) -> None:
    async with db.transaction() as session:
        await session.execute("DROP TABLE updates")
    with pytest.raises(Exception, match="no such table"):
        await start().take([message(1)])
    assert handlers.begun == []


async def test_a_redelivered_update_is_handled_once(start: Start, handlers: Handlers) -> None:
    process = start()
    await process.take([message(1), message(2)])
    await process.take([message(2), message(3)])
    await rest(process)
    await process.take([message(1)])
    await rest(process)
    assert handlers.begun == [1, 2, 3]
    later = start()
    await later.take([message(3)])
    await rest(later)
    assert handlers.begun == [1, 2, 3]


async def test_an_update_that_comes_twice_in_one_batch_is_handled_once(
    start: Start, handlers: Handlers
) -> None:
    process = start()
    await process.take([message(1), message(1)])
    await rest(process)
    assert handlers.begun == [1]


async def test_a_chat_is_in_order_and_chats_are_side_by_side(
    start: Start, handlers: Handlers
) -> None:
    handlers.hold(1)
    process = start()
    await process.take([message(1, 1), message(2, 2), message(3, 1), message(4, 2)])
    await until(lambda: handlers.ended == [2, 4])
    assert handlers.begun == [1, 2, 4]
    await process.take([message(5, 1), message(6, 3)])
    await until(lambda: handlers.ended == [2, 4, 6])
    handlers.held[1].set()
    await rest(process)
    assert handlers.ended == [2, 4, 6, 1, 3, 5]


async def test_a_crash_dispatches_open_updates_again_at_most_three_times(
    db: SqliteDatabase, start: Start, handlers: Handlers
) -> None:
    handlers.hold(1, 2)
    await start().take([message(1, 1), message(2, 2)])
    await turns()
    # The process dies: nothing of it runs on, its store stays.
    for _ in range(4):
        await start().recover()
        await turns()
    assert handlers.begun.count(1) == handlers.begun.count(2) == inbox.MAX_STARTS
    assert await inbox.count_open(db) == 0
    for event in handlers.held.values():
        event.set()
    await turns()


async def test_what_was_recovered_is_handled_and_done(
    db: SqliteDatabase, start: Start, handlers: Handlers
) -> None:
    async with db.transaction() as session:
        await inbox.insert(session, [message(2), message(1)], now_ms=0)
    process = start()
    assert await process.recover() == 2
    await rest(process)
    assert handlers.ended == [1, 2]
    assert await start().recover() == 0


async def test_stop_finishes_what_is_in_hand_and_keeps_the_rest(
    db: SqliteDatabase, start: Start, handlers: Handlers
) -> None:
    handlers.hold(1)
    process = start()
    await process.take([message(1), message(2), message(3)])
    await turns()
    stopping = asyncio.ensure_future(process.stop())
    await turns()
    assert not stopping.done()
    handlers.held[1].set()
    await stopping
    assert handlers.ended == [1]
    assert await inbox.count_open(db) == 2
    later = start()
    assert await later.recover() == 2
    await rest(later)
    assert handlers.ended == [1, 2, 3]


async def test_stop_waits_only_so_long(
    db: SqliteDatabase, start: Start, handlers: Handlers
) -> None:
    handlers.hold(1)
    process = start()
    await process.take([message(1)])
    await turns()
    await process.stop(timeout_seconds=0.01)
    assert handlers.ended == []
    assert await inbox.count_open(db) == 1


async def test_a_handler_that_fails_is_not_repeated_and_holds_nobody(
    db: SqliteDatabase, start: Start, handlers: Handlers, caplog: pytest.LogCaptureFixture
) -> None:
    handlers.fails[1] = [ValueError("broken")]
    process = start()
    await process.take([message(1), message(2)])
    await rest(process)
    assert (handlers.begun, handlers.ended) == ([1, 2], [2])
    assert await inbox.count_open(db) == 0
    assert "update 1 failed" in caplog.text


async def test_an_update_that_telegram_could_not_be_answered_is_tried_again(
    start: Start, handlers: Handlers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receiving, "PAUSES", (0.0, 0.0))
    handlers.fails[1] = [TryLater("down"), TryLater("down")]
    handlers.fails[2] = [TryLater("down")] * 10
    process = start()
    await process.take([message(1), message(2), message(3)])
    await rest(process)
    assert handlers.begun == [1, 1, 1, 2, 2, 2, 3]
    assert handlers.ended == [1, 3]


async def test_a_full_inbox_makes_the_next_poll_wait(
    start: Start, handlers: Handlers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receiving, "MOST_OPEN", 2)
    handlers.hold(1)
    process = start()
    await process.take([message(1)])
    await process.wait_for_room()
    await process.take([message(2)])
    waiting = asyncio.ensure_future(process.wait_for_room())
    await turns()
    assert not waiting.done()
    handlers.held[1].set()
    async with asyncio.timeout(5):
        await waiting


async def test_done_updates_are_forgotten_after_two_days(db: SqliteDatabase) -> None:
    clock = FakeClock()
    process = Receiving(db, clock, Tasks(), Handlers())
    await process.take([message(1)])
    await rest(process)
    clock.move(receiving.KEEP.total_seconds() - 1)
    await process.take([message(2)])
    await rest(process)
    clock.move(2)
    await receiving.forget_old(db, clock)
    rows = await db.fetch_all("SELECT id FROM updates")
    assert [row["id"] for row in rows] == [2]


@pytest.mark.parametrize(
    ("update", "chat"),
    [
        ({"message": {"chat": {"id": -5}, "from": {"id": 9}}}, -5),
        ({"callback_query": {"from": {"id": 9}, "message": {"chat": {"id": -5}}}}, -5),
        ({"callback_query": {"from": {"id": 9}, "inline_message_id": "x"}}, 9),
        ({"inline_query": {"from": {"id": 9}}}, 9),
        ({"message_reaction_count": {"chat": {"id": -7}, "message_id": 3}}, -7),
        ({"my_chat_member": {"chat": {"id": 4}, "from": {"id": 9}}}, 4),
        ({"poll": {"id": "1"}}, 0),
        ({"something_new": 5}, 0),
        ({}, 0),
    ],
)
def test_the_chat_whose_order_an_update_belongs_to(update: Update, chat: int) -> None:
    assert chat_of({"update_id": 1, **update}) == chat


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A full disk, until the test empties it."""
    monkeypatch.setattr(room, "FIRST_PAUSE", 0.01)
    monkeypatch.setattr(receiving, "DISK_PAUSE", 0.01)
    yield
    empty_disk(os.getpid())


async def test_a_chat_goes_on_after_its_done_updates_could_not_be_noted(
    start: Start, handlers: Handlers, full_disk: None
) -> None:
    process = start()
    handlers.hold(1)
    await process.take([message(1), message(2)])
    await until(lambda: handlers.begun == [1])
    fill_disk(os.getpid())
    handlers.held[1].set()
    await until(lambda: handlers.ended == [1])
    await asyncio.sleep(0.05)
    assert not process.is_idle
    empty_disk(os.getpid())
    await until(lambda: process.is_idle)
    await process.take([message(3)])
    await until(lambda: process.is_idle)
    assert handlers.ended == [1, 2, 3]


async def test_updates_that_cannot_be_stored_wait_until_they_can(
    start: Start, handlers: Handlers, full_disk: None
) -> None:
    process = start()
    fill_disk(os.getpid())
    taking = asyncio.ensure_future(process.take([message(1)]))
    await asyncio.sleep(0.05)
    assert not taking.done()
    empty_disk(os.getpid())
    await taking
    await until(lambda: process.is_idle)
    assert handlers.ended == [1]


async def test_an_update_that_found_the_disk_full_is_handled_when_it_has_room(
    start: Start, handlers: Handlers
) -> None:
    process = start()
    handlers.fails[1] = [StoreFull("full"), StoreFull("full")]
    await process.take([message(1)])
    await until(lambda: process.is_idle)
    assert handlers.begun == [1, 1, 1]


async def test_a_stop_does_not_wait_for_room_on_the_disk(
    start: Start, handlers: Handlers, full_disk: None
) -> None:
    process = start()
    handlers.hold(1)
    await process.take([message(1), message(2)])
    await until(lambda: handlers.begun == [1])
    fill_disk(os.getpid())
    handlers.held[1].set()
    await process.stop(timeout_seconds=5)
    empty_disk(os.getpid())
    assert await start().recover() == 2
