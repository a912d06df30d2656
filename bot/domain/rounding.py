"""Rounded figures of Telegram's public pages: `873`, `4.02K`, `2.81M`."""

import re
from decimal import ROUND_HALF_UP, Decimal

_LETTERS = {"": 1, "K": 10**3, "M": 10**6, "B": 10**9}
_DIGITS = 3
_FORM = re.compile(r"(\d{1,9})(?:\.(\d{1,2}))?([KMB]?)", re.ASCII)


def round_as_shown(total: int) -> str:
    """A count as the page writes it: exact below a thousand, then three significant digits.

    Which way Telegram rounds is not known; this goes to the nearest. `is_shown_as` tells
    whether a count and a figure may be the same, whatever the way.
    """
    if total < 1000:
        return str(total)
    power = len(str(total)) - _DIGITS
    whole = int(Decimal(total).scaleb(-power).quantize(Decimal(1), ROUND_HALF_UP)) * 10**power
    letter = next(one for one in reversed(_LETTERS) if whole >= _LETTERS[one])
    shown = (Decimal(whole) / _LETTERS[letter]).normalize()
    return f"{shown:f}{letter}"


def parse_shown(text: str) -> tuple[int, bool]:
    """The count that a figure stands for, and whether it is rounded.

    Raises:
        ValueError: it is no such figure.
    """
    found = _FORM.fullmatch(text.strip().upper())
    if found is None or (found[2] and not found[3]):
        raise ValueError(f"no count: {text!r}")
    total = Decimal(f"{found[1]}.{found[2] or 0}") * _LETTERS[found[3]]
    return int(total), bool(found[3])


def is_shown_as(exact: int, shown: int, *, is_rounded: bool) -> bool:
    """Whether a page that means `exact` may say `shown`.

    A rounded figure may be off by less than one unit of its last digit, to either side.
    """
    if not is_rounded or exact < 1000:
        return exact == shown
    unit: int = 10 ** max(0, len(str(shown)) - _DIGITS)
    return abs(exact - shown) < unit
