"""Hashtags are found as Telegram finds them, and told apart as people do."""

import json
import unicodedata
from typing import Any

import pytest
import tdjson
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.rubrics import find_tags, fold_tag, parse_typed_tags, tags_line


def tags_by_telegram(text: str) -> list[str]:
    """Hashtags that TDLib finds, each rubric once."""
    request = json.dumps({"@type": "getTextEntities", "text": text}).encode()
    answer = tdjson.td_execute(request)
    assert answer is not None
    units = text.encode("utf-16-le")
    tags: dict[str, str] = {}
    entities: list[dict[str, Any]] = json.loads(answer)["entities"]
    for entity in entities:
        if entity["type"]["@type"] == "textEntityTypeHashtag":
            start, stop = entity["offset"] * 2, (entity["offset"] + entity["length"]) * 2
            tag = units[start:stop].decode("utf-16-le").removeprefix("#")
            tags.setdefault(fold_tag(tag), tag)
    return list(tags.values())


# TDLib's Unicode is newer than Python's: letters that Python does not know yet are left out.
KNOWN = st.characters(exclude_categories=["Cs", "Cn", "Cc"])
TRICKY = st.sampled_from(list("####@@_ab1кЯё \n,-·/＃«»()²ªහ中😀\u200c\u0301\u200d.:?"))


@given(st.lists(st.one_of(TRICKY, KNOWN), max_size=30).map("".join))
@example("#a@b#c")
@example("#a@#c")
@example("#a@bcd#e ##x")
@example("#" + "a" * 257 + " #" + "b" * 256 + "@channel")
@example("#" + "1" * 256 + "a")
def test_tags_are_those_that_telegram_finds(text: str):
    assert find_tags(text) == tags_by_telegram(text)


@pytest.mark.parametrize(
    "text",
    [
        "https://a.ru/#tag t.me/#x a.ru#tag #here",
        "mail@x.ru#abc http://1.2.3.4/#t 1.2.3.4/#t tg://resolve?#t",
        "a.com/(#t) a.com:80/#t a.com/x,#t a.com/'#t' a.com?#t президент.рф/#t",
        "a.com,#t [a.com]#u a.com…#v a.com/»#w a.com-#x @name/#y",
        "слово.слово/#t a_b.com/#u http://localhost/#v",
        "Конец.\n#кейс #реклама, (#скидка) и #новинки!",
    ],
)
def test_a_fragment_of_an_address_is_no_tag(text: str):
    assert find_tags(text) == tags_by_telegram(text)


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("#рекламныйхит недели", ["рекламныйхит"]),
        ("#Кейс #кейс #КЕЙС", ["Кейс"]),
        ("#ещё #Еще", ["ещё"]),
        ("#tag@channel", ["tag@channel"]),
        ("#2026 #2026год", ["2026год"]),
        ("без тегов", []),
    ],
)
def test_tags_are_found_as_written_and_once(text: str, tags: list[str]):
    assert find_tags(text) == tags


@given(st.text())
def test_folding_twice_changes_nothing(tag: str):
    assert fold_tag(fold_tag(tag)) == fold_tag(tag)


@given(st.text())
def test_case_and_composition_make_no_other_rubric(text: str):
    for tag in find_tags(text):
        assert fold_tag(unicodedata.normalize("NFC", tag)) == fold_tag(tag) == fold_tag("#" + tag)


def test_spellings_of_one_rubric_are_one():
    assert len({fold_tag(tag) for tag in ("Ещё", "#еще", "ЕЩЁ", "ещё@channel")}) == 1
    assert fold_tag("кейс") != fold_tag("кейсы")


def test_the_line_holds_what_is_not_in_the_text():
    assert tags_line(["Кейс", "#реклама", "КЕЙС", "ещё"], ["еще"]) == "#Кейс #реклама"
    assert tags_line(["кейс"], ["Кейс"]) == ""
    assert tags_line([], []) == ""


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("#кейс, реклама новинки", ["кейс", "реклама", "новинки"]),
        ("кейс", ["кейс"]),
        ("#a#b;c\nd", ["a", "b", "c", "d"]),
        ("Кейс кейс", ["Кейс"]),
        ("кейс, 2026", None),
        ("бизнес-идея", None),
        ("кейс!", None),
        ("a" * 257, None),
        ("#", None),
        ("  ", None),
        ("", None),
    ],
)
def test_typed_tags_are_words_that_can_be_hashtags(text: str, tags: list[str] | None):
    assert parse_typed_tags(text) == tags


@given(st.text())
def test_accepted_tags_are_tags_for_telegram(text: str):
    tags = parse_typed_tags(text)
    if tags is not None:
        assert find_tags(tags_line(tags, [])) == tags
