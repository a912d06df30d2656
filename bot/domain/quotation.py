"""Quotation marks of one line: paired as they were meant, written as the language writes them."""

import unicodedata
from collections.abc import Callable, Iterator
from enum import StrEnum

from bot.domain.texts import Edit


class Language(StrEnum):
    """Languages whose quotation marks we set."""

    RUSSIAN = "ru"
    ENGLISH = "en"


_MARKS = '"«»„“”'
_SURELY = {"«": True, "„": True, "»": False, "”": False}
# Outer and inner pairs.
_PAIRS = {
    Language.RUSSIAN: (("«", "»"), ("„", "“")),
    Language.ENGLISH: (("“", "”"), ("“", "”")),
}
# What stands on either side of a mark that opens (before it) and of one that closes (after it).
_BEFORE = "([{—–-/\u00a0"
_AFTER = ".,;:!?…)]}—–-/\u00a0"


def find_marks(line: str) -> Iterator[int]:
    """Places of every quotation mark, straight or curled."""
    return (at for at, character in enumerate(line) if character in _MARKS)


def quote_edits(
    line: str, language: Language, is_protected: Callable[[int], bool]
) -> Iterator[Edit]:
    """The edits that set the marks of a line; none where they do not pair without doubt.

    A mark behind a digit that closes nothing is a sign of inches.
    """
    marks = [at for at in find_marks(line) if not is_protected(at)]
    if language is Language.ENGLISH and any(line[at] in "«»„" for at in marks):
        return
    pairs = _pair(line, marks)
    if pairs is None:
        return
    for at, (depth, is_opening) in pairs.items():
        outer, inner = _PAIRS[language]
        new = (inner if depth else outer)[0 if is_opening else 1]
        if line[at] != new:
            yield Edit(at, at + 1, new)


def _pair(line: str, marks: list[int]) -> dict[int, tuple[int, bool]] | None:
    """Depth of each mark and whether it opens; None when they cannot be paired."""
    found: dict[int, tuple[int, bool]] = {}
    open_at: list[int] = []
    for at in marks:
        if line[at] == '"' and _is_inch(line, at, open_at):
            continue
        is_opening = _is_opening(line, at, open_at)
        if is_opening is None or (not is_opening and not open_at):
            return None
        if is_opening:
            open_at.append(at)
        elif at - open_at.pop() == 1:
            return None
        found[at] = (len(open_at) - is_opening, is_opening)
    return found if not open_at else None


def _is_inch(line: str, at: int, open_at: list[int]) -> bool:
    """15": a straight mark behind a digit, with no straight one open."""
    return at > 0 and line[at - 1].isdecimal() and not any(line[i] in '"“' for i in open_at)


def _is_opening(line: str, at: int, open_at: list[int]) -> bool | None:
    mark = line[at]
    if mark in _SURELY:
        return _SURELY[mark]
    if mark == "“" and open_at and line[open_at[-1]] == "„":
        return False
    before, after = _beside(line, at, -1), _beside(line, at, 1)
    may_open = not before or before.isspace() or before in _BEFORE or _is_symbol(before)
    may_close = not after or after.isspace() or after in _AFTER or _is_symbol(after)
    if may_open != may_close:
        return may_open
    if not may_open and before == ":" and not open_at:
        return True
    if may_open:
        # Blanks on both sides.
        return None
    return False if open_at else None


def _beside(line: str, at: int, step: int) -> str:
    """The nearest character that is no quotation mark; empty at the ends of the line."""
    at += step
    while 0 <= at < len(line) and line[at] in _MARKS:
        at += step
    return line[at] if 0 <= at < len(line) else ""


def _is_symbol(character: str) -> bool:
    """Emoji and other signs, with what is joined to them."""
    return unicodedata.category(character) in ("So", "Sk", "Mn", "Cf")
