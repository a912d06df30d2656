"""Runs of different fonts in the order in which they are seen."""

import unicodedata
from collections.abc import Sequence
from itertools import groupby
from typing import TypeVar

T = TypeVar("T")


def is_right_to_left(sign: str) -> bool:
    """Whether a sign is a letter of Hebrew, Arabic or their like."""
    return unicodedata.bidirectional(sign) in ("R", "AL")


def visual_order(runs: Sequence[tuple[str, T]]) -> list[tuple[bool, T]]:
    """The things of runs from left to right, True beside those that are read the other way.

    Unicode Annex 9 for whole runs, without embeddings; inside a run its font's shaper sees to it.
    """
    base = next((way for text, _ in runs if (way := _direction(text)) is not None), False)
    ways = [(base if (way := _direction(text)) is None else way, thing) for text, thing in runs]
    if base:
        ways.reverse()
    ordered: list[tuple[bool, T]] = []
    for way, group in groupby(ways, key=lambda pair: pair[0]):
        things = list(group)
        ordered += reversed(things) if way is not base else things
    return ordered


def _direction(text: str) -> bool | None:
    """True from right to left, by the first strong letter; None without one."""
    for sign in text:
        if is_right_to_left(sign):
            return True
        if unicodedata.bidirectional(sign) == "L":
            return False
    return None
