"""From the start of the process to the first poll: time and memory."""

from pathlib import Path
from statistics import median
from typing import NamedTuple

from tests.benchmarks.processes import BARE, LADEN, WHOLE, running
from tests.benchmarks.table import Line

REPETITIONS = 5


class Start(NamedTuple):
    """What a start cost: seconds of the wall and of the processor, memory in 10^6 bytes."""

    seconds: float
    cpu_seconds: float
    memory_mb: float


def measure(store: Path) -> list[Line]:
    """Starts in turn, with the same filled store: ours, a bare bot's, ours with drafting."""
    found: dict[tuple[str, ...], list[Start]] = {WHOLE: [], BARE: [], LADEN: []}
    for _ in range(REPETITIONS):
        for arguments, measured in found.items():
            with running(arguments, store) as bot:
                measured.append(Start(bot.wait_for_poll(), bot.cpu_seconds, bot.memory_mb))
    ours, bare, laden = (_median(found[arguments]) for arguments in (WHOLE, BARE, LADEN))
    echo, later = "bare aiogram echo", "drafting imported"
    return [
        _seconds("start to first poll", ours.seconds, echo, bare.seconds, 1),
        _memory("memory at first poll", ours.memory_mb, echo, bare.memory_mb, 40),
        _seconds("start without drafting, CPU", ours.cpu_seconds, later, laden.cpu_seconds, 0),
        _memory("memory without drafting", ours.memory_mb, later, laden.memory_mb, 0),
    ]


def _median(starts: list[Start]) -> Start:
    return Start(*(median(column) for column in zip(*starts, strict=True)))


def _seconds(work: str, ours: float, baseline: str, theirs: float, most: int) -> Line:
    more, target = ours - theirs, f"at most {most:+d} s"
    baseline = f"{baseline} {theirs:.2f} s"
    return Line(work, f"{ours:.2f} s", baseline, f"{more:+.2f} s", target, more <= most)


def _memory(work: str, ours: float, baseline: str, theirs: float, most: int) -> Line:
    more, target = ours - theirs, f"at most {most:+d} MB"
    baseline = f"{baseline} {theirs:.0f} MB"
    return Line(work, f"{ours:.0f} MB", baseline, f"{more:+.0f} MB", target, more <= most)
