"""One page has one spelling, and messages give up their links."""

import string
from urllib.parse import quote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.sources import find_links, normalize_address, site_of
from bot.domain.texts import Entity, Text, utf16_len

_LABEL = st.text(string.ascii_lowercase + string.digits, min_size=1, max_size=12)
_HOSTS = st.lists(_LABEL, min_size=1, max_size=3).map(lambda x: ".".join([*x, "example"]))
_SEGMENTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Z"], exclude_characters="\\?#/"), max_size=8
)
_PATHS = st.lists(_SEGMENTS, max_size=4).map(lambda x: "/" + "/".join(x))
_PAIRS = st.lists(st.tuples(_LABEL, _LABEL), max_size=4)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://a.example", "https://a.example/"),
        ("HTTPS://A.Example/Path", "https://a.example/Path"),
        ("http://a.example:80/", "http://a.example/"),
        ("https://a.example:443/", "https://a.example/"),
        ("https://a.example:80/", "https://a.example:80/"),
        ("http://a.example./x", "http://a.example/x"),
        ("a.example/x", "https://a.example/x"),
        ("//a.example/x", "https://a.example/x"),
        ("a.example:8080/x", "https://a.example:8080/x"),
        ("https://a.example/x#part", "https://a.example/x"),
        ("https://a.example/x?", "https://a.example/x"),
        ("https://a.example/x?utm_source=tg&id=5&utm_medium=post", "https://a.example/x?id=5"),
        ("https://a.example/x?UTM_Campaign=1", "https://a.example/x"),
        ("https://a.example/x?fbclid=1&yclid=2&gclid=3", "https://a.example/x"),
        ("https://a.example/x?b=2&a=1", "https://a.example/x?b=2&a=1"),
        ("https://a.example/x?a=1&a=1", "https://a.example/x?a=1&a=1"),
        ("https://a.example/x?a", "https://a.example/x?a"),
        ("https://a.example/a/./b/../c/", "https://a.example/a/c/"),
        ("https://a.example/a/..", "https://a.example/"),
        ("https://a.example/../../x", "https://a.example/x"),
        ("https://a.example/a//b", "https://a.example/a//b"),
        ("https://a.example/%7euser/%c3%a4", "https://a.example/~user/%C3%A4"),
        ("https://a.example/a/%2e%2e/x", "https://a.example/x"),
        ("https://a.example/a%2Fb", "https://a.example/a%2Fb"),
        ("https://a.example/100%", "https://a.example/100%25"),
        ("https://a.example/статья", "https://a.example/%D1%81%D1%82%D0%B0%D1%82%D1%8C%D1%8F"),
        ("https://Пример.РФ/", "https://xn--e1afmkfd.xn--p1ai/"),
        ("https://xn--e1afmkfd.xn--p1ai", "https://xn--e1afmkfd.xn--p1ai/"),
        ("https://straße.example/", "https://xn--strae-oqa.example/"),
        ("https://例え。example/", "https://xn--r8jz45g.example/"),
        ("http://[2001:DB8:0::1]:8080/x", "http://[2001:db8::1]:8080/x"),
        ("  https://a.example/x  ", "https://a.example/x"),
    ],
)
def test_a_page_has_one_spelling(address: str, expected: str) -> None:
    assert normalize_address(address) == expected


@pytest.mark.parametrize(
    "address",
    [
        "", " ", "https://", "https:///x", "ftp://a.example/", "javascript:alert(1)",
        "mailto:a@b.example", "tg://resolve?domain=x", "file:///etc/passwd", "data:text/html,x",
        "https://me@a.example/", "https://me:secret@a.example/", "https://a.example\\@b.example/",
        "https://a..example/", "https://a b.example/", "https://a.example/a b",
        "https://a.example:99999/", "https://a.example:x/", "https://a.example/\nb",
        "https://" + "a" * 64 + ".example/", "https://a.example/" + "x" * 2048,
        "https://a%2eexample/", "https://[::1", "https://[words]/", "https://<a>.example/",
    ],
)  # fmt: skip
def test_what_is_no_page_of_the_web_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        normalize_address(address)


@given(_HOSTS, _PATHS, _PAIRS)
def test_normalizing_twice_changes_nothing(
    host: str, path: str, pairs: list[tuple[str, str]]
) -> None:
    query = "&".join(f"{name}={value}" for name, value in pairs)
    once = normalize_address(f"http://{host}{path}?{query}")
    assert normalize_address(once) == once
    assert once.isascii()
    assert not urlsplit(once).fragment


@given(_HOSTS, _PATHS, _PAIRS, st.sampled_from(["utm_source", "utm_x", "fbclid", "yclid"]), _LABEL)
def test_campaigns_parts_and_spelling_make_no_other_page(
    host: str, path: str, pairs: list[tuple[str, str]], tracking: str, value: str
) -> None:
    query = "&".join(f"{name}={value}" for name, value in pairs)
    plain = normalize_address(f"https://{host}{path}?{query}")
    loud = f"HTTPS://{host.upper()}:443{path}?{query}&{tracking}={value}#{value}"
    assert normalize_address(loud) == plain


@given(_HOSTS, _PATHS)
def test_an_escaped_path_is_the_same_page(host: str, path: str) -> None:
    escaped = quote(path, safe="/%:@!$&'()*+,;=")
    assert normalize_address(f"https://{host}{escaped}") == normalize_address(
        f"https://{host}{path}"
    )


@given(_HOSTS, _HOSTS, _LABEL, _LABEL)
def test_other_hosts_and_parameters_are_other_pages(
    host: str, other: str, one: str, two: str
) -> None:
    first = normalize_address(f"https://{host}/?id={one}")
    second = normalize_address(f"https://{other}/?id={two}")
    assert (first == second) == ((host, one) == (other, two))


@given(st.text(max_size=60))
def test_any_text_is_an_address_or_refused(text: str) -> None:
    try:
        once = normalize_address(text)
    except ValueError:
        return
    assert urlsplit(once).scheme in ("http", "https")
    assert normalize_address(once) == once


@pytest.mark.parametrize(
    ("address", "site"),
    [
        ("https://www.a.example/x", "a.example"),
        ("https://xn--e1afmkfd.xn--p1ai/", "пример.рф"),
        ("https://a.example:8080/", "a.example"),
        ("https://xn--\u0430.example/", "xn--\u0430.example"),
    ],
)
def test_a_site_is_named_as_people_write_it(address: str, site: str) -> None:
    assert site_of(address) == site


def _linked(*parts: tuple[str, str, str | None]) -> Text:
    """A text of (words, type of entity or "", url)."""
    text, entities = "", []
    for words, kind, url in parts:
        if kind:
            entities.append(Entity(kind, utf16_len(text), utf16_len(words), url=url))
        text += words
    return Text(text, tuple(entities))


def test_links_are_found_in_order_each_once() -> None:
    text = _linked(
        ("Смотрите 🙂🙂 ", "", None),
        ("A.example/x?utm_source=tg", "url", None),
        (" и ", "", None),
        ("здесь", "text_link", "https://b.example/1#top"),
        (" ", "", None),
        ("http://b.example", "url", None),
        (" ", "", None),
        ("https://a.example/x", "url", None),
    )
    assert find_links(text) == (
        "https://a.example/x", "https://b.example/1", "http://b.example/",
    )  # fmt: skip


def test_only_links_of_the_web_are_found() -> None:
    text = _linked(
        ("tg://user?id=1", "text_link", "tg://user?id=1"),
        ("почта", "text_link", "mailto:a@b.example"),
        ("@someone", "mention", None),
        ("#тег", "hashtag", None),
        ("a@b.example", "email", None),
        ("жирно", "bold", None),
        ("пусто", "text_link", None),
    )
    assert find_links(text) == ()
    assert find_links(Text("https://a.example without an entity")) == ()
