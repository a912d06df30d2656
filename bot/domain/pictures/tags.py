"""Words at the ends of lines, placed so that they hide neither one another nor a line."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.domain.pictures.fitting import wrap
from bot.domain.pictures.frame import NOTE, VALUE
from bot.domain.pictures.pen import Pen
from bot.domain.pictures.shapes import Box, Ink

Place = tuple[float, float]

_STEP, _AWAY = 12, 22
_LINE = 36


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A value with words below it; (x, y) is the middle of its left edge."""

    value: str
    lines: tuple[str, ...]
    ink: Ink
    x: float
    y: float
    width: float

    @property
    def height(self) -> float:
        """Of the whole block."""
        return 40 + _LINE * len(self.lines)


@dataclass(frozen=True, slots=True)
class Field:
    """Where tags may stand: beside the lines, or from `gutter` on where there are none."""

    top: float
    base: float
    gutter: float
    width: float


def make_tag(pen: Pen, field: Field, value: str, words: str, end: Place, ink: Ink) -> Tag:
    """A tag at the end of a line: right of it if it has room there, else in the gutter."""
    lines = wrap(pen.drawable(words), field.width, lambda text: pen.width(text, NOTE), 3)
    widths = [pen.width(line, NOTE) for line in lines]
    width = max([pen.width(value, VALUE), *widths])
    beside = end[0] + _AWAY
    x = beside if beside + width < field.gutter - _AWAY else field.gutter
    return Tag(value=value, lines=tuple(lines), ink=ink, x=x, y=end[1], width=width)


def settle(tag: Tag, field: Field, others: Sequence[Tag], lines: Sequence[Sequence[Place]]) -> Tag:
    """The tag moved up or down by as little as frees it from other tags, and from lines."""
    half = tag.height / 2
    lowest, highest = field.base - half, field.top + half
    steps = int((lowest - highest) / _STEP) + 1
    places = [min(lowest, max(highest, tag.y)), *(highest + _STEP * n for n in range(steps))]

    def cost(y: float) -> tuple[int, int, float]:
        moved = replace(tag, y=y)
        return (
            sum(_meet(moved, other) for other in others),
            sum(_is_crossed(moved, line) for line in lines),
            abs(y - tag.y),
        )

    return replace(tag, y=min(places, key=cost))


def write_tag(pen: Pen, tag: Tag) -> None:
    """The words on a plate of paper."""
    top = tag.y - tag.height / 2
    plate = Box(
        x=tag.x - 6, y=top, width=tag.width + 12, height=tag.height, radius=8, fill=Ink.PAPER
    )  # fmt: skip
    pen.add(plate)
    pen.write(tag.value, tag.x, top + 32, VALUE, tag.ink, most=tag.width)
    for number, line in enumerate(tag.lines, 1):
        pen.write(line, tag.x, top + 28 + number * _LINE, NOTE, tag.ink, most=tag.width)


def _meet(one: Tag, other: Tag) -> bool:
    across = one.x < other.x + other.width + 16 and other.x < one.x + one.width + 16
    return across and abs(one.y - other.y) < (one.height + other.height) / 2 + 4


def _is_crossed(tag: Tag, line: Sequence[Place]) -> bool:
    """Whether a line runs behind a tag: by the boxes of its stretches, which are short."""
    half = tag.height / 2
    return any(
        min(x1, x2) < tag.x + tag.width
        and max(x1, x2) > tag.x - 6
        and min(y1, y2) < tag.y + half
        and max(y1, y2) > tag.y - half
        for (x1, y1), (x2, y2) in pairwise(line)
    )
