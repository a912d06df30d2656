"""Texts are cut, joined and split with every entity on its words."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.texts import (
    AUTOMATIC,
    TEXT_LIMIT,
    Entity,
    Text,
    count_formatting,
    cut,
    cut_around,
    join,
    plain_title,
    split,
    strip,
    utf16_len,
    without_automatic,
)

BLANKS = " \t\n\r\v\f\0"
FAMILY = "\N{MAN}\u200d\N{WOMAN}\u200d\N{GIRL}"
FLAG = "\N{REGIONAL INDICATOR SYMBOL LETTER R}\N{REGIONAL INDICATOR SYMBOL LETTER U}"
WAVE, ACCENT, KEYCAP = "\N{WAVING HAND SIGN}\U0001f3fd", "e\u0301", "1\ufe0f\u20e3"
PIECES = st.sampled_from(
    [
        *("слово", "word ", "a", " ", "\n", "\n\n", ". ", "!» ", "\u00a0", "ё", "𝕏", "😀"),
        *(FAMILY, FLAG, WAVE, ACCENT, KEYCAP, "#кейс", "\t"),
    ]
)
WORDS = st.lists(PIECES | st.characters(exclude_categories=["Cs"]), max_size=60).map("".join)
TYPES = st.sampled_from(["bold", "italic", "text_link", "custom_emoji", "hashtag", "pre"])


def units_before(text: str) -> list[int]:
    """Units before each character and after the last."""
    return [utf16_len(text[:at]) for at in range(len(text) + 1)]


@st.composite
def texts(draw: st.DrawFn) -> Text:
    """Words with entities on whole characters, whatever overlaps."""
    words = draw(WORDS)
    units = units_before(words)
    bounds = st.integers(0, len(words))
    entities = []
    for kind in draw(st.lists(TYPES, max_size=6)) if words else []:
        start, stop = sorted((draw(bounds), draw(bounds)))
        if start < stop:
            url = "https://example.com" if kind == "text_link" else None
            entities.append(Entity(kind, units[start], units[stop] - units[start], url=url))
    return Text(words, tuple(entities))


def covered(text: Text, entity: Entity) -> str:
    units = text.text.encode("utf-16-le")
    return units[entity.offset * 2 : entity.end * 2].decode("utf-16-le")


def bare(words: str) -> str:
    return words.translate(dict.fromkeys(map(ord, BLANKS)))


def marked(text: Text) -> set[tuple[str, int]]:
    """Every character with what is said of it, counted without blanks: what readers see."""
    units = units_before(text.text)
    shown = [at for at, character in enumerate(text.text) if character not in BLANKS]
    return {
        (entity.type, number)
        for entity in text.entities
        for number, at in enumerate(shown)
        if entity.offset <= units[at] < entity.end
    }


@given(st.text())
def test_units_are_those_of_utf16(text: str):
    assert utf16_len(text) == len(text.encode("utf-16-le", "surrogatepass")) // 2
    assert Text(text).units == utf16_len(text)
    assert bool(Text(text)) == bool(text)


@given(texts(), st.integers(-3, 200), st.integers(-3, 200))
def test_a_cut_keeps_entities_on_their_words(text: Text, start: int, stop: int):
    piece = cut(text, start, stop)
    assert piece.text in text.text
    piece.text.encode("utf-16-le")
    for entity in piece.entities:
        assert entity.length > 0
        assert covered(piece, entity) in piece.text
        assert any(
            before.type == entity.type and covered(piece, entity) in covered(text, before)
            for before in text.entities
        )


@given(texts(), st.integers(0, 200))
def test_a_text_cut_in_two_and_joined_is_the_same(text: Text, at: int):
    units = units_before(text.text)
    at = min(units, key=lambda unit: abs(unit - at))
    joined = join([cut(text, 0, at), cut(text, at, text.units)])
    assert joined.text == text.text
    assert marked(joined) == marked(text)


def test_a_cut_leaves_out_a_character_that_it_would_break():
    text = Text("a😀b", (Entity("bold", 0, 4),))
    assert cut(text, 0, 2) == Text("a", (Entity("bold", 0, 1),))
    assert cut(text, 2, 4) == Text("b", (Entity("bold", 0, 1),))
    assert cut(text, 2, 2) == Text()


def test_joined_entities_that_touch_and_are_alike_become_one():
    bold, link = Text("аб", (Entity("bold", 0, 2),)), Entity("text_link", 0, 2, url="https://a.b")
    assert join([bold, bold]).entities == (Entity("bold", 0, 4),)
    assert len(join([bold, bold], "\n").entities) == 2
    assert len(join([Text("аб", (link,)), bold]).entities) == 2
    emoji = Text("😀", (Entity("custom_emoji", 0, 2, custom_emoji_id="1"),))
    assert len(join([emoji, emoji]).entities) == 2
    assert join([bold, Text("😀"), bold], "-").entities[-1] == Entity("bold", 6, 2)
    assert join([]) == Text()


@given(st.lists(texts(), max_size=5), st.sampled_from(["", "\n\n", "😀"]))
def test_a_join_loses_no_mark(parts: list[Text], separator: str):
    joined = join(parts, separator)
    assert joined.text == separator.join(part.text for part in parts)
    at = 0
    for part in parts:
        piece = cut(joined, at, at + part.units)
        assert piece.text == part.text
        assert marked(piece) == marked(part)
        at += part.units + utf16_len(separator)


@given(texts(), st.integers(2, 60))
def test_a_split_loses_nothing_but_blanks(text: Text, limit: int):
    parts = split(text, limit)
    assert all(part.text and part.units <= limit for part in parts)
    assert all(part == strip(part) for part in parts)
    joined = join(parts)
    assert bare(joined.text) == bare(text.text)
    assert marked(joined) == marked(text)
    at = 0
    for part in parts:
        at = text.text.index(part.text, at) + len(part.text)
        part.text.encode("utf-16-le")


@given(st.lists(st.sampled_from([FAMILY, FLAG, WAVE, ACCENT, KEYCAP, "a", "😀"]), max_size=40))
def test_a_split_breaks_no_emoji(shown: list[str]):
    parts = split(Text("".join(shown)), 15)
    left = list(shown)
    for part in parts:
        words = ""
        while left and len(words) < len(part.text):
            words += left.pop(0)
        assert words == part.text


@given(st.text("ab", min_size=1, max_size=10), st.integers(12, 40))
def test_a_split_breaks_no_word_that_fits(word: str, limit: int):
    parts = split(Text(" ".join([word] * 30)), limit)
    assert {piece for part in parts for piece in part.text.split(" ")} == {word}


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("Раз два.\n\nТри четыре пять", ["Раз два.", "Три четыре пять"]),
        ("Раз два три\nЧетыре пять шесть", ["Раз два три", "Четыре пять шесть"]),
        ("Раз. Два три. Четыре пять", ["Раз. Два три.", "Четыре пять"]),
        ("«Раз два три!» Четыре пять", ["«Раз два три!»", "Четыре пять"]),
        ("Раз два три четыре пять шесть", ["Раз два три четыре", "пять шесть"]),
        ("абвгдежзиклмнопрстуфхц", ["абвгдежзиклмнопрстуф", "хц"]),
        ("А\n\nбвгд ежзи клмнопрст", ["А\n\nбвгд ежзи", "клмнопрст"]),
        ("  коротко  ", ["коротко"]),
        ("   ", []),
        ("", []),
    ],
)
def test_a_split_is_where_a_reader_would_pause(words: str, parts: list[str]):
    assert [part.text for part in split(Text(words), 20)] == parts


def test_a_custom_emoji_is_not_broken():
    emoji = Entity("custom_emoji", 3, 5, custom_emoji_id="1")
    assert [part.text for part in split(Text("abcdefghij", (emoji,)), 6)] == ["abc", "defghi", "j"]


def test_a_long_text_fills_its_parts():
    parts = split(Text("Слово за словом. " * 1000))
    assert len(parts) == 5
    assert all(part.units > TEXT_LIMIT * 0.9 for part in parts[:-1])


def test_a_limit_that_holds_no_character_is_refused():
    with pytest.raises(ValueError, match="at least one character"):
        split(Text("a"), 1)


@given(texts())
def test_a_stripped_text_keeps_its_marks(text: Text):
    stripped = strip(text)
    assert stripped.text == text.text.strip(BLANKS)
    assert marked(stripped) == marked(text)


@given(texts())
def test_entities_are_stored_and_read_back(text: Text):
    for entity in text.entities:
        assert Entity.from_dict(entity.to_dict()) == entity


def test_an_entity_of_the_bot_api_is_read():
    user = {"id": 7, "is_bot": False, "first_name": "Анна"}
    data = {"type": "text_mention", "offset": 1, "length": 4, "user": user, "is_new": True}
    entity = Entity.from_dict(data)
    assert entity == Entity("text_mention", 1, 4, user_id=7)
    assert entity.to_dict() == {"type": "text_mention", "offset": 1, "length": 4, "user_id": 7}
    date = {"type": "date_time", "offset": 0, "length": 2, "unix_time": 5, "date_time_format": "t"}
    assert Entity.from_dict(date).to_dict() == date


def test_what_telegram_detects_is_neither_sent_nor_counted():
    kinds = [*sorted(AUTOMATIC), "bold", "custom_emoji", "text_link"]
    text = Text("x", tuple(Entity(kind, 0, 1) for kind in kinds))
    sent = without_automatic(text.entities)
    assert [entity.type for entity in sent] == ["bold", "custom_emoji", "text_link"]
    assert count_formatting(text) == 2


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("Заголовок\n\nТекст", "Заголовок"),
        ("\n  \n— — —\n🔥🔥\nПервая  строка \nВторая", "Первая строка"),
        ("#кейс #реклама\nКейс недели", "Кейс недели"),
        ("#кейс #реклама", ""),
        ("Хит #недели", "Хит"),
        ("😀", ""),
        ("", ""),
        ("слово " * 20, "слово " * 9 + "слово…"),
        ("а" * 70, "а" * 63 + "…"),
    ],
)
def test_a_title_is_the_first_line_with_meaning(words: str, title: str):
    assert plain_title(Text(words)) == title


def test_a_title_does_not_tell_what_a_spoiler_hides():
    hidden = Entity("spoiler", 5, 10)
    assert plain_title(Text("End: the butler, they say", (hidden,))) == "End: …, they say"
    assert plain_title(Text("End\nbegin", (Entity("spoiler", 0, 3),))) == "begin"


@given(WORDS, st.integers(1, 80))
def test_a_title_is_short_and_of_the_text(words: str, limit: int):
    title = plain_title(Text(words), limit)
    assert utf16_len(title) <= limit
    assert "\n" not in title
    shown = " ".join(words.split())
    assert all(piece in shown for piece in title.removesuffix("…").split())
    assert all(not (left.isspace() and right.isspace()) for left, right in pairwise(title))


def test_a_split_makes_no_more_parts_than_needed_where_lines_end() -> None:
    paragraph = "word " * 20
    words = "\n\n".join(["\n".join([paragraph] * 14)] * 4)
    parts = split(Text(words.strip()), limit=3000)
    assert len(parts) == 2


@given(words=st.text(max_size=200), at=st.integers(0, 199), room=st.integers(12, 100))
def test_a_part_around_a_character_has_it_and_no_more_than_the_room(
    words: str, at: int, room: int
):
    at = min(at, max(0, len(words) - 1))
    part, place = cut_around(words, at, room)
    assert len(part) <= room or part == words
    assert part[place : place + 1] == words[at : at + 1]
    assert part.removeprefix("…").removesuffix("…") in words


def test_a_part_is_cut_at_the_ends_of_words():
    words = "All of the shops in the street sold 18 percent more in the first month of summer"
    assert cut_around(words, words.index("18"), 40)[0] == "…street sold 18 percent more in the…"


def test_a_title_cut_behind_a_sentence_ends_with_one_ellipsis() -> None:
    line = "Билборд с одной строкой и номером пекарни. Звонили не только сыновья."
    assert plain_title(Text(line), 48) == "Билборд с одной строкой и номером пекарни…"
