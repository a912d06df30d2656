"""`make bench`: every row of a run, medians of interleaved repetitions."""

import asyncio
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from tests.benchmarks import drafting, reading, starting, suggesting, updates
from tests.benchmarks.filling import fill, random_texts
from tests.benchmarks.table import Line, write

SIZES = (10_000, 100_000)


def main() -> None:
    """Run the rows that are named, or all."""
    chosen = set(sys.argv[1:]) or set(ROWS)
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


def _reading(folder: Path) -> Iterator[Line]:
    for size in SIZES:
        yield from asyncio.run(reading.measure(_filled(folder, size), size))


ROWS: dict[str, Callable[[Path], Iterable[Line]]] = {
    "updates": _updates,
    "starting": _starting,
    "drafting": _drafting,
    "suggesting": _suggesting,
    "reading": _reading,
}


def _filled(folder: Path, size: int) -> Path:
    """The archive of a size, filled when it is first asked for."""
    path = folder / f"{size}.db"
    if not path.exists():
        asyncio.run(fill(path, random_texts(size)))
    return path


if __name__ == "__main__":
    main()
