"""Cursors and payloads survive the way through Telegram, and forgeries are nothing."""

import re

from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.archive import Order, Period
from bot.domain.pages import Cursor, paginate
from bot.domain.payloads import (
    MAX_PAYLOAD,
    encode_number,
    encode_stored,
    encode_words,
    parse_payload,
    read_words,
)
from handlers.readers.callbacks import FoundPage, OpenPost, RubricPage, TopPage

numbers = st.integers(0, (1 << 63) - 2)
keys = st.lists(numbers, min_size=1, max_size=3).map(tuple)


@given(keys, st.booleans())
def test_a_cursor_comes_back_as_it_was(key: tuple[int, ...], is_back: bool):
    cursor = Cursor(key, is_back)
    packed = cursor.pack()
    assert Cursor.unpack(packed, length=len(key)) == cursor
    assert re.fullmatch(r"[a-z0-9.]{3,43}", packed)
    assert Cursor.unpack(packed, length=len(key) + 1) is None


@given(st.text(max_size=50), st.integers(1, 3))
@example("n.zzzzzzzzzzzzz", 1)
@example("p.1y2p0ij32e8e7", 1)
@example("n.-1", 1)
@example("n.٣", 1)
def test_a_forged_cursor_is_the_first_page_or_a_key_of_the_store(packed: str, length: int):
    cursor = Cursor.unpack(packed, length=length)
    assert cursor is None or all(0 <= number < (1 << 63) - 1 for number in cursor.key)


def test_buttons_of_the_largest_archive_fit_telegrams_64_bytes():
    # A billion posts and reactions, moments until 2200.
    packed = Cursor((10**9, 7_258_118_400_000, 10**9), is_back=True).pack()
    place = Cursor((7_258_118_400 << 31 | 10**9,), is_back=True).pack()
    for cursor in (packed, place):
        # Raise ValueError when too long.
        FoundPage(channel=10**6, words=10**9, order=Order.BEST, cursor=cursor).pack()
        RubricPage(channel=10**6, rubric=10**9, order=Order.BEST, cursor=cursor).pack()
        TopPage(channel=10**6, period=Period.ALL, cursor=cursor).pack()
    OpenPost(channel=10**6, post=10**9).pack()


@given(st.lists(st.integers(0, 99), unique=True, max_size=40), st.integers(1, 7))
def test_pages_of_a_list_cover_it_once(items: list[int], size: int):
    items.sort(reverse=True)
    seen: list[int] = []
    cursor = None
    while True:
        behind = [item for item in items if cursor is None or item < cursor.key[0]]
        page = paginate(behind[: size + 1], cursor, size, lambda item: (item,))
        seen += page.items
        if page.next is None:
            break
        cursor = page.next
    assert seen == items


@given(st.text(min_size=1, max_size=40), st.none() | st.integers(1, 10**9))
def test_words_of_a_payload_come_back(words: str, channel_id: int | None):
    payload = encode_words("tag", words, channel_id)
    if payload is None:
        return
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,64}", payload)
    parsed = parse_payload(payload)
    assert parsed is not None
    assert (parsed.kind, parsed.channel_id, parsed.stored_id) == ("tag", channel_id, None)
    assert read_words(parsed.value)[0] == words


@given(numbers, st.none() | st.integers(1, 10**9))
def test_numbers_of_a_payload_come_back(number: int, channel_id: int | None):
    parsed = parse_payload(encode_number("post", number))
    assert parsed is not None
    assert parsed.number == number
    stored = parse_payload(encode_stored("search", number, channel_id))
    assert stored is not None
    assert (stored.stored_id, stored.channel_id) == (number, channel_id)


@given(st.text(max_size=70) | st.from_regex(r"(tag|post|search)_[A-Za-z0-9_-]{0,70}"))
def test_any_payload_is_understood_or_refused(text: str):
    parsed = parse_payload(text)
    if parsed is not None:
        assert len(text) <= MAX_PAYLOAD
        assert parsed.stored_id is not None or read_words(parsed.value)


def test_the_contracts_spelling_of_a_cyrillic_tag_is_read():
    parsed = parse_payload("tag_0LrQtdC50YHRiw")
    assert parsed is not None
    assert read_words(parsed.value)[0] == "кейсы"
