"""How much of what is meant a search finds, and how little of what is not."""

import sys

import pytest

from bot.services.queries import parse_query
from bot.services.stemming import stems_of
from tests.services.recall import FORMS, STRANGERS

ALL = [pair for pairs in FORMS.values() for pair in pairs]


def is_found(said: str, typed: str) -> bool:
    """Whether a search for one word finds a post that says the other."""
    words = parse_query(typed).words
    return bool(words) and all(set(word) & set(stems_of(said)) for word in words)


def test_at_least_nine_of_ten_forms_are_found():
    missed = [pair for pair in ALL if not is_found(*pair)]
    assert len(set(ALL)) >= 200
    recall = 1 - len(missed) / len(ALL)
    sys.stdout.write(f"recall {recall:.3f} of {len(ALL)}; missed: {missed}\n")
    assert recall >= 0.9, missed


@pytest.mark.parametrize("kind", FORMS)
def test_no_kind_of_word_is_left_behind(kind: str):
    missed = [pair for pair in FORMS[kind] if not is_found(*pair)]
    assert len(missed) / len(FORMS[kind]) <= 0.2, missed


def test_at_most_one_of_ten_strangers_is_found():
    found = [pair for pair in STRANGERS if is_found(*pair) or is_found(*pair[::-1])]
    assert len(set(STRANGERS)) >= 60
    sys.stdout.write(f"strangers found: {len(found)} of {len(STRANGERS)}: {found}\n")
    assert len(found) / len(STRANGERS) <= 0.1, found
