"""What Telegram asked to wait is kept, so that the next process waits too."""

import logging
from datetime import timedelta
from typing import Protocol

from bot.clock import Clock
from bot.tasks import Tasks
from storage import send_holds
from storage.db import Database

log = logging.getLogger(__name__)

# A hold is never believed to be longer: the clock may have been set back.
LONGEST = timedelta(hours=24)

PREDECESSOR = timedelta(seconds=1)
"""What an earlier process sent may count for so long at Telegram."""


class Rate(Protocol):
    """The rate that all share."""

    def hold_bulk(self, seconds: float) -> None:
        """Send nothing in bulk for so long; it is not told of."""
        ...


class Pausing:
    """Stores the holds of bulk, and brings them back at the start."""

    def __init__(self, db: Database, clock: Clock, tasks: Tasks, rate: Rate) -> None:
        self._db = db
        self._clock = clock
        self._tasks = tasks
        self._rate = rate

    def note(self, seconds: float) -> None:
        """Telegram asked to wait for so long."""
        self._tasks.start(self._store(seconds), name="a hold")

    async def _store(self, seconds: float) -> None:
        until = self._clock.now() + timedelta(seconds=seconds)
        async with self._db.transaction() as session:
            await send_holds.extend(session, until)

    async def restore(self) -> None:
        """Wait for what an earlier process was told to."""
        until = await send_holds.get(self._db)
        left = min(until - self._clock.now(), LONGEST) if until else timedelta()
        if left > timedelta():
            log.info("Telegram asked to wait for %.0f s more", left.total_seconds())
        self._rate.hold_bulk(max(left, PREDECESSOR).total_seconds())
