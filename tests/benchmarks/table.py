"""The table of a run."""

import sys
from collections.abc import Iterable
from typing import NamedTuple


class Line(NamedTuple):
    """One measurement against its baseline."""

    work: str
    measured: str
    baseline: str
    ratio: str
    target: str
    is_reached: bool


def write(lines: Iterable[Line]) -> None:
    """Write lines of a table as they come."""
    _write(["work", "measured", "baseline", "ratio", "target", ""])
    for line in lines:
        _write([*line[:5], "ok" if line.is_reached else "miss"])


def _write(cells: list[str]) -> None:
    widths = (42, 24, 37, 9, 16, 5)
    text = "".join(f"{cell:<{width}}" for cell, width in zip(cells, widths, strict=True))
    sys.stdout.write(text.rstrip() + "\n")
    sys.stdout.flush()
