"""The pace of one chat: Telegram takes fewer messages there than over all of them."""

import asyncio
from collections import deque

# What core.telegram.org/bots/faq names, and a burst far below what chats are seen to bear.
CHAT_PER_SECOND = 1.0
CHAT_BURST = 10
CHAT_PER_MINUTE = 20
# A second, and a minute, of the server, and a little for two clocks that do not tick alike.
SECOND, MINUTE = 1.005, 60.3


class Pace:
    """The pace of one group or channel: a small burst, one a second, and a minute's window."""

    def __init__(self, now: float) -> None:
        """`now` is in seconds of a clock that is never set, as are all moments here."""
        self.turn = asyncio.Lock()
        self._left = float(CHAT_BURST)
        self._refilled_at = now
        self._in_flight = 0
        self._answered: deque[float] = deque()

    def wait(self, now: float, count: int) -> float:
        """Seconds until `count` messages fit; more than a whole burst goes when it is full."""
        self._left = min(CHAT_BURST, self._left + (now - self._refilled_at) * CHAT_PER_SECOND)
        self._refilled_at = now
        missing = min(count, CHAT_BURST) - self._left
        return max(self._window_wait(now, count), missing / CHAT_PER_SECOND, 0.0)

    def _window_wait(self, now: float, count: int) -> float:
        while self._answered and self._answered[0] <= now - MINUTE:
            self._answered.popleft()
        excess = self._in_flight + len(self._answered) + count - CHAT_PER_MINUTE
        if excess <= 0:
            return 0.0
        # What is under way has no moment yet: ask again in a second.
        if excess > len(self._answered):
            return 1.0 if self._in_flight or self._answered else 0.0
        return self._answered[excess - 1] + MINUTE - now

    def begin(self, count: int) -> None:
        """So many are on their way."""
        self._left -= count
        self._in_flight += count

    def end(self, now: float, count: int) -> None:
        """So many were answered, or never will be."""
        self._in_flight -= count
        self._answered.extend([now] * count)


class Apart:
    """Bulk to one person: each message a second behind the answer to the one before."""

    def __init__(self) -> None:
        self._turn = asyncio.Lock()
        self._free_at = 0.0

    async def begin(self) -> None:
        """Wait until the next message may go; it is under way until `end`."""
        await self._turn.acquire()
        try:
            if (wait := self._free_at - _now()) > 0:
                await asyncio.sleep(wait)
        except asyncio.CancelledError:
            self._turn.release()
            raise

    def end(self, now: float, _count: int) -> None:
        """It was answered, or never will be."""
        self._free_at = now + SECOND
        self._turn.release()

    def is_over(self, now: float) -> bool:
        """Whether nothing is to be remembered of it."""
        return not self._turn.locked() and self._free_at <= now


class People:
    """The people whom bulk wrote to in the last second; nobody waits for another one."""

    def __init__(self) -> None:
        self._known: dict[int, Apart] = {}
        self._sweep_at = 0.0

    async def begin(self, person_id: int) -> Apart:
        """Wait until a person may be written to."""
        self._sweep()
        apart = self._known.setdefault(person_id, Apart())
        await apart.begin()
        return apart

    def _sweep(self) -> None:
        now = _now()
        if now >= self._sweep_at:
            self._sweep_at = now + SECOND
            self._known = {
                person: apart for person, apart in self._known.items() if not apart.is_over(now)
            }


def _now() -> float:
    return asyncio.get_running_loop().time()
