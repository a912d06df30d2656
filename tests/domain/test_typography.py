"""Typography is set once, on the author's words, and leaves alone what is no prose."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.texts import Edit, Entity, Text, apply_edits, cut, units_before, utf16_len
from bot.domain.typography import apply, list_edits

PIECES = st.sampled_from(
    [
        *('"', "«", "»", "„", "“", "”", " ", "  ", "\n", " - ", "--", "-", "–", "—", "...", "…"),
        *("слово", "в", "и ", "Disney", "15", " %", "2020-2025", "№ 5", ",", " .", "!", "?", ":"),
        *(
            "😀",
            ":-)",
            "https://x.ru/a-b",
            "@name_x",
            "#тег",
            "`код`",
            "(",
            ")",
            "\u00a0",
            "5 000",
        ),
    ]
)
WORDS = st.lists(PIECES, max_size=40).map("".join)
PROTECTED = ["code", "pre", "url", "mention", "hashtag"]
MARKS = re.compile(r"[\s\u00a0\"«»„“”.…–—-]+")


@st.composite
def texts(draw: st.DrawFn) -> Text:
    """Words with formatting anywhere on whole characters."""
    words = draw(WORDS)
    units = units_before(words)
    entities = []
    for _ in range(draw(st.integers(0, 4))):
        start, stop = sorted(draw(st.integers(0, len(words))) for _ in range(2))
        if stop > start:
            kind = draw(st.sampled_from(["bold", "italic", "text_link", *PROTECTED]))
            entities.append(Entity(kind, units[start], units[stop] - units[start]))
    return Text(words, tuple(entities))


def covered(text: Text, entity: Entity) -> str:
    return cut(text, entity.offset, entity.end).text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('Он сказал: "Привет, "мир"!"', "Он сказал: «Привет, „мир“!»"),
        ('Сказал:"Да"', "Сказал:«Да»"),
        ('"ООО "Лютик""', "«ООО „Лютик“»"),
        ("Disney - это хит", "Disney\u00a0— это хит"),
        ("Disney -- это хит", "Disney\u00a0— это хит"),
        ("в 1941-1945 годах", "в\u00a01941–1945 годах"),
        ("10-15 % роста", "10–15\u00a0% роста"),
        ("ждём...", "ждём…"),
        ("слово , слово !", "слово, слово!"),
        ("два  слова", "два слова"),
        ("5 000 руб. и 10 000 000", "5\u00a0000\u00a0руб. и\u00a010\u00a0000\u00a0000"),
        ('He said "hello" - and left...', "He said “hello” – and left…"),
    ],
)
def test_prose_is_set_as_its_language_sets_it(before: str, after: str) -> None:
    assert apply(Text(before)).text == after


@pytest.mark.parametrize(
    "words",
    [
        'https://x.ru/a-b...c?d="e"',
        "@name_x",
        "#тег",
        "`код - код...`",
        "8-800-555-35-35",
        "2026-11-22",
        "счёт 3-2",
        "5 - 3 = 2",
        'экран 15" ярче',
        'незакрытая "кавычка',
        "смешно :-) ;) )))",
        "кто-то",
        "Ich bin „müde“",
        "- пункт списка",
    ],
)
def test_what_is_no_prose_or_no_sure_thing_is_left_alone(words: str) -> None:
    assert apply(Text(words)).text.replace("\u00a0", " ") == words


def test_formatting_stays_on_its_words() -> None:
    words = '😀 "Рекламный  хит" - это...'
    bold = Entity("bold", words.index("Рекламный") + 1, len("Рекламный  хит"))
    link = Entity("text_link", words.index("это") + 1, 6, url="https://example.org")
    done = apply(Text(words, (bold, link)))
    assert done.text == "😀 «Рекламный хит»\u00a0— это…"
    assert [covered(done, entity) for entity in done.entities] == ["Рекламный хит", "это…"]
    assert done.entities[1].url == "https://example.org"


@given(texts())
def test_what_is_set_stays_set(text: Text) -> None:
    once = apply(text)
    assert list_edits(once) == []
    assert apply(once) == once


@given(texts())
def test_nothing_becomes_longer(text: Text) -> None:
    assert apply(text).units <= text.units


@given(texts())
def test_words_and_their_order_stay(text: Text) -> None:
    assert MARKS.sub("", apply(text).text) == MARKS.sub("", text.text)


@given(texts())
def test_entities_keep_their_words_but_for_typography(text: Text) -> None:
    done = apply(text)
    before = [MARKS.sub("", covered(text, entity)) for entity in text.entities]
    after = [MARKS.sub("", covered(done, entity)) for entity in done.entities]
    assert [words for words in after if words] == [words for words in before if words]


@given(texts())
def test_protected_places_are_untouched(text: Text) -> None:
    done = apply(text)
    for kind in PROTECTED:
        before = [covered(text, entity) for entity in text.entities if entity.type == kind]
        after = [covered(done, entity) for entity in done.entities if entity.type == kind]
        assert after == before


@given(texts(), st.data())
def test_edits_keep_every_entity_inside_the_text_on_whole_characters(
    text: Text, data: st.DataObject
) -> None:
    places = sorted(
        data.draw(st.sets(st.integers(0, len(text.text)), max_size=6).map(list), label="places")
    )
    new = st.sampled_from(["", "x", "😀😀", "\n"])
    edits = [
        Edit(start, stop, data.draw(new))
        for start, stop in zip(places[::2], places[1::2], strict=False)
    ]
    done = apply_edits(text, edits)
    units = set(units_before(done.text))
    for entity in done.entities:
        assert entity.length > 0
        assert {entity.offset, entity.end} <= units
        assert entity.end <= utf16_len(done.text)


@pytest.mark.parametrize(
    ("entity", "covered_after"),
    [
        (Entity("bold", 4, 3), "dog"),
        (Entity("bold", 0, 11), "big dog sat"),
        (Entity("bold", 5, 6), " sat"),
        (Entity("bold", 0, 5), "big "),
        (Entity("bold", 5, 1), None),
        (Entity("custom_emoji", 4, 3), None),
    ],
)
def test_formatting_is_kept_outside_of_replaced_words(
    entity: Entity, covered_after: str | None
) -> None:
    done = apply_edits(Text("big cat sat", (entity,)), [Edit(4, 7, "dog")])
    assert done.text == "big dog sat"
    assert [covered(done, item) for item in done.entities] == (
        [covered_after] if covered_after else []
    )


def test_an_insertion_at_the_edge_of_an_entity_stays_outside() -> None:
    text = Text("one two", (Entity("bold", 0, 3), Entity("italic", 4, 3)))
    done = apply_edits(text, [Edit(3, 3, "!"), Edit(4, 4, "> ")])
    assert done.text == "one! > two"
    assert [covered(done, entity) for entity in done.entities] == ["one", "two"]


def test_edits_that_overlap_are_refused() -> None:
    with pytest.raises(ValueError, match="overlap"):
        apply_edits(Text("words"), [Edit(0, 3, "x"), Edit(2, 4, "y")])
