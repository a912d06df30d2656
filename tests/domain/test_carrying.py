"""Formatting finds its words again in another version of a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.carrying import carry_formatting
from bot.domain.texts import Entity, Text, cut, utf16_len


def bold(text: str, words: str, kind: str = "bold", url: str | None = None) -> Entity:
    """An entity over the first place of some words."""
    at = text.index(words)
    return Entity(kind, utf16_len(text[:at]), utf16_len(words), url=url)


def test_the_headline_stays_bold_and_a_link_stays_on_its_words() -> None:
    text = "Старый заголовок 😀\n\nПишет Adweek: две студии против Midjourney."
    link = bold(text, "Adweek", "text_link", url="https://adweek.com")
    before = Text(text, (bold(text, "Старый заголовок 😀"), link))
    after, lost = carry_formatting(before, "Новый\n\n😀 Студии против, пишет Adweek.")
    assert lost == 0
    assert [cut(after, e.offset, e.end).text for e in after.entities] == ["Новый", "Adweek"]
    assert after.entities[1].url == "https://adweek.com"


def test_words_that_are_gone_or_came_twice_lose_their_formatting_and_it_is_counted() -> None:
    text = "Одно два три четыре"
    before = Text(text, (bold(text, "два"), bold(text, "три", "italic"), bold(text, "Одно")))
    after, lost = carry_formatting(before, "Одно, потом три и снова три")
    assert [(e.type, e.offset) for e in after.entities] == [("bold", 0)]
    assert lost == 2


def test_what_telegram_finds_by_itself_is_not_missed() -> None:
    text = "Смотри example.com и #тег"
    before = Text(text, (bold(text, "example.com", "url"), bold(text, "#тег", "hashtag")))
    assert carry_formatting(before, "Смотри") == (Text("Смотри"), 0)


def test_a_quotation_of_everything_stays_one_and_each_emoji_its_own() -> None:
    text = "🔥 раз 🔥 два"
    second = Entity("custom_emoji", utf16_len("🔥 раз "), 2, custom_emoji_id="5")
    whole = Entity("blockquote", 0, utf16_len(text))
    after, lost = carry_formatting(Text(text, (whole, second)), "Раз 🔥 и ещё два 🔥!")
    assert lost == 0
    assert after.entities[0].length == after.units
    assert (after.entities[1].offset, after.entities[1].custom_emoji_id) == (17, "5")


@given(
    st.text(max_size=40),
    st.text(max_size=40),
    st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), max_size=4),
)
def test_carried_formatting_is_inside_the_text_and_nothing_is_forgotten(
    text: str, words: str, places: list[tuple[int, int]]
) -> None:
    if any("\ud800" <= character <= "\udfff" for character in text + words):
        return
    whole = Text(text, tuple(Entity("bold", at, length) for at, length in places))
    before = cut(whole, 0, whole.units)
    after, lost = carry_formatting(before, words)
    assert after.text == words
    assert len(after.entities) + lost == len(before.entities)
    assert all(e.offset >= 0 and e.end <= after.units for e in after.entities)


@pytest.mark.parametrize("text", ["", "слово", "a\nb"])
def test_the_same_words_keep_everything(text: str) -> None:
    before = Text(text, (Entity("italic", 0, utf16_len(text)),) if text else ())
    assert carry_formatting(before, text) == (before, 0)
