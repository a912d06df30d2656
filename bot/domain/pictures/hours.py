"""Weekdays and hours as a heat map: what posts got when, and how many there were."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from statistics import quantiles

from bot.domain.pictures.axes import tight_figure
from bot.domain.pictures.charts import HourCell, HourChart
from bot.domain.pictures.frame import (
    MARGIN,
    NOTE,
    ROOM,
    WORDS,
    LegendItem,
    draw_head,
    draw_legend,
    finish,
    write_lines,
)
from bot.domain.pictures.pen import Pen
from bot.domain.pictures.shapes import Box, Ink, Sheet, Sign, SignKind, Style, Typesetter

_HOURS_WIDTH, _GAP = 100, 6
_COLUMN = (ROOM - _HOURS_WIDTH) / 7
_ROW, _SILENT_ROW = 62, 42
_SILENCE = 3
"""So many hours without a post, one after another, are one row."""
_WIDTH, _HEIGHT = _COLUMN - _GAP, _ROW - _GAP
_PADDING, _RIM = 9, 8
_POSTS, _LABEL = Style(25), Style(28)
_SIZES = tuple(
    (Style(large, is_bold=True), Style(small))
    for large, small in ((31, 25), (28, 22), (25, 20), (22, 19))
)
"""Of a value and of the number of posts beside it."""
_SHADES = (
    (Ink.SHADE_1, Ink.TEXT), (Ink.SHADE_2, Ink.TEXT),
    (Ink.SHADE_3, Ink.ON_ACCENT), (Ink.SHADE_4, Ink.ON_ACCENT),
)  # fmt: skip
"""Grounds from little to much, each with the ink that is read on it."""

Cells = Mapping[tuple[int, int], HourCell]


def draw_hours(chart: HourChart, typesetter: Typesetter) -> Sheet:
    """The sheet of hours: a column a weekday, a row an hour from the first to the last used."""
    pen = Pen(typesetter)
    top = draw_head(pen, chart.head)
    cells = {(cell.weekday, cell.hour): cell for cell in chart.cells if cell.posts}
    scale = Scale(chart)
    top = _weekdays(pen, chart, top) if cells else top
    rows = list(_rows(cells))
    for first, last in rows:
        if first != last:
            top = _silence(pen, first, last, top)
            continue
        pen.write(f"{first:02}:00", MARGIN, top + 40, _LABEL, Ink.MUTED)
        for weekday in range(7):
            cell = cells.get((weekday, first))
            is_best = (weekday, first) in chart.best
            _cell(pen, cell, scale, _left(weekday), top, is_best=is_best)
        top += _ROW
    has_gaps = not rows or len(cells) < 7 * len(rows)
    if chart.suggestion:
        top = write_lines(pen, chart.suggestion, top + 8, WORDS, Ink.TEXT, most=4) + 8
    return finish(pen, chart.head, _legend(pen, chart, scale, top + 12, has_gaps=has_gaps))


def _weekdays(pen: Pen, chart: HourChart, top: float) -> float:
    for weekday, name in enumerate(chart.words.weekdays):
        middle = _left(weekday) + _WIDTH / 2
        pen.write_centred(name, middle, top + 32, _LABEL, Ink.MUTED, most=_WIDTH)
    return top + 48


class Scale:
    """Four shades, a quarter of the known values each: one great value leaves the others told."""

    def __init__(self, chart: HourChart) -> None:
        self.mark = chart.head.decimal_mark
        values = sorted(
            cell.value for cell in chart.cells if cell.value is not None and cell.posts
        )  # fmt: skip
        few = values * 2 if len(values) == 1 else values
        self._limits = quantiles(few, n=4, method="inclusive") if values else []
        self._values = values

    def shade(self, value: float) -> tuple[Ink, Ink]:
        """The ground of a value and the ink on it."""
        return _SHADES[bisect_left(self._limits, value)]

    def ranges(self) -> Iterator[tuple[Ink, str]]:
        """The grounds in use, each with its least and greatest value."""
        for (ground, _), group in groupby(self._values, key=self.shade):
            values = list(group)
            ends = [tight_figure(end, self.mark) for end in (values[0], values[-1])]
            yield ground, "–".join(dict.fromkeys(ends))


def _rows(cells: Cells) -> Iterator[tuple[int, int]]:
    """First and last hour of each row: alike but for a silence between hours with posts."""
    used = {hour for _, hour in cells}
    if not used:
        return
    hours = range(min(used), max(used) + 1)
    for is_used, group in groupby(hours, key=used.__contains__):
        run = list(group)
        if is_used or len(run) < _SILENCE:
            yield from ((hour, hour) for hour in run)
        else:
            yield run[0], run[-1]


def _left(weekday: int) -> float:
    return MARGIN + _HOURS_WIDTH + weekday * _COLUMN


def _silence(pen: Pen, first: int, last: int, top: float) -> float:
    """Hours in which nobody ever posted, as one row of dots; where it ends."""
    middle = top + (_SILENT_ROW - _GAP) / 2
    pen.write(f"{first:02}–{last:02}", MARGIN, middle + 9, _POSTS, Ink.MUTED)
    for weekday in range(7):
        _dot(pen, _left(weekday) + _WIDTH / 2, middle)
    return top + _SILENT_ROW


def _dot(pen: Pen, x: float, y: float) -> None:
    pen.add(Sign(kind=SignKind.DOT, x=x, y=y, size=20, ink=Ink.MUTED))


def _cell(
    pen: Pen, cell: HourCell | None, scale: Scale, x: float, y: float, *, is_best: bool
) -> None:
    if cell is None:
        _dot(pen, x + _WIDTH / 2, y + _HEIGHT / 2)
        return
    posts = f"×{tight_figure(cell.posts, scale.mark)}"
    if cell.value is None:
        _hatched(pen, x, y, _WIDTH, _HEIGHT)
        room = pen.width(posts, _POSTS) + 16
        plate = x + (_WIDTH - room) / 2
        pen.add(Box(x=plate, y=y + 10, width=room, height=36, radius=8, fill=Ink.PAPER))
        pen.write_centred(posts, x + _WIDTH / 2, y + 37, _POSTS, Ink.MUTED, most=_WIDTH)
        return
    ground, ink = scale.shade(cell.value)
    if is_best:
        _frame(pen, x, y, _WIDTH, _HEIGHT)
    rim = _RIM if is_best else 0
    pen.add(
        Box(
            x=x + rim, y=y + rim, width=_WIDTH - 2 * rim, height=_HEIGHT - 2 * rim,
            radius=8 - rim / 2, fill=ground,
        )
    )  # fmt: skip
    left, right = x + _PADDING + rim / 2, x + _WIDTH - _PADDING - rim / 2
    value = tight_figure(cell.value, scale.mark)
    large, small = _sizes(pen, value, posts, right - left)
    pen.write(value, left, y + 38, large, ink)
    pen.write_ending(posts, right, y + 38, small, ink, most=_WIDTH)


def _sizes(pen: Pen, value: str, posts: str, room: float) -> tuple[Style, Style]:
    """The largest sizes in which both fit beside each other: a figure is never cut."""
    for large, small in _SIZES:
        if pen.width(value, large) + pen.width(posts, small) + 6 <= room:
            return large, small
    return _SIZES[-1]


def _frame(pen: Pen, x: float, y: float, width: float, height: float) -> None:
    """A frame with paper inside: seen around every shade."""
    pen.add(
        Box(
            x=x, y=y, width=width, height=height, radius=8,
            fill=Ink.PAPER, outline=Ink.TEXT, stroke=5,
        )
    )  # fmt: skip


def _hatched(pen: Pen, x: float, y: float, width: float, height: float) -> None:
    pen.add(Box(x=x, y=y, width=width, height=height, hatch=Ink.LINE, outline=Ink.LINE))


def _legend(pen: Pen, chart: HourChart, scale: Scale, top: float, *, has_gaps: bool) -> float:
    words = chart.words
    shades: list[LegendItem] = [
        (text, 48, _swatch(pen, ground)) for ground, text in scale.ranges()
    ]  # fmt: skip
    signs: list[LegendItem] = []
    if chart.best:
        signs.append((words.best, 48, lambda x, y: _frame(pen, x, y - 16, 48, 32)))
    if any(cell.posts and cell.value is None for cell in chart.cells):
        signs.append((words.few, 48, lambda x, y: _hatched(pen, x, y - 16, 48, 32)))
    if has_gaps:
        signs.append((words.none, 20, lambda x, y: _dot(pen, x + 10, y)))
    if shades:
        top = write_lines(pen, words.value, top, NOTE, Ink.MUTED, most=2) + 10
        top = draw_legend(pen, shades, top)
    if any(cell.posts for cell in chart.cells):
        top = write_lines(pen, words.posts, top, NOTE, Ink.MUTED, most=2) + 10
    return draw_legend(pen, signs, top)


def _swatch(pen: Pen, fill: Ink) -> Callable[[float, float], None]:
    return lambda x, y: pen.add(Box(x=x, y=y - 16, width=48, height=32, radius=8, fill=fill))
