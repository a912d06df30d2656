"""Pages of a list that begin at a key: they neither skip nor repeat when the list grows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
# Keys are 64-bit integers of the store: more digits than that are a forgery.
_MOST_DIGITS = 13
_MOST_KEYS = 3

T = TypeVar("T")
S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class Cursor:
    """The key that a page begins behind; with `is_back`, the key that it ends before."""

    key: tuple[int, ...]
    is_back: bool = False

    def pack(self) -> str:
        """At most 43 characters of `a-z0-9.` for callback data."""
        return ".".join(["p" if self.is_back else "n", *map(base36, self.key)])

    @classmethod
    def unpack(cls, packed: str, *, length: int) -> "Cursor | None":
        """From what `pack` gave; None (the first page) for anything else.

        `length` is how many numbers the list's key has.
        """
        direction, *parts = packed.split(".")
        if direction not in ("n", "p") or len(parts) != length:
            return None
        if not all(0 < len(part) <= _MOST_DIGITS and set(part) <= set(_DIGITS) for part in parts):
            return None
        key = tuple(int(part, 36) for part in parts)
        # Whoever looks behind or before a key takes one more or one less.
        if max(key) >= (1 << 63) - 1:
            return None
        return cls(key, is_back=direction == "p")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """A part of a list; None where there is nothing before or behind it."""

    items: Sequence[T] = ()
    previous: Cursor | None = None
    next: Cursor | None = None

    def map(self, change: Callable[[T], S]) -> "Page[S]":
        """The same page of other items."""
        return Page([change(item) for item in self.items], self.previous, self.next)


def paginate(
    rows: Sequence[T], cursor: Cursor | None, size: int, key: Callable[[T], tuple[int, ...]]
) -> Page[T]:
    """The page of up to `size + 1` rows read from a cursor on, nearest first."""
    is_back = cursor is not None and cursor.is_back
    has_more = len(rows) > size
    items = list(rows[:size])
    if is_back:
        items.reverse()
    if not items:
        return Page()
    before = has_more if is_back else cursor is not None
    behind = True if is_back else has_more
    return Page(
        items,
        previous=Cursor(key(items[0]), is_back=True) if before else None,
        next=Cursor(key(items[-1])) if behind else None,
    )


def base36(number: int) -> str:
    """A number that is not negative, in as few of `0-9a-z` as it takes."""
    digits = ""
    while number or not digits:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return digits
