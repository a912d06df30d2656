"""Names of links: what Telegram would keep of them, and which look alike."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.subscribers import MOST_NAME, clean_name, name_key


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("  Реклама   у Анны,\n12 мая ", "Реклама у Анны, 12 мая"),
        ("\u202eevil\u202c", "evil"),
        ("👨‍👩‍👧‍👦", "👨‍👩‍👧‍👦"),
        ("x" * 33, None),
        (" \n\u3164\u2800", None),
        ("\u200d", None),
    ],
    ids=["blanks", "turned", "family", "long", "blank letters", "joiner"],
)
def test_a_name_is_kept_as_telegram_keeps_it(typed: str, name: str | None) -> None:
    assert clean_name(typed) == name


@given(st.text(max_size=60))
def test_a_cleaned_name_fits_in_one_line_and_stays_as_it_is(typed: str) -> None:
    name = clean_name(typed)
    if name is not None:
        assert 1 <= len(name) <= MOST_NAME
        assert len(name.splitlines()) == 1
        assert clean_name(name) == name


@given(st.text(max_size=40))
def test_case_and_spelling_make_no_other_name(typed: str) -> None:
    key = name_key(typed)
    assert name_key(key) == key
    assert name_key(unicodedata.normalize("NFKC", typed)) == key


@pytest.mark.parametrize(
    ("one", "other"),
    [("АННА", "анна"), ("Straße", "STRASSE"), ("ﬁnal", "Final"), ("e\u0301", "é")],
    ids=["cyrillic", "eszett", "ligature", "accent"],
)
def test_names_that_look_alike_are_one(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)
