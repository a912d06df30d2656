"""Killed at every point of the walk and started again: nothing typed lost, nothing sent twice.

`CRASH_KILLS=500 CRASH_SEED=7 pytest tests/crash/test_kills.py` kills longer and at other moments;
`--log-cli-level=INFO` shows what was reached.
"""

import asyncio
import logging
import os
import random
import signal
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from bot.sandbox import Fault
from bot.sandbox.faults import Kind
from bot.tasks import Tasks
from tests.crash.stage import Nursery, Stage, open_stage
from tests.crash.verdict import judge
from tests.crash.walk import Walk

log = logging.getLogger(__name__)

KILLS = int(os.environ.get("CRASH_KILLS", "20"))
SEED = int(os.environ.get("CRASH_SEED", "1"))
# One for each core of the machine that CI has.
WALKS_AT_ONCE = 2
# No step has so many points: something never comes to an end.
MOST_POINTS = 80
# An update that was in hand at a third death is given up, as it may be what kills the process.
KILLS_A_STEP = 2
LONGEST_WAIT = 0.3
# How many of the sends to the channel lose their answer, or never arrive.
FAULTY = 0.4
KINDS: list[Kind] = [
    "lost_answer", "cut", "bad_gateway", "bad_gateway_done", "restart", "restart_done",
]  # fmt: skip


@dataclass
class Tally:
    """What the walks came to."""

    points: set[str] = field(default_factory=set)
    kills: int = 0
    questions: list[str] = field(default_factory=list)
    repeats: list[str] = field(default_factory=list)
    settled: list[str] = field(default_factory=list)
    unknown_digests: int = 0

    def add(self, walk: Walk, kills: int) -> None:
        """Count a walk."""
        self.kills += kills
        self.questions += walk.questions
        self.repeats += walk.stage.repeats
        self.settled += walk.stage.settled()
        self.unknown_digests += walk.digest_states() == ["unknown"]

    def show(self) -> None:
        """For whoever asks with --log-cli-level=INFO."""
        log.info("%s points, %s kills", len(self.points), self.kills)
        log.info("doubts settled by: %s", Counter(self.settled))
        log.info("asked: %s; digests unknown: %s", Counter(self.questions), self.unknown_digests)
        log.info("%s", Counter(point.rpartition(": ")[2] for point in self.points))


async def test_a_death_at_any_point_of_any_step_loses_nothing_and_sends_nothing_twice(
    nursery: Nursery, tmp_path: Path
) -> None:
    """The n-th commit or call of every step, for n from 1 until no step has so many."""
    tally, numbers = Tally(), count(1)
    is_over = asyncio.Event()

    async def work() -> None:
        while not is_over.is_set():
            number = next(numbers)
            assert number < MOST_POINTS, "the points never end"
            async with open_stage(nursery, tmp_path / str(number)) as stage:
                if not await _walk_with_fuse(stage, number, tally):
                    is_over.set()

    async with asyncio.TaskGroup() as group:
        for _ in range(WALKS_AT_ONCE):
            group.create_task(work(), name="walks")
    tally.show()
    assert tally.repeats == []
    # Lanes and jobs run side by side: a number names not quite the same point in every walk.
    reached = {point.rpartition(" ")[2] for point in tally.points}
    assert {"commit", "sendMessage", "sendMediaGroup", "editMessageText"} <= reached
    assert len(tally.points) > 200


async def _walk_with_fuse(stage: Stage, fuse: int, tally: Tally) -> int:
    """Walk, dying at the point number `fuse` of each step; how often the bot died."""
    walk = Walk(stage)
    await walk.prepare()
    kills = 0
    for step in walk.steps():
        stage.dial.fuse = fuse
        await walk.take(step)
        if stage.dial.fuse == 0:
            kills += 1
            tally.points.add(f"{step.name} {fuse}: {stage.dial.deaths[-1]}")
        stage.dial.fuse = 0
    judge(walk)
    tally.add(walk, kills)
    return kills


async def test_deaths_at_random_moments_lose_nothing_and_send_nothing_twice(
    nursery: Nursery, tmp_path: Path
) -> None:
    tally, dice = Tally(), random.Random(SEED)

    async def work(name: str) -> None:
        for number in count(1):
            if tally.kills >= KILLS:
                return
            async with open_stage(nursery, tmp_path / f"{name}{number}") as stage:
                await _walk_with_kills(stage, dice, tally)

    async with asyncio.TaskGroup() as group:
        for name in "ab"[:WALKS_AT_ONCE]:
            group.create_task(work(name), name=name)
    tally.show()
    assert tally.kills >= KILLS


async def _walk_with_kills(stage: Stage, dice: random.Random, tally: Tally) -> None:
    walk = Walk(stage)
    await walk.prepare()
    kills = 0
    for step in walk.steps():
        if dice.random() < FAULTY and step.name.startswith(("sure", "first is due")):
            method = dice.choice(("sendMessage", "sendMediaGroup"))
            kind = dice.choice(KINDS)
            stage.world.faults.add(Fault(method=method, kind=kind, chat_id=stage.channel_id))
        async with _killer(stage, dice) as count_kills:
            await walk.take(step)
        stage.world.faults.clear()
        kills += count_kills()
    judge(walk)
    tally.add(walk, kills)


@asynccontextmanager
async def _killer(stage: Stage, dice: random.Random) -> AsyncIterator[Callable[[], int]]:
    """Kills the bot at random moments, or tells it to stop; yields how often it did."""
    waits = [dice.uniform(0, LONGEST_WAIT) for _ in range(dice.randint(0, KILLS_A_STEP))]
    done = []

    async def kill() -> None:
        for wait in waits:
            await asyncio.sleep(wait)
            how = dice.choice((signal.SIGKILL, signal.SIGKILL, signal.SIGTERM))
            if stage.victim is not None and stage.victim.strike(how):
                done.append(wait)

    tasks = Tasks()
    killing = tasks.start(kill(), name="killer")
    try:
        yield lambda: len(done)
    finally:
        killing.cancel()
        await tasks.finish(timeout_seconds=1)
