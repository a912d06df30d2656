"""The fonts of pictures: one of our own, then what the machine has for other scripts and emoji."""

import logging
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from PIL import ImageFont, features

from bot.domain.pictures.shapes import Style
from bot.domain.texts import clusters
from bot.gateways.pictures.bidi import is_right_to_left
from bot.gateways.pictures.system import find_emoji_font, find_fonts

log = logging.getLogger(__name__)

_FOLDER = Path(__file__).parent / "fonts"
_REGULAR, _BOLD = "NotoSans-SemiCondensedRegular.ttf", "NotoSans-SemiCondensedBold.ttf"
EMOJI_SIZE = 109
"""Pixels an em: the one size in which the bitmaps of Noto Color Emoji exist."""
_INSTEAD = {"→": "->", "←": "<-", "≈": "~", "≠": "!=", "≤": "<=", "≥": ">="}
# The last of all code points, which stands for no sign.
_NOWHERE = "\U0010ffff"
# Shown by nothing of their own: joiners, variation selectors, tags.
_SILENT = {
    "\u200c",
    "\u200d",
    *map(chr, range(0xFE00, 0xFE10)),
    *map(chr, range(0xE0020, 0xE0080)),
}


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one font; `scale` is what its pixels are to be multiplied by, 1 but for emoji."""

    text: str
    font: ImageFont.FreeTypeFont
    scale: float = 1.0

    @property
    def width(self) -> float:
        """Pixels that it takes."""
        return self.font.getlength(self.text) * self.scale


class Fonts:
    """Finds the font of each sign. A sign that none has is left out, never drawn as a box."""

    def __init__(self, paths: Sequence[Path], bold: Path, emoji: Path | None = None) -> None:
        """`paths` in the order of preference; `bold` stands for the first of them."""
        self._paths = paths
        self._bold = bold
        self._emoji = emoji
        self._is_shaping = features.check("raqm") and features.check("fribidi")

    def drawable(self, text: str) -> str:
        """The text on one line, without what no font at hand can draw."""
        text = unicodedata.normalize("NFC", text)
        kept = (self._kept(piece) for piece in clusters(text))
        return " ".join("".join(kept).split())

    def width(self, text: str, style: Style) -> float:
        """How many pixels a drawable text takes."""
        return sum(run.width for run in self.runs(text, style))

    def runs(self, text: str, style: Style) -> list[Run]:
        """The text by fonts, in the order of reading."""
        groups: list[tuple[int, str]] = []
        for piece in clusters(text):
            number = self._number(piece)
            if number is None:
                continue
            # Blanks go with the words before them; a bitmap of emoji has none.
            if piece.isspace() and groups and groups[-1][0] >= 0:
                number = groups[-1][0]
            if groups and groups[-1][0] == number:
                groups[-1] = number, groups[-1][1] + piece
            else:
                groups.append((number, piece))
        return [self._run(number, words, style) for number, words in groups]

    def _kept(self, piece: str) -> str:
        if piece.isspace() or (len(piece) == 1 and unicodedata.category(piece) == "Cc"):
            return " "
        if self._number(piece) is not None:
            return piece
        # Fancy letters are letters; one with a mark that no font has is told without it.
        plain = _INSTEAD.get(piece) or unicodedata.normalize("NFKC", piece)
        for words in (plain, piece[0]):
            if all(self._number(part) is not None for part in clusters(words)):
                return words
        return ""

    def _number(self, piece: str) -> int | None:
        """Which font draws a piece: its place among the paths, -1 the one of emoji."""
        if not self._is_shaping and any(map(is_right_to_left, piece)):
            return None
        signs = [sign for sign in piece if sign not in _SILENT]
        if not signs:
            return None
        is_emoji = self._emoji is not None and _has(self._emoji, EMOJI_SIZE, signs[0])
        if is_emoji and ("\ufe0f" in piece or signs[0] >= "\U0001f000"):
            return -1
        for number, path in enumerate(self._paths):
            if all(_has(path, 32, sign) for sign in signs):
                return number
        return -1 if is_emoji else None

    def _run(self, number: int, text: str, style: Style) -> Run:
        if number == -1:
            assert self._emoji is not None
            return Run(text, load(self._emoji, EMOJI_SIZE), style.size * 1.17 / 136)
        path = self._bold if style.is_bold and number == 0 else self._paths[number]
        return Run(text, load(path, style.size))


@cache
def load(path: Path, size: int) -> ImageFont.FreeTypeFont:
    """A font in a size, read once."""
    return ImageFont.truetype(path, size)


@lru_cache(maxsize=8192)
def _has(path: Path, size: int, sign: str) -> bool:
    """Whether a font draws a sign as something else than what it lacks."""
    if sign.isspace():
        return True
    try:
        font = load(path, size)
    except OSError as error:
        # A damaged file, or bitmaps of other sizes: the next font is asked.
        log.info("the font %s is not used: %s", path, error)
        return False
    if size == EMOJI_SIZE:
        return font.getmask(sign, mode="RGBA").getbbox() is not None
    drawn = bytes(font.getmask(sign))
    return any(drawn) and drawn != bytes(font.getmask(_NOWHERE))


@cache
def our_fonts() -> Fonts:
    """Latin, Cyrillic and Greek of our own, and what this machine has beside them."""
    return Fonts([_FOLDER / _REGULAR, *find_fonts()], _FOLDER / _BOLD, find_emoji_font())
