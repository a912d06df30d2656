"""The first two days of a post, against what is usual in its channel."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from bot.domain.pictures.axes import UNKNOWN, figure, short_figure, ticks
from bot.domain.pictures.charts import CURVE_HOURS, CurveChart, Usual
from bot.domain.pictures.frame import MARGIN, NOTE, RIGHT, draw_head, draw_legend, finish
from bot.domain.pictures.frame import write_lines as write_below
from bot.domain.pictures.pen import Pen
from bot.domain.pictures.shapes import (
    Area,
    Box,
    Ink,
    Line,
    Path,
    Sheet,
    Sign,
    SignKind,
    Typesetter,
)
from bot.domain.pictures.tags import Field, Place, Tag, make_tag, settle, write_tag

_HEIGHT = 620
_GUTTER = 210
"""Pixels behind the lines, for the words at their ends."""
_HOURS = (0, 6, 12, 24, 36, 48)
_BUCKET = 0.1
"""Hours: of changes that are closer than that, the last one is drawn."""


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where lines run: from `left` to `right`, up from `base`, `scale` pixels a unit."""

    left: float
    right: float
    base: float
    scale: float

    def place(self, hours: float, value: float) -> Place:
        wide = (self.right - self.left) / CURVE_HOURS
        return self.left + hours * wide, self.base - value * self.scale


def draw_curve(chart: CurveChart, typesetter: Typesetter) -> Sheet:
    """The sheet of a curve: counts as steps, the median dashed, the middle half behind both."""
    pen = Pen(typesetter)
    runs = list(_runs(chart))
    usual = [point for point in chart.usual if point.hours <= CURVE_HOURS]
    plot = _axes(pen, chart, runs, usual, draw_head(pen, chart.head) + 10)
    medians = [[plot.place(*point) for point in run] for run in _medians(usual)]
    for line in medians:
        _draw(pen, line, Ink.MUTED, 5, dash=16)
    lines = [[plot.place(*point) for point in run] for run in runs]
    for line in lines:
        _draw(pen, line, Ink.ACCENT, 7)
    if lines:
        x, y = lines[-1][-1]
        pen.add(Sign(kind=SignKind.DOT, x=x, y=y, size=44, ink=Ink.ACCENT))
    _tags(pen, plot, chart, runs, medians)
    return finish(pen, chart.head, _below(pen, plot, chart, usual))


def _runs(chart: CurveChart) -> Iterator[list[Place]]:
    """What is known of the post, without a gap each: hours and totals, corners of its steps."""
    end = min(chart.age, CURVE_HOURS)
    kept = {
        (step.total is None, int(step.hours / _BUCKET)): step
        for step in chart.steps if step.hours <= end
    }  # fmt: skip
    steps = sorted(kept.values(), key=lambda step: step.hours)
    until = [*(step.hours for step in steps[1:]), end]
    run: list[Place] = []
    for step, last in zip(steps, until, strict=False):
        if step.total is None:
            if run:
                yield run
            run = []
        else:
            run += [(step.hours, step.total), (last, step.total)]
    if run:
        yield run


def _medians(usual: Sequence[Usual]) -> Iterator[list[Place]]:
    for is_known, group in groupby(usual, key=lambda point: point.median is not None):
        if is_known:
            yield [(point.hours, point.median or 0) for point in group]


def _draw(pen: Pen, line: Sequence[Place], ink: Ink, stroke: float, dash: float = 0) -> None:
    if len(line) > 1:
        pen.add(Path(points=tuple(line), ink=ink, stroke=stroke, dash=dash))
    else:
        # What is known of one moment alone.
        pen.add(Sign(kind=SignKind.DOT, x=line[0][0], y=line[0][1], size=28, ink=ink))


def _band(pen: Pen, plot: _Plot, usual: Sequence[Usual]) -> None:
    """Half of the posts lie in it."""
    for is_known, group in groupby(usual, key=_has_band):
        points = list(group)
        if is_known and len(points) > 1:
            upper = [plot.place(point.hours, point.high or 0) for point in points]
            lower = [plot.place(point.hours, point.low or 0) for point in reversed(points)]
            pen.add(Area(points=(*upper, *lower), fill=Ink.SHADE_1))


def _has_band(point: Usual) -> bool:
    return point.low is not None and point.high is not None


def _axes(
    pen: Pen, chart: CurveChart, runs: list[list[Place]], usual: list[Usual], top: float
) -> _Plot:
    values = [total for run in runs for _, total in run]
    values += [value for p in usual for value in (p.median, p.high) if value is not None]
    marks = ticks(max(values), 5) if values else ()
    words = [short_figure(mark, chart.head.decimal_mark) for mark in marks]
    left = MARGIN + max((pen.width(word, NOTE) for word in words), default=0) + 16
    base = top + _HEIGHT
    plot = _Plot(left, RIGHT - _GUTTER, base, _HEIGHT / marks[-1] if marks else 0)
    _band(pen, plot, usual)
    for mark, word in zip(marks, words, strict=True):
        y = base - mark * plot.scale
        pen.write_ending(word, left - 16, y + 10, NOTE, Ink.MUTED, most=RIGHT)
        pen.add(Line(x1=left, y1=y, x2=plot.right, y2=y, ink=Ink.LINE))
    for hour in _HOURS:
        x, _ = plot.place(hour, 0)
        pen.add(Line(x1=x, y1=base, x2=x, y2=base + 12, ink=Ink.MUTED))
        pen.write_centred(str(hour), x, base + 46, NOTE, Ink.MUTED, most=80)
    pen.add(Line(x1=left, y1=base, x2=plot.right, y2=base, ink=Ink.MUTED))
    return plot


def _tags(
    pen: Pen, plot: _Plot, chart: CurveChart, runs: list[list[Place]], medians: list[list[Place]]
) -> None:
    field = Field(plot.base - _HEIGHT, plot.base, plot.right + 24, _GUTTER - 24)
    mark = chart.head.decimal_mark
    placed: list[Tag] = []
    end = plot.place(*runs[-1][-1]) if runs else (plot.right, field.top)
    value = figure(runs[-1][-1][1], mark) if runs else UNKNOWN
    tag = make_tag(pen, field, value, chart.words.post, end, Ink.ACCENT)
    placed.append(settle(tag, field, placed, medians))
    if medians:
        last = next(p.median for p in reversed(chart.usual) if p.median is not None)
        words = chart.words.median
        tag = make_tag(pen, field, figure(last, mark), words, medians[-1][-1], Ink.MUTED)
        lines = [[plot.place(*point) for point in run] for run in runs]
        placed.append(settle(tag, field, placed, lines))
    for tag in placed:
        write_tag(pen, tag)


def _below(pen: Pen, plot: _Plot, chart: CurveChart, usual: Sequence[Usual]) -> float:
    """What the axis is, the meaning of the area; where they end."""
    middle = (plot.left + plot.right) / 2
    top = plot.base + 88
    room = 2 * (middle - MARGIN)
    pen.write_centred(chart.words.hours, middle, top, NOTE, Ink.MUTED, most=room)
    if any(map(_has_band, usual)):
        swatch = chart.words.band, 48.0, lambda x, y: pen.add(
            Box(x=x, y=y - 15, width=48, height=30, fill=Ink.SHADE_1)
        )  # fmt: skip
        top = draw_legend(pen, [swatch], top + 6)
    if not any(point.median is not None for point in usual):
        top = write_below(pen, chart.words.no_median, top + 6, NOTE, Ink.MUTED, most=3)
    return top
