"""What a period brought, step by step, against the period before."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from bot.domain.pictures.axes import UNKNOWN, figure, short_figure, ticks
from bot.domain.pictures.charts import TrendChart, TrendSeries
from bot.domain.pictures.frame import (
    DIRECTIONS,
    MARGIN,
    NAME,
    NOTE,
    RIGHT,
    ROOM,
    LegendItem,
    draw_head,
    draw_legend,
    finish,
    write_lines,
)
from bot.domain.pictures.pen import Pen
from bot.domain.pictures.shapes import Box, Ink, Line, Path, Sheet, Sign, Style, Typesetter

_HEIGHT, _ABOVE = 230, 40
_TOTAL, _CHANGE = Style(62, is_bold=True), Style(30)
_WIDEST, _ROOMY = 64, 44
"""Pixels: the widest bar, and a step that has room for a figure."""


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where bars stand: `left` and `base` on the sheet, `pitch` a step, `scale` pixels a unit."""

    left: float
    base: float
    pitch: float
    scale: float

    def middle(self, number: int) -> float:
        return self.left + (number + 0.5) * self.pitch


def draw_trend(chart: TrendChart, typesetter: Typesetter) -> Sheet:
    """The sheet of a period: for each thing counted its total, its change and its bars."""
    pen = Pen(typesetter)
    top = _legend(pen, chart, draw_head(pen, chart.head))
    for series in chart.series:
        top = _total(pen, series, chart.head.decimal_mark, top)
        if chart.steps and any(value is not None for value in (*series.bars, *series.before)):
            top = _bars(pen, series, chart, top + _ABOVE)
    return finish(pen, chart.head, top)


def _legend(pen: Pen, chart: TrendChart, top: float) -> float:
    items: list[LegendItem] = [
        (chart.now, 26, lambda x, y: pen.add(_bar(x, y + 16, 26, 32))),
    ]
    if any(value is not None for series in chart.series for value in series.before):
        items.append((chart.before, 48, lambda x, y: _stroke(pen, [(x, y), (x + 48, y)])))
    return draw_legend(pen, items, top)


def _total(pen: Pen, series: TrendSeries, mark: str, top: float) -> float:
    """Name, total and change; where the bars begin."""
    pen.write(series.name, MARGIN, top + 52, NAME, most=ROOM)
    pen.write(figure(series.total, mark), MARGIN, top + 122, _TOTAL, most=ROOM)
    if not series.change:
        return top + 138
    x: float = MARGIN
    if series.direction is not None:
        kind, ink = DIRECTIONS[series.direction]
        pen.add(Sign(kind=kind, x=x + 15, y=top + 158, size=30, ink=ink))
        x += 44
    room = RIGHT - x
    return write_lines(pen, series.change, top + 128, _CHANGE, Ink.TEXT, most=2, room=room, x=x)


def _bars(pen: Pen, series: TrendSeries, chart: TrendChart, top: float) -> float:
    """The bars of one thing with their axes; where they end."""
    known = [value for value in (*series.bars, *series.before) if value is not None]
    marks = ticks(max(known), 4)
    words = [short_figure(mark, chart.head.decimal_mark) for mark in marks]
    left = MARGIN + max((pen.width(word, NOTE) for word in words), default=0) + 14
    base = top + _HEIGHT
    plot = _Plot(left, base, (RIGHT - left) / len(chart.steps), _HEIGHT / marks[-1])
    for mark, word in zip(marks, words, strict=True):
        y = base - mark * plot.scale
        pen.write(word, MARGIN, y + 10, NOTE, Ink.MUTED)
        pen.add(Line(x1=left, y1=y, x2=RIGHT, y2=y, ink=Ink.LINE))
    pen.add(Line(x1=left, y1=base, x2=RIGHT, y2=base, ink=Ink.MUTED))
    for number, value in enumerate(series.bars):
        _step(pen, plot, number, value)
    _before(pen, plot, series.before[: len(series.bars)])
    _write_values(pen, plot, series, chart.head.decimal_mark)
    return _write_steps(pen, plot, chart.steps)


def _step(pen: Pen, plot: _Plot, number: int, value: float | None) -> None:
    width = min(_WIDEST, plot.pitch * 0.72)
    middle = plot.middle(number)
    if value is not None:
        # A known zero is a mark on the base; what is not known leaves nothing there.
        height = max(4.0, value * plot.scale)
        pen.add(_bar(middle - width / 2, plot.base, width, height))


def _bar(x: float, base: float, width: float, height: float) -> Box:
    radius = min(5, width / 3, height / 2)
    return Box(
        x=x, y=base - height, width=width, height=height, radius=radius, fill=Ink.ACCENT
    )  # fmt: skip


def _before(pen: Pen, plot: _Plot, values: Sequence[float | None]) -> None:
    """A line over the bars, with gaps where nothing is known."""
    numbered = list(enumerate(values))
    for is_known, group in groupby(numbered, key=lambda pair: pair[1] is not None):
        if not is_known:
            continue
        points = [
            (plot.left + (number + side) * plot.pitch, plot.base - (value or 0) * plot.scale)
            for number, value in group
            for side in (0, 1)
        ]
        _stroke(pen, points)


def _stroke(pen: Pen, points: list[tuple[float, float]]) -> None:
    """Grey with an edge of paper: seen on the bars and beside them."""
    pen.add(Path(points=tuple(points), ink=Ink.PAPER, stroke=9))
    pen.add(Path(points=tuple(points), ink=Ink.MUTED, stroke=4))


def _write_values(pen: Pen, plot: _Plot, series: TrendSeries, mark: str) -> None:
    """Values above the bars where each has room; `-` where one is not known."""
    words = [short_figure(value, mark) for value in series.bars]
    widest = max(pen.width(word, NOTE) for word in words) + 12
    fits = plot.pitch >= max(widest, _ROOMY)
    for number, (word, value) in enumerate(zip(words, series.bars, strict=True)):
        x = plot.middle(number)
        if value is not None and fits:
            y = plot.base - max(4.0, value * plot.scale) - 10
            # The line of the period before would run through the figure.
            plate = Box(x=x - widest / 2, y=y - 25, width=widest, height=32, fill=Ink.PAPER)
            pen.add(plate)
            pen.write_centred(word, x, y, NOTE, Ink.TEXT, most=plot.pitch)
        elif value is None and pen.width(UNKNOWN, NOTE) + 4 <= plot.pitch:
            pen.write_centred(UNKNOWN, x, plot.base - 10, NOTE, Ink.TEXT, most=plot.pitch)


def _write_steps(pen: Pen, plot: _Plot, steps: Sequence[str]) -> float:
    """Names below the bars, every second or third where they are many; where they end.

    A name that is moved in from the edge may reach its neighbour: it is left out then.
    """
    widest = max(pen.width(step, NOTE) for step in steps) + 16
    every = max(1, -int(-widest // plot.pitch))
    taken = 0.0
    for number in range(0, len(steps), every):
        half = pen.width(steps[number], NOTE) / 2
        middle = min(max(plot.middle(number), MARGIN + half), RIGHT - half)
        if middle - half >= taken:
            pen.write_centred(steps[number], middle, plot.base + 40, NOTE, Ink.MUTED, most=ROOM)
            taken = middle + half + 8
    return plot.base + 52
