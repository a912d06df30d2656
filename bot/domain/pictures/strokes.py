"""Broken lines and hatching as straight stretches."""

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

Place = tuple[float, float]
Stretch = tuple[Place, Place]

HATCH_STEP = 14
"""Pixels between the lines of hatching, along an edge."""


def dashes(points: Sequence[Place], dash: float, gap: float) -> Iterator[Stretch]:
    """The parts of a line through points that are drawn: dashes and gaps go round its corners."""
    done = 0.0
    for (x1, y1), (x2, y2) in pairwise(points):
        length = math.hypot(x2 - x1, y2 - y1)
        at = 0.0
        while at < length:
            phase = done % (dash + gap)
            is_drawn = phase < dash
            # A stretch that rounding left without length would never end.
            ahead = max((dash if is_drawn else dash + gap) - phase, 1e-3)
            end = min(at + ahead, length)
            if is_drawn:
                yield (
                    (x1 + (x2 - x1) * at / length, y1 + (y2 - y1) * at / length),
                    (x1 + (x2 - x1) * end / length, y1 + (y2 - y1) * end / length),
                )
            done += end - at
            at = end


def hatching(x: float, y: float, width: float, height: float) -> Iterator[Stretch]:
    """Slanted lines inside a rectangle, up to its edges and not beyond them."""
    for number in range(1, math.ceil((width + height) / HATCH_STEP)):
        way = number * HATCH_STEP
        # Along x + y = way, from the left or lower edge to the upper or right one.
        start = (x + max(0.0, way - height), y + min(height, way))
        end = (x + min(width, way), y + max(0.0, way - width))
        yield start, end
