"""Bytes mended as they come: alike whatever the pieces, and nothing changed that is right."""

import io
import json

from hypothesis import given
from hypothesis import strategies as st

from bot.gateways.exports.mending import Stream, mend

FAULTS = [
    b"\\x0B", b"\\x1f", b"\\u2028\x80\xa8", b"\\u2029\x80\xa9", b"\\ud83d\\ude00", b"\\ud83d",
    b"\\ude00", b"\\\\", b"\\\\x41", b'\\"', b"\\n", b"a", "я😀".encode(), b"\\u0441", b"\\u2028",
]  # fmt: skip


class Pieces:
    """Bytes that come in pieces of given lengths, whatever is asked for."""

    def __init__(self, data: bytes, lengths: list[int]) -> None:
        self._data = io.BytesIO(data)
        self._lengths = lengths

    def read(self, size: int, /) -> bytes:
        return self._data.read(self._lengths.pop(0) if self._lengths else size)


def streamed(data: bytes, lengths: list[int]) -> bytes:
    stream = Stream(Pieces(data, lengths), most=2**20)
    pieces = iter(stream.read, b"")
    return b"".join(pieces)


def test_each_fault_is_mended_and_what_is_right_stays():
    assert mend(b"\\x0B") == b"\\u000B"
    assert mend(b"\\\\x0B") == b"\\\\x0B"
    assert mend(b"\\u2028\x80\xa8\\u2029") == b"\\u2028\\u2029"
    assert mend(b"\\ud83d\\ude00") == b"\\ud83d\\ude00"
    assert mend(b"\\ud83d\\n\\ude00") == b"\\u0000\\n\\u0000"


@given(st.lists(st.sampled_from(FAULTS), max_size=30), st.lists(st.integers(1, 9), max_size=60))
def test_pieces_make_no_difference(parts: list[bytes], lengths: list[int]):
    data = b"".join(parts)
    assert streamed(data, lengths) == mend(data)


@given(st.text(), st.booleans(), st.lists(st.integers(1, 9), max_size=30))
def test_json_that_is_right_is_left_alone(text: str, is_ascii: bool, lengths: list[int]):
    data = json.dumps(text, ensure_ascii=is_ascii).encode()
    assert streamed(data, lengths) == data


@given(st.lists(st.sampled_from(FAULTS), max_size=30), st.lists(st.integers(1, 9), max_size=60))
def test_whatever_telegram_desktop_writes_becomes_json(parts: list[bytes], lengths: list[int]):
    data = b'"' + b"".join(parts) + b'"'
    json.loads(streamed(data, lengths))
