"""Bytes of an export, mended where Telegram Desktop writes what is no JSON.

Its `SerializeString` writes control characters as `\\xNN`, which JSON does not know, and leaves
two bytes of a line separator (U+2028, U+2029) behind its escape. Half a surrogate pair, which the
parser would silently replace, becomes a NUL, so that its message is counted as unreadable.
"""

import re
from typing import Protocol

from bot.errors import InputRefused

_CHUNK = 65_536
MARK = b"\xef\xbb\xbf"
LONGEST_ESCAPE = 12
"""Bytes of `\\ud83d\\ude00`."""
_ESCAPES = re.compile(
    rb"""
    \\ (?: x(?P<control>[0-9a-fA-F]{2})
         | u202(?P<separator>[89])\x80[\xa8\xa9]
         | (?P<pair> u[dD][89abAB][0-9a-fA-F]{2} \\u[dD][c-fC-F][0-9a-fA-F]{2} )
         | (?P<half> u[dD][89a-fA-F][0-9a-fA-F]{2} )
         | .
    )
    """,
    re.VERBOSE | re.DOTALL,
)
_FIRST_HALF = re.compile(rb"\\u[dD][89abAB][0-9a-fA-F]{2}")
_HALF = 6
_SUSPECT = re.compile(rb"\\(?:x|u[dD]|u202)")


class Bytes(Protocol):
    """Where bytes come from."""

    def read(self, size: int, /) -> bytes:
        """At most so many bytes; none at the end."""
        ...


class Stream:
    """Mended bytes for a parser; `position` counts those of the file."""

    def __init__(self, source: Bytes, *, most: int, single_from: int | None = None) -> None:
        """At most `most` bytes are read behind `mark`, which whoever reads moves on.

        From the position `single_from` on the bytes come one by one.
        """
        self._source = source
        self._most = most
        self.mark = 0
        self._held = b""
        self._single_from = single_from
        self.position = self.before = 0
        """Bytes of the file that were read, and as many as there were before the last piece."""

    @property
    def given(self) -> int:
        """Bytes of the file that have been given to the parser."""
        return self.position - len(self._held)

    def read(self, size: int = -1) -> bytes:
        """Some bytes, however many are asked for; none at the end of the file, and for 0.

        Raises:
            InputRefused: one thing in it is absurdly long.
        """
        while size:
            piece = self._source.read(self._size())
            start, self.before = not self.position, self.position
            self.position += len(piece)
            if not piece:
                rest, self._held = self._held, b""
                return mend(rest)
            if self.position - self.mark > self._most and self._single_from is None:
                raise InputRefused("history-absurd", byte=self.mark)
            piece = piece.removeprefix(MARK) if start else piece
            data, self._held = _parted(self._held + piece)
            if data:
                return mend(data)
        return b""

    def _size(self) -> int:
        if self._single_from is None or self.position < self._single_from:
            return _CHUNK
        # The mark of UTF-8 comes as a whole.
        return 1 if self.position else len(MARK)


def mend(data: bytes) -> bytes:
    """Bytes with the faults of Telegram Desktop mended; they end with no half of an escape."""
    return _ESCAPES.sub(_mended, data) if _SUSPECT.search(data) else data


def _mended(escape: re.Match[bytes]) -> bytes:
    if control := escape["control"]:
        return b"\\u00" + control
    if separator := escape["separator"]:
        return b"\\u202" + separator
    return b"\\u0000" if escape["half"] else escape[0]


def _parted(data: bytes) -> tuple[bytes, bytes]:
    """What can be mended now, and what may be the beginning of an escape."""
    at = data.find(b"\\", max(0, len(data) - LONGEST_ESCAPE))
    if at < 0:
        return data, b""
    if at >= _HALF and _FIRST_HALF.fullmatch(data, at - _HALF, at):
        at -= _HALF
    before = at - len(data[:at].rstrip(b"\\"))
    # After an odd number of backslashes this one is the second of its escape.
    at -= before % 2
    return data[:at], data[at:]
