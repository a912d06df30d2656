"""What client apps do before sending: cutting long texts, measuring pictures."""

import struct

import pytest
from aiogram.types import MessageEntity
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.sandbox.clients import cut
from bot.sandbox.pictures import png, size_of

TEXTS = st.text(alphabet="ab ы\n😀👍", max_size=60)


def units(text: str) -> bytes:
    return text.encode("utf-16-le")


@settings(max_examples=200)
@given(TEXTS, st.integers(2, 20))
def test_parts_fit_and_lose_nothing_but_blanks(text: str, limit: int):
    parts = cut(text, None, limit)
    assert all(len(units(part)) // 2 <= limit for part, _ in parts)
    assert "".join(part for part, _ in parts).replace(" ", "").replace("\n", "") == (
        text.replace(" ", "").replace("\n", "")
    )


@settings(max_examples=200)
@given(TEXTS, st.integers(2, 20), st.data())
def test_entities_cover_the_same_characters_after_the_cut(
    text: str, limit: int, data: st.DataObject
):
    first = data.draw(st.integers(0, len(text)))
    last = data.draw(st.integers(first, len(text)))
    offset, length = len(units(text[:first])) // 2, len(units(text[first:last])) // 2
    entity = MessageEntity(type="bold", offset=offset, length=length)
    bold = ""
    for part, spans in cut(text, [entity], limit):
        for span in spans:
            raw = units(part)[span.offset * 2 : (span.offset + span.length) * 2]
            bold += raw.decode("utf-16-le")
    assert "".join(bold.split()) == "".join(text[first:last].split())


def test_a_cut_prefers_the_end_of_a_line():
    assert [part for part, _ in cut("раз два\nтри четыре", None, 12)] == ["раз два", "три четыре"]


@pytest.mark.parametrize(
    "data",
    [
        png(300, 200),
        b"GIF89a" + struct.pack("<HH", 300, 200),
        b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x11\x08" + struct.pack(">HH", 200, 300) + b"\x03",
        b"RIFF\0\0\0\0WEBPVP8 " + b"\0" * 10 + struct.pack("<HH", 300, 200),
        b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f" + (299 | 199 << 14).to_bytes(4, "little") + b"\0" * 8,
        b"RIFF\0\0\0\0WEBPVP8X" + b"\0" * 8 + b"\x2b\x01\x00\xc7\x00\x00",
    ],
    ids=["png", "gif", "jpeg", "webp lossy", "webp lossless", "webp extended"],
)
def test_the_size_of_a_picture_is_read_from_its_header(data: bytes):
    assert size_of(data) == (300, 200)


@settings(max_examples=200)
@given(st.binary(max_size=40), st.sampled_from([b"", b"\xff\xd8", b"RIFF\0\0\0\0WEBP", b"GIF89a"]))
def test_bytes_that_are_no_picture_break_nothing(data: bytes, head: bytes):
    size = size_of(head + data)
    assert size is None or len(size) == 2
