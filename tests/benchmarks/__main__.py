"""`make bench`: every row of a run, medians of interleaved repetitions."""

import asyncio
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from tests.benchmarks import (
    broadcast,
    drafting,
    engine,
    importing,
    lateness,
    pressing,
    reading,
    starting,
    stats,
    suggesting,
    updates,
)
from tests.benchmarks.archives import fill_archive
from tests.benchmarks.filling import fill, random_texts
from tests.benchmarks.table import Line, write

SIZES = (10_000, 100_000)


def main() -> None:
    """Run the rows that are named, or all but the long ones."""
    chosen = set(sys.argv[1:]) or set(ROWS) - LONG
    if unknown := chosen - set(ROWS):
        sys.exit(f"no such row: {', '.join(unknown)}; there are {', '.join(ROWS)}")
    with tempfile.TemporaryDirectory(prefix="rubrika-bench-") as folder:
        write(line for name in ROWS if name in chosen for line in ROWS[name](Path(folder)))


def _updates(folder: Path) -> Iterable[Line]:
    return updates.measure(_filled(folder, SIZES[0]))


def _starting(folder: Path) -> Iterable[Line]:
    return starting.measure(_filled(folder, SIZES[0]))


def _drafting(_folder: Path) -> Iterable[Line]:
    return drafting.measure()


def _suggesting(folder: Path) -> Iterable[Line]:
    path = folder / "rubrics.db"
    asyncio.run(fill(path, suggesting.texts(SIZES[0])))
    return asyncio.run(suggesting.measure(path, SIZES[0]))


def _stats(folder: Path) -> Iterator[Line]:
    path = folder / "stats.db"
    asyncio.run(fill(path, stats.texts(SIZES[0])))
    before = path.stat().st_size
    count, points = stats.fill_numbers(path)
    yield stats.measure_growth(path, before, count, points)
    yield from asyncio.run(stats.measure(path, count))


def _reading(folder: Path) -> Iterator[Line]:
    for size in SIZES:
        yield from _reading_at(folder, size)


def _reading_1m(folder: Path) -> Iterator[Line]:
    return _reading_at(folder, 1_000_000)


def _reading_at(folder: Path, size: int) -> Iterator[Line]:
    path = folder / f"archive-{size}.db"
    asyncio.run(fill_archive(path, size))
    yield from asyncio.run(reading.measure(path, size))


def _lateness(folder: Path) -> Iterable[Line]:
    return lateness.measure(folder, 1_000, channel_count=200, rate=30)


def _lateness_10k(folder: Path) -> Iterable[Line]:
    return lateness.measure(folder, 10_000, channel_count=2_000, rate=1_000)


def _planned(folder: Path) -> Iterable[Line]:
    return lateness.measure_start(folder)


def _broadcast_10k(folder: Path) -> Iterable[Line]:
    return broadcast.measure_steady(folder, 10_000)


ROWS: dict[str, Callable[[Path], Iterable[Line]]] = {
    "updates": _updates,
    "starting": _starting,
    "drafting": _drafting,
    "suggesting": _suggesting,
    "reading": _reading,
    "reading-1m": _reading_1m,
    "stats": _stats,
    "importing": importing.measure,
    "lateness": _lateness,
    "lateness-10k": _lateness_10k,
    "planned": _planned,
    "broadcast-30": broadcast.measure_steady,
    "broadcast-30-10k": _broadcast_10k,
    "broadcast-free": broadcast.measure_free,
    "broadcast-1000": broadcast.measure_paid,
    "press-during-digest": pressing.measure,
    "subscriptions-1m": engine.measure,
}
LONG = {"broadcast-30-10k", "lateness-10k", "reading-1m", "subscriptions-1m"}
"""Rows of several minutes: only when named."""


def _filled(folder: Path, size: int) -> Path:
    """The archive of a size, filled when it is first asked for."""
    path = folder / f"{size}.db"
    if not path.exists():
        asyncio.run(fill(path, random_texts(size)))
    return path


if __name__ == "__main__":
    main()
