"""Pages in old encodings are read right, whatever they declare of themselves."""

from collections.abc import Iterator

import pytest

from bot.gateways.articles.decoding import decode
from bot.gateways.articles.extracting import extract_page
from tests.gateways.articles import pages
from tests.gateways.articles.pages import Story, page

OLD = [
    (pages.RUSSIAN, "windows-1251"),
    (pages.RUSSIAN, "koi8-r"),
    (pages.CHINESE, "gb18030"),
    (pages.CHINESE, "gb2312"),
    (pages.TRADITIONAL, "big5"),
    (pages.KOREAN, "euc-kr"),
    (pages.JAPANESE, "shift_jis"),
    (pages.JAPANESE, "euc-jp"),
    (pages.GERMAN, "iso-8859-1"),
    (pages.GERMAN, "windows-1252"),
]
WRONG = "iso-8859-2"
META = {"right": None, "wrong": WRONG, "wrongly utf-8": "utf-8", "missing": ""}
HEADER = {"right": None, "wrong": WRONG, "missing": ""}


def _ids(value: object) -> str:
    return value.language if isinstance(value, Story) else str(value)


def _readable(story: Story, encoding: str) -> Iterator[str]:
    """The paragraphs as the encoding can carry them."""
    for paragraph in story.paragraphs:
        yield paragraph.encode(encoding, "replace").decode(encoding)


@pytest.mark.parametrize("header", HEADER)
@pytest.mark.parametrize("meta", META)
@pytest.mark.parametrize(("story", "encoding"), OLD, ids=_ids)
def test_a_page_is_decoded_whatever_it_declares(
    story: Story, encoding: str, meta: str, header: str
) -> None:
    said = encoding if META[meta] is None else str(META[meta])
    declared = encoding if HEADER[header] is None else str(HEADER[header])
    body = page(story, charset=said).encode(encoding, "replace")
    text = decode(body, declared)
    assert [p for p in _readable(story, encoding) if p not in text.replace("&quot;", '"')] == []


@pytest.mark.parametrize("meta", ["right", "wrong", "missing"])
@pytest.mark.parametrize(("story", "encoding"), OLD[:7], ids=_ids)
def test_an_article_is_read_out_of_old_bytes(story: Story, encoding: str, meta: str) -> None:
    said = encoding if META[meta] is None else str(META[meta])
    article = extract_page(
        page(story, charset=said).encode(encoding, "replace"), address="https://a.example/1"
    )
    assert article.title == story.title.encode(encoding, "replace").decode(encoding)
    assert article.language == story.language
    assert article.text.splitlines() == list(_readable(story, encoding))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("story", pages.STORIES, ids=_ids)
def test_unicode_is_read_although_something_else_is_declared(story: Story, encoding: str) -> None:
    text = page(story, charset="windows-1251")
    assert decode(text.encode(encoding), "koi8-r") == text


def test_a_slip_in_utf_8_does_not_turn_the_page_to_rubbish() -> None:
    text = page(pages.RUSSIAN)
    body = text.encode()
    body = body[:2000] + b"\xd0" + body[2000:]
    found = decode(body, "windows-1251")
    assert pages.RUSSIAN.paragraphs[0] in found
    assert found.count("\ufffd") <= 2


@pytest.mark.parametrize("encoding", ["windows-1251", "koi8-r"])
def test_a_short_page_is_believed_when_it_does_not_contradict_itself(encoding: str) -> None:
    body = f'<meta charset="{encoding}"><p>Ждём вас в июне.</p>'.encode(encoding)
    assert "Ждём вас в июне." in decode(body, encoding)
    assert "Ждём вас в июне." in decode(body)


@pytest.mark.parametrize("label", ["", "nonsense", "base64", "utf-7x", "\u0000", "rot13", "hex"])
def test_a_label_of_no_encoding_is_passed_over(label: str) -> None:
    body = page(pages.RUSSIAN, charset="nonsense").encode("windows-1251")
    assert pages.RUSSIAN.paragraphs[0] in decode(body, label)


def test_bytes_of_no_encoding_give_some_text() -> None:
    assert isinstance(decode(bytes(range(256)) * 20), str)
    assert decode(b"") == ""
