"""Numbers of bank cards: Telegram marks them, so nothing else is found inside them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.sandbox.text.characters import DIGITS, is_letter

_RUN = re.compile(r"[0-9][0-9 -]*")
_WHOLE = re.compile(r"[0-9]{16,19}(?= )")
_FEWEST, _MOST = 13, 19


def find_bank_cards(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of the card numbers, in code points."""
    position = 0
    while run := _RUN.search(text, position):
        start, position = run.span()
        if start > 0 and (text[start - 1] in ".,+-_" or is_letter(text[start - 1])):
            continue
        if whole := _WHOLE.match(text, start):
            position = whole.end()
        written = text[start:position].rstrip(" -")
        digits = [int(c) for c in written if c in DIGITS]
        if not _FEWEST <= len(digits) <= _MOST or len(written) > 2 * len(digits) - 1:
            continue
        stop = start + len(written)
        after = text[stop : stop + 1]
        if after and (after in "-_" or is_letter(after)):
            continue
        if _is_valid(digits):
            yield start, stop


def _is_valid(digits: list[int]) -> bool:
    doubled = sum(2 * d - 9 * (d >= 5) for d in digits[-2::-2])
    if (sum(digits[-1::-2]) + doubled) % 10:
        return False
    count, two = len(digits), digits[0] * 10 + digits[1]
    four = two * 100 + digits[2] * 10 + digits[3]
    if digits[0] == 4:  # Visa
        return count in (13, 16, 18, 19)
    if 51 <= two <= 55 or 2221 <= four <= 2720 or 2200 <= four <= 2204:  # Mastercard, MIR
        return count == 16
    if two in (34, 37):  # American Express
        return count == 15
    return two not in (62, 81) or count >= 16  # UnionPay
