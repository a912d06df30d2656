"""What a post is about: one sentence that means something, never cut blindly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.leads import lead
from bot.domain.texts import utf16_len
from tests.domain.test_editions import make_post


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
        ("Заголовок\nВсем привет!\nМагазин убрал цены.", "Магазин убрал цены."),
        ("Заголовок\nДобрый день, друзья! Мы выросли вдвое.", "Мы выросли вдвое."),
        ("Заголовок\nGood morning, everyone! Sales doubled.", "Sales doubled."),
        ("Заголовок\nhttps://example.org/a?b=c\nВот в чём дело.", "Вот в чём дело."),
        ("Заголовок\nСмотрите сами https://example.org/a", "Смотрите сами"),
        ("Заголовок\nПодписывайтесь на @channel", ""),
        ("Заголовок\nИсточник: газета\nИ вот что вышло.", "И вот что вышло."),
        ("Заголовок\n@channel", ""),
        ("Заголовок\n🔥 — Скидка всем. #тег", "Скидка всем."),
        ("Заголовок\nЭто #кейс недели. Да.", "Это кейс недели."),
        ("Заголовок\nВ 2023 г. Москва выросла. Да.", "В 2023 г. Москва выросла."),
        ("Заголовок\nКнига А. С. Пушкина вышла. Да.", "Книга А. С. Пушкина вышла."),
        ("Заголовок\nСпросили и т. д. в офисе. Да.", "Спросили и т. д. в офисе."),
        ("Заголовок\n1. Считаем деньги. 2. Тратим.", "1. Считаем деньги."),
        ("Заголовок\nОго! Цены выросли вдвое.", "Цены выросли вдвое."),
        ("Заголовок.\nЗаголовок\nДальше по делу.", "Дальше по делу."),
        ("Заголовок\n(Так бывает.) Потом нет.", "(Так бывает.)"),
        ("Заголовок\n$100 за клик — это дорого.", "$100 за клик — это дорого."),
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


def test_a_long_sentence_ends_with_a_clause_of_it():
    sentence = "Магазин убрал цены с витрины, " + "а покупатели пришли и спросили сами " * 6
    words = lead(make_post(1, f"Заголовок\n{sentence}, вот так."), 60)
    assert words == "Магазин убрал цены с витрины…"


def test_a_long_clause_ends_with_a_whole_word():
    words = lead(make_post(1, "Заголовок\n" + "слово " * 60), 100)
    assert words.endswith(" слово…")
    assert utf16_len(words) <= 100
