"""The picture of a week, for whom nothing heavy is imported before it is drawn."""

import threading

from bot.domain.pictures.shapes import Theme
from bot.domain.pictures.week import WeekWords, draw_week
from bot.domain.weeks import Week
from bot.gateways.pictures.palettes import PALETTES

# A face of FreeType may not be used by two threads at once.
_DRAWING = threading.Lock()


def paint_week(week: Week, words: WeekWords, theme: Theme) -> bytes:
    """A week as a PNG for a phone. Takes a tenth of a second or two: for a thread of its own."""
    # Pillow and the fonts come with the first picture.
    from bot.gateways.pictures.canvas import draw
    from bot.gateways.pictures.fonts import our_fonts

    with _DRAWING:
        fonts = our_fonts()
        return draw(draw_week(week, words, fonts), PALETTES[theme], fonts)
