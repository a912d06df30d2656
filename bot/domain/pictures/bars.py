"""Horizontal bars with their values at the end, one or several to a row."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from bot.domain.pictures.axes import figure, short_figure
from bot.domain.pictures.charts import Direction
from bot.domain.pictures.frame import (
    DIRECTIONS,
    MARGIN,
    NOTE,
    RIGHT,
    ROOM,
    VALUE,
    WORDS,
    write_lines,
)
from bot.domain.pictures.pen import Pen
from bot.domain.pictures.shapes import Box, Ink, Line, Sign

_SIGN = 26
_LINE = 50
_GAP = 12
_THIN, _SWATCH = 4, 40


class Texture(Enum):
    """How a bar is filled: told from the others without its colour."""

    SOLID = "solid"
    HATCHED = "hatched"
    OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A name with a note beside it, and a value for each lane."""

    name: str
    values: tuple[float | None, ...]
    note: str = ""
    direction: Direction | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """Where bars of one kind lie: `x`, `width` on the sheet, `y`, `height` below the name.

    `top` is the value of the longest bar there may be; `values` is the width that their words
    take at its end.
    """

    texture: Texture
    top: float
    values: float
    x: float = MARGIN
    width: float = ROOM
    y: float = 0
    height: float = 34


def values_width(pen: Pen, values: Sequence[float | None], mark: str) -> float:
    """What the widest of some values takes behind its bar."""
    return max((pen.width(_words(value, mark), VALUE) for value in values), default=0) + _GAP


def top_of(values: Sequence[float | None]) -> float:
    """The greatest known value; 1 where none is above 0."""
    return max((value for value in values if value), default=0) or 1


def draw_rows(
    pen: Pen, rows: Sequence[Row], lanes: Sequence[Lane], top: float, mark: str
) -> float:
    """Draw rows one below the other, parted by lines; where they end."""
    has_signs = any(row.direction is not None for row in rows)
    notes = RIGHT - (_SIGN + 14 if has_signs else 0)
    for number, row in enumerate(rows):
        if number:
            pen.add(Line(x1=MARGIN, y1=top, x2=RIGHT, y2=top, ink=Ink.LINE))
        _name(pen, row, notes, top)
        for lane, value in zip(lanes, row.values, strict=True):
            _bar(pen, lane, value, top + _LINE, mark)
        top += _LINE + max(lane.y + lane.height for lane in lanes) + 22
    return top


def draw_key(pen: Pen, lane: Lane, words: str, top: float) -> float:
    """A piece of a lane's bars and what they are, as wide as the lane; where it ends."""
    pen.add(_box(lane.texture, lane.x, top + 15, _SWATCH, 26))
    x, room = lane.x + _SWATCH + 14, lane.width - _SWATCH - 14
    end = write_lines(pen, words, top, NOTE, Ink.MUTED, most=2, room=room, x=x)
    return max(end + 4, top + 46)


def _name(pen: Pen, row: Row, right: float, top: float) -> None:
    """The name, the note that ends at `right`, the sign behind it."""
    if row.direction is not None:
        kind, ink = DIRECTIONS[row.direction]
        pen.add(Sign(kind=kind, x=RIGHT - _SIGN / 2, y=top + 29, size=_SIGN, ink=ink))
    right -= pen.write_ending(row.note, right, top + 40, NOTE, Ink.MUTED, most=ROOM / 2)
    pen.write(row.name, MARGIN, top + 40, WORDS, most=right - MARGIN - 24)


def _bar(pen: Pen, lane: Lane, value: float | None, top: float, mark: str) -> None:
    x, y = lane.x, top + lane.y
    if value is not None:
        room = lane.width - lane.values
        width = min(room, max(_THIN, room * value / lane.top))
        pen.add(_box(lane.texture, x, y, width, lane.height))
        x += width + _GAP
    ink = Ink.MUTED if value is None else Ink.TEXT
    baseline = y + lane.height / 2 + 0.36 * VALUE.size
    pen.write(_words(value, mark), x, baseline, VALUE, ink)


def _words(value: float | None, mark: str) -> str:
    is_long = value is not None and abs(value) >= 1_000_000_000
    return short_figure(value, mark) if is_long else figure(value, mark)


def _box(texture: Texture, x: float, y: float, width: float, height: float) -> Box:
    radius = min(6, width / 2)
    match texture:
        case Texture.SOLID:
            return Box(x=x, y=y, width=width, height=height, radius=radius, fill=Ink.ACCENT)
        case Texture.HATCHED:
            return Box(
                x=x, y=y, width=width, height=height, hatch=Ink.ACCENT, outline=Ink.ACCENT
            )  # fmt: skip
        case Texture.OPEN:
            return Box(x=x, y=y, width=width, height=height, radius=radius, outline=Ink.ACCENT)
