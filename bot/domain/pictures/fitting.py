"""Words cut to the width that there is for them."""

from collections.abc import Callable

from bot.domain.texts import clusters

ELLIPSIS = "…"


def fit(text: str, width: float, measure: Callable[[str], float]) -> str:
    """The text, or as much of its beginning as stands in `width` with an ellipsis behind it.

    No letter is parted from its marks, no emoji broken. Empty where not even the ellipsis fits.
    """
    if measure(text) <= width:
        return text
    pieces = list(clusters(text))
    low, high = 0, len(pieces)
    # The most pieces that may fit; kerning makes a longer text narrower by a hair at times.
    while low < high:
        middle = (low + high + 1) // 2
        if measure(_cut(pieces, middle)) <= width:
            low = middle
        else:
            high = middle - 1
    shortened = _cut(pieces, low)
    return shortened if measure(shortened) <= width else ""


def wrap(text: str, width: float, measure: Callable[[str], float], most: int) -> list[str]:
    """The text on at most `most` lines of `width`, the last one cut where there is more."""
    lines: list[str] = []
    words = text.split()
    while words:
        count = 1
        while count < len(words) and measure(" ".join(words[: count + 1])) <= width:
            count += 1
        if len(lines) + 1 == most:
            count = len(words)
        lines.append(fit(" ".join(words[:count]), width, measure))
        del words[:count]
    return [line for line in lines if line]


def _cut(pieces: list[str], count: int) -> str:
    return "".join(pieces[:count]).rstrip(" ,.:;-–—") + ELLIPSIS
