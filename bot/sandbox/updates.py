"""The queue of updates of one bot: ids, the filter of kinds, confirmation, the long poll."""

import asyncio
import math
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from aiogram.types import TelegramObject, Update

from bot.sandbox.dump import dump
from bot.sandbox.errors import CONFLICT, Refused

KINDS = frozenset(Update.model_fields) - {"update_id"}
DEFAULT_KINDS = KINDS - {"chat_member", "message_reaction", "message_reaction_count"}
"""What is delivered unless `allowed_updates` says otherwise."""

LIFE = {"inline_query": 30.0, "callback_query": 150.0, "chosen_inline_result": 600.0}
"""Seconds an update of a kind waits to be fetched; all others wait a day."""

DAY = 86_400.0
LONGEST_POLL = 50.0
LARGEST_ANSWER = 4_000_000
FIRST_ID = 700_000_001


@dataclass(slots=True)
class Pending:
    """An update that was not confirmed yet, ready for the wire."""

    update_id: int
    expires: float
    body: bytes


class UpdateQueue:
    """Updates of one bot, oldest first."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._pending: deque[Pending] = deque()
        self._next_id = FIRST_ID
        self._soonest = math.inf
        self._waiter: asyncio.Future[None] | None = None
        self.allowed: frozenset[str] = DEFAULT_KINDS

    def __len__(self) -> int:
        self._drop_old()
        return len(self._pending)

    def allow(self, kinds: Iterable[str]) -> None:
        """Remembers `allowed_updates`; an empty list means the default set.

        The filter is applied when an update is made, so what was made before is unaffected.
        """
        self.allowed = frozenset(kinds) & KINDS or DEFAULT_KINDS

    def put(self, kind: str, payload: TelegramObject) -> None:
        """Makes an update, unless its kind is filtered out."""
        if kind not in self.allowed:
            return
        body = b'{"update_id":%d,"%s":%s}' % (self._next_id, kind.encode(), dump(payload))
        expires = self._now() + LIFE.get(kind, DAY)
        self._soonest = min(self._soonest, expires)
        self._pending.append(Pending(self._next_id, expires, body))
        self._next_id += 1
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)

    def clear(self) -> None:
        """Forgets what waits, as `drop_pending_updates` does."""
        self._pending.clear()

    async def fetch(self, offset: int, limit: int, timeout: float) -> list[bytes]:  # noqa: ASYNC109 - the parameter of getUpdates
        """Confirms what is below `offset` and returns up to `limit` updates.

        Waits up to `timeout` seconds of real time (at most 50) for the first one. A negative
        offset keeps the last `-offset` and forgets the rest. Another fetch that is waiting ends
        with a 409. The first updates are always returned; the answer is cut at about 4 MB.
        """
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_exception(Refused(409, CONFLICT))
            self._waiter = None
        self._confirm(offset)
        ready = self._ready(limit)
        if ready or timeout <= 0:
            return ready
        await self._wait(min(timeout, LONGEST_POLL))
        return self._ready(limit)

    async def _wait(self, seconds: float) -> None:
        waiter = asyncio.get_running_loop().create_future()
        self._waiter = waiter
        try:
            async with asyncio.timeout(seconds):
                await waiter
        except TimeoutError:
            return
        finally:
            if self._waiter is waiter:
                self._waiter = None

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            while len(self._pending) > -offset:
                self._pending.popleft()
        while offset > 0 and self._pending and self._pending[0].update_id < offset:
            self._pending.popleft()

    def _ready(self, limit: int) -> list[bytes]:
        self._drop_old()
        bodies: list[bytes] = []
        size = 0
        for pending in self._pending:
            size += len(pending.body)
            if len(bodies) == limit or (bodies and size > LARGEST_ANSWER):
                break
            bodies.append(pending.body)
        return bodies

    def _drop_old(self) -> None:
        now = self._now()
        if self._soonest <= now:
            self._pending = deque(p for p in self._pending if p.expires > now)
            self._soonest = min((p.expires for p in self._pending), default=math.inf)
