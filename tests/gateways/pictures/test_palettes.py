"""Every theme can be read: by contrast, and without its colours."""

from itertools import combinations

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
    assert contrast(palette[Ink.ON_ACCENT], palette[Ink.ACCENT]) >= 4.5


@pytest.mark.parametrize("theme", Theme)
def test_signs_stand_out_from_the_paper(theme: Theme) -> None:
    palette = PALETTES[theme]
    for ink in SIGNS:
        assert contrast(palette[ink], palette[Ink.PAPER]) >= 3, ink
    assert all(palette[one] != palette[other] for one, other in combinations(SIGNS, 2))
