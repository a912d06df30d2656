"""Lines for the author alone, found and taken out."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.scaffolds import find_scaffold, without_scaffold
from bot.domain.texts import Entity, Text


def test_scaffold_is_found_by_its_lines_in_utf16_units():
    text = Text("🔥 пост\n— вопрос?\nконец — вопрос?")
    assert find_scaffold(text, ["— вопрос?"]) == [(8, 9)]


def test_scaffold_goes_and_the_formatting_of_the_rest_stays():
    text = Text(
        "Заголовок\n\nМнение\n— вопрос?\n\nИсточник",
        (Entity("bold", 0, 9), Entity("italic", 18, 9), Entity("text_link", 29, 8, url="u")),
    )
    kept = without_scaffold(text, ["Мнение", "— вопрос?"])
    assert kept.text == "Заголовок\n\nИсточник"
    assert kept.entities == (Entity("bold", 0, 9), Entity("text_link", 11, 8, url="u"))


def test_an_answer_written_behind_a_question_is_kept():
    text = Text("— вопрос? Ответ.")
    assert without_scaffold(text, ["— вопрос?"]) == text


@settings(max_examples=100)
@given(lines=st.lists(st.sampled_from(["a", "б 🔥", "", "s", "t"]), max_size=12))
def test_no_scaffold_is_left_and_nothing_else_is_lost(lines: list[str]):
    kept = without_scaffold(Text("\n".join(lines)), ["s", "t"])
    assert find_scaffold(kept, ["s", "t"]) == []
    said = [line for line in lines if line not in ("s", "t", "")]
    assert [line for line in kept.text.split("\n") if line] == said
