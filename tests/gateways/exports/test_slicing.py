"""An export in slices comes to the same as one read as a stream, whatever is wrong with it."""

import json
from collections.abc import Callable
from datetime import UTC
from pathlib import Path
from typing import Any

import ijson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import InputRefused
from bot.gateways.exports import open_export, reading, slicing
from tests.domain.exports.writing import message
from tests.gateways.exports.writing import CHAT, account, chat, many, pack, write


class NoSlices(slicing.Slices):
    """Leaves every file to the stream."""

    def messages(self) -> Any:
        raise slicing.Unsliceable("asked for")


def told(path: Path) -> Any:
    """What is read of a file, or why it is refused."""
    try:
        export = open_export(path)
        summary = export.summary()
        found = [list(export.posts(one.chat_id, UTC)) for one in summary.channels]
    except InputRefused as refusal:
        return refusal.message_key, refusal.params
    return summary, found


def told_both_ways(path: Path) -> tuple[Any, Any]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(slicing, "_CHUNK", 200)
        sliced = told(path)
        patch.setattr(reading, "Slices", NoSlices)
        return sliced, told(path)


WORDS = st.text(max_size=20) | st.sampled_from(
    ["\n  },\n  {", "\n  }\n ]\n}", ',\n "messages": [', "\\", '"', "\u2028", "\x0b", "😀", "\0"]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=8,
)
MESSAGES = st.builds(
    lambda number, text, more: message(number, text=text, more=more),
    st.integers(0, 9), WORDS, VALUES,
)  # fmt: skip


@given(
    st.lists(MESSAGES | VALUES, max_size=12),
    st.sampled_from([chat, lambda *one: account(chat(*one)), lambda *one: chat(*one) | {"a": 1}]),
    st.booleans(),
)
def test_slices_come_to_what_the_stream_comes_to(
    tmp_path_factory: pytest.TempPathFactory,
    messages: list[Any],
    shape: Callable[..., Any],
    is_ascii: bool,
):
    whole = json.dumps(shape(*messages), ensure_ascii=is_ascii, indent=1)
    path = write(tmp_path_factory.getbasetemp() / "same", whole.encode(errors="surrogatepass"))
    sliced, streamed = told_both_ways(path)
    assert sliced == streamed


WHOLE = json.dumps(chat(*many(6)), indent=1).encode()
PIECES = st.binary(max_size=3) | st.sampled_from(
    [
        b"\n", b",", b"\n  },\n  {", b"\n  }\n ]\n}", b"},{", b"NaN", b"-Infinity", b"1E400",
        b"-0", b"\\", b"\\x0B", b"\\ud83d", b'"', b"[", b"]", b"{", b"}", b"/**/", b"\xff",
        b"\xef\xbb\xbf", b'"id": 3,', b'"messages": [],', b'"chats": {"list": []},',
    ]
)  # fmt: skip


@given(st.integers(0, len(WHOLE)), PIECES, st.integers(0, 40))
def test_a_fault_anywhere_is_told_as_the_stream_tells_it(
    tmp_path_factory: pytest.TempPathFactory, at: int, piece: bytes, gone: int
):
    broken = WHOLE[:at] + piece + WHOLE[at + gone :]
    path = write(tmp_path_factory.getbasetemp() / "fault", broken)
    sliced, streamed = told_both_ways(path)
    assert sliced == streamed


@given(st.integers(0, len(WHOLE) - 1))
def test_a_cut_anywhere_is_told_with_its_place(tmp_path_factory: pytest.TempPathFactory, at: int):
    path = write(tmp_path_factory.getbasetemp() / "cut", WHOLE[:at])
    sliced, streamed = told_both_ways(path)
    assert sliced == streamed
    assert sliced[0] in ("history-cut", "history-cut-early")
    assert sliced[1]["byte"] == at


@pytest.mark.parametrize("is_packed", [False, True], ids=["file", "zip"])
def test_what_telegram_desktop_writes_needs_no_stream(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_packed: bool
):
    path = write(tmp_path, chat(*many(3000)))
    if is_packed:
        path = pack(tmp_path / "result.zip", result_json=path.read_bytes())
    monkeypatch.setattr(ijson, "basic_parse", None)
    export = open_export(path)
    assert export.summary().chats[0].posts == 3000
    assert [post.ids for post in export.posts(CHAT, UTC)] == [(n,) for n in range(1, 3001)]


def test_a_message_longer_than_any_is_refused_before_it_is_held(tmp_path: Path):
    path = write(tmp_path, chat(*many(3), message(4, text="я" * 3_000_000), *many(3)))
    sliced, streamed = told_both_ways(path)
    assert sliced == streamed
    assert sliced[0] == "history-absurd"


def test_a_file_written_anew_in_another_form_is_read_on_from_its_place(tmp_path: Path):
    path = write(tmp_path, chat(*many(3000)))
    export = open_export(path)
    export.summary()
    posts = export.posts(CHAT, UTC)
    first = next(posts)
    path.write_bytes(json.dumps(chat(*many(3000))).encode())
    assert [post.ids for post in (first, *posts)] == [(n,) for n in range(1, 3001)]
