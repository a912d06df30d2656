"""How late planned posts go out, and what a long plan costs a start."""

import asyncio
import random
import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median, quantiles

from tests.benchmarks.filling import plan
from tests.benchmarks.processes import JOB_A_POST, WHOLE, running
from tests.benchmarks.table import Line

SPAN_SECONDS = 60
# What a stub and a bot take to start on a busy machine, before the first post is due.
LEAD_SECONDS = 40
# What is due leaves within a second of its moment; nearly all of it within a quarter.
MOST_LATE = {"p50": 0.25, "p99": 0.25, "max": 1.0}
BARE_JOB = "bare APScheduler, a job a post"
STORED_JOB = "the same, our pace and writes"
REPETITIONS = 5
LONG_PLAN = 10_000


def measure(folder: Path, count: int, *, channel_count: int, rate: int) -> list[Line]:
    """Posts due at random moments of one minute: ours, then one job a post, twice.

    The bare one only sends. The other keeps our pace and writes what we write, but tells no
    author: ours is to be no later than it, and half as much more for the noise of one run.
    """
    plan_of = _Plan(folder, count, channel_count, rate)
    ours = plan_of.lateness(WHOLE, "ours")
    stored = plan_of.lateness((*JOB_A_POST, "stored"), "stored")
    bare = plan_of.lateness(JOB_A_POST, "bare")
    work = f"{count:,} posts, {channel_count:,} channels"
    lines = [
        Line(f"{work}, came", f"{len(ours)}", f"{STORED_JOB} {len(stored)}", "",
             f"all {count}", len(ours) == count)
    ]  # fmt: skip
    if min(len(ours), len(stored), len(bare)) < 2:
        return lines
    cuts = zip(MOST_LATE, _cut(ours), _cut(stored), _cut(bare), strict=True)
    for name, mine, paced, unpaced in cuts:
        lines += [
            _line(f"{work}, {name}", mine, f"{STORED_JOB} {paced:.3f} s", paced, MOST_LATE[name]),
            _line(f"{work}, {name}", mine, f"{BARE_JOB} {unpaced:.3f} s", unpaced, None),
        ]
    return lines


def _line(work: str, mine: float, baseline: str, other: float, most: float | None) -> Line:
    """Against the bare one there is no target: it may lose posts, send them twice, and flood."""
    target = f"at most {most} s" if most else "none"
    return Line(
        work, f"{mine:.3f} s", baseline, f"{mine / other:.1f}", target, not most or mine <= most
    )


def _cut(late: Sequence[float]) -> tuple[float, float, float]:
    """Median, 99th percentile and the most."""
    return median(late), quantiles(late, n=100, method="inclusive")[98], max(late)


class _Plan:
    """The same plan for each bot, from a moment when it is ready."""

    def __init__(self, folder: Path, count: int, channel_count: int, rate: int) -> None:
        self._folder = folder
        self._channel_count = channel_count
        self._rate = rate
        chance = random.Random(count)
        self._base = datetime.now(UTC) + timedelta(days=1)
        self._moments = [
            self._base + timedelta(seconds=chance.uniform(0, SPAN_SECONDS)) for _ in range(count)
        ]

    def lateness(self, arguments: tuple[str, ...], name: str) -> list[float]:
        """Seconds that each post came after its moment.

        Raises:
            RuntimeError: the bot was not there when the first post was due.
        """
        store, count = self._folder / f"{name}.db", len(self._moments)
        asyncio.run(plan(store, self._moments, channel_count=self._channel_count))
        start = datetime.now(UTC) + timedelta(seconds=LEAD_SECONDS + count / 1000)
        earlier = self._base - start
        _bring_forward(store, earlier)
        with running(arguments, store, rate=self._rate) as bot:
            bot.wait_for_poll()
            if datetime.now(UTC) > start:
                raise RuntimeError("the machine is too busy: posts were due before the bot polled")
            # A slow bot is given three times the span. Texts say the moments of the first plan.
            late = bot.stub.late(count, 3 * SPAN_SECONDS)
            return [seconds + earlier.total_seconds() for seconds in late]


def _bring_forward(store: Path, by: timedelta) -> None:
    """Filling takes its time: the moments of a plan are set when it is over."""
    with sqlite3.connect(store) as connection:
        connection.execute(
            "UPDATE publications SET due_at = due_at - :by, planned_at = planned_at - :by",
            {"by": by // timedelta(milliseconds=1)},
        )
    connection.close()


def measure_start(folder: Path) -> list[Line]:
    """Starts in turn: with a long plan, and with none."""
    first = datetime.now(UTC) + timedelta(days=1)
    stores = {count: folder / f"planned-{count}.db" for count in (LONG_PLAN, 0)}
    for count, path in stores.items():
        moments = [first + timedelta(minutes=number) for number in range(count)]
        asyncio.run(plan(path, moments, channel_count=200))
    found: dict[int, list[float]] = {count: [] for count in stores}
    for _ in range(REPETITIONS):
        for count, path in stores.items():
            with running(WHOLE, path) as bot:
                bot.wait_for_poll()
                found[count].append(bot.cpu_seconds)
    ours, none = median(found[LONG_PLAN]), median(found[0])
    return [
        Line(
            f"start with {LONG_PLAN:,} planned, CPU", f"{ours:.2f} s",
            f"none planned {none:.2f} s", f"{ours - none:+.2f} s", "at most +0.1 s",
            ours - none <= 0.1,
        )
    ]  # fmt: skip
