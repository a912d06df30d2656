"""What is found in plain text, against hand-written cases and against TDLib."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings

from bot.sandbox.text import detect_entities, utf16_len
from bot.sandbox.text.detect import find_entities
from bot.sandbox.text.urls import top_level_domains
from tests.sandbox.text import markup
from tests.sandbox.text.tdlib import TdLib, spans

CASES: dict[str, list[tuple[str, str]]] = {
    "😀 #тег #2024 #год2024 #a#b": [("hashtag", "#тег"), ("hashtag", "#год2024")],
    "#漢字 #שלום #tag@chat x#no": [
        ("hashtag", "#漢字"),
        ("hashtag", "#שלום"),
        ("hashtag", "#tag@chat"),
    ],
    "$USD $TOOLONGTAG $usd $1INCH": [("cashtag", "$USD"), ("cashtag", "$1INCH")],
    "@durov @gif @abc a@durov": [("mention", "@durov"), ("mention", "@gif")],
    "/start /help@my_bot a/no //no": [("bot_command", "/start"), ("bot_command", "/help@my_bot")],
    "a@b.ru mailto:x@y.com": [("email", "a@b.ru"), ("email", "x@y.com")],
    "telegram.org, (t.me/x). президент.рф end.Next x.zzzz": [
        ("url", "telegram.org"),
        ("url", "t.me/x"),
        ("url", "президент.рф"),
    ],
    "http://localhost http://a.zzzz/(b) tg://x?y sftp://a.ru": [
        ("url", "http://a.zzzz/(b)"),
        ("url", "tg://x?y"),
    ],
    "192.168.0.1 256.1.1.1 1.2.3": [("url", "192.168.0.1")],
    "http://a.ru/#tag": [("url", "http://a.ru/#tag")],
    "4111 1111 1111 1111": [],
}


def _cut(text: str, offset: int, length: int) -> str:
    units = text.encode("utf-16-le")
    return units[2 * offset : 2 * (offset + length)].decode("utf-16-le")


@pytest.mark.parametrize(("text", "expected"), CASES.items(), ids=list(CASES))
def test_what_is_found_is_what_is_written_down_here(
    text: str, expected: list[tuple[str, str]]
) -> None:
    found = [(e.type, _cut(text, e.offset, e.length)) for e in detect_entities(text)]
    assert found == expected


@pytest.mark.parametrize("text", CASES)
def test_tdlib_finds_the_same_in_the_cases_written_down_here(text: str, tdlib: TdLib) -> None:
    assert spans(find_entities(text)) == tdlib.detect(text)


@settings(max_examples=200)
@given(text=markup.findable)
def test_the_same_is_found_as_tdlib_finds(text: str, tdlib: TdLib) -> None:
    expected = tdlib.detect(text)
    assume(all(kind != "media_timestamp" for _, _, kind, _ in expected))
    assert spans(find_entities(text)) == expected


def test_every_listed_domain_is_one_for_tdlib(tdlib: TdLib) -> None:
    text = "\n".join(f"q1.{domain}" for domain in sorted(top_level_domains()))
    assert len(top_level_domains()) == len(tdlib.detect(text)) > 1_000


@given(text=markup.findable)
def test_what_is_found_never_overlaps_and_lies_within_the_text(text: str) -> None:
    position = 0
    for entity in detect_entities(text):
        assert entity.offset >= position
        assert entity.length > 0
        position = entity.offset + entity.length
    assert position <= utf16_len(text)
