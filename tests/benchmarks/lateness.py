"""How late planned posts go out, and what a long plan costs a start."""

import asyncio
import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median, quantiles

from tests.benchmarks.filling import plan
from tests.benchmarks.processes import JOB_A_POST, WHOLE, running
from tests.benchmarks.table import Line

SPAN_SECONDS = 60
# What a store, a stub and a bot take before the first post is due.
LEAD_SECONDS = 6
# What is due leaves within a second of its moment.
MOST_LATE_SECONDS = 1
BASELINE = "APScheduler, one job a post"
REPETITIONS = 5
LONG_PLAN = 10_000


def measure(folder: Path, count: int, *, channel_count: int, rate: int) -> list[Line]:
    """Posts due at random moments of one minute: ours, then one job a post."""
    ours = _lateness(WHOLE, folder / "ours.db", count, channel_count, rate)
    theirs = _lateness(JOB_A_POST, folder / "theirs.db", count, channel_count, rate)
    work = f"{count:,} posts, {channel_count:,} channels"
    lines = [_came(work, len(ours), len(theirs), count)]
    if min(len(ours), len(theirs)) < 2:
        return lines
    for name, mine, other in zip(("p50", "p99", "max"), _cut(ours), _cut(theirs), strict=True):
        lines.append(
            Line(
                f"{work}, {name}", f"{mine:.3f} s", f"{BASELINE} {other:.3f} s",
                f"{mine / other:.1f}", f"at most {MOST_LATE_SECONDS} s",
                mine <= MOST_LATE_SECONDS,
            )
        )  # fmt: skip
    return lines


def _came(work: str, ours: int, theirs: int, count: int) -> Line:
    return Line(
        f"{work}, came", f"{ours}", f"{BASELINE} {theirs}", f"{ours / max(1, theirs):.2f}",
        f"all {count}", ours == count,
    )  # fmt: skip


def _cut(late: Sequence[float]) -> tuple[float, float, float]:
    """Median, 99th percentile and the most."""
    return median(late), quantiles(late, n=100, method="inclusive")[98], max(late)


def _lateness(
    arguments: tuple[str, ...], store: Path, count: int, channel_count: int, rate: int
) -> list[float]:
    """Seconds that each post came after its moment."""
    chance = random.Random(count)
    start = datetime.now(UTC) + timedelta(seconds=LEAD_SECONDS + count / 1000)
    moments = [start + timedelta(seconds=chance.uniform(0, SPAN_SECONDS)) for _ in range(count)]
    asyncio.run(plan(store, moments, channel_count=channel_count))
    with running(arguments, store, rate=rate) as bot:
        bot.wait_for_poll()
        # A slow bot is given three times the span.
        return bot.stub.late(count, 3 * SPAN_SECONDS)


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
