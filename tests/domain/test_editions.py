"""What an edition tells, and in which order."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.editions import Item, fit, group, lead
from bot.domain.hand_edits import look_alike, with_edited_message
from bot.domain.numbers import Number, NumberSource, PostNumbers
from bot.domain.posts import Content, Origin, Post, PostState
from bot.domain.texts import Text, utf16_len

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def make_post(number: int, text: str, *, reactions: int = 0) -> Post:
    content = Content(text=Text(text))
    moment = NOON + timedelta(minutes=number)
    return Post(
        id=number,
        channel_id=1,
        author_id=None,
        state=PostState.PUBLISHED,
        origin=Origin.CHANNEL,
        title=content.title,
        content=content,
        revision=1,
        created_at=moment,
        updated_at=moment,
        published_at=moment,
        reactions=reactions,
        reactions_at=moment,
    )


def make_item(number: int, text: str, *, reactions: int = 0) -> Item:
    post = make_post(number, text, reactions=reactions)
    return Item(post=post, link=None, numbers=make_numbers(post))


def make_numbers(post: Post) -> PostNumbers:
    """What is known of a post of `make_post`."""
    reactions = Number(
        total=post.reactions, source=NumberSource.UPDATES, counted_at=post.reactions_at
    )
    return PostNumbers(post_id=post.id, reactions=reactions)


def test_a_post_stands_once_under_its_first_rubric():
    items = [
        make_item(1, "Раз #хит #провал"),
        make_item(2, "Два #провал", reactions=3),
        make_item(3, "Три #ХИТ", reactions=5),
        make_item(4, "Четыре"),
        make_item(5, "Пять"),
        make_item(6, "Шесть"),
    ]
    sections = group(items)
    assert [(s.tag, [i.post.id for i in s.items]) for s in sections] == [
        ("ХИТ", [3, 1]),
        ("провал", [2]),
        (None, [6, 5, 4]),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Заголовок\nПервая фраза. Вторая.", "Первая фраза."),
        ("Заголовок", ""),
        ("Заголовок\n\n#тег", ""),
        ("#тег\nЗаголовок\n— — —\nФраза без точки", "Фраза без точки"),
        ("Заголовок\nВопрос?! Да.", "Вопрос?!"),
        ("Заголовок\nЦена 3.50 рубля. Да.", "Цена 3.50 рубля."),
        ("Заголовок\n«Так сказал.» Потом", "«Так сказал.»"),
        ("Заголовок #тег #другой\nФраза.", "Фраза."),
        ("Заголовок #тег", ""),
        ("Продолжение следует…\nФраза.", "Фраза."),
        ("", ""),
    ],
)
def test_the_lead_is_the_first_sentence_behind_the_title(text: str, expected: str):
    assert lead(make_post(1, text)) == expected


def test_a_long_first_line_goes_on_in_the_lead():
    post = make_post(1, "слово " * 20 + "конец. Другая фраза.")
    assert post.title.endswith("…")
    words = lead(post)
    assert words.startswith("…слово")
    assert words.endswith("конец.")


@given(st.text(max_size=300), st.integers(10, 160))
def test_no_lead_is_too_long_or_breaks(text: str, limit: int):
    assert utf16_len(lead(make_post(1, text), limit)) <= limit


@given(st.lists(st.integers(1, 50), max_size=20), st.integers(0, 200))
def test_as_many_fit_as_can_and_no_more(lengths: list[int], limit: int):
    items = [make_item(number, "x" * length) for number, length in enumerate(lengths)]

    def length_of(first: object) -> int:
        assert isinstance(first, list)
        return sum(len(item.post.content.text.text) for item in first)

    kept = fit(items, length_of, limit)
    assert sum(lengths[:kept]) <= limit
    assert kept == len(items) or sum(lengths[: kept + 1]) > limit


def test_the_added_rubrics_become_words_of_an_edited_message():
    content = Content(text=Text("Слова"), tags=("тег",))
    edited = with_edited_message(
        content, part=0, position=0, text=Text("Слова\n\n#тег!"), media=None, is_captioned=True
    )
    assert edited.full_text.text == "Слова\n\n#тег!"


@given(st.text(max_size=5000), st.sampled_from([(), ("тег",)]))
def test_an_edit_that_changes_nothing_looks_alike(text: str, tags: tuple[str, ...]):
    content = Content(text=Text(text), tags=tags)
    whole = content.full_text
    if whole.units > 4096 or not whole:
        return
    edited = with_edited_message(
        content, part=0, position=0, text=whole, media=None, is_captioned=True
    )
    assert look_alike(content, edited)
