"""The shared send rate: slots over all chats, a pace for each group and channel, and holds.

Telegram publishes "about 30 messages a second over all chats, one a second in a chat, 20 a minute
in a group" (core.telegram.org/bots/faq) and answers 429 beyond. A limiter that counts starts
cannot keep a window of the server, because arrivals clump; here a slot comes back one second after
the *answer*, so that no second of the server can hold more than `rate` messages of ours.

A fresh process does not know what its predecessor sent: bulk waits that out, see `hold_bulk`.
"""

import asyncio
import math
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import Enum

from bot.gateways.paces import Apart, Pace, People
from bot.gateways.trips import Trips

# One second of the server, and a little for two clocks that do not tick alike.
WINDOW_SECONDS = 1.005
# Intervals that bulk makes up for when a wake-up was late; after a longer pause it begins anew.
CATCH_UP = 3
# Seconds that bulk waits out like a turn: no restart and no change of mind falls into them.
BRIEF = 2.0
# Past holds are swept away when there are more than this many.
MOST_HOLDS = 1_000


class Urgency(Enum):
    """How a call that sends behaves when it cannot go at once."""

    INTERACTIVE = "interactive"
    BULK = "bulk"
    NO_WAITING = "no_waiting"


_URGENCY: ContextVar[Urgency] = ContextVar("urgency", default=Urgency.INTERACTIVE)


@contextmanager
def bulk() -> Iterator[None]:
    """Calls made inside take only what the interactive ones leave, evenly spaced."""
    token = _URGENCY.set(Urgency.BULK)
    try:
        yield
    finally:
        _URGENCY.reset(token)


@contextmanager
def no_waiting() -> Iterator[None]:
    """Calls made inside raise at once where Telegram asks to wait: only the caller may repeat."""
    token = _URGENCY.set(Urgency.NO_WAITING)
    try:
        yield
    finally:
        _URGENCY.reset(token)


def urgency() -> Urgency:
    """The urgency of the calling context."""
    return _URGENCY.get()


class Held(Exception):
    """Telegram asked to wait, or the chat's pace does, longer than the caller may."""

    def __init__(self, wait_seconds: float) -> None:
        self.wait_seconds = wait_seconds
        super().__init__(wait_seconds)


@dataclass(slots=True, eq=False)
class _Waiter:
    count: int
    is_bulk: bool
    granted: asyncio.Future[None]


class Limiter:
    """Lets calls that send go, `rate` messages a second over all chats; one to a process."""

    def __init__(self, rate: float) -> None:
        self._spacing = 1 / rate
        self._slots = max(1, int(rate))
        self._free = self._slots
        # Slots that are not free since an interactive call took them.
        self._interactive_held = 0
        # Below one a second there is one slot, and it comes back later.
        self._window = WINDOW_SECONDS * max(1.0, 1 / rate)
        # Of a first burst each call may open its connection: those behind it tell the way.
        self._trips = Trips(max(30, 3 * self._slots))
        self._interactive: deque[_Waiter] = deque()
        self._bulk: deque[_Waiter] = deque()
        # Who asks for room takes none yet; so many bulk calls may wait for their slots.
        self._questions: deque[asyncio.Future[None]] = deque()
        self._most_ahead = 2 + self._slots // 25
        self._next_bulk_at = 0.0
        # Instants before which nothing goes; a hold ends by itself, and by nothing else.
        self._bulk_held_until = 0.0
        self._chat_held_until: dict[int | str, float] = {}
        self._paces: dict[int | str, Pace] = {}
        self._people = People()
        self._alarm: asyncio.TimerHandle | None = None
        # Is told the seconds whenever Telegram holds bulk.
        self.on_hold: Callable[[float], object] = float

    def hold_bulk(self, seconds: float) -> None:
        """Send nothing in bulk for so long; beyond `BRIEF`, who waits for a turn is refused it.

        Whoever was begun with may change their mind in a long wait, and a process that ends in it
        would leave them in doubt.
        """
        self._bulk_held_until = max(self._now() + seconds, self._bulk_held_until)
        while self._bulk and self._bulk_wait() > BRIEF:
            waiter = self._bulk.popleft()
            if not waiter.granted.done():
                waiter.granted.set_exception(Held(self._bulk_wait()))

    def hold(self, chat_id: int | str | None, seconds: float, *, is_bulk: bool) -> None:
        """Telegram asked to wait: a group or channel alone; else bulk, and the private chat."""
        until = self._now() + seconds
        if chat_id is not None:
            self._sweep_holds()
            self._chat_held_until[chat_id] = max(until, self._chat_held_until.get(chat_id, 0.0))
        if is_bulk or not is_shared(chat_id):
            self.hold_bulk(seconds)
            self.on_hold(seconds)

    @asynccontextmanager
    async def turn(
        self, chat_id: int | str | None, count: int, *, kind: Urgency, patience: float
    ) -> AsyncIterator[None]:
        """Wait for the right to send `count` messages to a chat; it lasts until the answer.

        Raises:
            Held: the chat is held, or has spent its pace, for more than `patience` seconds; or
                bulk is, for more than `BRIEF`.
        """
        count = min(count, self._slots)
        pace = await self._wait_for_chat(chat_id, count, kind, patience)
        try:
            taken = await self._take(count, is_bulk=kind is Urgency.BULK)
            began = self._now()
            try:
                yield
            finally:
                answered = self._now()
                self._trips.note(began, answered)
                self._give_back_after(answered, taken)
        finally:
            if pace is not None:
                pace.end(self._now(), count)

    async def wait_for_room(self) -> int:
        """Return when bulk may go on: how many messages may be begun, a few ahead of slots."""
        question = asyncio.get_running_loop().create_future()
        self._questions.append(question)
        self._serve()
        await question
        return 1 + self._slots // 50

    async def _wait_for_chat(
        self, chat_id: int | str | None, count: int, kind: Urgency, patience: float
    ) -> Pace | Apart | None:
        if chat_id is None:
            return None
        # A bulk call to a private chat is held with all of bulk, see `hold`.
        if kind is Urgency.BULK and isinstance(chat_id, int) and not is_shared(chat_id):
            return await self._people.begin(chat_id)
        if not is_shared(chat_id):
            await self._wait_out(self._chat_wait(chat_id), patience)
            return None
        pace = self._paces.setdefault(chat_id, Pace(self._now()))
        deadline = self._now() + patience
        async with pace.turn:
            while wait := max(self._chat_wait(chat_id), pace.wait(self._now(), count)):
                await self._wait_out(wait, deadline - self._now())
            pace.begin(count)
        return pace

    async def _wait_out(self, wait: float, patience: float) -> None:
        if wait > max(patience, 0.0):
            raise Held(wait)
        await asyncio.sleep(wait)

    def _chat_wait(self, chat_id: int | str) -> float:
        return max(0.0, self._chat_held_until.get(chat_id, 0.0) - self._now())

    def _bulk_wait(self) -> float:
        return max(0.0, self._bulk_held_until - self._now())

    async def _take(self, count: int, *, is_bulk: bool) -> _Waiter:
        if is_bulk and (wait := self._bulk_wait()) > BRIEF:
            raise Held(wait)
        waiter = _Waiter(count, is_bulk, asyncio.get_running_loop().create_future())
        queue = self._bulk if is_bulk else self._interactive
        queue.append(waiter)
        self._serve()
        try:
            await waiter.granted
        except asyncio.CancelledError:
            if not waiter.granted.cancelled() and waiter.granted.exception() is None:
                self._give_back(waiter)
            elif waiter in queue:
                queue.remove(waiter)
            self._serve()
            raise
        return waiter

    def _give_back_after(self, answered: float, taken: _Waiter) -> None:
        """Give back what was taken in its time; calls that end until then may move it."""
        now = self._now()
        due = answered + self._window - self._trips.lead(now)
        if due <= now:
            self._give_back(taken)
        else:
            loop = asyncio.get_running_loop()
            loop.call_at(due, self._give_back_after, answered, taken)

    def _give_back(self, taken: _Waiter) -> None:
        self._free += taken.count
        self._interactive_held -= 0 if taken.is_bulk else taken.count
        self._serve()

    def _kept_free(self) -> int:
        """Slots that bulk leaves alone: more may be asked for next second than in the last.

        Twice the spread of what comes by chance, but never more than a third of all; nothing
        while nobody but bulk sends.
        """
        return min(2 * math.isqrt(self._interactive_held), self._slots // 3)

    def _serve(self) -> None:
        """Grant what can be granted: the interactive first, then bulk at its spacing."""
        while self._interactive and self._interactive[0].count <= self._free:
            self._grant(self._interactive.popleft())
        while self._bulk and not self._interactive:
            if self._bulk[0].count + self._kept_free() > self._free:
                break
            if self._must_wait(max(self._next_bulk_at, self._bulk_held_until)):
                break
            waiter = self._bulk.popleft()
            is_late = self._now() - self._next_bulk_at <= CATCH_UP * self._spacing
            start = self._next_bulk_at if is_late else self._now()
            self._next_bulk_at = start + self._spacing * waiter.count
            self._grant(waiter)
        while self._questions and len(self._bulk) < self._most_ahead:
            if self._must_wait(self._bulk_held_until):
                break
            question = self._questions.popleft()
            if not question.done():
                question.set_result(None)

    def _grant(self, waiter: _Waiter) -> None:
        if not waiter.granted.done():
            waiter.granted.set_result(None)
            self._free -= waiter.count
            self._interactive_held += 0 if waiter.is_bulk else waiter.count

    def _must_wait(self, until: float) -> bool:
        """Whether a moment is still to come; then all is looked at again."""
        loop = asyncio.get_running_loop()
        if until <= loop.time():
            return False
        if self._alarm is None or self._alarm.when() > until:
            if self._alarm is not None:
                self._alarm.cancel()
            self._alarm = loop.call_at(until, self._ring)
        return True

    def _ring(self) -> None:
        self._alarm = None
        self._serve()

    def _sweep_holds(self) -> None:
        if len(self._chat_held_until) > MOST_HOLDS:
            now = self._now()
            self._chat_held_until = {
                chat: until for chat, until in self._chat_held_until.items() if until > now
            }

    @staticmethod
    def _now() -> float:
        return asyncio.get_running_loop().time()


def is_shared(chat_id: int | str | None) -> bool:
    """Whether a chat is a group or a channel: Telegram's id is negative, or a public name."""
    return isinstance(chat_id, str) or (chat_id is not None and chat_id < 0)
