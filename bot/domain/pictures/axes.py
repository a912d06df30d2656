"""Round ticks of an axis, and figures as they stand beside it."""

import math

GAP = "\u00a0"
"""Between thousands, as in 12 345: the same in every language."""
UNKNOWN = "-"
_UNITS = ((1_000, "K"), (1_000_000, "M"), (1_000_000_000, "B"))


def ticks(top: float, most: int = 5) -> tuple[int, ...]:
    """Whole round ticks from 0 to `top` or just above it, at most `most` and two at least.

    Their step is 1, 2 or 5 times a power of ten. Raises ValueError for a `top` below 0 or `most`
    below 2.
    """
    if top < 0 or most < 2:
        raise ValueError(f"no ticks from 0 to {top}, at most {most}")
    step = 1
    while math.ceil(top / step) > most - 1:
        step = _next_round(step)
    return tuple(range(0, max(1, math.ceil(top / step)) * step + 1, step))


def _next_round(step: int) -> int:
    return step * 5 // 2 if str(step).startswith("2") else step * 2


def figure(value: float | None, decimal_mark: str = ".") -> str:
    """`12 345`, `7.5`; of a figure with tenths these are written below a hundred; `-` unknown."""
    if value is None:
        return UNKNOWN
    if abs(value) < 100 and round(value, 1) != round(value):
        return f"{value:.1f}".replace(".", decimal_mark)
    return f"{round(value):,}".replace(",", GAP)


def short_figure(value: float | None, decimal_mark: str = ".") -> str:
    """As Telegram writes its counters: `9 999`, `12.3K`, `4M`; `-` unknown."""
    if value is None or abs(value) < 10_000:
        return figure(value, decimal_mark)
    return _in_units(value, decimal_mark, tenths_below=100)


def tight_figure(value: float | None, decimal_mark: str = ".") -> str:
    """At most four signs up to a thousand milliards: `7.5`, `999`, `1.2K`, `123M`; `-` unknown."""
    if value is None or round(abs(value)) < 1_000:
        return figure(value, decimal_mark)
    return _in_units(value, decimal_mark, tenths_below=10)


def _in_units(value: float, mark: str, *, tenths_below: int) -> str:
    for unit, sign in _UNITS:
        count = value / unit
        if round(count, 1) < tenths_below:
            return f"{count:.1f}".removesuffix(".0").replace(".", mark) + sign
        if round(count) < 1_000:
            break
    return f"{round(count):,}".replace(",", GAP) + sign
