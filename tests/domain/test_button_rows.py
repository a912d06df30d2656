"""Buttons are typed as lines, and what cannot be one is said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.button_rows import MOST_BUTTONS, parse_buttons, written
from bot.domain.links import button_link, links_of, web_link
from bot.domain.options import UrlButton
from bot.domain.texts import Entity, Text
from bot.errors import InputRefused


@pytest.mark.parametrize(
    ("typed", "words", "url"),
    [
        ("Сайт - https://example.org", "Сайт", "https://example.org"),
        (
            "Сайт — https://example.org/?utm_source=tg",
            "Сайт",
            "https://example.org/?utm_source=tg",
        ),
        ("Купить - со скидкой - example.org/a", "Купить - со скидкой", "https://example.org/a"),
        ("Чат: tg://resolve?domain=rubrika", "Чат", "tg://resolve?domain=rubrika"),
        ("Hi http://пример.рф", "Hi", "http://пример.рф"),
        ("Anna - tg://user?id=7", "Anna", "tg://user?id=7"),
        ("  t.me  t.me/rubrika  ", "t.me", "https://t.me/rubrika"),
    ],
)
def test_words_and_an_address_make_a_button(typed: str, words: str, url: str) -> None:
    assert parse_buttons(typed) == ((UrlButton(words, url),),)


def test_lines_are_rows_and_bars_part_the_buttons_of_a_row() -> None:
    rows = parse_buttons("A - a.org | B - b.org\n\nC - c.org\n")
    assert [[one.words for one in row] for row in rows] == [["A", "B"], ["C"]]


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("", "buttons-not-understood"),
        ("https://example.org", "buttons-not-understood"),
        ("- https://example.org", "buttons-not-understood"),
        ("A - a.org |", "buttons-not-understood"),
        ("Сайт без адреса", "buttons-bad-address"),
        ("Hm - javascript:alert(1)", "buttons-bad-address"),
        ("Hm - mailto:a@b.org", "buttons-bad-address"),
        ("Hm - localhost", "buttons-bad-address"),
        ("Hm - http://localhost:8080", "buttons-bad-address"),
        ("Hm - http://127.0.0.1/", "buttons-bad-address"),
        ("Hm - https://a@b.org/", "buttons-bad-address"),
        ("Hm - tg:nonsense", "buttons-bad-address"),
        (f"{'w' * 65} - a.org", "buttons-words-long"),
        (" | ".join(["A - a.org"] * 9), "buttons-row-full"),
        ("\n".join(["A - a.org"] * (MOST_BUTTONS + 1)), "buttons-too-many"),
        ("\n".join([f"A - a.org/{'x' * 1900}"] * 5), "buttons-too-many"),
    ],
)
def test_what_telegram_would_refuse_is_refused_with_its_sentence(typed: str, key: str) -> None:
    with pytest.raises(InputRefused) as refused:
        parse_buttons(typed)
    assert refused.value.message_key == key


def test_as_many_buttons_as_telegram_takes_are_taken() -> None:
    assert len(parse_buttons("\n".join(["A - a.org"] * MOST_BUTTONS))) == MOST_BUTTONS


@given(st.text(max_size=200))
def test_any_text_is_understood_or_refused(typed: str) -> None:
    try:
        rows = parse_buttons(typed)
    except InputRefused:
        return
    assert parse_buttons(written(rows)) == rows


@given(st.text(max_size=60))
def test_an_address_is_kept_as_it_is(typed: str) -> None:
    for link in (web_link(typed), button_link(typed)):
        assert link is None or link.endswith(typed.strip())


def test_links_of_a_text_come_in_their_order_each_once() -> None:
    text = Text(
        "a.org слово https://b.org/x a.org",
        (
            Entity("url", 0, 5),
            Entity("text_link", 6, 5, url="https://c.org/?q=1"),
            Entity("url", 12, 15),
            Entity("url", 28, 5),
            Entity("bold", 0, 5),
        ),
    )
    assert links_of(text) == ["https://a.org", "https://c.org/?q=1", "https://b.org/x"]
