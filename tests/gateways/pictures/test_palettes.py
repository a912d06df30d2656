"""Every theme can be read: by contrast, and without its colours."""

from itertools import combinations, pairwise

import pytest

from bot.domain.pictures.shapes import Ink, Theme
from bot.gateways.pictures.palettes import PALETTES

WORDS = (Ink.TEXT, Ink.MUTED)
SIGNS = (Ink.ACCENT, Ink.GOOD, Ink.LATE, Ink.DOUBT, Ink.BAD)


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", Theme)
def test_words_stand_out_from_their_ground(theme: Theme) -> None:
    palette = PALETTES[theme]
    assert set(palette) == set(Ink)
    for ink in WORDS:
        for ground in (Ink.PAPER, Ink.BAND):
            assert contrast(palette[ink], palette[ground]) >= 4.5, (ink, ground)
    for ink, ground in (
        (Ink.ON_ACCENT, Ink.ACCENT), (Ink.TEXT, Ink.SHADE_1), (Ink.TEXT, Ink.SHADE_2),
        (Ink.ON_ACCENT, Ink.SHADE_3), (Ink.ON_ACCENT, Ink.SHADE_4), (Ink.MUTED, Ink.SHADE_1),
    ):  # fmt: skip
        assert contrast(palette[ink], palette[ground]) >= 4.5, (ink, ground)


@pytest.mark.parametrize("theme", Theme)
def test_signs_stand_out_from_the_paper(theme: Theme) -> None:
    palette = PALETTES[theme]
    for ink in SIGNS:
        assert contrast(palette[ink], palette[Ink.PAPER]) >= 3, ink
    assert all(palette[one] != palette[other] for one, other in combinations(SIGNS, 2))


@pytest.mark.parametrize("theme", Theme)
def test_shades_grow_away_from_the_paper_each_by_more_than_a_hair(theme: Theme) -> None:
    palette = PALETTES[theme]
    shades = (Ink.SHADE_1, Ink.SHADE_2, Ink.SHADE_3, Ink.SHADE_4)
    for less, more in pairwise((Ink.PAPER, *shades)):
        paper = palette[Ink.PAPER]
        assert contrast(palette[more], paper) > 1.15 * contrast(palette[less], paper)


@pytest.mark.parametrize("theme", Theme)
def test_lines_of_a_curve_are_seen_on_the_band_behind_them(theme: Theme) -> None:
    palette = PALETTES[theme]
    for ink in (Ink.ACCENT, Ink.MUTED):
        assert contrast(palette[ink], palette[Ink.SHADE_1]) >= 3
