"""Letters of two scripts that look alike never part one rubric, and never join two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.homoglyphs import unify_scripts
from bot.domain.rubrics import fold_tag

LOOK_ALIKE = str.maketrans("аеорсухкмтвн", "aeopcyxkmtbh")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("кeйс", "кейс"),
        ("сase", "case"),
        ("KЕЙС", "кейс"),
        ("СEO_кeйс", "ceo_кейс"),
        ("IT_новости", "it_новости"),
    ],
)
def test_a_mix_of_letters_that_look_alike_is_the_word_it_looks_like(written: str, meant: str):
    assert fold_tag(written) == fold_tag(meant)


@pytest.mark.parametrize(
    "word", ["case", "кейс", "seoкейс", "top", "тор", "smmщит", "βeta", "日本"]
)
def test_a_word_of_one_script_or_whole_in_neither_stays(word: str):
    assert unify_scripts(word) == word


def test_a_latin_word_and_the_cyrillic_one_that_looks_like_it_are_two():
    assert fold_tag("TOP") != fold_tag("ТОР")


CYRILLIC = st.text("абвгдежзийклмнопрстуфхцчшщъыьэюя", min_size=1, max_size=12)


@given(CYRILLIC, st.integers(0, 2**12 - 1))
def test_latin_letters_in_a_cyrillic_tag_change_nothing(word: str, mask: int):
    """But where the mix may be a Latin word too."""
    mixed = "".join(
        letter.translate(LOOK_ALIKE) if mask >> n & 1 else letter for n, letter in enumerate(word)
    )
    may_be_latin = all(letter.translate(LOOK_ALIKE).isascii() for letter in word)
    if not may_be_latin:
        own = sum("а" <= letter <= "я" for letter in mixed)
        assert own
        assert fold_tag(mixed) == fold_tag(word)


@given(st.text(st.sampled_from("аеорсabcdeijшщ_ёЁйKkК"), max_size=12))
def test_a_fold_folds_to_itself_and_knows_no_case(tag: str):
    folded = fold_tag(tag)
    assert fold_tag(folded) == folded
    assert fold_tag(tag.upper()) == fold_tag(tag.lower()) == folded
