"""A typesetter without fonts: every sign is as wide as its size says."""

from bot.domain.pictures.shapes import Style


class Plain:
    """Signs half an em wide, fullwidth ones a whole em; draws all but what it is told not to."""

    def __init__(self, *, lacking: str = "") -> None:
        self._lacking = lacking

    def drawable(self, text: str) -> str:
        return " ".join("".join(sign for sign in text if sign not in self._lacking).split())

    def width(self, text: str, style: Style) -> float:
        return sum(style.size * (1 if ord(sign) > 0x2E80 else 0.5) for sign in text)
