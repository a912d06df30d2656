"""`s/what/with/` replaces words, and leaves the rest and its formatting as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.substitutions import Substitution, parse_substitutions, substitute
from bot.domain.texts import Entity, Text, cut

PARTS = st.text(st.sampled_from("abс/\\n \n😀ё"), max_size=12)


def escaped(part: str) -> str:
    return part.replace("\\", "\\\\").replace("/", "\\/")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("s/one/two/", [Substitution("one", "two")]),
        ("s/one/two", [Substitution("one", "two")]),
        ("s/one//", [Substitution("one", "")]),
        ("s/a\\/b/c\\/d/", [Substitution("a/b", "c/d")]),
        ("s/one\\ntwo/three/g", [Substitution("one\ntwo", "three")]),
        ("s/One/two/i", [Substitution("One", "two", is_caseless=True)]),
        ("s/a/b\ns/c/d", [Substitution("a", "b"), Substitution("c", "d")]),
        ("s/a/b/\n\ns/c\nd/e/", [Substitution("a", "b"), Substitution("c\nd", "e")]),
        ("s/one\ntwo/three\nfour/", [Substitution("one\ntwo", "three\nfour")]),
    ],
)
def test_a_typed_substitution_is_read(typed: str, found: list[Substitution]) -> None:
    assert parse_substitutions(typed) == found


@pytest.mark.parametrize(
    "typed", ["", "s", "s/", "s/one", "s/one/", "s//two/", "words s/a/b/", "s/a/b/c/d", "s/a/b/x"]
)
def test_what_is_no_substitution_is_left_to_others(typed: str) -> None:
    assert parse_substitutions(typed) is None


@given(PARTS.filter(bool), PARTS)
def test_escaped_parts_are_read_back(what: str, new: str) -> None:
    typed = f"s/{escaped(what)}/{escaped(new)}/"
    assert parse_substitutions(typed) == [Substitution(what, new)]


def test_formatting_outside_of_the_replaced_words_is_kept() -> None:
    text = Text("😀 old words, old ones", (Entity("bold", 3, 9), Entity("italic", 18, 4)))
    done, count = substitute(text, [Substitution("old", "brand new")])
    assert (done.text, count) == ("😀 brand new words, brand new ones", 2)
    covered = [cut(done, entity.offset, entity.end).text for entity in done.entities]
    assert covered == ["brand new words", "ones"]


def test_nothing_found_is_counted_as_nothing() -> None:
    text = Text("words")
    assert substitute(text, [Substitution("none", "x")]) == (text, 0)


@given(st.text("abА ё", max_size=30), st.text("abА", min_size=1, max_size=3), st.text(max_size=4))
def test_it_replaces_as_python_does(text: str, what: str, new: str) -> None:
    done, count = substitute(Text(text), [Substitution(what, new)])
    assert done.text == text.replace(what, new)
    assert count == text.count(what)


def test_letter_case_is_ignored_when_asked() -> None:
    done, count = substitute(Text("Слово İ СЛОВО"), [Substitution("слово", "x", is_caseless=True)])
    assert (done.text, count) == ("x İ x", 2)
