"""Rubrics that are probably the same are found, and others are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from bot.domain.archive import Rubric
from bot.domain.rubric_pairs import MOST_PAIRS, find_pairs, is_one_slip
from bot.domain.rubrics import fold_tag
from bot.services.stemming import stem_of


def rubrics_of(*tags: str) -> list[Rubric]:
    return [
        Rubric(id=n, channel_id=1, fold=fold_tag(tag), tag=tag, posts=100 - n)
        for n, tag in enumerate(tags, 1)
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("кейс", "кейсы"),
        ("реклама", "рекламы"),
        ("discount", "discounts"),
        ("рекламныйхит", "рекламный_хит"),
        ("рекламныйхит", "рекламныйхитт"),
        ("рекламныйхит", "рекламнйыхит"),
        ("маркетинг", "marketing"),
        ("бренд", "brend"),
        ("разборы_полётов", "разбор_полетов"),
    ],
)
def test_forms_slips_and_scripts_are_a_pair(one: str, other: str):
    [pair] = find_pairs(rubrics_of(one, other), stem_of)
    assert (pair.kept.tag, pair.joined.tag) == (one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("итоги2024", "итоги2025"),
        ("выпуск_11", "выпуск_12"),
        ("бренды", "тренды"),
        ("хит", "кит"),
        ("реклама", "скидка"),
    ],
)
def test_other_figures_and_other_words_are_none(one: str, other: str):
    assert find_pairs(rubrics_of(one, other), stem_of) == []


def test_pairs_told_apart_are_left_out_and_the_most_used_come_first():
    known = rubrics_of("кейс", "кейсы", "скидка", "скидки")
    assert [pair.kept.tag for pair in find_pairs(known, stem_of)] == ["кейс", "скидка"]
    apart = {(known[0].id, known[1].id)}
    assert [pair.kept.tag for pair in find_pairs(known, stem_of, apart=apart)] == ["скидка"]


def test_a_family_of_like_tags_is_no_flood_of_pairs():
    known = rubrics_of(*("проект" + "а" * n + "б" * m for n in range(6) for m in range(6)))
    assert len(find_pairs(known, stem_of)) <= MOST_PAIRS


WORD = st.text("абв", min_size=1, max_size=7)


@given(WORD, WORD)
def test_a_slip_is_one_edit_or_swap_behind_the_first_letter(one: str, other: str):
    is_one = OSA.distance(one, other) == 1 and one[0] == other[0]
    assert is_one_slip(one, other) == is_one
