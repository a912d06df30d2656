"""Overlaps, splits and merges of entities, compared with a model that looks at each character."""

from __future__ import annotations

from collections.abc import Container
from itertools import pairwise

from aiogram.types import MessageEntity
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.text.entities import MAX_USER_ENTITIES, cap_entities, fix_entities, merge_detected
from bot.sandbox.text.order import PLAIN, QUOTES, STYLES, end, in_order, sort_key

KINDS = [*STYLES, *sorted(QUOTES), *sorted(PLAIN), "text_link", "text_mention", "custom_emoji"]
LENGTH = 12


def _entity(kind: str, start: int, length: int) -> MessageEntity:
    return MessageEntity(type=kind, offset=start, length=length)


def _some(kinds: list[str]) -> st.SearchStrategy[list[MessageEntity]]:
    places = st.integers(0, LENGTH - 1), st.integers(0, LENGTH // 2)
    return st.lists(st.builds(_entity, st.sampled_from(kinds), *places), max_size=8)


def _covered(entities: list[MessageEntity], kinds: Container[str]) -> set[tuple[int, str]]:
    return {
        (position, e.type)
        for e in entities
        if e.type in kinds
        for position in range(e.offset, end(e))
    }


def _shape(entities: list[MessageEntity]) -> list[tuple[str, int, int]]:
    return [(e.type, e.offset, e.length) for e in entities]


def _fixed(*given: tuple[str, int, int]) -> list[tuple[str, int, int]]:
    return _shape(fix_entities([_entity(*each) for each in given]))


def test_a_style_is_cut_at_the_edges_of_a_link() -> None:
    assert _fixed(("bold", 0, 9), ("text_link", 3, 2)) == [
        ("bold", 0, 3),
        ("text_link", 3, 2),
        ("bold", 3, 2),
        ("bold", 5, 4),
    ]


def test_touching_styles_become_one_and_crossing_ones_are_cut() -> None:
    assert _fixed(("bold", 0, 2), ("bold", 2, 2)) == [("bold", 0, 4)]
    assert _fixed(("bold", 0, 4), ("italic", 2, 4)) == [
        ("bold", 0, 2),
        ("italic", 2, 4),
        ("bold", 2, 2),
    ]


def test_nothing_is_styled_inside_code() -> None:
    assert _fixed(("bold", 0, 9), ("code", 3, 2)) == [
        ("bold", 0, 3),
        ("code", 3, 2),
        ("bold", 5, 4),
    ]


def test_a_link_across_the_edge_of_a_quote_is_dropped_and_one_inside_is_kept() -> None:
    assert _fixed(("blockquote", 2, 5), ("text_link", 0, 4)) == [("blockquote", 2, 5)]
    assert _fixed(("blockquote", 0, 5), ("text_link", 0, 4)) == [
        ("blockquote", 0, 5),
        ("text_link", 0, 4),
    ]


def test_of_two_links_at_one_place_the_longer_one_stays() -> None:
    assert _fixed(("text_link", 0, 2), ("text_mention", 0, 4)) == [("text_mention", 0, 4)]


def test_detected_entities_give_way_to_links_and_cut_styles() -> None:
    own = fix_entities([_entity("text_link", 0, 3), _entity("bold", 4, 6)])
    found = [_entity("url", 1, 2), _entity("hashtag", 5, 2)]
    assert _shape(merge_detected(own, found)) == [
        ("text_link", 0, 3),
        ("bold", 4, 1),
        ("hashtag", 5, 2),
        ("bold", 5, 2),
        ("bold", 7, 3),
    ]


def test_of_150_entities_100_are_kept_and_links_come_before_styles() -> None:
    styles = [_entity("bold", 4 * i, 1) for i in range(75)]
    links = [_entity("text_link", 4 * i + 2, 1) for i in range(75)]
    kept = cap_entities(fix_entities([*styles, *links]))
    assert len(kept) == MAX_USER_ENTITIES
    assert [e.offset for e in kept if e.type == "text_link"] == [e.offset for e in links]
    assert [e.offset for e in kept if e.type == "bold"] == [e.offset for e in styles[:25]]


def test_a_style_cut_by_many_links_counts_once_and_custom_emoji_are_counted_apart() -> None:
    links = [_entity("text_link", 2 * i, 1) for i in range(99)]
    emoji = [_entity("custom_emoji", 300 + 2 * i, 2) for i in range(120)]
    kept = cap_entities(fix_entities([_entity("bold", 0, 200), *links, *emoji]))
    assert sum(e.length for e in kept if e.type == "bold") == 200
    assert sum(e.type == "text_link" for e in kept) == 99
    assert sum(e.type == "custom_emoji" for e in kept) == 100


@given(_some(KINDS))
def test_fixing_twice_changes_nothing(entities: list[MessageEntity]) -> None:
    once = fix_entities(entities)
    assert _shape(fix_entities(once)) == _shape(once)


@given(_some(KINDS))
def test_the_input_is_not_changed(entities: list[MessageEntity]) -> None:
    before = _shape(entities)
    fix_entities(entities)
    assert _shape(entities) == before


@given(_some(KINDS))
def test_each_character_keeps_its_styles_but_inside_code(entities: list[MessageEntity]) -> None:
    fixed = fix_entities(entities)
    plain = {position for position, _ in _covered(fixed, PLAIN)}
    expected = {place for place in _covered(entities, STYLES) if place[0] not in plain}
    assert _covered(fixed, STYLES) == expected


@given(_some(KINDS))
def test_entities_nest_and_stand_in_order(entities: list[MessageEntity]) -> None:
    fixed = fix_entities(entities)
    assert fixed == in_order(fixed)
    for index, outer in enumerate(fixed):
        for inner in fixed[index + 1 :]:
            assert inner.offset >= end(outer) or end(inner) <= end(outer)


@given(_some([kind for kind in KINDS if kind not in STYLES]))
def test_frames_are_never_cut_and_never_overlap_but_in_quotes(
    entities: list[MessageEntity],
) -> None:
    fixed = fix_entities(entities)
    assert all(shape in _shape(entities) for shape in _shape(fixed))
    for family in (QUOTES, frozenset(KINDS) - QUOTES):
        mine = [e for e in fixed if e.type in family]
        assert all(end(a) <= b.offset for a, b in pairwise(mine))


@given(_some(list(STYLES)))
def test_pieces_of_one_style_touch_only_where_another_style_starts(
    entities: list[MessageEntity],
) -> None:
    fixed = fix_entities(entities)
    starts = {(e.offset, e.type) for e in fixed}
    for a in fixed:
        for b in fixed:
            if a.type == b.type and end(a) == b.offset:
                assert any((b.offset, kind) in starts for kind in STYLES if kind != a.type)


def test_of_entities_at_one_place_quotes_come_first_and_emoji_last() -> None:
    kinds = ["custom_emoji", "bold", "text_link", "code", "pre", "blockquote"]
    ordered = sorted((_entity(kind, 0, 1) for kind in kinds), key=sort_key)
    assert [e.type for e in ordered] == kinds[::-1]
