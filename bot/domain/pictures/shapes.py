"""What a picture is made of: boxes, lines, signs and words on a sheet, in pixels."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Protocol


class Ink(Enum):
    """What a colour is for; a palette says which one it is."""

    PAPER = "paper"
    BAND = "band"
    LINE = "line"
    TEXT = "text"
    MUTED = "muted"
    ACCENT = "accent"
    ON_ACCENT = "on_accent"
    SHADE_1 = "shade_1"
    SHADE_2 = "shade_2"
    SHADE_3 = "shade_3"
    SHADE_4 = "shade_4"
    GOOD = "good"
    LATE = "late"
    DOUBT = "doubt"
    BAD = "bad"


class Theme(StrEnum):
    """Dark ink on light paper, or the other way round."""

    LIGHT = "light"
    DARK = "dark"


class SignKind(Enum):
    """A sign that is told from the others by its shape alone."""

    DOT = "dot"
    ARROW = "arrow"
    CLOCK = "clock"
    QUESTION = "question"
    CROSS = "cross"
    CHECK = "check"
    WARNING = "warning"
    UP = "up"
    DOWN = "down"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Style:
    """Of words: `size` in pixels an em."""

    size: int
    is_bold: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle with round corners, filled, outlined or hatched.

    Hatching is of slanted lines; corners of what is hatched are square.
    """

    x: float
    y: float
    width: float
    height: float
    radius: float = 0
    fill: Ink | None = None
    outline: Ink | None = None
    hatch: Ink | None = None
    stroke: float = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    ink: Ink
    stroke: float = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """A line through points; `dash` is the length of its dashes, gaps are two thirds of one."""

    points: tuple[tuple[float, float], ...]
    ink: Ink
    stroke: float = 4
    dash: float = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A filled polygon."""

    points: tuple[tuple[float, float], ...]
    fill: Ink


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """A sign inside a square of `size` with the centre (x, y)."""

    kind: SignKind
    x: float
    y: float
    size: float
    ink: Ink


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """One line of words: `x` is their left edge, `y` their baseline, `width` what they take."""

    text: str
    x: float
    y: float
    width: float
    style: Style
    ink: Ink = Ink.TEXT


Shape = Box | Line | Path | Area | Sign


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A picture to be drawn: shapes in their order, words above all of them."""

    width: int
    height: int
    shapes: tuple[Shape, ...]
    labels: tuple[Label, ...]


Palette = Mapping[Ink, str]
"""`#rrggbb` of each ink."""


class Typesetter(Protocol):
    """Knows the fonts that words will be drawn with."""

    def drawable(self, text: str) -> str:
        """The text on one line, without what no font at hand can draw."""
        ...

    def width(self, text: str, style: Style) -> float:
        """How many pixels a drawable text takes."""
        ...
