"""How long a person who presses a button waits while a digest goes out to others."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import quantiles

from tests.benchmarks.broadcast import PAID_RATE, RATE
from tests.benchmarks.processes import WHOLE, Pressed, running, strict
from tests.benchmarks.subscribed import subscribe
from tests.benchmarks.table import Line

PRESSES = 240
PER_SECOND = 4
READERS = {RATE: 10_000, PAID_RATE: 200_000}
"""More than can be sent while people press."""
MOST_P99 = 0.3


def measure(folder: Path) -> Iterator[Line]:
    """Press to answered query and edited message, during a digest at each rate, and without."""
    for rate, readers in READERS.items():
        store = folder / f"pressing-{rate}.db"
        subscribe(store, readers)
        during, came = _press(store, rate)
        quiet = folder / f"quiet-{rate}.db"
        subscribe(quiet, readers, due=0)
        alone, _ = _press(quiet, rate)
        p50, p99 = _cut(during.waited)
        calm50, calm99 = _cut(alone.waited)
        yield Line(
            f"press during a digest at {rate:,}/s",
            f"p50 {p50 * 1e3:.0f} p99 {p99 * 1e3:.0f} ms",
            f"no digest: {calm50 * 1e3:.0f} / {calm99 * 1e3:.0f} ms",
            f"{p99 / calm99:.1f}", "p99 under 300 ms",
            p99 < MOST_P99 and not during.unanswered and came < readers,
        )  # fmt: skip


def _press(store: Path, rate: int) -> tuple[Pressed, int]:
    """What people waited, and how many digests had come when they were done."""
    with running(WHOLE, store, rate=rate, server_arguments=strict(rate)) as bot:
        bot.wait_for_poll()
        # In both runs the bot has done what it does at a start.
        bot.stub.arrived(100 * rate, 5)
        pressed = bot.stub.press(PRESSES, PER_SECOND)
        return pressed, len(bot.stub.arrived(0, 0).moments)


def _cut(waited: Sequence[float]) -> tuple[float, float]:
    """Median and 99th percentile."""
    cuts = quantiles(waited, n=100, method="inclusive")
    return cuts[49], cuts[98]
