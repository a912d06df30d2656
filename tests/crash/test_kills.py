"""Killed at every point of the walk and started again: nothing typed lost, nothing sent twice.

`CRASH_KILLS=2000 CRASH_SEED=7 pytest tests/crash/test_kills.py -k random` kills longer and at
other moments, and prints what came of it.
"""

import asyncio
import logging
import os
import random
import signal
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import pytest

from bot.sandbox import Fault
from bot.sandbox.faults import Kind
from bot.tasks import Tasks
from tests.crash.points import die_at_every_point
from tests.crash.scenes import SCENES
from tests.crash.stage import Nursery, Stage, open_stage
from tests.crash.verdict import judge
from tests.crash.walk import ALBUM, LONG, PICTURES, PUBLISHED, Walk, expected_texts

log = logging.getLogger(__name__)

KILLS = int(os.environ.get("CRASH_KILLS", "20"))
SEED = int(os.environ.get("CRASH_SEED", "1"))
# One for each core of the machine that CI has.
WALKS_AT_ONCE = 2
# No step has so many points: something never comes to an end.
MOST_POINTS = 80
# An update that was in hand at a third death is given up, as it may be what kills the process.
KILLS_A_STEP = 2
# Most steps take less than a tenth of a second, a start behind a kill takes longer.
LONGEST_WAITS = (0.1, 0.3)
# How many of the sends to the channel lose their answer, or never arrive.
FAULTY = 0.4
KINDS: list[Kind] = [
    "lost_answer", "cut", "bad_gateway", "bad_gateway_done", "restart", "restart_done",
]  # fmt: skip
# Points of the way to the channel that the scenes of `test_named_points` die at one by one.
NAMES = {point.removesuffix(" #2") for scene in SCENES for point in scene.points}
CHANNEL = [ALBUM, *expected_texts(LONG), PUBLISHED]


@dataclass
class Tally:
    """What the walks came to."""

    points: set[str] = field(default_factory=set)
    # The last point that was reached before each kill.
    struck: Counter[str] = field(default_factory=Counter)
    walks: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    duplicates: int = 0
    losses: int = 0
    kills: int = 0
    questions: list[str] = field(default_factory=list)
    repeats: list[str] = field(default_factory=list)
    settled: list[str] = field(default_factory=list)
    unknown_digests: int = 0

    def add(self, walk: Walk, kills: int) -> None:
        """Count a walk, before it is judged."""
        self.walks += 1
        self.kills += kills
        self.questions += walk.questions
        self.repeats += walk.stage.repeats
        self.settled += walk.stage.settled()
        self.unknown_digests += walk.digest_states() == ["unknown"]
        shown, expected = Counter(walk.channel_texts()), Counter(CHANNEL)
        pictures = len([message for message in walk.stage.channel() if message.photo])
        self.duplicates += (shown - expected).total() + max(pictures - len(PICTURES), 0)
        self.losses += (expected - shown).total() + max(len(PICTURES) - pictures, 0)

    def report(self) -> str:
        """The figures, a line each."""
        known = {f"{side} {name}" for name in NAMES for side in ("before", "after")}
        often = ", ".join(f"{point}: {times}" for point, times in self.struck.most_common())
        return "\n".join(
            (
                f"{self.walks} walks, {self.kills} kills, faults: {dict(self.faults)}",
                f"behind {len(known & self.struck.keys())} of {len(known)} named points of the way"
                f" to the channel, and {len(self.struck.keys() - known)} others",
                f"doubts {len(self.settled)}, settled by: {dict(Counter(self.settled))}",
                f"questions {len(self.questions)}: {dict(Counter(self.questions))}",
                f"duplicates {self.duplicates}, losses {self.losses}, repeated by a person"
                f" {len(self.repeats)}, digests of unknown outcome {self.unknown_digests}",
                f"kills behind each point: {often}",
            )
        )


async def test_a_death_at_any_point_of_any_step_loses_nothing_and_sends_nothing_twice(
    nursery: Nursery, tmp_path: Path
) -> None:
    """The n-th commit or call of every step, for n from 1 until no step has so many."""
    tally = Tally()

    async def walk(stage: Stage, number: int) -> object:
        return await _walk_with_fuse(stage, number, tally)

    await die_at_every_point(nursery, tmp_path, walk, most=MOST_POINTS, at_once=WALKS_AT_ONCE)
    log.info("%s points, %s", len(tally.points), tally.report())
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
    tally.add(walk, kills)
    judge(walk)
    return kills


async def test_deaths_at_random_moments_lose_nothing_and_send_nothing_twice(
    nursery: Nursery, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tally, dice = Tally(), random.Random(SEED)

    async def work(name: str) -> None:
        for number in count(1):
            if tally.kills >= KILLS:
                return
            async with open_stage(nursery, tmp_path / f"{name}{number}") as stage:
                await _walk_with_kills(stage, dice, tally)

    try:
        async with asyncio.TaskGroup() as group:
            for name in "ab"[:WALKS_AT_ONCE]:
                group.create_task(work(name), name=name)
    finally:
        with capsys.disabled():
            sys.stdout.write(f"\nseed {SEED}: {tally.report()}\n")
    assert tally.kills >= KILLS


async def _walk_with_kills(stage: Stage, dice: random.Random, tally: Tally) -> None:
    walk = Walk(stage)
    await walk.prepare()
    kills = 0
    for step in walk.steps():
        fault = None
        if dice.random() < FAULTY and step.name.startswith(("sure", "first is due")):
            method = "sendMediaGroup" if "Three" in step.name else "sendMessage"
            kind = dice.choice(KINDS)
            fault = Fault(method=method, kind=kind, chat_id=stage.channel_id)
            stage.world.faults.add(fault)
        async with _killer(stage, dice) as struck:
            await walk.take(step)
        stage.world.faults.clear()
        tally.faults.update([fault.kind] if fault and fault.hits else [])
        tally.struck.update(struck)
        kills += len(struck)
    tally.add(walk, kills)
    judge(walk)


@asynccontextmanager
async def _killer(stage: Stage, dice: random.Random) -> AsyncIterator[list[str]]:
    """Kills the bot at random moments, or tells it to stop; yields behind which points it did."""
    waits = [
        dice.uniform(0, dice.choice(LONGEST_WAITS)) for _ in range(dice.randint(0, KILLS_A_STEP))
    ]
    struck: list[str] = []

    async def kill() -> None:
        for wait in waits:
            await asyncio.sleep(wait)
            how = dice.choice((signal.SIGKILL, signal.SIGKILL, signal.SIGTERM))
            if stage.victim is not None and stage.victim.strike(how):
                struck.append(stage.dial.last)

    tasks = Tasks()
    killing = tasks.start(kill(), name="killer")
    try:
        yield struck
    finally:
        killing.cancel()
        await tasks.finish(timeout_seconds=1)
