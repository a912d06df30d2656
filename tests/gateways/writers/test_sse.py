"""Server-sent events are read whatever way they are cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.gateways.writers.sse import MAX_EVENT, EventParser, EventTooLarge

LINE = st.text(st.characters(exclude_characters="\r\n", exclude_categories=["Cs"]), max_size=30)


def _read(raw: bytes, cuts: list[int]) -> list[str]:
    parser, found, start = EventParser(), [], 0
    for stop in [*sorted(cut % (len(raw) + 1) for cut in cuts), len(raw)]:
        found += parser.feed(raw[start:stop])
        start = stop
    return found + parser.close()


@given(
    st.lists(st.lists(LINE, min_size=1, max_size=3), max_size=5),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.lists(st.integers(min_value=0), max_size=12),
)
def test_events_are_the_same_however_they_are_cut(
    events: list[list[str]], end: str, cuts: list[int]
) -> None:
    written = "".join(
        f": alive{end}" + "".join(f"data: {line}{end}" for line in event) + end for event in events
    )
    said = ["\n".join(event) for event in events]
    assert _read(written.encode(), cuts) == [data for data in said if data]


@given(st.binary(max_size=200), st.lists(st.integers(min_value=0), max_size=5))
def test_any_bytes_are_read_without_failing(raw: bytes, cuts: list[int]) -> None:
    assert all(isinstance(event, str) for event in _read(raw, cuts))


def test_a_character_may_be_cut_in_two() -> None:
    parser = EventParser()
    raw = "data: я\n\n".encode()
    assert parser.feed(raw[:7]) == []
    assert parser.feed(raw[7:]) == ["я"]


def test_the_blank_line_behind_the_last_event_may_be_missing() -> None:
    parser = EventParser()
    assert parser.feed(b"data: [DONE]") == []
    assert parser.close() == ["[DONE]"]


def test_other_fields_and_comments_bring_nothing() -> None:
    assert _read(b"\xef\xbb\xbfevent: x\nid: 1\nretry: 5\n:data: no\ndata\n\n", []) == []
    assert _read(b"data:one\nid: 2\n\n", []) == ["one"]


@pytest.mark.parametrize("piece", [b"x" * 1000, b"data: " + b"x" * 994, b"data: xxxx\n" * 100])
def test_an_event_without_an_end_is_refused(piece: bytes) -> None:
    parser = EventParser()
    pieces = [piece] * (3 * MAX_EVENT // len(piece) + 1)
    with pytest.raises(EventTooLarge):
        list(map(parser.feed, pieces))
