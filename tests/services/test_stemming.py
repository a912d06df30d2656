"""One form of a word finds the others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.stemming import kin_of, stem_of, stems_of, words_of
from tests.services.forms import ENGLISH, RUSSIAN, STRANGERS


def recall(pairs: tuple[tuple[str, str], ...]) -> float:
    return sum(stems_of(said) == stems_of(typed) for said, typed in pairs) / len(pairs)


def test_nine_of_ten_inflected_forms_are_found_in_each_language():
    assert len(RUSSIAN) >= 60
    assert recall(RUSSIAN) >= 0.9
    assert recall(ENGLISH) >= 0.9


def test_words_that_only_look_alike_stay_apart():
    kept_apart = [pair for pair in STRANGERS if stem_of(pair[0]) != stem_of(pair[1])]
    assert len(kept_apart) >= len(STRANGERS) - 1


def test_case_yo_marks_and_compatibility_forms_make_no_difference():
    assert stem_of("ЁЛКИ") == stem_of("елка")
    assert stem_of("за\u0301мок") == stem_of("замок")
    assert stem_of("рекла\u00adма") == stem_of("реклама")
    assert stem_of("и\u0306огурт") == stem_of("йогурт")
    assert stem_of("𝗯𝗿𝗮𝗻𝗱𝘀") == stem_of("brand")


def test_a_hashtag_is_found_by_each_of_its_words():
    assert stems_of("#рекламный_хит") == [stem_of("рекламный"), stem_of("хит")]


@given(st.text(max_size=200))
def test_a_word_stands_where_it_is_said_to_stand(text: str):
    for word in words_of(text):
        assert stem_of(text[word.start : word.stop]) == word.stem
        assert word.stem
        assert '"' not in word.stem
        assert not set(word.stem) & set(" \n\t_*()")


@pytest.mark.parametrize(
    ("said", "typed"),
    [
        ("рекламі", "реклама"), ("знижками", "знижки"), ("компанії", "компанія"),
        ("ціну", "ціна"), ("компаније", "компанија"), ("διαφημίσεων", "διαφήμιση"),
        ("διαφημιση", "διαφήμιση"), ("الإعلانات", "إعلان"), ("إِعْلَان", "إعلان"),
        ("विज्ञापनों", "विज्ञापन"), ("نامه‌ها", "نامهها"), ("café", "CAFES"), ("Straße", "STRASSE"),
        ("кeйсы", "кейс"), ("сase", "cases"),
    ],
)  # fmt: skip
def test_forms_in_every_script_that_has_a_stemmer_are_found(said: str, typed: str) -> None:
    assert set(stems_of(said)) & set(kin_of(typed))


@pytest.mark.parametrize("word", ["हिन्दी", "விளம்பரம்", "פרסום", "ﷺ", "½", "კაფე", "広告", "қазақ"])
def test_a_word_of_any_script_is_one_word_with_one_stem(word: str) -> None:
    assert len(stems_of(word)) == 1


@given(st.text(max_size=40))
def test_a_stem_is_one_word_to_the_index(text: str) -> None:
    for stem in stems_of(text):
        assert stem == stem.strip()
        assert not any(character.isspace() or character in '"*()_\0' for character in stem)
        assert not any(character.isascii() and not character.isalnum() for character in stem)
