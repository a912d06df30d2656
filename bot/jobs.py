"""What runs by itself: APScheduler wakes services at the next due moment and each second.

The truth of time is in the store; a wake-up that is lost costs a second, never a post.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.clock import Clock

log = logging.getLogger(__name__)

# How often the machine's clock is compared with one that nobody sets, and what counts as a jump.
WATCH_SECONDS = 1.0
JUMP_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Job:
    """`work` does what is due and returns the next moment to be woken at, if it knows one."""

    name: str
    work: Callable[[], Awaitable[datetime | None]]
    every: timedelta = timedelta(seconds=1)


class Jobs:
    """The table of jobs and the alarm clock that runs them."""

    def __init__(self, clock: Clock, jobs: Sequence[Job]) -> None:
        self._clock = clock
        self._jobs = {job.name: job for job in jobs}
        self._locks = {job.name: asyncio.Lock() for job in jobs}
        # The nearest reminder of each job, until a run begins that it asked for.
        self._reminders: dict[str, datetime] = {}
        self._watch: asyncio.TimerHandle | None = None
        self._seen = (0.0, 0.0)
        # A job never runs beside itself for its lock; a run that APScheduler drops would be lost.
        self._scheduler = AsyncIOScheduler(
            timezone=UTC,
            job_defaults={"max_instances": 10, "coalesce": True, "misfire_grace_time": None},
        )

    def start(self) -> None:
        """Begin to wake; each job runs once at once."""
        for name in self._jobs:
            self._plan(name, name, self._clock.now())
        self._scheduler.start()
        self._seen = self._clocks()
        self._look_at_clock()

    def stop(self) -> None:
        """Wake nobody any more; what runs goes on until `finish`."""
        if self._scheduler.running:
            # A shutdown would cancel what runs, between two steps that belong together.
            self._scheduler.pause()
        if self._watch is not None:
            self._watch.cancel()

    async def finish(self, *, timeout_seconds: float) -> None:
        """Wait for what runs, then cancel what is left."""
        try:
            async with asyncio.timeout(timeout_seconds):
                for lock in self._locks.values():
                    async with lock:
                        pass
        except TimeoutError:
            log.warning("a job does not end: it is cancelled")
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    def wake(self, name: str, at: datetime | None = None) -> None:
        """Run a job at a moment, or now. What is to ring earlier stays: it will look ahead."""
        at = at or self._clock.now()
        nearest = self._reminders.get(name)
        if self._scheduler.running and (nearest is None or at < nearest):
            self._reminders[name] = at
            self._plan(f"{name} once", name, at)

    def _plan(self, job_id: str, name: str, at: datetime) -> None:
        # One moment at a time: of an interval, APScheduler counts up every run that a machine
        # slept through, which holds everything up for seconds.
        self._scheduler.add_job(
            self._run_and_recheck, "date", (name,), run_date=at, id=job_id, replace_existing=True
        )

    async def _run_and_recheck(self, name: str) -> None:
        try:
            await self.run(name)
        finally:
            if self._scheduler.running:
                self._plan(name, name, self._clock.now() + self._jobs[name].every)

    def _look_at_clock(self) -> None:
        """APScheduler knows moments only: of a clock set back it would wait for the old ones."""
        before, self._seen = self._seen, self._clocks()
        passed, steady = (now - then for now, then in zip(self._seen, before, strict=True))
        if passed - steady < -JUMP_SECONDS:
            log.warning("the clock was set back by %.0f s", steady - passed)
            for name in self._jobs:
                self._plan(name, name, self._clock.now())
        loop = asyncio.get_running_loop()
        self._watch = loop.call_later(WATCH_SECONDS, self._look_at_clock)

    def _clocks(self) -> tuple[float, float]:
        """Seconds of the clock that may be set, and of the one that may not."""
        return self._clock.now().timestamp(), asyncio.get_running_loop().time()

    async def run(self, name: str) -> None:
        """Run a job once; a failure is logged and does not stop the next."""
        async with self._locks[name]:
            began_at = self._clock.now()
            if self._reminders.get(name, began_at) <= began_at:
                self._reminders.pop(name, None)
            try:
                next_at = await self._jobs[name].work()
            except Exception:
                log.exception("job %s failed", name)
                return
        # What came due meanwhile is for a run of its own, at once; what was due before waits for
        # the recheck: a job that cannot settle it must not spin.
        if next_at and timedelta(0) < next_at - began_at < timedelta(days=1):
            self.wake(name, next_at)

    async def run_all(self) -> None:
        """Run every job once, in the order of the table."""
        for name in self._jobs:
            await self.run(name)
