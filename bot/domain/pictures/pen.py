"""Puts shapes and words on a sheet, one after another."""

from collections.abc import Callable

from bot.domain.pictures.fitting import fit
from bot.domain.pictures.shapes import Ink, Label, Shape, Sheet, Sign, SignKind, Style, Typesetter


class Pen:
    """A sheet that is being laid out. Everything is in pixels."""

    def __init__(self, typesetter: Typesetter) -> None:
        self._typesetter = typesetter
        self._shapes: list[Shape] = []
        self._labels: list[Label] = []

    def drawable(self, text: str) -> str:
        """The text on one line, without what no font at hand can draw."""
        return self._typesetter.drawable(text)

    def width(self, text: str, style: Style) -> float:
        """What the words take, once those that cannot be drawn are left out."""
        return self._typesetter.width(self.drawable(text), style)

    @property
    def height(self) -> int:
        """How many shapes lie on the sheet: where one more would."""
        return len(self._shapes)

    def add(self, shape: Shape, *, at: int | None = None) -> None:
        """Draw a shape above those before, or below those that came from `at` on."""
        self._shapes.insert(self.height if at is None else at, shape)

    def signer(self, kind: SignKind, ink: Ink, size: float = 32) -> Callable[[float, float], None]:
        """What draws a sign with its left edge at x and its middle at y."""
        return lambda x, y: self.add(Sign(kind=kind, x=x + size / 2, y=y, size=size, ink=ink))

    def write(
        self,
        text: str,
        x: float,
        y: float,
        style: Style,
        ink: Ink = Ink.TEXT,
        *,
        most: float = float("inf"),
    ) -> None:
        """Write words from x on, on the baseline y, cut to `most`; nothing of what is blank."""
        text = fit(self.drawable(text), most, lambda words: self._typesetter.width(words, style))
        if text:
            width = self._typesetter.width(text, style)
            self._labels.append(Label(text=text, x=x, y=y, width=width, style=style, ink=ink))

    def write_centred(
        self, text: str, x: float, y: float, style: Style, ink: Ink, *, most: float
    ) -> None:
        """Write words with their middle at x."""
        text = fit(self.drawable(text), most, lambda words: self._typesetter.width(words, style))
        self.write(text, x - self._typesetter.width(text, style) / 2, y, style, ink)

    def write_ending(
        self, text: str, right: float, y: float, style: Style, ink: Ink, *, most: float
    ) -> float:
        """Write words that end at `right`; the width that they took."""
        text = fit(self.drawable(text), most, lambda words: self._typesetter.width(words, style))
        width = self._typesetter.width(text, style)
        self.write(text, right - width, y, style, ink)
        return width

    def sheet(self, width: int, height: int) -> Sheet:
        """What has been drawn so far."""
        return Sheet(
            width=width, height=height, shapes=tuple(self._shapes), labels=tuple(self._labels)
        )
