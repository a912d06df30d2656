"""Room on the disk: when it ran out, and when it may be asked for again."""

import asyncio
import logging

log = logging.getLogger(__name__)

# Between two looks for room. A disk that is full again soon after one that found some is looked
# at less and less often: each look that errs lets something be told that cannot be noted.
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0
SOON = 60.0


class Room:
    """Said once when it runs out, and once when it is back; seconds of a clock nobody sets."""

    def __init__(self) -> None:
        self.is_there = True
        self._pause = FIRST_PAUSE
        self._next_look = 0.0
        self._came_back_at = -SOON

    def ran_out(self, why: str) -> None:
        """A write failed."""
        now = _now()
        if self.is_there:
            log.error("nothing can be written to the disk (%s): work waits until it can", why)
            is_soon = now - self._came_back_at < SOON
            self._pause = min(self._pause * 2, LONGEST_PAUSE) if is_soon else FIRST_PAUSE
        self.is_there = False
        self._next_look = now + self._pause

    def is_asked(self) -> bool:
        """Whether it is time to look for it."""
        return not self.is_there and _now() >= self._next_look

    def came_back(self) -> None:
        """A write succeeded."""
        if not self.is_there:
            log.warning("the disk can be written again: work goes on")
            self._came_back_at = _now()
        self.is_there = True


def _now() -> float:
    return asyncio.get_running_loop().time()
