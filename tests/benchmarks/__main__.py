"""`make bench`: every row of a run, medians of interleaved repetitions."""

import asyncio
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks import reading, starting, updates
from tests.benchmarks.filling import fill
from tests.benchmarks.table import Line, write

ROWS = {"updates": updates.measure, "starting": starting.measure}
SIZES = (10_000, 100_000)


def main() -> None:
    """Run the rows that are named, or all."""
    chosen = set(sys.argv[1:]) or {*ROWS, "reading"}
    if unknown := chosen - {*ROWS, "reading"}:
        sys.exit(f"no such row: {', '.join(unknown)}; there are {', '.join(ROWS)}, reading")
    with tempfile.TemporaryDirectory(prefix="rubrika-bench-") as folder:
        write(_lines(chosen, Path(folder)))


def _lines(chosen: set[str], folder: Path) -> Iterator[Line]:
    store = folder / f"{SIZES[0]}.db"
    asyncio.run(fill(store, SIZES[0]))
    for name, measure in ROWS.items():
        if name in chosen:
            yield from measure(store)
    if "reading" in chosen:
        for size in SIZES:
            path = folder / f"{size}.db"
            if not path.exists():
                asyncio.run(fill(path, size))
            yield from asyncio.run(reading.measure(path, size))


if __name__ == "__main__":
    main()
