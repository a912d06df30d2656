"""Signs as strokes: each has a shape of its own, so that no colour is needed to tell them."""

from PIL import ImageDraw

from bot.domain.pictures.shapes import Sign, SignKind

_STROKE = 0.11
_Points = list[tuple[float, float]]


def draw_sign(pencil: ImageDraw.ImageDraw, sign: Sign, ink: str, paper: str, scale: int) -> None:
    """Draw a sign, its pixels multiplied by `scale`, in ink on paper."""
    size = sign.size * scale
    left, top = sign.x * scale - size / 2, sign.y * scale - size / 2
    hand = _Hand(pencil, left, top, size, ink, paper)
    match sign.kind:
        case SignKind.DOT:
            hand.disc(0.26)
        case SignKind.ARROW:
            hand.area([(0.2, 0.1), (0.92, 0.5), (0.2, 0.9)])
        case SignKind.CLOCK:
            hand.ring(0.44)
            hand.stroke([(0.5, 0.26), (0.5, 0.52), (0.68, 0.62)])
        case SignKind.QUESTION:
            hand.question()
        case SignKind.CROSS:
            hand.square(0.06)
            hand.stroke([(0.3, 0.3), (0.7, 0.7)], on_ink=True)
            hand.stroke([(0.7, 0.3), (0.3, 0.7)], on_ink=True)
        case SignKind.CHECK:
            hand.disc(0.47)
            hand.stroke([(0.27, 0.52), (0.44, 0.68), (0.74, 0.34)], on_ink=True)
        case SignKind.WARNING:
            hand.area([(0.5, 0.06), (0.98, 0.92), (0.02, 0.92)])
            hand.stroke([(0.5, 0.38), (0.5, 0.62)], on_ink=True)
            hand.dot(0.5, 0.77, on_ink=True)
        case SignKind.UP:
            hand.area([(0.5, 0.14), (0.96, 0.86), (0.04, 0.86)])
        case SignKind.DOWN:
            hand.area([(0.04, 0.14), (0.96, 0.14), (0.5, 0.86)])
        case SignKind.SAME:
            hand.stroke([(0.14, 0.34), (0.86, 0.34)])
            hand.stroke([(0.14, 0.66), (0.86, 0.66)])


class _Hand:
    """Draws in a unit square: (0, 0) is its upper left corner, (1, 1) the lower right one."""

    def __init__(
        self,
        pencil: ImageDraw.ImageDraw,
        left: float,
        top: float,
        size: float,
        ink: str,
        paper: str,
    ) -> None:
        self._pencil = pencil
        self._left = left
        self._top = top
        self._size = size
        self._ink = ink
        self._paper = paper

    def disc(self, radius: float) -> None:
        """A filled circle around the centre."""
        self._pencil.ellipse(self._square(0.5, 0.5, radius), fill=self._ink)

    def ring(self, radius: float) -> None:
        """An open circle around the centre."""
        box = self._square(0.5, 0.5, radius)
        self._pencil.ellipse(box, outline=self._ink, width=self._width())

    def square(self, margin: float) -> None:
        """A filled square with round corners."""
        box = self._square(0.5, 0.5, 0.5 - margin)
        self._pencil.rounded_rectangle(box, radius=0.16 * self._size, fill=self._ink)

    def area(self, points: _Points) -> None:
        """A filled polygon."""
        self._pencil.polygon(self._places(points), fill=self._ink)

    def stroke(self, points: _Points, *, on_ink: bool = False) -> None:
        """A line with round ends."""
        colour = self._paper if on_ink else self._ink
        self._pencil.line(self._places(points), colour, self._width(), joint="curve")
        for x, y in (points[0], points[-1]):
            self._pencil.ellipse(self._square(x, y, _STROKE / 2), fill=colour)

    def dot(self, x: float, y: float, *, on_ink: bool = False) -> None:
        """A small round point."""
        colour = self._paper if on_ink else self._ink
        self._pencil.ellipse(self._square(x, y, _STROKE * 0.6), fill=colour)

    def question(self) -> None:
        """A ring with a question mark."""
        self.ring(0.47)
        box = self._square(0.5, 0.4, 0.16)
        self._pencil.arc(box, 180, 80, fill=self._ink, width=self._width())
        self.stroke([(0.5, 0.53), (0.5, 0.6)])
        self.dot(0.5, 0.75)

    def _width(self) -> int:
        return max(1, round(_STROKE * self._size))

    def _places(self, points: _Points) -> _Points:
        return [(self._left + x * self._size, self._top + y * self._size) for x, y in points]

    def _square(self, x: float, y: float, radius: float) -> tuple[float, float, float, float]:
        (left, top), (right, bottom) = self._places(
            [(x - radius, y - radius), (x + radius, y + radius)]
        )
        return left, top, right, bottom
