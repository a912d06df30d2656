"""From the start of the process to the first poll: time and memory."""

from pathlib import Path
from statistics import median

from tests.benchmarks.processes import BARE, WHOLE, running
from tests.benchmarks.table import Line

REPETITIONS = 5


def measure(store: Path) -> list[Line]:
    """Starts of both bots in turn, with the same filled store."""
    found: dict[tuple[str, ...], list[tuple[float, float]]] = {WHOLE: [], BARE: []}
    for _ in range(REPETITIONS):
        for arguments, measured in found.items():
            with running(arguments, store) as bot:
                measured.append((bot.wait_for_poll(), bot.memory_mb))
    ours, theirs = (
        (median(seconds for seconds, _ in rows), median(memory for _, memory in rows))
        for rows in (found[WHOLE], found[BARE])
    )
    seconds, memory = ours[0] - theirs[0], ours[1] - theirs[1]
    return [
        Line("start to first poll", f"{ours[0]:.2f} s", f"bare aiogram echo {theirs[0]:.2f} s",
             f"{seconds:+.2f} s", "at most +1 s", seconds <= 1),
        Line("memory at first poll", f"{ours[1]:.0f} MB", f"bare aiogram echo {theirs[1]:.0f} MB",
             f"{memory:+.0f} MB", "at most +40 MB", memory <= 40),
    ]  # fmt: skip
