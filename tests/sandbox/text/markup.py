"""Strategies: markup that is mostly right, sometimes wrong, in many scripts."""

from __future__ import annotations

from hypothesis import strategies as st

_WORDS = [
    "a",
    "привет",
    "Слово ",
    "😀",
    "👨‍👩‍👧",
    "漢字",
    "שלום",
    "مرحبا",
    "é",
    " ",
    "\n",
    "\r",
    "\0",
]
_LINKS = [
    "telegram.org",
    "HTTP://User@Example.COM:080/a b?q#f",
    "http://пример.рф/путь",
    "tg://user?id=77",
    "tg:user?id=0",
    "tg://resolve?domain=x",
    "tonsite://a.b",
    "javascript:alert(1)",
    "mailto:a@b.ru",
    "localhost",
    "http://[::1]:80/",
    "http://a.b:99999",
    "ftp://a.b",
    "http://%41.b/%",
    "",
]
_DATES = ["17", "-5", "99999999999", "4294967300", "x", ""]
_FORMATS = ["wDt", "r", "R", "tT", "dD", "", "z", "W"]
_NUMBERS = ["5", "0", "-7", "05", "9223372036854775807", "9223372036854775808"]

# Any character this Python knows, so that no table is trusted blindly (tdlib.py, point 1).
known = st.characters(exclude_categories=["Cs", "Cn"])
_word = st.sampled_from(_WORDS) | st.text(known, max_size=3)


def _tree(leaf: st.SearchStrategy[str], wrap: st.SearchStrategy[tuple[str, str]]):
    def grow(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        content = st.lists(inner, max_size=3).map("".join)
        return st.builds(lambda marks, text: marks[0] + text + marks[1], wrap, content)

    return st.lists(st.recursive(leaf, grow, max_leaves=8), max_size=4).map("".join)


_PLAIN_TAGS = [
    *("b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "tg-spoiler", "pre", "code"),
    *("blockquote", "blockquote expandable", "a", "B", 'span class="tg-spoiler"'),
    *('code class="language-py"', "code class='x'", "b unknown=1 other='2'", "span"),
]
_html_tag = st.one_of(
    st.sampled_from(_PLAIN_TAGS),
    st.sampled_from(_LINKS).map(lambda link: f'a href="{link}"'),
    st.sampled_from(_NUMBERS).map(lambda number: f"tg-emoji emoji-id='{number}'"),
    st.builds('tg-time unix="{}" format="{}"'.format, *map(st.sampled_from, (_DATES, _FORMATS))),
).map(lambda tag: (f"<{tag}>", f"</{tag.split()[0]}>"))
_html_pieces = [
    *("<b>", "</b>", "</>", "<i >", "</i\n>", '<a href="', '">', "</a>", "<br>", "<p>", "<br/>"),
    *("<", ">", "&", "&amp;", "&lt", "&quot;", "&#x1F600;", "&#1085;", "&nbsp;", "&#0;", "&#"),
    *("&#x110000;", "&#9;", '"', "'", "=", "/", "<u a=b", " c>", "<code class=", "</ b>", "</"),
    *("<blockquote expandable='x'>", "</blockquote>", "<span class=tg-spoiler>", "</span>"),
]
html = _tree(
    _word | st.sampled_from(_html_pieces[11:23]), _html_tag | st.just(("<b>", "</>"))
) | st.lists(_word | st.sampled_from(_html_pieces + _LINKS), max_size=12).map("".join)

_md_pairs = st.one_of(
    st.sampled_from(
        [
            *[("*", "*"), ("_", "_"), ("__", "__"), ("~", "~"), ("||", "||"), ("`", "`")],
            *[("```", "```"), ("```py\n", "```"), ("\n>", "\n"), (">", "||\n"), ("[", "]")],
            *[("**>", "||"), ("_", "_\r__")],
        ]
    ),
    st.sampled_from(_LINKS).map(lambda link: ("[", f"]({link})")),
    st.sampled_from(_NUMBERS).map(lambda number: ("![", f"](tg://emoji?id={number})")),
    st.builds(
        "](tg://time?unix={}&format={})".format, *map(st.sampled_from, (_DATES, _FORMATS))
    ).map(lambda tail: ("![", tail)),
)
_md_pieces = [
    *("*", "_", "__", "~", "||", "|", "`", "```", "[", "](", ")", "![", "!", ">", "\n>", "\\"),
    *("\\.", "\\\\", ".", "#", "(", "]", "-", "**>", "||\n", "py\n", "\r\n", "\\\n", "\\)"),
]
markdown = _tree(_word | st.sampled_from(["\\.", "\n>", "\r"]), _md_pairs) | st.lists(
    _word | st.sampled_from(_md_pieces + _LINKS), max_size=12
).map("".join)

_found_pieces = [
    *("@", "/", "#", "$", ".", "://", ":", "http", "HTTPS", "tg", "ton", "tonsite", "ftp", "sftp"),
    *("mailto:", "USD", "1INCH", "durov", "gif", "org", "ru", "com", "Com", "рф", "москва", "ТЕГ"),
    *(
        "#тег",
        "#漢字",
        "#שלום",
        "#වස",
        "#مرحبا",
        "_",
        "-",
        "~",
        "+",
        " ",
        "\n",
        "(",
        ")",
        "[",
        "]",
    ),
    *("{", "}", "?", "!", "<", ">", '"', "«", "»", "'", "`", "1", "255", "192.168.0.1", ":8080"),
    *(
        "4111 1111 1111 1111",
        "4111111111111111 ",
        "5500000000000004",
        "\u200c",
        "\u2014",
        "\u00b7",
    ),
    *("\u2028", "\u00a0", "xn--p1ai", "/start", "@bot_name", "a@b.ru", "n.s+t@mail.example.com"),
    *("http://a.ru/", "t.me/x", "?q=", "&", "%", "teiegram.org", "½", "Ⅷ", "x" * 40, "я" * 50),
    *("x" * 256, "İ", "ß", "a.b", "tonsite://abc", "tg://x?y.", "/a@b", "$EUR@chat", "#tag@chat"),
]
_found = st.sampled_from(_found_pieces)
findable = st.lists(_found | _found.map(" {}".format) | _word, max_size=16).map("".join)
