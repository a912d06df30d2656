"""Where the JSON of an export is, and how much of it is held at once."""

from contextlib import AbstractContextManager
from typing import Protocol

from bot.gateways.exports.mending import Bytes

MOST_HELD = 4 * 2**20
"""Bytes of one message, or of one thing that is passed over; Telegram's longest message has far
below one MB."""


class Source(Protocol):
    """A file, by itself or in an archive. `size` is in bytes, unpacked."""

    name: str
    size: int

    def open(self) -> AbstractContextManager[Bytes]:
        """The JSON from its beginning."""
        ...
