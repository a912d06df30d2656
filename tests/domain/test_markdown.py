"""Markdown that reads as the text it was made of: rendered by another library and compared."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from bot.domain.markdown import to_markdown
from bot.domain.texts import Entity, Text, utf16_len
from bot.domain.texts.edits import characters_of, units_before

RENDERER = MarkdownIt("commonmark").enable(["strikethrough", "table"])
HTML = {"strong": "bold", "em": "italic", "del": "strikethrough", "u": "underline",
        "span": "spoiler"}  # fmt: skip
MARKS = {"strong": "bold", "em": "italic", "s": "strikethrough"}
INLINE = (*HTML.values(), "text_link", "code")
Look = list[tuple[str, frozenset[str]]]


def read(markdown: str) -> Look:
    """Characters with their formatting, as a reader of the rendered page sees them."""
    found: Look = []
    blocks: list[str] = []
    for token in RENDERER.parse(markdown):
        match token.type:
            case "blockquote_open":
                blocks.append("blockquote")
            case "blockquote_close":
                blocks.pop()
            case "fence":
                found += [(one, frozenset({*blocks, "pre"})) for one in token.content]
            case "paragraph_close":
                found.append(("\n\n", frozenset()))
            case "inline":
                found += _inline(token.children or [], blocks)
            case "paragraph_open":
                pass
            case other:
                raise AssertionError(f"became {other}: {markdown!r}")
    return found


def _inline(children: list[Any], blocks: list[str]) -> Iterator[tuple[str, frozenset[str]]]:
    styles: list[str] = []
    for token in children:
        name = token.tag
        if token.type == "html_inline":
            tag = re.fullmatch(r"<(/?)(\w+)[^>]*>", token.content)
            assert tag, token.content
            if tag[1]:
                assert styles.pop() == HTML[tag[2]]
            else:
                styles.append(HTML[tag[2]])
        elif token.type == "link_open":
            styles.append("text_link")
        elif token.nesting == 1:
            styles.append(MARKS[name])
        elif token.nesting == -1:
            styles.pop()
        elif token.type in ("hardbreak", "softbreak"):
            yield "\n", frozenset()
        else:
            look = frozenset({*styles, *blocks, *(["code"] if name == "code" else [])})
            assert token.type in ("text", "code_inline", "text_special"), token.type
            yield from ((one, look) for one in token.content)


def expected(text: Text) -> Look:
    units = units_before(text.text)
    looks: list[set[str]] = [set() for _ in text.text]
    for entity in text.entities:
        for at in range(*characters_of(units, entity)):
            looks[at].add(entity.type.removeprefix("expandable_"))
    return [
        (one, frozenset({"pre", *({"blockquote"} & look)}) if "pre" in look else frozenset(look))
        for one, look in zip(text.text, looks, strict=True)
    ]


def visible(look: Look) -> Look:
    return [(one, styles) for one, styles in look if not one.isspace()]


def words_of(look: Look) -> str:
    return "".join(one for one, _ in look)


CHARACTERS = st.sampled_from("abЖё12 \n\n*_`~#>-+=|:.)![]()<>&;\\'\"«»—👍🏽\t\u00a0\u0301")
WORDS = st.text(CHARACTERS, min_size=1, max_size=40)


@st.composite
def texts(draw: st.DrawFn, types: tuple[str, ...] = INLINE) -> Text:
    words = draw(WORDS)
    units = units_before(words)
    entities = []
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(words) - 1))
        stop = draw(st.integers(start + 1, len(words)))
        kind = draw(st.sampled_from(types))
        url = "https://example.com/a_(b)?c=*d*&e" if kind == "text_link" else None
        entities.append(Entity(kind, units[start], units[stop] - units[start], url=url))
    return Text(words, tuple(sorted(entities, key=lambda one: (one.offset, -one.length))))


@given(texts())
def test_words_lines_and_formatting_are_those_of_the_text(text: Text) -> None:
    look = read(to_markdown(text))
    assert words_of(look).strip("\n") == text.text.strip("\n")
    assert visible(look) == visible(expected(text))


@given(st.lists(st.tuples(st.sampled_from(["", "blockquote", "pre"]), texts()), max_size=4))
def test_quotes_and_code_stand_apart_with_all_that_is_in_them(parts: Any) -> None:
    text = _joined(parts)
    look = read(to_markdown(text))
    assert visible(look) == visible(expected(text))


def _joined(parts: list[tuple[str, Text]]) -> Text:
    words, entities, at = "", [], 0
    for kind, part in parts:
        if kind:
            entities.append(Entity(kind, at, part.units))
        if kind != "pre":
            moved = (one.to_dict() | {"offset": one.offset + at} for one in part.entities)
            entities += [Entity.from_dict(one) for one in moved]
        words += part.text + "\n"
        at += part.units + 1
    return Text(words, tuple(entities))


@pytest.mark.parametrize(
    ("words", "markdown"),
    [
        ("# Not a heading", "\\# Not a heading"),
        ("#рубрика", "#рубрика"),
        ("1. one\n- two\n> three", "1\\. one\\\n\\- two\\\n\\> three"),
        ("2 * 3 * 4 = snake_case", "2 \\* 3 \\* 4 = snake\\_case"),
        ("a | b\n--- | ---", "a \\| b\\\n\\--- \\| ---"),
        ("Скидка 50%, только сегодня!", "Скидка 50%, только сегодня!".replace("!", "\\!")),
        ("one\n\ntwo\n\n\nthree", "one\n\ntwo\n\n\\\nthree"),
    ],
)
def test_text_never_becomes_markup(words: str, markdown: str) -> None:
    assert to_markdown(Text(words)) == markdown


@pytest.mark.parametrize(
    ("words", "entities", "markdown"),
    [
        ("so bold it is", [("bold", 3, 4)], "so **bold** it is"),
        ("so bold it is", [("italic", 3, 4), ("bold", 3, 4)], "so <strong>*bold*</strong> it is"),
        ("so bold", [("strikethrough", 0, 2), ("underline", 3, 4)], "~~so~~ <u>bold</u>"),
        ("bolder", [("bold", 0, 4)], "<strong>bold</strong>er"),
        ("run `x` now", [("code", 4, 3)], "run `` `x` `` now"),
        ("the end", [("spoiler", 4, 3)], 'the <span class="spoiler">end</span>'),
        ("see example.com!", [("url", 4, 11)], "see [example.com](<https://example.com>)\\!"),
        ("ask @anna_b", [("mention", 4, 7)], "ask [@anna\\_b](<https://t.me/anna_b>)"),
        ("🔥 hot", [("custom_emoji", 0, 2)], "🔥 hot"),
        ("x = 1", [("pre", 0, 5)], "```\nx = 1\n```"),
        ("said\nso\nit", [("blockquote", 5, 2)], "said\n\n> so\n\nit"),
        ("wow!link", [("text_link", 4, 4)], "wow\\![link](<https://example.com>)"),
    ],
)
def test_each_kind_of_formatting_has_its_mark(
    words: str, entities: list[tuple[str, int, int]], markdown: str
) -> None:
    made = [
        Entity(kind, at, length, url="https://example.com" if kind == "text_link" else None)
        for kind, at, length in entities
    ]
    assert to_markdown(Text(words, tuple(made))) == markdown


def test_the_language_of_code_is_named() -> None:
    text = Text("a\n```\nb", (Entity("pre", 0, 7, language="python"),))
    assert to_markdown(text) == "````python\na\n```\nb\n````"


def test_an_entity_that_ends_inside_a_character_takes_it_whole() -> None:
    text = Text("a 👍 b", (Entity("bold", 2, 1),))
    assert utf16_len(text.text) == 6
    assert words_of(read(to_markdown(text))).strip("\n") == text.text
