"""The picture of a week, for whom nothing heavy is imported before it is drawn."""

from bot.domain.pictures.shapes import Theme
from bot.domain.pictures.week import WeekWords, draw_week
from bot.domain.weeks import Week
from bot.gateways.pictures.locks import DRAWING
from bot.gateways.pictures.palettes import PALETTES


def paint_week(week: Week, words: WeekWords, theme: Theme) -> bytes:
    """A week as a PNG for a phone. Takes a tenth of a second or two: for a thread of its own."""
    # Pillow and the fonts come with the first picture.
    from bot.gateways.pictures.canvas import draw
    from bot.gateways.pictures.fonts import our_fonts

    with DRAWING:
        fonts = our_fonts()
        return draw(draw_week(week, words, fonts), PALETTES[theme], fonts)
