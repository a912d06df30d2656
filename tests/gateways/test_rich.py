"""A text that becomes a rich message says the same when it is read again."""

import json
from typing import Any

import pytest
from aiogram.types import InputRichMessage
from hypothesis import given, settings

from bot.domain.evidence import Shown, Verdict, find
from bot.domain.options import Options
from bot.domain.posts import Media, MediaKind
from bot.domain.publications import Part
from bot.domain.texts import Entity, Text, strip
from bot.gateways.telegram.rich import BLOCK_LIMIT, to_rich
from bot.gateways.telegram.rich_reading import loads, text_of_rich
from tests.domain.test_texts import marked, texts


def read_again(rich: InputRichMessage) -> Text:
    """As if Telegram showed it: media keep their place and say nothing."""
    return text_of_rich(dumped(rich))


def dumped(rich: InputRichMessage) -> dict[str, Any]:
    """As it goes over the wire; what is aiogram's default is left out."""
    dump = rich.model_dump_json(exclude_none=True, warnings=False, fallback=lambda _: None)
    found: dict[str, Any] = json.loads(dump)
    return found


def rich(text: Text, *media: Media) -> InputRichMessage:
    return to_rich(text, media, is_text_first=False)


def kinds(text: Text) -> set[tuple[str, int]]:
    """What is said of which character; code is code, a line of it or a block."""
    return {(kind, at) for kind, at in marked(text) if kind not in ("hashtag", "pre", "code")}


@given(texts())
def test_words_stay_in_their_order_and_formatting_on_its_words(text: Text) -> None:
    if not strip(text):
        # A zero byte alone is no text to Telegram, though it is a word to Python.
        return
    again = read_again(rich(text))
    assert again.text.split() == text.text.split()
    outside = [one for one in text.entities if one.type == "pre"]
    if not outside:
        assert kinds(again) == kinds(text)


@given(texts())
@settings(max_examples=50)
def test_a_post_is_known_again_by_its_words(text: Text) -> None:
    words = strip(text)
    part = Part(text=words, options=Options(), is_rich=True)
    if words:
        shown = Shown(7, read_again(rich(words)))
        assert find(part, [shown]).message_ids == (7,)
    other = Shown(8, Text("что-то другое"))
    assert find(part, [other]).verdict is Verdict.ABSENT


def test_quotes_and_code_are_blocks_and_paragraphs_are_parted_at_blank_lines() -> None:
    text = Text(
        "Раз\n\nДва\nдва\nцитата\n\nсвёрнуто\nкод",
        (
            Entity("blockquote", 13, 6),
            Entity("expandable_blockquote", 21, 8),
            Entity("pre", 30, 3, language="python"),
        ),
    )
    blocks = dumped(rich(text))["blocks"]
    assert [block["type"] for block in blocks] == [
        "paragraph", "paragraph", "blockquote", "expandable_blockquote", "pre",
    ]  # fmt: skip
    assert blocks[1]["text"] == "Два\nдва"
    assert blocks[4]["language"] == "python"
    again = read_again(rich(text))
    assert [one.type for one in again.entities] == ["blockquote", "expandable_blockquote", "pre"]


def test_a_custom_emoji_a_link_a_person_and_a_moment_keep_what_they_mean() -> None:
    text = Text(
        "😀 ссылка Анна завтра",
        (
            Entity("custom_emoji", 0, 2, custom_emoji_id="5368324170671202286"),
            Entity("text_link", 3, 6, url="https://example.org/a?b=1"),
            Entity("text_mention", 10, 4, user_id=7),
            Entity("date_time", 15, 6, unix_time=1_800_000_000, date_time_format="wDT"),
        ),
    )
    assert read_again(rich(text)).entities == text.entities


def test_more_paragraphs_than_blocks_are_kept_together() -> None:
    text = Text("\n\n".join(["слово"] * (BLOCK_LIMIT * 2)))
    made = rich(text)
    assert len(made.blocks or []) <= BLOCK_LIMIT
    assert read_again(made).text == text.text


@pytest.mark.parametrize("kind", MediaKind)
def test_a_medium_of_each_kind_stands_above_the_text_or_below_it(kind: MediaKind) -> None:
    medium = Media(kind=kind, file_id="file", unique_id="same")
    name = "voice_note" if kind is MediaKind.VOICE else kind.value
    for is_first in (False, True):
        blocks = to_rich(Text("слово"), [medium], is_text_first=is_first).blocks or []
        types = [block.type.value for block in blocks]
        assert types == (["paragraph", name] if is_first else [name, "paragraph"])


def test_several_pictures_stand_together() -> None:
    photo = Media(kind=MediaKind.PHOTO, file_id="a", unique_id="a", has_spoiler=True)
    video = Media(kind=MediaKind.VIDEO, file_id="b", unique_id="b")
    collage, _ = dumped(rich(Text("слово"), photo, video))["blocks"]
    assert collage["type"] == "collage"
    assert [block["type"] for block in collage["blocks"]] == ["photo", "video"]
    assert collage["blocks"][0]["photo"]["has_spoiler"]


def test_an_answer_with_deeply_nested_formatting_is_read_at_once() -> None:
    """aiogram would need longer than the universe for it."""
    inner: Any = "слово #кейс"
    for _ in range(16):
        inner = {"type": "bold", "text": inner}
    rich_one = {"blocks": [{"type": "paragraph", "text": inner}]}
    body = json.dumps({"ok": True, "result": [{"message_id": 7, "rich_message": rich_one}]})
    message = loads(body)["result"][0]
    assert message["text"] == "слово #кейс"
    assert {entity["type"] for entity in message["entities"]} == {"bold"}
    assert "rich_message" not in message


def test_what_is_nested_without_end_ends() -> None:
    inner: Any = "слово"
    for _ in range(400):
        inner = {"type": "bold", "text": [inner]}
    blocks: Any = [{"type": "paragraph", "text": inner}]
    for _ in range(400):
        blocks = [{"type": "blockquote", "blocks": blocks}]
    assert text_of_rich({"blocks": blocks}) == Text()


@pytest.mark.parametrize(
    ("block", "words"),
    [
        ({"type": "heading", "size": 1, "text": "Слово"}, "Слово"),
        ({"type": "divider"}, ""),
        ({"type": "details", "summary": "А", "blocks": [
            {"type": "footer", "text": "Б"},
        ]}, "А\n\nБ"),
        ({"type": "list", "items": [
            {"label": "1", "blocks": [{"type": "paragraph", "text": "А"}]},
            {"label": "2", "blocks": [{"type": "paragraph", "text": "Б"}]},
        ]}, "А\nБ"),
        ({"type": "table", "cells": [[{"text": "А"}, {"text": "Б"}], [{"text": "В"}]]}, "А Б\nВ"),
        ({"type": "something new", "words": []}, ""),
    ],
)  # fmt: skip
def test_blocks_that_we_never_send_are_read_too(block: dict[str, Any], words: str) -> None:
    assert text_of_rich({"blocks": [block]}).text == words
