"""The picture of a week: size, what stands where, signs told apart without colour."""

from datetime import timedelta
from io import BytesIO
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from bot.domain.pictures.shapes import Ink, Sheet, Sign, SignKind, Theme
from bot.domain.pictures.week import WIDTH, draw_week
from bot.domain.slots import DEFAULT_SLOTS
from bot.domain.weeks import Standing, Week
from bot.gateways.pictures.canvas import draw
from bot.gateways.pictures.fonts import Fonts, our_fonts
from bot.gateways.pictures.palettes import PALETTES
from bot.gateways.pictures.week import paint_week
from tests.domain.pictures.test_week import FIRST, WORDS, make_week
from tests.gateways.pictures.seeing import check_ink, opened
from tests.gateways.pictures.test_fonts import BOLD, REGULAR

PLANNED = Standing.PLANNED
TITLES = (
    "Почему скидка 50 % не продаёт: разбор трёх писем одного магазина",
    "🔥 Рекламный хит недели 🎉",
    "双十一之后：为什么消费者不再相信折扣",
    "왜 광고는 기억되지 않는가",
    "שלום עולם: פרסום שעובד 2026",
    "مرحبا بالعالم",
    "👩🏽\u200d🚀 Космос 🇩🇪",
    "",
    "W" * 90,
    "Überschriften für Menschen",
)
FULL = make_week(
    *[
        (7.5 * number, TITLES[number % len(TITLES)], "рекламныйхит", list(Standing)[number % 6])
        for number in range(20)
    ],
    slots=DEFAULT_SLOTS,
)
WEEKS = [
    make_week(),
    make_week((10, "One", "", PLANNED), (30, "Two", "case", PLANNED), (70, "Three", "", PLANNED)),
    FULL,
]


@pytest.fixture
def own() -> Fonts:
    """Our fonts alone, so that every machine draws the same."""
    return Fonts([REGULAR], BOLD)


@pytest.mark.parametrize("theme", Theme)
@pytest.mark.parametrize("week", WEEKS, ids=["empty", "three", "full"])
def test_a_picture_is_a_png_for_a_phone(week: Week, theme: Theme) -> None:
    png = paint_week(week, WORDS, theme)
    image = Image.open(BytesIO(png))
    assert image.format == "PNG"
    assert image.width == WIDTH
    assert 0.3 <= image.width / image.height <= 2
    assert len(png) < 300_000


@pytest.mark.parametrize("theme", Theme)
def test_the_same_week_gives_the_same_bytes(theme: Theme) -> None:
    assert paint_week(FULL, WORDS, theme) == paint_week(FULL, WORDS, theme)


def test_a_font_used_before_draws_as_at_first() -> None:
    sheet = draw_week(FULL, WORDS, our_fonts())
    first = draw(sheet, PALETTES[Theme.LIGHT], our_fonts())
    our_fonts.cache_clear()
    assert draw(sheet, PALETTES[Theme.LIGHT], our_fonts()) == first


@pytest.mark.parametrize("theme", Theme)
def test_the_themes_have_the_grounds_that_their_names_promise(theme: Theme) -> None:
    image = opened(paint_week(WEEKS[0], WORDS, theme))
    corner = image.getpixel((2, 2))
    assert isinstance(corner, tuple)
    assert (sum(corner) > 600) is (theme is Theme.LIGHT)


@pytest.mark.parametrize("theme", Theme)
def test_there_is_ink_wherever_something_stands(own: Fonts, theme: Theme) -> None:
    sheet = draw_week(FULL, WORDS, own)
    assert check_ink(sheet, opened(draw(sheet, PALETTES[theme], own))) > 60


def test_no_words_reach_beyond_the_width_that_was_measured(own: Fonts) -> None:
    posts = [(11 * number, TITLES[number % 9], "рекламныйхит", PLANNED) for number in range(15)]
    next_week = make_week(*posts, first=FIRST + timedelta(days=7))
    sheet = draw_week(next_week, WORDS, own)
    image = opened(draw(sheet, PALETTES[Theme.LIGHT], own))
    right = image.crop((WIDTH - 30, 0, WIDTH, image.height))
    assert right.getextrema() == ((255, 255),) * 3


def sign_alone(kind: SignKind, fonts: Fonts) -> Image.Image:
    sign = Sign(kind=kind, x=24, y=24, size=40, ink=Ink.TEXT)
    sheet = Sheet(width=48, height=48, shapes=(sign,), labels=())
    return opened(draw(sheet, PALETTES[Theme.LIGHT], fonts)).convert("L")


def test_signs_are_told_apart_without_colour(own: Fonts) -> None:
    images = {kind: sign_alone(kind, own) for kind in SignKind}
    for one, other in combinations(SignKind, 2):
        difference = ImageStat.Stat(ImageChops.difference(images[one], images[other]))
        assert difference.mean[0] > 12, f"{one} and {other} look alike"


def test_a_sign_that_no_font_has_leaves_no_box(own: Fonts) -> None:
    without = make_week((90, "Хит недели", "", PLANNED))
    with_emoji = make_week((90, "Хит 🎉 недели \U0010fffe", "", PLANNED))
    sheets = [draw_week(week, WORDS, own) for week in (without, with_emoji)]
    assert sheets[0] == sheets[1]
    images = [draw(sheet, PALETTES[Theme.LIGHT], own) for sheet in sheets]
    assert images[0] == images[1]


def test_the_longer_a_week_the_higher_its_picture() -> None:
    heights = [opened(paint_week(week, WORDS, Theme.LIGHT)).height for week in WEEKS]
    assert all(less <= more for less, more in pairwise(heights))
    assert heights[0] < heights[-1]


def test_the_fonts_come_with_the_package() -> None:
    assert Path(REGULAR).is_file()
    assert Path(BOLD).is_file()
