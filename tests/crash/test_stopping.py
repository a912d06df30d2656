"""A stop in order cuts no job short: what it has begun is finished."""

import asyncio
from datetime import datetime, timedelta

from bot.clock import SystemClock
from bot.jobs import Job, Jobs


async def test_a_job_in_hand_is_finished_and_none_is_begun() -> None:
    steps = []

    async def work() -> datetime | None:
        steps.append("begun")
        await asyncio.sleep(0.3)
        steps.append("finished")
        return None

    jobs = Jobs(SystemClock(), [Job("work", work, every=timedelta(seconds=0.05))])
    jobs.start()
    await asyncio.sleep(0.1)
    jobs.stop()
    await jobs.finish(timeout_seconds=5)
    await asyncio.sleep(0.2)
    assert steps == ["begun", "finished"]


async def test_a_job_that_never_ends_is_not_waited_for_for_ever() -> None:
    async def work() -> datetime | None:
        await asyncio.Event().wait()
        return None

    jobs = Jobs(SystemClock(), [Job("work", work)])
    jobs.start()
    await asyncio.sleep(0.05)
    jobs.stop()
    async with asyncio.timeout(5):
        await jobs.finish(timeout_seconds=0.1)
