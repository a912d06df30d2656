"""An export read as a stream: what it holds, one channel's posts, where it breaks."""

import json
import tracemalloc
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import InputRefused
from bot.gateways.exports import open_export
from tests.domain.exports.writing import SENT, message, old_message
from tests.gateways.exports.writing import BARE, CHAT, account, chat, many, write


def refused(path: Path) -> InputRefused:
    with pytest.raises(InputRefused) as refusal:
        open_export(path).summary()
    return refusal.value


def test_what_a_channel_holds_is_counted_to_the_last_message(tmp_path: Path):
    photos = {"photo": "photos/a.jpg", "date_unixtime": str(SENT + 60)}
    path = write(
        tmp_path,
        chat(
            message(1, type="service", action="create_channel"),
            message(2, text="слова"),
            message(3, **photos), message(4, text="двое", **photos),
            {"id": 5, "type": "unsupported"},
            message(6, text="a\0b"),
            message(7, text="правка", edited_unixtime=str(SENT + 900)),
            "не сообщение",
        ),
    )  # fmt: skip
    export = open_export(path)
    summary = export.summary()
    [found] = summary.chats
    assert (found.name, found.type, found.bare_id, found.chat_id) == (
        "Вслух", "public_channel", BARE, CHAT,
    )  # fmt: skip
    assert (found.messages, found.post_messages, found.posts) == (8, 4, 3)
    assert (found.service, found.unsupported, found.unreadable) == (1, 1, 2)
    assert [(place.number, place.id) for place in found.places] == [(6, 6), (8, None)]
    assert (found.first, found.last) == (
        datetime.fromtimestamp(SENT, UTC), datetime.fromtimestamp(SENT + 60, UTC),
    )  # fmt: skip
    assert summary.exported_at == datetime.fromtimestamp(SENT + 900, UTC)
    assert (summary.is_whole_account, summary.size) == (False, path.stat().st_size)


def test_posts_come_in_order_with_albums_joined_and_nothing_lost(tmp_path: Path):
    photo = {"photo": "photos/a.jpg"}
    path = write(
        tmp_path,
        chat(message(1, type="service"), message(2, **photo), message(3, **photo), message(5)),
    )
    export = open_export(path)
    posts = list(export.posts(CHAT, UTC))
    assert [(post.ids, post.is_post) for post in posts] == [
        ((1,), False), ((2, 3), True), ((5,), True),
    ]  # fmt: skip
    assert [one.id for one in export.messages(CHAT, UTC)] == [1, 2, 3, 5]


def test_of_a_whole_account_every_chat_is_counted_and_one_channel_read(tmp_path: Path):
    friend = chat(message(1, text="тайна"), name="Друг", type="personal_chat", id=5)
    left = chat(message(9, text="чужое"), name="Прежний", type="private_channel", id=77)
    empty = chat(name="Пустой", type="private_channel", id=78)
    saved = {"type": "saved_messages", "id": 42, "messages": [message(3)]}
    path = write(tmp_path, account(friend, chat(*many(3)), saved, empty, left=(left,)))
    export = open_export(path)
    summary = export.summary()
    assert summary.is_whole_account
    assert [(one.name, one.type, one.messages, one.is_left) for one in summary.chats] == [
        ("Друг", "personal_chat", 1, False), ("Вслух", "public_channel", 3, False),
        ("", "saved_messages", 1, False), ("Пустой", "private_channel", 0, False),
        ("Прежний", "private_channel", 1, True),
    ]  # fmt: skip
    assert [one.chat_id for one in summary.channels] == [CHAT, -1_000_000_000_078, -(10**12) - 77]
    assert [post.main.text.text for post in export.posts(-(10**12) - 77, UTC)] == ["чужое"]
    assert list(export.posts(-1_000_000_000_078, UTC)) == []
    assert len(list(export.posts(CHAT, UTC))) == 3
    with pytest.raises(InputRefused) as refusal:
        list(export.posts(-1_000_000_000_005, UTC))
    assert refusal.value.message_key == "history-other-channel"


@pytest.mark.parametrize(
    ("number", "first"), [(2**33 + BARE, old_message()), (CHAT, message()), (BARE, message())]
)
def test_an_id_is_bare_whatever_stands_around_it(
    tmp_path: Path, number: int, first: dict[str, Any]
):
    [found] = open_export(write(tmp_path, chat(first, id=number))).summary().chats
    assert (found.bare_id, found.chat_id) == (BARE, CHAT)


def test_keys_in_another_order_make_no_difference(tmp_path: Path):
    told = dict(reversed(chat(*many(3)).items()))
    export = open_export(write(tmp_path, told))
    assert export.summary().chats[0].name == "Вслух"
    assert len(list(export.posts(CHAT, UTC))) == 3


def test_old_dates_are_of_the_zone_that_is_asked_for(tmp_path: Path):
    export = open_export(write(tmp_path, chat(old_message(text="раньше"))))
    [post] = export.posts(CHAT, ZoneInfo("Europe/Moscow"))
    assert post.main.sent_at == datetime(2020, 7, 13, 10, 24, 38, tzinfo=UTC)


def test_how_far_it_is_can_be_seen_while_it_reads(tmp_path: Path):
    export = open_export(write(tmp_path, chat(*many(2000))))
    export.summary()
    seen = []
    for _ in export.posts(CHAT, UTC):
        seen.append(export.bytes_read)
    assert seen == sorted(seen)
    assert 0 < seen[0] < seen[-1] <= export.size


def test_memory_does_not_grow_with_the_file(tmp_path: Path):
    def peak(count: int) -> int:
        export = open_export(write(tmp_path, chat(*many(count)), f"{count}.json"))
        tracemalloc.start()
        summary = export.summary()
        posts = sum(1 for _ in export.posts(CHAT, UTC))
        used = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert (summary.chats[0].messages, posts) == (count, count)
        return used

    peak(10)
    assert peak(8000) < peak(800) + 200_000


@pytest.mark.parametrize("shape", [chat, lambda *one: account(chat(*one))], ids=["one", "all"])
def test_a_file_that_was_cut_says_behind_which_message(tmp_path: Path, shape: Any):
    whole = json.dumps(shape(*many(2000)), ensure_ascii=False).encode()
    at = whole.index(b'"id": 1500,') + 40
    refusal = refused(write(tmp_path, whole[:at]))
    assert refusal.message_key == "history-cut"
    assert refusal.params == {"messages": 1499, "id": "1499", "byte": at}


def test_a_file_that_is_broken_says_at_which_byte(tmp_path: Path):
    whole = json.dumps(chat(*many(3000)), ensure_ascii=False).encode()
    at = whole.index(b'"id": 2500,') + 1
    refusal = refused(write(tmp_path, whole[:at] + b'"' + whole[at:]))
    assert refusal.message_key == "history-broken"
    assert (refusal.params["messages"], refusal.params["id"]) == (2499, "2499")
    assert abs(int(refusal.params["byte"]) - at) <= 2


@pytest.mark.parametrize(
    ("broken", "key"),
    [
        (b"", "history-cut-early"), (b"  \n", "history-cut-early"), (b"{", "history-cut-early"),
        (b'{"messages": [', "history-cut-early"), (b'{"a": NaN}', "history-broken-early"),
        (b"{} {}", "history-broken-early"), (b"{}", "history-not-export"),
        (b'{"messages": 5}', "history-not-export"), (b'{"messages": []}', "history-not-export"),
        (b'{"chats": [1]}', "history-not-export"), (b'{"chats": {}}', "history-not-export"),
        (b"[1]", "history-not-export"), (b"5", "history-not-export"),
        (b'{"type": "public_channel", "messages": []}]', "history-broken-early"),
        (b'{"x": "\xff"}', "history-encoding"),
        ("{}".encode("utf-16"), "history-encoding"),
        ("{}".encode("utf-16-le"), "history-encoding"),
        ('{"name": "Вслух"}'.encode("cp1251"), "history-encoding"),
        (b'{"id": ' + b"9" * 5000 + b"}", "history-broken-early"),
        (b"<!DOCTYPE html><html>", "history-html"),
        (b"Rar!\x1a\x07\x01\x00", "history-not-export"),
    ],
)  # fmt: skip
def test_what_is_no_export_is_told_what_it_is(tmp_path: Path, broken: bytes, key: str):
    assert refused(write(tmp_path, broken)).message_key == key


@pytest.mark.parametrize(
    ("kind", "key"),
    [("personal_chat", "history-of-person"), ("bot_chat", "history-of-person"),
     ("saved_messages", "history-of-person"), ("private_group", "history-of-group"),
     ("public_supergroup", "history-of-group")],
)  # fmt: skip
def test_a_chat_that_is_no_channel_is_refused_by_its_name(tmp_path: Path, kind: str, key: str):
    refusal = refused(write(tmp_path, chat(message(), name="Кто-то", type=kind)))
    assert (refusal.message_key, refusal.params) == (key, {"name": "Кто-то"})


def test_an_account_without_channels_is_refused(tmp_path: Path):
    friend = chat(message(), type="personal_chat")
    assert refused(write(tmp_path, account(friend))).message_key == "history-no-channels"


def test_a_mark_of_utf_8_is_passed_over(tmp_path: Path):
    told = b"\xef\xbb\xbf" + json.dumps(chat(message())).encode()
    assert open_export(write(tmp_path, told)).summary().chats[0].messages == 1


def test_what_telegram_desktop_writes_wrong_is_mended(tmp_path: Path):
    told = json.dumps(chat(message(1, text="@A@"), message(2, text="да")), ensure_ascii=False)
    wrong = told.encode().replace(b"@A@", b"a\\x0Bb\\\\x41 \\u2028\x80\xa8c\\u2029\x80\xa9d")
    export = open_export(write(tmp_path, wrong))
    texts = [post.main.text.text for post in export.posts(CHAT, UTC)]
    assert texts == ["a\x0bb\\x41 \u2028c\u2029d", "да"]


def test_half_a_character_makes_its_message_unreadable_and_no_other(tmp_path: Path):
    told = json.dumps(chat(message(1, text="\ud83d!"), message(2, text="😀"), message(3)))
    export = open_export(write(tmp_path, told.encode()))
    [found] = export.summary().chats
    assert [(place.number, place.id) for place in found.places] == [(1, 1)]
    assert [one.text.text for one in export.messages(CHAT, UTC)] == ["😀", ""]


def test_a_message_nested_absurdly_is_unreadable_and_no_other(tmp_path: Path):
    deep = b"[" * 50_000 + b"]" * 50_000
    told = json.dumps(chat(message(1, x="@"), message(2)), ensure_ascii=False).encode()
    export = open_export(write(tmp_path, told.replace(b'"@"', deep)))
    [found] = export.summary().chats
    assert (found.messages, found.unreadable, found.post_messages) == (2, 1, 1)


@pytest.mark.parametrize("where", ["message", "passed over"])
def test_a_thing_longer_than_any_message_is_refused(tmp_path: Path, where: str):
    absurd = {"text": "я" * 3_000_000} if where == "message" else {}
    told = chat(message(1, **absurd))
    if where != "message":
        told = {"about": "я" * 3_000_000} | told
    assert refused(write(tmp_path, told)).message_key == "history-absurd"


def test_a_long_list_that_is_passed_over_is_none_of_our_business(tmp_path: Path):
    contacts = {"list": [{"user_id": one, "first_name": "Имя" * 20} for one in range(40_000)]}
    path = write(tmp_path, account(chat(message())) | {"contacts": contacts})
    assert path.stat().st_size > 5_000_000
    assert open_export(path).summary().channels[0].messages == 1


@given(st.binary(max_size=200))
def test_no_bytes_break_the_reader(tmp_path_factory: pytest.TempPathFactory, data: bytes):
    path = write(tmp_path_factory.getbasetemp() / "bytes", b"{" + data)
    with pytest.raises(InputRefused):
        open_export(path).summary()


WHOLE = json.dumps(account(chat(*many(3)), left=(chat(*many(2), id=5),))).encode()


@given(st.integers(0, len(WHOLE) - 1))
def test_cut_anywhere_it_is_refused(tmp_path_factory: pytest.TempPathFactory, at: int):
    path = write(tmp_path_factory.getbasetemp() / "cut", WHOLE[:at])
    refusal = refused(path)
    assert refusal.message_key in ("history-cut", "history-cut-early")
    assert refusal.params["byte"] == at


@given(st.integers(1, len(WHOLE) - 2), st.binary(min_size=1, max_size=3))
def test_whatever_is_wrong_in_it_the_reader_answers(
    tmp_path_factory: pytest.TempPathFactory, at: int, wrong: bytes
):
    path = write(tmp_path_factory.getbasetemp() / "wrong", WHOLE[:at] + wrong + WHOLE[at + 1 :])
    with suppress(InputRefused):
        export = open_export(path)
        for found in export.summary().channels:
            list(export.posts(found.chat_id, UTC))
