"""What every chart has around it: a head above, notes below, the edges of the sheet."""

from collections.abc import Callable, Sequence

from bot.domain.pictures.charts import Direction, Head
from bot.domain.pictures.fitting import wrap
from bot.domain.pictures.pen import Pen
from bot.domain.pictures.shapes import Ink, Line, Sheet, SignKind, Style

WIDTH = 1080
"""Of a sheet, in pixels: 2.77 times that of a small phone."""
MARGIN = 36
RIGHT = WIDTH - MARGIN
ROOM = RIGHT - MARGIN

TITLE, SUBJECT = Style(46, is_bold=True), Style(34)
NAME, WORDS, NOTE = Style(34, is_bold=True), Style(32), Style(28)
VALUE = Style(32, is_bold=True)

LegendItem = tuple[str, float, Callable[[float, float], None]]

DIRECTIONS = {
    Direction.UP: (SignKind.UP, Ink.GOOD),
    Direction.DOWN: (SignKind.DOWN, Ink.BAD),
    Direction.SAME: (SignKind.SAME, Ink.MUTED),
}
"""The sign of each direction, told from the others without its colour."""


def draw_head(pen: Pen, head: Head) -> float:
    """Title and subject; where the chart begins."""
    pen.write(head.title, MARGIN, 84, TITLE, most=ROOM)
    return write_lines(pen, head.subject, 92, SUBJECT, Ink.TEXT, most=3) + 24


def write_lines(
    pen: Pen, text: str, top: float, style: Style, ink: Ink, *, most: int, room: float = ROOM,
    x: float = MARGIN,
) -> float:  # fmt: skip
    """Write a paragraph below `top`; where it ends."""
    for line in wrap(pen.drawable(text), room, lambda words: pen.width(words, style), most):
        top += round(style.size * 1.35)
        pen.write(line, x, top, style, ink, most=room)
    return top


def draw_legend(pen: Pen, items: Sequence[LegendItem], top: float) -> float:
    """Signs with what they mean, in rows of 46 pixels; where they end.

    Each is its words, its width and what draws it from x on with its middle at y.
    """
    x: float = MARGIN
    for text, width, draw in items:
        took = width + 14 + pen.width(text, NOTE)
        if x > MARGIN and x + took > RIGHT:
            x, top = MARGIN, top + 46
        draw(x, top + 24)
        pen.write(text, x + width + 14, top + 34, NOTE, Ink.MUTED, most=RIGHT - x - width - 14)
        x += took + 32
    return top + (46 if items else 0)


def finish(pen: Pen, head: Head, top: float) -> Sheet:
    """The notes below the chart, and the sheet that ends with them."""
    if head.notes:
        top += 20
        pen.add(Line(x1=MARGIN, y1=top, x2=RIGHT, y2=top, ink=Ink.LINE))
    for note in head.notes:
        top = write_lines(pen, note, top + 6, NOTE, Ink.MUTED, most=4)
    return pen.sheet(WIDTH, int(top) + MARGIN)
