"""The colours of each theme."""

from collections.abc import Mapping

from bot.domain.pictures.shapes import Ink, Palette, Theme

PALETTES: Mapping[Theme, Palette] = {
    Theme.LIGHT: {
        Ink.PAPER: "#ffffff",
        Ink.BAND: "#f1f4f9",
        Ink.LINE: "#d5dae3",
        Ink.TEXT: "#12161f",
        Ink.MUTED: "#5c6573",
        Ink.ACCENT: "#1758c4",
        Ink.ON_ACCENT: "#ffffff",
        Ink.SHADE_1: "#e2ebfa",
        Ink.SHADE_2: "#aecbf5",
        Ink.SHADE_3: "#2f6bd0",
        Ink.SHADE_4: "#0d3a8c",
        Ink.GOOD: "#147a3d",
        Ink.LATE: "#a04c00",
        Ink.DOUBT: "#7433b8",
        Ink.BAD: "#bf1d2c",
    },
    Theme.DARK: {
        Ink.PAPER: "#17191f",
        Ink.BAND: "#20242d",
        Ink.LINE: "#363c48",
        Ink.TEXT: "#f1f3f7",
        Ink.MUTED: "#a3acba",
        Ink.ACCENT: "#7fb0ff",
        Ink.ON_ACCENT: "#0b1220",
        Ink.SHADE_1: "#24334e",
        Ink.SHADE_2: "#31548c",
        Ink.SHADE_3: "#7fb0ff",
        Ink.SHADE_4: "#c4dbff",
        Ink.GOOD: "#63cf8d",
        Ink.LATE: "#ffb45c",
        Ink.DOUBT: "#cf9dff",
        Ink.BAD: "#ff8a8f",
    },
}
"""Words have a contrast of 4.5 to their ground at least, signs one of 3 (WCAG 2.2, 1.4)."""
