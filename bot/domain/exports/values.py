"""Values of a message as JSON tells them: checked at the door, read without surprises."""

import math
from collections.abc import Iterable, Mapping
from typing import Any

LONGEST_TEXT = 100_000
"""Characters of a message's text; Telegram's longest, a rich message, has 32,768."""
MOST_PARTS = 10_000
"""Parts of a text, reactions, answers: more of them are no message of Telegram's."""
DEEPEST = 150
"""Levels of nesting. Rich messages have 16 of their own, each a few levels of JSON."""
_BITS = 63


class Unreadable(ValueError):
    """A message that cannot be read; the text says why, in English, for the log."""


def check(value: Any, depth: int = 0) -> None:
    """See that a value can be kept anywhere: in a database, as JSON, as UTF-8.

    Raises:
        Unreadable: it has lone surrogates, NUL, numbers out of 64 bits, or is nested absurdly.
    """
    kind = type(value)
    if kind is str:
        _check_string(value)
    elif kind is dict:
        _check_keys(value)
        _check_all(value.values(), depth)
    elif kind is list:
        _check_all(value, depth)
    elif kind is int:
        if value.bit_length() > _BITS:
            raise Unreadable("a number is out of range")
    elif kind is float:
        if not math.isfinite(value):
            raise Unreadable("a number is out of range")
    elif value is not None and kind is not bool:
        raise Unreadable(f"a value of no JSON: {kind.__name__}")


def _check_all(values: Iterable[Any], depth: int) -> None:
    if depth >= DEEPEST:
        raise Unreadable("it is nested too deep")
    for value in values:
        # Most are strings, and a call for each is half of the time.
        if type(value) is str and value.isascii() and "\0" not in value:
            continue
        check(value, depth + 1)


def _check_keys(value: dict[Any, Any]) -> None:
    try:
        _check_string("".join(value))
    except TypeError as error:
        raise Unreadable("a key of no JSON") from error


def _check_string(value: str) -> None:
    if "\0" in value:
        raise Unreadable("it has a NUL or half a character")
    if not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError as error:
            raise Unreadable("it has half a character") from error


def integer(value: Any) -> int | None:
    """A whole number, also as a string of digits; None for everything else."""
    if type(value) is int:
        return value
    if isinstance(value, str) and value.isascii() and len(value) <= 20:
        digits = value.removeprefix("-")
        return int(value) if digits.isdecimal() else None
    return None


def string(value: Any) -> str:
    """A string, empty for everything else."""
    return value if isinstance(value, str) else ""


def mapping(value: Any) -> Mapping[str, Any]:
    """An object, empty for everything else."""
    return value if isinstance(value, dict) else {}


def sequence(value: Any) -> list[Any]:
    """A list, empty for everything else.

    Raises:
        Unreadable: it is absurdly long.
    """
    if not isinstance(value, list):
        return []
    if len(value) > MOST_PARTS:
        raise Unreadable("a list is too long")
    return value
