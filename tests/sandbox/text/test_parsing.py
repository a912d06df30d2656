"""HTML and both Markdowns of the sandbox against hand-written cases and against TDLib."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from aiogram.types import MessageEntity
from hypothesis import assume, given, settings

from bot.sandbox.text import TextRefused, parse_html, parse_markdown, parse_markdown_v2
from tests.sandbox.text import markup
from tests.sandbox.text.tdlib import Answer, TdLib, breaks_tdlib, spans

PARSERS: dict[str, Callable[[str], tuple[str, list[MessageEntity]]]] = {
    "HTML": parse_html,
    "MarkdownV2": parse_markdown_v2,
    "Markdown": parse_markdown,
}
P = "can't parse entities: "
RESERVED = "Character '{}' is reserved and must be escaped with the preceding '\\'"


def ours(text: str, mode: str) -> Answer:
    try:
        plain, entities = PARSERS[mode](text)
    except TextRefused as refused:
        return refused.description
    return plain, spans(entities)


HTML: dict[str, Answer] = {
    "<b>жирный</b> 😀<i>x</i>": ("жирный 😀x", [(0, 6, "bold", ""), (9, 1, "italic", "")]),
    "a & b &nbsp; &lt;&gt;&amp;&quot; &copy;": ('a & b &nbsp; <>&" &copy;', []),
    "&#1085;&#x1F600&#0;&#x110000;": ("н😀&#0;&#x110000;", []),
    "<b>a</>": ("a", [(0, 1, "bold", "")]),
    '<b class="x" id=1 hidden>a</b>': ("a", [(0, 1, "bold", "")]),
    "<B>a</b >": ("a", [(0, 1, "bold", "")]),
    "<b></b>": ("", []),
    '<a href="telegram.org">x</a>': ("x", [(0, 1, "text_link", "http://telegram.org/")]),
    "<a>telegram.org</a>": ("telegram.org", [(0, 12, "text_link", "http://telegram.org/")]),
    '<a href="HTTPS://Ab.Ru:0443/Q x">x</a>': (
        "x",
        [(0, 1, "text_link", "https://ab.ru:443/Q%20x")],
    ),
    '<a href="javascript:alert(1)">x</a>': ("x", []),
    # No scheme to Telegram but a user and a password of a web address.
    '<a href="mailto:a@b.ru">x</a>': ("x", [(0, 1, "text_link", "http://mailto:a@b.ru/")]),
    '<a href="mailto:a">x</a>': ("x", []),
    '<a href="http://localhost/">x</a>': ("x", []),
    '<a href="tg://user?id=77">x</a>': ("x", [(0, 1, "text_mention", "77")]),
    '<a href="tg://resolve?domain=d">x</a>': (
        "x",
        [(0, 1, "text_link", "tg://resolve?domain=d")],
    ),
    '<pre><code class="language-py">x</code></pre>': ("x", [(0, 1, "pre", "py")]),
    '<code class="language-py">x</code>': ("x", [(0, 1, "code", "")]),
    "<blockquote expandable>x</blockquote>": ("x", [(0, 1, "expandable_blockquote", "")]),
    '<span class="tg-spoiler">x</span>': ("x", [(0, 1, "spoiler", "")]),
    '<tg-time unix="1700000000" format="tDw">x</tg-time>': (
        "x",
        [(0, 1, "date_time", "1700000000 wDt")],
    ),
    '<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>': (
        "👍",
        [(0, 2, "custom_emoji", "5368324170671202286")],
    ),
    "abc<br>": P + 'Unsupported start tag "br" at byte offset 3',
    "да<br/>": P + 'Unsupported start tag "br/" at byte offset 4',
    "<p>x</p>": P + 'Unsupported start tag "p" at byte offset 0',
    "1 < 2": P + 'Unsupported start tag "" at byte offset 2',
    "a <": P + "Unclosed start tag at byte offset 2",
    "<b": P + "Unclosed start tag at byte offset 0",
    "<a href": P + 'Unclosed start tag "a" at byte offset 0',
    "<a href='x": P + "Unclosed start tag at byte offset 0",
    "<a href=/>x</a>": P + "Unexpected end of name token at byte offset 8",
    "<a ='x'>": P + 'Empty attribute name in the tag "a" at byte offset 0',
    "<b>x": P + 'Can\'t find end tag corresponding to start tag "b"',
    "<b>я</i>": P + 'Unmatched end tag at byte offset 5, expected "</b>", found "</i>"',
    "x</b>": P + "Unexpected end tag at byte offset 1",
    "<b>x</b": P + "Unclosed end tag at byte offset 4",
    "<span>x</span>": P + 'Tag "span" must have class "tg-spoiler" at byte offset 0',
    '<tg-emoji emoji-id="x">👍</tg-emoji>': P + "Invalid custom emoji identifier specified",
    '<tg-time unix="5" format="z">x</tg-time>': P + "Invalid date format used",
    "&#xd83d;": P + "Text contains invalid Unicode characters after decoding HTML entities,"
    " check for unmatched surrogate code units",
}
V2: dict[str, Answer] = {
    "*ж* _i_ __u__ ~s~ ||p|| `c`": (
        "ж i u s p c",
        [
            *[(0, 1, "bold", ""), (2, 1, "italic", ""), (4, 1, "underline", "")],
            *[(6, 1, "strikethrough", ""), (8, 1, "spoiler", ""), (10, 1, "code", "")],
        ],
    ),
    "___iu_\r__": ("iu\r", [(0, 2, "italic", ""), (0, 3, "underline", "")]),
    "```py\nx = 1```": ("x = 1", [(0, 5, "pre", "py")]),
    "[x](http://a.ru/\\))": ("x", [(0, 1, "text_link", "http://a.ru/)")]),
    "[a\\.ru]": ("a.ru", [(0, 4, "text_link", "http://a.ru/")]),
    "![👍](tg://emoji?id=5)": ("👍", [(0, 2, "custom_emoji", "5")]),
    "![x](tg://time?unix=17&format=R)": ("x", [(0, 1, "date_time", "17 r")]),
    ">a\n>b\nc": ("a\nb\nc", [(0, 4, "blockquote", "")]),
    "**>a||": ("a", [(0, 1, "expandable_blockquote", "")]),
    ">a||\nb": ("a\nb", [(0, 2, "expandable_blockquote", "")]),
    "`\n`\\>": ("\n>", [(0, 1, "code", "")]),
    "`\n`>": P + RESERVED.format(">"),
    "a.": P + RESERVED.format("."),
    "a|b": P + RESERVED.format("|"),
    "a!": P + RESERVED.format("!"),
    "я*b": P + "Can't find end of Bold entity at byte offset 2",
    "__b": P + "Can't find end of Underline entity at byte offset 0",
    "```py\nb": P + "Can't find end of PreCode entity at byte offset 0",
    "```b": P + "Can't find end of Pre entity at byte offset 0",
    ">*b\nc": P + "Can't find end of Bold entity at byte offset 1",
    "[x](a": P + "Can't find end of a URL at byte offset 4",
    "![x]": P + "The entity must contain a tg://emoji or tg://time URL",
    "![x](http://a.ru)": P + "Invalid tg://emoji or tg://time URL specified",
}
V1: dict[str, Answer] = {
    "*ж* _i_ `c` \\_": ("ж i c _", [(0, 1, "bold", ""), (2, 1, "italic", ""), (4, 1, "code", "")]),
    "[x](a.ru": ("x", [(0, 1, "text_link", "http://a.ru/")]),
    "[telegram.org]": ("telegram.org", [(0, 12, "text_link", "http://elegram.orgg/")]),
    "```py\nx```": ("x", [(0, 1, "pre", "py")]),
    "я_b": P + "Can't find end of the entity starting at byte offset 2",
}
CASES = [
    pytest.param(mode, text, answer, id=f"{mode}: {text}")
    for mode, table in (("HTML", HTML), ("MarkdownV2", V2), ("Markdown", V1))
    for text, answer in table.items()
]


@pytest.mark.parametrize(("mode", "text", "answer"), CASES)
def test_markup_is_read_as_it_is_written_down_here(mode: str, text: str, answer: Answer) -> None:
    assert ours(text, mode) == answer


@pytest.mark.parametrize(("mode", "text", "answer"), CASES)
def test_tdlib_agrees_with_what_is_written_down_here(
    mode: str, text: str, answer: Answer, tdlib: TdLib
) -> None:
    assert tdlib.parse(text, mode) == answer


@settings(max_examples=200)
@given(text=markup.html)
def test_html_is_parsed_as_tdlib_parses_it(text: str, tdlib: TdLib) -> None:
    assume(not breaks_tdlib(text, "HTML"))
    assert ours(text, "HTML") == tdlib.parse(text, "HTML")


@settings(max_examples=200)
@given(text=markup.markdown)
def test_markdown_v2_is_parsed_as_tdlib_parses_it(text: str, tdlib: TdLib) -> None:
    assert ours(text, "MarkdownV2") == tdlib.parse(text, "MarkdownV2")


@settings(max_examples=200)
@given(text=markup.markdown)
def test_legacy_markdown_is_parsed_as_tdlib_parses_it(text: str, tdlib: TdLib) -> None:
    assume(not breaks_tdlib(text, "Markdown"))
    assert ours(text, "Markdown") == tdlib.parse(text, "Markdown")


@pytest.mark.parametrize("mode", PARSERS)
def test_markup_that_is_not_utf8_is_refused(mode: str) -> None:
    assert ours("a\ud800", mode) == "text must be encoded in UTF-8"
