"""Charts as pictures: size, bytes, everything seen, told apart without colour."""

from dataclasses import replace
from io import BytesIO
from itertools import combinations

import pytest
from PIL import Image, ImageChops, ImageStat

from bot.domain.pictures.drawing import draw_chart
from bot.domain.pictures.frame import WIDTH
from bot.domain.pictures.shapes import Area, Box, Ink, Path, Shape, Sheet, Theme
from bot.gateways.pictures.canvas import draw
from bot.gateways.pictures.charts import paint_chart
from bot.gateways.pictures.fonts import Fonts, our_fonts
from bot.gateways.pictures.palettes import PALETTES
from tests.domain.pictures.chart_samples import EXTREME, PLAUSIBLE
from tests.domain.pictures.sheets import check_sheet
from tests.gateways.pictures.seeing import check_ink, opened
from tests.gateways.pictures.test_fonts import BOLD, REGULAR

ALL = {f"plausible {name}": chart for name, chart in PLAUSIBLE.items()}
ALL |= {f"extreme {name}": chart for name, chart in EXTREME.items()}
SMALLEST = 19
"""Pixels an em at a width of 1080, 7 on a phone: the least that words may have."""


@pytest.fixture
def own() -> Fonts:
    """Our fonts alone, so that every machine draws the same."""
    return Fonts([REGULAR], BOLD)


@pytest.mark.parametrize("theme", Theme)
@pytest.mark.parametrize("name", ALL)
def test_a_chart_is_a_png_for_a_phone(name: str, theme: Theme) -> None:
    png = paint_chart(ALL[name], theme)
    image = Image.open(BytesIO(png))
    assert image.format == "PNG"
    assert image.width == WIDTH
    assert image.height < 3 * WIDTH
    assert len(png) < 700_000


@pytest.mark.parametrize("name", PLAUSIBLE)
def test_the_same_chart_gives_the_same_bytes(name: str) -> None:
    chart = PLAUSIBLE[name]
    assert paint_chart(chart, Theme.DARK) == paint_chart(chart, Theme.DARK)


@pytest.mark.parametrize("name", ALL)
def test_with_real_fonts_nothing_leaves_the_sheet_or_hides_words(name: str) -> None:
    check_sheet(draw_chart(ALL[name], our_fonts()), highest=3 * WIDTH)


@pytest.mark.parametrize("theme", Theme)
@pytest.mark.parametrize("name", ALL)
def test_there_is_ink_wherever_something_stands(name: str, theme: Theme, own: Fonts) -> None:
    sheet = draw_chart(ALL[name], own)
    image = opened(draw(sheet, PALETTES[theme], own))
    assert check_ink(sheet, image, least=9) >= 3


@pytest.mark.parametrize("name", PLAUSIBLE)
def test_words_of_what_is_usual_are_large_enough_for_a_phone(name: str) -> None:
    assert min(label.style.size for label in draw_chart(PLAUSIBLE[name], our_fonts()).labels) >= 22


@pytest.mark.parametrize("name", EXTREME)
def test_words_never_become_smaller_than_can_be_read(name: str) -> None:
    sizes = [label.style.size for label in draw_chart(EXTREME[name], our_fonts()).labels]
    assert min(sizes) >= SMALLEST


def alone(*shapes: Shape) -> Image.Image:
    sheet = Sheet(width=120, height=60, shapes=shapes, labels=())
    return opened(draw(sheet, PALETTES[Theme.LIGHT], our_fonts())).convert("L")


def test_textures_of_bars_are_told_apart_without_colour() -> None:
    bar = Box(x=10, y=10, width=100, height=34)
    ink = Ink.ACCENT
    images = [
        alone(replace(bar, fill=ink)), alone(replace(bar, outline=ink)),
        alone(replace(bar, hatch=ink, outline=ink)), alone(),
    ]  # fmt: skip
    for one, other in combinations(images, 2):
        assert ImageStat.Stat(ImageChops.difference(one, other)).mean[0] > 10


def test_a_dashed_line_has_gaps_and_an_unbroken_one_has_none() -> None:
    points = ((10.0, 30.0), (110.0, 30.0))
    whole = alone(Path(points=points, ink=Ink.MUTED))
    dashed = alone(Path(points=points, ink=Ink.MUTED, dash=15))
    columns = [
        [bool(image.crop((x, 25, x + 1, 35)).getextrema() == (255, 255)) for x in range(12, 108)]
        for image in (whole, dashed)
    ]
    assert not any(columns[0])
    assert 30 <= sum(columns[1]) <= 50


def test_hatching_and_areas_keep_to_their_edges() -> None:
    box = alone(Box(x=30, y=15, width=60, height=30, hatch=Ink.ACCENT))
    area = alone(Area(points=((30, 15), (90, 15), (90, 45)), fill=Ink.ACCENT))
    for image in (box, area):
        frame = image.copy()
        frame.paste(255, (27, 12, 93, 48))
        assert frame.getextrema() == (255, 255)
