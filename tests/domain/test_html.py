"""Texts as HTML: as aiogram writes them, well formed whatever the entities, and safe."""

import xml.etree.ElementTree as ET
from html import escape, unescape

import pytest
from aiogram.types import MessageEntity
from aiogram.utils.text_decorations import html_decoration
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.texts import Entity, Text, utf16_len
from bot.domain.texts.html import clean, safe_address, to_html

STYLES = ("bold", "italic", "underline", "strikethrough", "spoiler", "code")
KINDS = (
    *STYLES, "pre", "blockquote", "expandable_blockquote", "text_link", "url", "email", "mention",
    "hashtag", "custom_emoji", "text_mention", "date_time", "something_new",
)  # fmt: skip
ADDRESSES = ("https://example.com/?a=1&b=2", "javascript:alert(1)", "tg://resolve?domain=a", "")
WORDS = st.text(
    st.one_of(st.sampled_from('ab "<>&#@\n\r\x00\ud800\u202eш😀👨\u200d👩א'), st.characters()),
    max_size=60,
)
ENTITIES = st.lists(
    st.builds(
        Entity,
        type=st.sampled_from(KINDS),
        offset=st.integers(-3, 90),
        length=st.integers(-3, 90),
        url=st.sampled_from(ADDRESSES),
        language=st.sampled_from((None, "python", 'a" onclick="b')),
    ),
    max_size=12,
)


def parsed(html: str) -> ET.Element:
    """The HTML as a tree; fails when a tag is not closed in its order."""
    return ET.fromstring(f"<div>{html.replace('<br>', '<br/>')}</div>")


@given(WORDS, ENTITIES)
def test_whatever_the_entities_the_html_is_well_formed_and_keeps_every_word(
    words: str, entities: list[Entity]
) -> None:
    html = to_html(Text(words, tuple(entities)), link_tag=lambda tag: f"/tag/{tag}")
    tree = parsed(html)
    kept = "".join(tree.itertext()).replace("\n", "")
    assert kept == clean(words).replace("\n", "")
    for link in tree.iter("a"):
        assert link.attrib["href"].startswith(("http://", "https://", "tg://", "mailto:", "/tag/"))
        assert link.find(".//a") is None
    names = {element.tag for element in tree.iter()}
    assert names <= {
        "div", "b", "i", "u", "s", "span", "code", "pre", "blockquote", "a", "br",
    }  # fmt: skip
    attributes = {name for element in tree.iter() for name in element.attrib}
    assert attributes <= {"href", "class"}


@st.composite
def nested(draw: st.DrawFn) -> Text:
    """A text whose entities lie inside each other, none of a kind inside itself."""
    words = draw(st.text(st.sampled_from("ab<>&\"'ш😀 "), min_size=1, max_size=30))
    edges = [0]
    for character in words:
        edges.append(edges[-1] + utf16_len(character))
    low, high = 0, len(words)
    entities = []
    for kind in draw(st.permutations((*STYLES, "text_link"))):
        if low >= high:
            break
        low = draw(st.integers(low, high - 1))
        high = draw(st.integers(low + 1, high))
        # aiogram leaves `&` in an address as it is.
        url = "https://example.com/?a=1" if kind == "text_link" else None
        entities.append(Entity(kind, edges[low], edges[high] - edges[low], url=url))
    return Text(words, tuple(entities))


def as_ours(html: str) -> str:
    """What aiogram names otherwise, by our names: HTML knows no `tg-spoiler` and no `language`."""
    html = html.replace("<tg-spoiler>", '<span class="spoiler">').replace(
        "</tg-spoiler>", "</span>"
    )
    return html.replace("<code language=", "<code class=")


def styles_of(html: str) -> list[tuple[str, frozenset[str]]]:
    """Each character with the tags it stands in."""
    found: list[tuple[str, frozenset[str]]] = []

    def walk(element: ET.Element, around: frozenset[str]) -> None:
        inside = around | {f"{element.tag} {sorted(element.attrib.items())}"}
        found.extend((character, inside) for character in element.text or "")
        for child in element:
            walk(child, inside)
            found.extend((character, inside) for character in child.tail or "")

    walk(parsed(html), frozenset())
    return found


@given(nested())
def test_every_character_has_the_formatting_that_aiogram_gives_it(text: Text) -> None:
    entities = [MessageEntity.model_validate(entity.to_dict()) for entity in text.entities]
    theirs = html_decoration.unparse(text.text, entities)
    assert styles_of(to_html(text)) == styles_of(as_ours(theirs))


@given(st.text(st.sampled_from("ab<>&ш😀 "), min_size=1, max_size=20), st.sampled_from(STYLES))
def test_one_entity_is_written_as_aiogram_writes_it(words: str, kind: str) -> None:
    whole = Entity(kind, 0, utf16_len(words))
    theirs = html_decoration.unparse(words, [MessageEntity.model_validate(whole.to_dict())])
    assert to_html(Text(words, (whole,))) == as_ours(theirs)


@pytest.mark.parametrize(
    "language", ["python", None], ids=["with a language", "without a language"]
)
def test_a_listing_is_written_as_aiogram_writes_it(language: str | None) -> None:
    whole = Entity("pre", 0, 5, language=language)
    theirs = html_decoration.unparse("a < b", [MessageEntity.model_validate(whole.to_dict())])
    assert to_html(Text("a < b", (whole,))) == as_ours(theirs)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (Text("a\nb"), "a<br>b"),
        (Text("a\nb", (Entity("pre", 0, 3),)), "<pre>a\nb</pre>"),
        (Text("a\nb\nc", (Entity("blockquote", 2, 1),)), "a<blockquote>b</blockquote>c"),
        (
            Text("abcd", (Entity("bold", 0, 3), Entity("italic", 1, 3))),
            "<b>a<i>bc</i></b><i>d</i>",
        ),
        (
            Text("abc", (Entity("bold", 0, 3), Entity("blockquote", 1, 2))),
            "<b>a</b><blockquote><b>bc</b></blockquote>",
        ),
        (Text("abc", (Entity("bold", 0, 2), Entity("bold", 1, 2))), "<b>ab</b><b>c</b>"),
        (Text("😀ab", (Entity("bold", 2, 1),)), "😀<b>a</b>b"),
        (Text("👍", (Entity("custom_emoji", 0, 2, custom_emoji_id="5"),)), "👍"),
        (Text("Anna", (Entity("text_mention", 0, 4, user_id=7),)), "Anna"),
        (
            Text("@anna", (Entity("mention", 0, 5),)),
            '<a href="https://t.me/anna">@anna</a>',
        ),
        (
            Text("a@b.c", (Entity("email", 0, 5),)),
            '<a href="mailto:a@b.c">a@b.c</a>',
        ),
        (
            Text("b.com:80/x", (Entity("url", 0, 10),)),
            '<a href="http://b.com:80/x">b.com:80/x</a>',
        ),
        (Text("x", (Entity("text_link", 0, 1, url="javascript:alert(1)"),)), "x"),
        (Text("ftp://b.com", (Entity("url", 0, 11),)), "ftp://b.com"),
    ],
    ids=lambda value: value.text.replace("\n", "|") if isinstance(value, Text) else "",
)
def test_texts_as_html(text: Text, expected: str) -> None:
    assert to_html(text) == expected


def test_hashtags_lead_where_they_are_said_to_marked_or_not() -> None:
    text = Text("#кейс и #news_1", (Entity("hashtag", 0, 5),))
    html = to_html(text, link_tag=lambda tag: f"/t/{tag}" if tag != "news_1" else "")
    assert html == '<a href="/t/кейс">#кейс</a> и #news_1'
    assert to_html(text) == "#кейс и #news_1"


def test_no_link_stands_inside_a_link() -> None:
    words = "see #case now"
    link = Entity("text_link", 0, 13, url="https://example.com")
    html = to_html(Text(words, (link,)), link_tag=lambda tag: "/t")
    assert html == f'<a href="https://example.com">{words}</a>'


@given(st.text(max_size=40))
def test_an_address_is_safe_or_none(address: str) -> None:
    known = safe_address(address)
    assert known is None or known.lower().startswith(("http://", "https://", "tg://", "mailto:"))


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", " java\nscript:alert(1)", "data:text/html,x", "//evil.example",
     "vbscript:x", "file:///etc/passwd", "http://", "https://a\x00b", "jAvAsCrIpT:x"],
    ids=range(9),
)  # fmt: skip
def test_an_address_that_could_do_harm_is_none(address: str) -> None:
    assert safe_address(address) is None


@given(WORDS)
def test_plain_words_are_only_escaped(words: str) -> None:
    html = to_html(Text(words))
    assert unescape(html.replace("<br>", "\n")) == clean(words)
    assert html == escape(clean(words), quote=False).replace("\n", "<br>")
