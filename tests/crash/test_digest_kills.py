"""Killed while digests go out, and started again: nobody gets two, who is in doubt is named.

`CRASH_KILLS=500 CRASH_SEED=7 pytest tests/crash/test_digest_kills.py -k random` kills longer and
at other moments (`CRASH_READERS=2000`: to so many), and prints what came of it.
"""

import asyncio
import os
import random
import sys
from collections import Counter
from dataclasses import dataclass, field

import pytest

from bot.sandbox import Fault
from tests.crash.circle import Circle
from tests.crash.stage import PATIENCE, Stage

KILLS = int(os.environ.get("CRASH_KILLS", "10"))
SEED = int(os.environ.get("CRASH_SEED", "1"))
READERS = int(os.environ.get("CRASH_READERS", "600"))
KILLS_A_RUN = 25
# Seconds from the first message of a process to its death, and how many die before it sends any.
LONGEST_WAITS = (0.02, 0.1, 0.5)
EARLY = 0.15
# The client gives up a call after this; an answer beyond patience takes longer.
PATIENCE_SECONDS, SLOW = 1.0, 1.6
# Readers of a run whose digest meets some trouble; two in a run meet a 429.
TROUBLED = 40
TROUBLES = (
    "lost_answer", "cut", "bad_gateway", "bad_gateway_done", "restart", "restart_done", "slow",
    "blocked", "refuse",
)  # fmt: skip


def trouble(kind: str, person_id: int) -> Fault:
    """What goes wrong with the digest of one reader."""
    match kind:
        case "blocked":
            text = "Forbidden: bot was blocked by the user"
            return Fault("sendMessage", "refuse", error_code=403, description=text,
                         chat_id=person_id)  # fmt: skip
        case "too_many":
            return Fault("sendMessage", "too_many", retry_after=1, chat_id=person_id)
        case "slow":
            return Fault("sendMessage", "slow", seconds=SLOW, chat_id=person_id)
        case "refuse":
            return Fault("sendMessage", "refuse", chat_id=person_id)
        case "cut" | "bad_gateway" | "bad_gateway_done" | "restart" | "restart_done":
            return Fault("sendMessage", kind, chat_id=person_id)
    return Fault("sendMessage", "lost_answer", chat_id=person_id)


@dataclass
class Tally:
    """What the runs came to."""

    runs: int = 0
    kills: int = 0
    struck: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    digests: int = 0
    doubts: int = 0
    in_doubt_but_came: int = 0
    # Begun, and not known to be over, behind one death.
    most_open: int = 0
    told: int = 0
    duplicates: int = 0
    lost: int = 0
    blocked: set[int] = field(default_factory=set)

    def report(self) -> str:
        """The figures, a line each."""
        often = ", ".join(f"{point}: {times}" for point, times in self.struck.most_common(12))
        return "\n".join(
            (
                f"{self.runs} runs to {READERS} readers, {self.kills} kills,"
                f" {self.digests} digests, faults: {dict(self.faults)}",
                f"in doubt {self.doubts} (behind one death at most {self.most_open};"
                f" came all the same: {self.in_doubt_but_came}),"
                f" told to the owner {self.told}",
                f"duplicates {self.duplicates}, lost without a word {self.lost},"
                f" left alone {len(self.blocked)}",
                f"kills behind: {often}",
            )
        )


async def test_deaths_at_random_moments_of_a_run_give_nobody_a_digest_twice_and_forget_nobody(
    stage: Stage, capsys: pytest.CaptureFixture[str]
) -> None:
    stage.environment = {"SEND_RATE": "1000", "PATIENCE_SECONDS": str(PATIENCE_SECONDS)}
    circle, dice, tally = Circle(stage, READERS), random.Random(SEED), Tally()
    await circle.gather()
    while tally.kills < KILLS:
        await _run(circle, dice, tally)
    # A quiet day: what was refused comes with the next digest.
    await circle.publish()
    circle.dawn()
    await _finish(circle)
    tally.runs += 1
    try:
        _judge(circle, tally)
    finally:
        with capsys.disabled():
            sys.stdout.write(f"\nseed {SEED}: {tally.report()}\n")


async def _run(circle: Circle, dice: random.Random, tally: Tally) -> None:
    """One digest to everybody, with troubles and deaths on the way."""
    stage = circle.stage
    await circle.publish()
    reachable = [person for person in circle.people if person not in tally.blocked]
    chosen = dice.sample(reachable, min(TROUBLED, len(reachable) // 10))
    kinds = ["too_many"] * 2 + [dice.choice(TROUBLES) for _ in chosen[2:]]
    faults = dict(zip(chosen, kinds, strict=True))
    orders = {
        person: stage.world.faults.add(trouble(kind, person)) for person, kind in faults.items()
    }
    circle.dawn()
    await _kill_on_the_way(circle, dice, tally)
    await _finish(circle)
    stage.world.faults.clear()
    hit = {person: faults[person] for person, order in orders.items() if order.hits}
    tally.faults.update(hit.values())
    tally.blocked |= {person for person, kind in hit.items() if kind == "blocked"}
    tally.runs += 1


async def _kill_on_the_way(circle: Circle, dice: random.Random, tally: Tally) -> None:
    stage, before = circle.stage, 0
    for _ in range(min(KILLS_A_RUN, KILLS - tally.kills)):
        await stage.keep_alive()
        is_early = dice.random() < EARLY
        while circle.is_under_way and not is_early and not stage.dial.last.endswith("sendMessage"):
            await stage.keep_alive()
            await asyncio.sleep(0.005)
        await asyncio.sleep(dice.uniform(0, dice.choice(LONGEST_WAITS)))
        if not circle.is_under_way:
            return
        if stage.victim is not None and stage.victim.strike():
            await stage.victim.end()
            tally.kills += 1
            tally.struck[stage.dial.last] += 1
            # What a death leaves in doubt stays open until the run comes to its end.
            now = circle.open
            tally.most_open, before = max(tally.most_open, now - before), now
            stage.dial.reach("")


async def _finish(circle: Circle) -> None:
    """Let the run come to its end; a moved clock ends what Telegram asked to wait for."""
    async with asyncio.timeout(4 * PATIENCE):
        while circle.is_under_way:
            await circle.stage.keep_alive()
            await asyncio.sleep(0.1)
            circle.stage.dial.move(0.1)
    await circle.stage.rest()


def _judge(circle: Circle, tally: Tally) -> None:
    states, unknown = circle.states(), Counter[int]()
    for person, own in states.items():
        posts, digests = circle.posts(person), circle.digests(person)
        tally.digests += len(digests)
        tally.duplicates += (posts - Counter(range(1, circle.days + 1))).total()
        sent, unknown[person] = own.count("sent"), own.count("unknown")
        # What is in doubt may have come; whatever else came is known to have come, and once.
        assert sent <= len(digests) <= sent + unknown[person], (person, own, digests)
        tally.in_doubt_but_came += len(digests) - sent
        if person not in tally.blocked:
            missing = circle.days - len(posts)
            tally.lost += max(0, missing - _missing_in_doubt(own, posts))
    tally.doubts = unknown.total()
    tally.told, told_names = circle.told()
    assert not circle.open
    assert [tally.duplicates, tally.lost] == [0, 0], tally.report()
    assert tally.told >= tally.doubts, tally.report()
    assert told_names <= {circle.name(person) for person in +unknown}
    assert " ERROR " not in circle.stage.log, circle.stage.log[-5000:]


def _missing_in_doubt(states: list[str], posts: Counter[int]) -> int:
    """How many posts a reader misses because the digest that told them is in doubt."""
    found, days = 0, 0
    for day, state in enumerate(states, start=1):
        # What was refused is told by the next digest, whatever becomes of that.
        days += 1
        if state == "failed":
            continue
        if state == "unknown":
            found += sum(not posts[one] for one in range(day - days + 1, day + 1))
        days = 0
    return found


async def test_a_death_at_each_point_of_a_digest_leaves_at_most_those_in_flight_in_doubt(
    stage: Stage,
) -> None:
    circle = Circle(stage, 6)
    await circle.gather()
    points = await _points(circle, is_answer_lost=False)
    lossy = await _points(circle, is_answer_lost=True)
    assert {"before sendMessage", "after sendMessage"} <= points
    for is_answer_lost, ways in ((False, sorted(points)), (True, sorted(lossy - points))):
        for point in ways:
            await _die_at(circle, point, is_answer_lost=is_answer_lost)
    assert all(set(circle.posts(person).values()) <= {1} for person in circle.people)
    unknown = {person: own.count("unknown") for person, own in circle.states().items()}
    told, names = circle.told()
    assert told >= sum(unknown.values())
    assert names == {circle.name(person) for person, times in unknown.items() if times}
    for person in circle.people:
        assert circle.days - len(circle.posts(person)) <= unknown[person], stage.report()
    assert " ERROR " not in stage.log, stage.log


async def _points(circle: Circle, *, is_answer_lost: bool) -> set[str]:
    """What is reached on the way of a digest, beside what the bot does anyway."""
    stage = circle.stage
    await circle.publish()
    if is_answer_lost:
        stage.world.faults.add(trouble("lost_answer", circle.people[0]))
    before = len(stage.dial.trace)
    stage.dial.traces = True
    circle.dawn()
    await _finish(circle)
    stage.dial.traces = False
    stage.world.faults.clear()
    return {
        point for point in stage.dial.trace[before:]
        if point.partition(" ")[2].startswith(("Mailing", "Delivering", "sendMessage"))
    }  # fmt: skip


async def _die_at(circle: Circle, point: str, *, is_answer_lost: bool) -> None:
    stage = circle.stage
    await circle.publish()
    if is_answer_lost:
        stage.world.faults.add(trouble("lost_answer", circle.people[0]))
    deaths = len(stage.dial.deaths)
    stage.dial.target, stage.dial.fuse = point, 1
    circle.dawn()
    await _finish(circle)
    stage.dial.fuse = 0
    stage.world.faults.clear()
    assert stage.dial.deaths[deaths:] == [point], stage.report()
