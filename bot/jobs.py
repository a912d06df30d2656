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
        self._scheduler = AsyncIOScheduler(
            timezone=UTC,
            job_defaults={"max_instances": 1, "coalesce": True, "misfire_grace_time": None},
        )

    def start(self) -> None:
        """Begin to wake; each job runs once at once."""
        for job in self._jobs.values():
            self._scheduler.add_job(
                self.run, "interval", (job.name,), seconds=job.every.total_seconds(), id=job.name,
                next_run_time=self._clock.now(),
            )  # fmt: skip
        self._scheduler.start()

    def stop(self) -> None:
        """Wake nobody any more; what runs goes on until `finish`."""
        if self._scheduler.running:
            # A shutdown would cancel what runs, between two steps that belong together.
            self._scheduler.pause()

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
        """Run a job at a moment, or now."""
        if self._scheduler.running:
            self._scheduler.add_job(
                self.run, "date", (name,), run_date=at or self._clock.now(), id=f"{name} once",
                replace_existing=True,
            )  # fmt: skip

    async def run(self, name: str) -> None:
        """Run a job once; a failure is logged and does not stop the next."""
        async with self._locks[name]:
            try:
                next_at = await self._jobs[name].work()
            except Exception:
                log.exception("job %s failed", name)
                return
        # What is due already waits for the recheck: a job that cannot settle it must not spin.
        if next_at and timedelta(0) < next_at - self._clock.now() < timedelta(days=1):
            self.wake(name, next_at)

    async def run_all(self) -> None:
        """Run every job once, in the order of the table."""
        for name in self._jobs:
            await self.run(name)
