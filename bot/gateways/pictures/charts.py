"""Charts of numbers, for whom nothing heavy is imported before one is drawn."""

from bot.domain.pictures.charts import Chart
from bot.domain.pictures.drawing import draw_chart
from bot.domain.pictures.shapes import Theme
from bot.gateways.pictures.locks import DRAWING
from bot.gateways.pictures.palettes import PALETTES


def paint_chart(chart: Chart, theme: Theme) -> bytes:
    """A chart as a PNG for a phone. Takes a tenth of a second or two: for a thread of its own."""
    # Pillow and the fonts come with the first picture.
    from bot.gateways.pictures.canvas import draw
    from bot.gateways.pictures.fonts import our_fonts

    with DRAWING:
        fonts = our_fonts()
        return draw(draw_chart(chart, fonts), PALETTES[theme], fonts)
