"""Updates from the inbox to the handlers: in order within a chat, chats side by side."""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import timedelta
from typing import Any, TypeVar

from bot.clock import Clock
from bot.tasks import Tasks
from storage import inbox
from storage.db import Database, Session, StoreFull, to_ms

log = logging.getLogger(__name__)

T = TypeVar("T")

# Raw updates are kept this long after they are done.
KEEP = timedelta(days=2)
# More than this many in hand: the next poll waits.
MOST_OPEN = 500
# Pauses before an update whose answer Telegram could not be given is dispatched again, seconds.
PAUSES = (1.0, 5.0, 15.0)
# Between two questions whether a full disk has room again, seconds.
DISK_PAUSE = 0.5


class TryLater(Exception):
    """The update cannot be handled now, and may be dispatched again."""


class Receiving:
    """Takes updates into the store, hands them on, marks them done."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        tasks: Tasks,
        dispatch: Callable[[dict[str, Any]], Awaitable[None]],
    ) -> None:
        self._db = db
        self._clock = clock
        self._tasks = tasks
        self._dispatch = dispatch
        self._lanes: dict[int, deque[dict[str, Any]]] = {}
        self._done: list[int] = []
        self._open = 0
        self._room = asyncio.Condition()
        self._flushing = asyncio.Lock()
        self._is_stopping = False

    @property
    def is_idle(self) -> bool:
        """Whether every update taken is done, and marked so."""
        return self._open == 0

    async def recover(self) -> int:
        """Dispatch what an earlier process left unfinished; how many."""
        async with self._db.transaction(durable=True) as session:
            updates = await self._count_starts(session, await inbox.list_open(session))
        for update in updates:
            self._enqueue(update)
        return len(updates)

    async def _count_starts(
        self, session: Session, found: list[tuple[dict[str, Any], int]]
    ) -> list[dict[str, Any]]:
        """Without what died in hand too often. Only the first of a chat can have been in hand."""
        first: dict[int, tuple[int, int]] = {}
        for update, starts in found:
            first.setdefault(chat_of(update), (update["update_id"], starts))
        deadly = {number for number, starts in first.values() if starts >= inbox.MAX_STARTS}
        for number in deadly:
            log.error("update %s is given up: the process died in it too often", number)
        await inbox.finish(session, list(deadly), now_ms=to_ms(self._clock.now()))
        await inbox.note_starts(session, [n for n, _ in first.values() if n not in deadly])
        return [update for update, _ in found if update["update_id"] not in deadly]

    async def take(self, updates: Sequence[dict[str, Any]]) -> None:
        """Store updates on the disk, then start on those that are new.

        A full disk is waited out: Telegram keeps what is not confirmed for a day (Bot API,
        "Getting updates").
        """
        now_ms = to_ms(self._clock.now())
        for update in await self._write(
            lambda session: inbox.insert(session, updates, now_ms=now_ms), durable=True
        ):
            self._enqueue(update)

    async def wait_for_room(self) -> None:
        """Return when there is room for more."""
        async with self._room:
            await self._room.wait_for(lambda: self._open < MOST_OPEN)

    async def stop(self, *, timeout_seconds: float = 20) -> None:
        """Finish the updates in hand; those behind them stay in the store for the next start."""
        self._is_stopping = True
        await self._tasks.finish(timeout_seconds=timeout_seconds)
        await self._flush()
        with suppress(StoreFull):
            async with self._db.transaction() as session:
                await inbox.forget_starts(session)

    def _enqueue(self, update: dict[str, Any]) -> None:
        self._open += 1
        key = chat_of(update)
        lane = self._lanes.get(key)
        if lane is not None:
            lane.append(update)
            return
        self._lanes[key] = deque([update])
        self._tasks.start(self._run_lane(key), name=f"updates of {key}")

    async def _run_lane(self, key: int) -> None:
        lane = self._lanes[key]
        while lane and not self._is_stopping:
            update = lane.popleft()
            if await self._handle(update):
                self._done.append(update["update_id"])
            if lane:
                # Or a death in the next one would do this one again, behind what followed it.
                await self._flush()
        del self._lanes[key]
        await self._flush()

    async def _handle(self, update: dict[str, Any]) -> bool:
        """Whether the update is done with; False leaves it for the next start."""
        pauses = iter(PAUSES)
        while await self._wait_for_disk():
            try:
                await self._dispatch(update)
            except StoreFull:
                continue
            except TryLater as error:
                log.info("update %s: %s", update["update_id"], error)
                if self._is_stopping:
                    return False
                pause = next(pauses, None)
                if pause is not None:
                    await asyncio.sleep(pause)
                    continue
            except Exception:
                log.exception("update %s failed", update["update_id"])
            return True
        return False

    async def _flush(self) -> None:
        # Lanes that end while one flush is under way share the next.
        async with self._flushing:
            done, self._done = self._done, []
            if not done:
                return
            now_ms = to_ms(self._clock.now())
            try:
                await self._write(lambda session: inbox.finish(session, done, now_ms=now_ms))
            except StoreFull:
                log.warning("the disk is full: the next start repeats %s updates", len(done))
        self._open -= len(done)
        async with self._room:
            self._room.notify_all()

    async def _write(self, work: Callable[[Session], Awaitable[T]], *, durable: bool = False) -> T:
        """One transaction, tried until the disk has room for it.

        Raises:
            StoreFull: it has none, and this process is to end.
        """
        while True:
            try:
                async with self._db.transaction(durable=durable) as session:
                    return await work(session)
            except StoreFull:
                if not await self._wait_for_disk():
                    raise

    async def _wait_for_disk(self) -> bool:
        """Return when something may be written; False when this process is to end before."""
        while not await self._db.is_writable():
            if self._is_stopping:
                return False
            await asyncio.sleep(DISK_PAUSE)
        return True


async def forget_old(db: Database, clock: Clock) -> None:
    """Delete updates done long enough ago."""
    async with db.transaction() as session:
        await inbox.delete_done(session, before_ms=to_ms(clock.now() - KEEP))


def chat_of(update: dict[str, Any]) -> int:
    """The chat whose order an update belongs to: its chat's id, or the person's."""
    for name, event in update.items():
        if name == "update_id" or not isinstance(event, dict):
            continue
        for holder in (event, event.get("message") or {}):
            if chat := holder.get("chat"):
                return int(chat["id"])
        if person := event.get("from") or event.get("user"):
            return int(person["id"])
    return 0
