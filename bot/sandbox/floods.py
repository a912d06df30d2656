"""Flood control: three windows a message has to fit into."""

import math
from collections import defaultdict, deque
from collections.abc import Callable

from bot.sandbox.errors import bad_request, flood
from bot.sandbox.limits import Limits

# What is held instead of a chat: every message, of those that are free or paid for.
_ALL, _ALL_PAID = "all", "all paid"


class _Window:
    """At most `size` messages in any `seconds`."""

    def __init__(self, size: int, seconds: float) -> None:
        self._size = size
        self._seconds = seconds
        self._sent: deque[float] = deque()

    def wait(self, now: float, count: int) -> float:
        """Seconds until `count` more fit; 0 when they do."""
        while self._sent and self._sent[0] <= now - self._seconds:
            self._sent.popleft()
        excess = len(self._sent) + count - self._size
        if excess <= 0:
            return 0.0
        if not self._sent:
            return 0.0  # more than a whole window at once: nothing to wait for
        return self._sent[min(excess, len(self._sent)) - 1] + self._seconds - now

    def add(self, now: float, count: int) -> None:
        self._sent.extend([now] * count)


class _Bucket:
    """A burst, refilled at a rate."""

    def __init__(self, burst: int, rate: float, now: float) -> None:
        self._burst = burst
        self._rate = rate
        self._left = float(burst)
        self._at = now

    def wait(self, now: float, count: int) -> float:
        """Seconds until `count` more fit; 0 when they do."""
        self._left = min(self._burst, self._left + (now - self._at) * self._rate)
        self._at = now
        missing = min(count, self._burst) - self._left
        return max(0.0, missing / self._rate) if missing > 1e-9 else 0.0

    def add(self, _now: float, count: int) -> None:
        self._left -= count


class Floods:
    """The flood control of one bot; a refused call costs nothing but holds its chat."""

    def __init__(self, limits: Limits, now: Callable[[], float]) -> None:
        self._limits = limits
        self._now = now
        self._overall = _Window(limits.per_second, 1.0)
        self._paid = _Window(limits.paid_per_second, 1.0)
        self._buckets: dict[int, _Bucket] = {}
        self._minutes: defaultdict[int, _Window] = defaultdict(
            lambda: _Window(limits.group_per_minute, 60.0)
        )
        self._held: dict[int | str, float] = {}

    def charge(self, chat_id: int, count: int = 1, *, is_paid: bool = False) -> None:
        """Counts `count` messages to a chat; those paid for have an overall rate of their own.

        Raises a 429 with the whole seconds to wait when one of the windows is full; until that
        moment the chat (or, for the overall rate, every chat) stays refused. What is to be paid
        for by a bot that has no Stars is a 400.
        """
        if is_paid and not self._limits.has_stars:
            raise bad_request("not enough Telegram Stars")
        if not self._limits.enabled or count == 0:
            return
        now = self._now()
        for held in (_ALL_PAID if is_paid else _ALL, chat_id):
            if self._held.get(held, 0.0) > now:
                raise flood(math.ceil(self._held[held] - now))
        windows = self._windows(chat_id, now, is_paid=is_paid)
        for held, window in windows:
            wait = window.wait(now, count)
            if wait > 0:
                seconds = max(1, math.ceil(wait))
                self._held[held] = now + seconds
                raise flood(seconds)
        for _, window in windows:
            window.add(now, count)

    def _windows(
        self, chat_id: int, now: float, *, is_paid: bool
    ) -> list[tuple[int | str, _Window | _Bucket]]:
        bucket = self._buckets.get(chat_id)
        if bucket is None:
            bucket = _Bucket(self._limits.chat_burst, self._limits.chat_per_second, now)
            self._buckets[chat_id] = bucket
        overall = (_ALL_PAID, self._paid) if is_paid else (_ALL, self._overall)
        windows: list[tuple[int | str, _Window | _Bucket]] = [overall, (chat_id, bucket)]
        if chat_id < 0:
            windows.append((chat_id, self._minutes[chat_id]))
        return windows
