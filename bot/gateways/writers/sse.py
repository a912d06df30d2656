"""Server-sent events out of bytes, as they come (WHATWG HTML, 9.2.6, "Interpreting")."""

import codecs
import re

MAX_EVENT = 262_144
"""Characters of one event; a server that sends more is no language model."""

_END_OF_LINE = re.compile(r"\r\n|\n|\r")


class EventTooLarge(Exception):
    """An event without an end."""


class EventParser:
    """Takes pieces of any size, gives the data of each event when it is whole.

    A line may end with CR, LF or both, comments and other fields than `data` are passed over,
    and a character may be cut anywhere: what cannot be read as UTF-8 becomes U+FFFD.
    """

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")("replace")
        self._rest = ""
        self._data: list[str] = []
        self._size = 0

    def feed(self, piece: bytes) -> list[str]:
        """The events that this piece completes.

        Raises:
            EventTooLarge: an event has more than `MAX_EVENT` characters.
        """
        return self._read(self._decoder.decode(piece))

    def close(self) -> list[str]:
        """What is left at the end: servers forget the blank line behind the last event."""
        return self._read(self._decoder.decode(b"", final=True) + "\n\n")

    def _read(self, text: str) -> list[str]:
        self._rest += text
        events: list[str] = []
        start = 0
        for match in _END_OF_LINE.finditer(self._rest):
            # A CR at the very end may be half of a CRLF.
            if match[0] == "\r" and match.end() == len(self._rest):
                break
            self._take(self._rest[start : match.start()], events)
            start = match.end()
        self._rest = self._rest[start:]
        if self._size + len(self._rest) > MAX_EVENT:
            raise EventTooLarge
        return events

    def _take(self, line: str, events: list[str]) -> None:
        if not line:
            if data := "\n".join(self._data):
                events.append(data)
            self._data.clear()
            self._size = 0
            return
        name, _, value = line.partition(":")
        if name == "data":
            self._data.append(value.removeprefix(" "))
            self._size += len(value)
