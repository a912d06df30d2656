"""How long calls to Telegram take: so much of a second has gone by when their answers come.

Telegram counts a message when it arrives, and our second begins with the answer. Let `L` be what
the way there and the way back take at least, together. The message of a slot arrived at the latest
`back` before its answer, and the next one in the slot arrives at the earliest `out` after it
starts, where `back + out >= L`. So the two are a whole second apart at the server when the slot
comes back one second *less L* after the answer, whatever the share of the two ways in it, and
however much longer than `L` any call takes.

`L` cannot be seen: each call waits for something besides. The least time that any call of the last
minute took comes near to it from above, so a part of that is taken: this holds while one of them
lost no more than a quarter of its time on the way.
"""

# Of the least time of a call, see above.
PART = 0.75
# The least is of this span of seconds and of the one before: of half a minute to a whole one.
SPAN_SECONDS = 30.0


class Trips:
    """The least time of calls, of those that ended lately."""

    def __init__(self, enough: int) -> None:
        """`enough` calls of a span tell its least, fewer may all have been slow ones."""
        self._enough = enough
        self._span_began = 0.0
        # Of the span before, and of this one: how many calls, and the least of their seconds.
        self._before = self._now = (0, 0.0)

    def note(self, began: float, ended: float) -> None:
        """A call took from one moment to another, in seconds of a clock that is never set."""
        self._turn(ended)
        count, least = self._now
        seconds = ended - began
        self._now = count + 1, min(seconds, least) if count else seconds

    def lead(self, now: float) -> float:
        """So many seconds sooner than a second after its answer may a call be followed."""
        self._turn(now)
        known = [(count, least) for count, least in (self._before, self._now) if count]
        if sum(count for count, _ in known) < self._enough:
            return 0.0
        return PART * min(least for _, least in known)

    def _turn(self, now: float) -> None:
        if now - self._span_began >= SPAN_SECONDS:
            is_next = now - self._span_began < 2 * SPAN_SECONDS
            self._before = self._now if is_next else (0, 0.0)
            self._now = 0, 0.0
            self._span_began = now
