"""What a spoiler hides is not told where nobody can uncover it."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.leads import lead
from bot.domain.posts import Content
from bot.domain.texts import Entity, Text, utf16_len, without_spoilers
from tests.domain.test_editions import make_post

PLAIN = "Загадка дня\n\nОтвет: сорок два. Думайте."
HIDDEN = "сорок два"


def hide(words: str, part: str) -> Text:
    at = utf16_len(words[: words.index(part)])
    return Text(words, (Entity("spoiler", at, utf16_len(part)),))


def test_the_title_and_the_lead_of_a_post_keep_its_secret():
    content = Content(text=hide(PLAIN, HIDDEN))
    post = replace(make_post(1, ""), content=content, title=content.title)
    assert (content.title, lead(post)) == ("Загадка дня", "Ответ: ….")
    assert Content(text=hide("Победил Иван", "Иван")).title == "Победил …"


def test_a_line_that_is_hidden_whole_is_no_title():
    assert Content(text=hide("Тайна\nЗагадка дня", "Тайна")).title == "Загадка дня"


@given(st.text("аб 😀\n", max_size=12), st.text("XYZ", min_size=1), st.text("аб 😀", max_size=9))
def test_nothing_that_is_hidden_remains_and_all_else_does(head: str, secret: str, tail: str):
    text = Text(head + secret + tail, hide(head + secret + tail, secret).entities)
    assert without_spoilers(text).text == f"{head}…{tail}"
