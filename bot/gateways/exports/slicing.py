r"""Slices an export as Telegram Desktop writes it, for `json.loads`: twice as fast as a stream.

It indents by one blank a level, so that `\n  },\n  {` stands between two messages of a chat that
was exported by itself. Parts that are lists by themselves are, with commas between, the list they
were cut from: nothing is taken for what it is not. Whatever looks otherwise, the faults among it,
is left to the stream, which knows every form and tells where a file breaks.
"""

import json
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import Any

from bot.gateways.exports.mending import MARK, Bytes, mend
from bot.gateways.exports.sources import MOST_HELD, Source
from bot.gateways.exports.walking import LISTS, Chat

_CHUNK = 65_536
"""Bytes that are read at once: with twice the longest message all that is held of a file."""
_ARRAY = b',\n "messages": ['
_OPEN, _CLOSE = b"\n  {", b"\n  }"
_BETWEEN = _CLOSE + b"," + _OPEN
_END = _CLOSE + b"\n ]\n}"
_OTHERWISE = {"messages", *LISTS}
_BLANKS = b" \t\r\n"
_FAULTS = (ValueError, RecursionError, zipfile.BadZipFile, zlib.error, EOFError, OSError)


class Unsliceable(ValueError):
    """The file is not, or not wholly, as Telegram Desktop writes the export of one chat."""


class Slices:
    """One way through a file, with what a `Walk` tells of it; its only chat has the index 0."""

    is_whole_account = False

    def __init__(self, source: Source, on_bytes: Callable[[int], None]) -> None:
        """`on_bytes` is told how many bytes of the file have been read."""
        self._source = source
        self._on_bytes = on_bytes
        self.chats: list[Chat] = []

    def messages(self) -> Iterator[tuple[Chat, Any]]:
        """Each message with its chat, as the file has it.

        Raises:
            Unsliceable: what comes next is for the stream to read.
        """
        try:
            with self._source.open() as opened:
                data = self._begun(opened.read(_CHUNK))
                for part in self._parts(data, opened):
                    for raw in _decoded(part):
                        yield self.chats[0], raw
        except _FAULTS as error:
            raise Unsliceable(str(error)) from error

    def _begun(self, data: bytes) -> bytes:
        """What stands behind the beginning of the list of messages; what is before is read."""
        head, _, rest = data.partition(_ARRAY)
        self.chats = [_chat(_decode(mend(head.removeprefix(MARK) + b"}").decode()))]
        return rest

    def _parts(self, data: bytes, opened: Bytes) -> Iterator[bytes]:
        """Some messages at a time, without the comma behind them."""
        read = _CHUNK
        while piece := opened.read(_CHUNK):
            data += piece
            read += len(piece)
            self._on_bytes(read)
            at = data.rfind(_BETWEEN)
            if at >= 0:
                yield data[: at + len(_CLOSE)]
                data = data[at + len(_CLOSE) + 1 :]
            if len(data) > MOST_HELD:
                raise Unsliceable("a message is absurdly long")
        last, found, rest = data.rpartition(_END)
        if not found or rest.strip(_BLANKS):
            raise Unsliceable("its end is another")
        yield last + _CLOSE


def _chat(told: dict[str, Any]) -> Chat:
    """The chat of which so much is told before its messages."""
    match told:
        case {"name": str(name), "type": str(kind), "id": int(number)} if not (
            isinstance(number, bool) or abs(number) >= 2**63 or told.keys() & _OTHERWISE
        ):
            return Chat(0, name=name, type=kind, id=number)
    raise Unsliceable("it is no chat by itself")


def _decoded(part: bytes) -> list[Any]:
    if not part.startswith(_OPEN):
        raise Unsliceable("a message begins otherwise")
    messages: list[Any] = _decode(f"[{mend(part).decode()}]")
    return messages


def _refused(constant: str) -> Any:
    raise Unsliceable(f"{constant} is no JSON")


_decode = json.JSONDecoder(parse_constant=_refused).decode
