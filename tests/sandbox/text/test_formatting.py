"""The whole way of a text: limits, blanks, bounds and arguments of entities."""

from __future__ import annotations

from typing import Any

import pytest
from aiogram.types import MessageEntity, User
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.text import TextRefused, format_text, utf16_len
from tests.sandbox.text import markup
from tests.sandbox.text.tdlib import Answer, spans


def formatted(text: str, mode: str | None = None, **changes: Any) -> Answer:
    rules: dict[str, Any] = {
        "entities": None,
        "limit": 4096,
        "too_long": "message is too long",
        "empty": "message text is empty",
    }
    try:
        plain, entities = format_text(text, parse_mode=mode, **{**rules, **changes})
    except TextRefused as refused:
        return refused.description
    return plain, spans(entities)


def entity(kind: str = "bold", offset: int = 0, length: int = 1, **rest: Any) -> MessageEntity:
    return MessageEntity(type=kind, offset=offset, length=length, **rest)


@pytest.mark.parametrize(
    ("text", "mode", "answer"),
    [
        ("", None, "message text is empty"),
        (" \n ", None, "text must be non-empty"),
        ("<b></b>", "HTML", "text must be non-empty"),
        ("\u200b\u2800", None, "text must be non-empty"),
        ("x" * 4097, None, "message is too long"),
        ("я" * 16_385, None, "text is too long"),
        ("x", "xml", "unsupported parse_mode"),
        ("<br>", "html", 'can\'t parse entities: Unsupported start tag "br" at byte offset 0'),
        ("\ud800", None, "strings must be encoded in UTF-8"),
    ],
)
def test_a_text_is_refused_in_telegrams_words(text: str, mode: str | None, answer: str) -> None:
    assert formatted(text, mode) == answer


def test_the_limit_is_in_code_points_after_parsing() -> None:
    assert formatted("😀" * 4096)[0] == "😀" * 4096
    assert formatted("<b>" + "x" * 4096 + "</b>", "HTML")[0] == "x" * 4096


@pytest.mark.parametrize("text", ["", " \n "])
def test_a_caption_may_be_empty(text: str) -> None:
    assert formatted(text, empty="") == ("", [])


def test_blanks_around_are_cut_and_entities_move_along() -> None:
    assert formatted(" \n<b>a </b> ", "HTML") == ("a", [(0, 1, "bold", "")])
    assert formatted("<b> a</b>", "HTML") == (" a", [(0, 2, "bold", "")])


def test_control_characters_are_cleaned_and_entities_move_along() -> None:
    text = "a\r\0\tb\u2028\u202ec\u200e\u200f\u200ed"
    bold = [entity(offset=4, length=4)]
    expected = ("a  bc\u200c\u200c\u200ed", [(3, 2, "bold", "")])
    assert formatted(text, entities=bold) == expected


@pytest.mark.parametrize(
    ("offset", "length"), [(0, 9), (3, 1), (-1, 1), (0, -1), (1, 1), (0, 1), (2, 2_000_000)]
)
def test_an_entity_outside_the_text_or_across_a_character_is_refused(
    offset: int, length: int
) -> None:
    assert formatted("😀b", entities=[entity(offset=offset, length=length)]) == (
        "ENTITY_BOUNDS_INVALID"
    )


def test_an_empty_entity_and_one_of_a_detected_kind_are_ignored() -> None:
    own = [entity(length=0), entity("hashtag", 0, 1), entity("text_mention", user=_user(0))]
    assert formatted("ab", entities=own) == ("ab", [])


def _user(identifier: int) -> User:
    return User(id=identifier, is_bot=False, first_name="x")


def test_a_parse_mode_wins_over_given_entities() -> None:
    assert formatted("<i>a</i>", "HTML", entities=[entity()]) == ("a", [(0, 1, "italic", "")])


@pytest.mark.parametrize(
    ("own", "answer"),
    [
        (entity("text_link", url="a.ru"), [(0, 1, "text_link", "http://a.ru/")]),
        (entity("text_link", url="tg://user?id=7"), [(0, 1, "text_mention", "7")]),
        (entity("text_mention", user=_user(7)), [(0, 1, "text_mention", "7")]),
        (entity("pre", language="p\ty"), [(0, 1, "pre", "p y")]),
        (entity("custom_emoji", custom_emoji_id="5"), [(0, 1, "custom_emoji", "5")]),
        (
            entity("date_time", unix_time=5, date_time_format="tTw"),
            [(0, 1, "date_time", "5 wT")],
        ),
        (
            entity("text_link", url="http://localhost"),
            "entity URL 'http://localhost' is invalid: Wrong HTTP URL",
        ),
        (entity("text_link"), "can't parse MessageEntity: Can't find field \"url\""),
        (entity("text_mention"), "can't parse MessageEntity: Can't find field \"user\""),
        (entity("loud"), "can't parse MessageEntity: Unsupported type specified"),
        (
            entity("custom_emoji", custom_emoji_id="0"),
            "invalid custom emoji identifier specified",
        ),
        (entity("date_time", unix_time=0), "invalid date specified"),
        (
            entity("date_time", unix_time=5, date_time_format="z"),
            "can't parse MessageEntity: Invalid date-time format specified",
        ),
    ],
)
def test_arguments_of_entities_are_checked(own: MessageEntity, answer: Any) -> None:
    assert formatted("x", entities=[own]) == (answer if isinstance(answer, str) else ("x", answer))


def test_found_entities_come_in_order_with_the_others_and_not_inside_code_or_links() -> None:
    text = '#a <code>#b</code> <a href="x.ru">#c</a> <blockquote>#d</blockquote>'
    assert formatted(text, "HTML") == (
        "#a #b #c #d",
        [
            (0, 2, "hashtag", ""),
            (3, 2, "code", ""),
            (6, 2, "text_link", "http://x.ru/"),
            (9, 2, "blockquote", ""),
            (9, 2, "hashtag", ""),
        ],
    )
    assert formatted("#a", skip_detection=True) == ("#a", [])


def test_found_entities_do_not_count_among_the_hundred() -> None:
    _, entities = format_text(
        "<b>a</b> #t " * 120,
        parse_mode="HTML",
        entities=None,
        limit=4096,
        too_long="message is too long",
        empty="message text is empty",
    )
    kinds = [e.type for e in entities]
    assert (kinds.count("bold"), kinds.count("hashtag")) == (100, 120)


@given(markup.html, st.sampled_from(["HTML", None]))
def test_a_formatted_text_has_no_blanks_to_cut_and_holds_its_entities(
    text: str, mode: str | None
) -> None:
    answer = formatted(text, mode)
    if isinstance(answer, str):
        return
    plain, entities = answer
    assert plain == plain.rstrip(" \n")
    assert not set("\r\0\t\u2028") & set(plain)
    assert all(0 <= start < start + length <= utf16_len(plain) for start, length, *_ in entities)


@given(markup.html)
def test_a_formatted_text_sent_again_stays_as_it_is(text: str) -> None:
    rules: dict[str, Any] = {"limit": 4096, "too_long": "long", "empty": ""}
    try:
        plain, entities = format_text(text, parse_mode="HTML", entities=None, **rules)
    except TextRefused:
        return
    again, same = format_text(plain, parse_mode=None, entities=entities, **rules)
    assert (again, spans(same)) == (plain, spans(entities))
