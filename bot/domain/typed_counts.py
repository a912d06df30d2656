"""Counts that a person types as an app shows them: `25`, `1 234`, `1,2K`, `3 тыс`."""

import re
from decimal import Decimal

MOST = 10_000_000
"""No post is shared more often than this; a larger number is a slip."""

_PLAIN = re.compile(r"\d{1,9}|\d{1,3}(?:[ .,]\d{3}){1,2}", re.ASCII)
_SHORT = re.compile(r"(\d{1,4}(?:[.,]\d{1,2})?) ?(k|к|тыс\.?|m|м|млн\.?)", re.ASCII)
_SIZES = {"k": 10**3, "к": 10**3, "т": 10**3, "m": 10**6, "м": 10**6}


def read_count(text: str) -> tuple[int, bool] | None:
    """The count, and whether it is rounded; None when it is none, or larger than `MOST`."""
    words = " ".join(text.split()).casefold()
    if _PLAIN.fullmatch(words):
        total, is_rounded = int(re.sub(r"[ .,]", "", words)), False
    elif found := _SHORT.fullmatch(words):
        total = int(Decimal(found[1].replace(",", ".")) * _SIZES[found[2][0]])
        is_rounded = True
    else:
        return None
    return (total, is_rounded) if total <= MOST else None
