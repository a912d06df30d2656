"""The format of a date entity (`wDT`, `r`): checked, and written the way Telegram does."""

from __future__ import annotations


class BadDateFormat(ValueError):
    """A letter that Telegram does not know."""


def date_format(style: str, *, last_wins: bool = False) -> str:
    """The canonical format: weekday, then date, then time; `r` is a relative date.

    When both lengths of a part are asked for, markup takes the short one, an entity given by
    itself the last one (`last_wins`). Raises BadDateFormat.
    """
    if style in ("r", "R"):
        return "r"
    if not set(style) <= set("tTdDwW"):
        raise BadDateFormat(style)
    weekday = "w" if {"w", "W"} & set(style) else ""
    return weekday + _part(style, "dD", last_wins) + _part(style, "tT", last_wins)


def _part(style: str, letters: str, last_wins: bool) -> str:
    asked = [letter for letter in style if letter in letters]
    if not asked:
        return ""
    return asked[-1] if last_wins else max(asked)
