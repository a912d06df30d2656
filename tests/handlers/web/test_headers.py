"""What answers carry beside their text: freshness, compression, what browsers may do."""

import gzip
from email.utils import parsedate_to_datetime

import pytest
from aiohttp import ClientSession

from handlers.web.site import choose_language
from tests.handlers.web.conftest import Visitor, post
from tests.newsroom import Newsroom

HOME = "/marketing_aloud/"


async def test_every_answer_is_guarded(newsroom: Newsroom, visitor: Visitor) -> None:
    number = await post(newsroom, "Tea #Cases")
    for path in ("/", f"{HOME}{number}", "/1/", "/nobody/", "/static/style.css", "/robots.txt"):
        headers = (await visitor.ask(path)).headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"]
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors https://web.telegram.org" in policy
        assert "aiohttp" not in headers["Server"]


async def test_who_has_a_page_gets_304(newsroom: Newsroom, visitor: Visitor) -> None:
    number = await post(newsroom, "Tea #cases")
    for path in ("/", f"{HOME}{number}", "/static/style.css", "/robots.txt", f"{HOME}months"):
        first = await visitor.ask(path)
        tag = first.headers["ETag"]
        assert "max-age" in first.headers["Cache-Control"]
        for known in (tag, tag.removeprefix("W/"), f'"x", {tag}', "*"):
            again = await visitor.ask(path, If_None_Match=known)
            assert (again.status, await again.read()) == (304, b""), (path, known)
            assert again.headers["ETag"] == tag
        assert (await visitor.ask(path, If_None_Match='"other"')).status == 200
    post_page = await visitor.ask(f"{HOME}{number}")
    changed = post_page.headers["Last-Modified"]
    assert parsedate_to_datetime(changed).timestamp() <= newsroom.clock.now().timestamp()
    path = f"{HOME}{number}"
    assert (await visitor.ask(path, If_Modified_Since=changed)).status == 304
    # A tag that differs counts more than a moment that does not (RFC 9110, 13.2.2).
    answer = await visitor.ask(path, If_Modified_Since=changed, If_None_Match='"x"')
    assert answer.status == 200
    before = "Mon, 01 Jan 2001 00:00:00 GMT"
    assert (await visitor.ask(path, If_Modified_Since=before)).status == 200
    assert (await visitor.ask(path, If_Modified_Since="yesterday")).status == 200


async def test_an_edited_post_is_another_page(newsroom: Newsroom, visitor: Visitor) -> None:
    number = await post(newsroom, "Tea #cases")
    tag = (await visitor.ask(f"{HOME}{number}")).headers["ETag"]
    newsroom.world.edit(newsroom.author.id, newsroom.channel_id, number, "Cocoa #cases")
    await newsroom.settle()
    answer = await visitor.ask(f"{HOME}{number}", If_None_Match=tag)
    assert answer.status == 200
    assert "Cocoa" in await answer.text()


async def test_text_is_compressed_for_who_takes_it(newsroom: Newsroom, visitor: Visitor) -> None:
    await post(newsroom, "Tea #cases")
    async with ClientSession(auto_decompress=False) as session:
        for accepted, is_packed in (
            ("gzip", True), ("br, gzip;q=0.5", True), ("*", True), ("", False), ("br", False),
            ("gzip;q=0", False), ("identity", False),
        ):  # fmt: skip
            answer = await session.get(visitor.origin + "/", headers={"Accept-Encoding": accepted})
            body = await answer.read()
            assert (answer.headers.get("Content-Encoding") == "gzip") is is_packed, accepted
            text = gzip.decompress(body) if is_packed else body
            assert text.startswith(b"<!DOCTYPE html>")
            assert "Accept-Encoding" in answer.headers["Vary"]


async def test_head_is_get_without_the_body(newsroom: Newsroom, visitor: Visitor) -> None:
    number = await post(newsroom, "Tea #cases")
    for path, status in ((f"{HOME}{number}", 200), ("/nobody/", 404), ("/MARKETING_aloud/", 301)):
        head, get = await visitor.ask(path, method="HEAD"), await visitor.ask(path)
        assert head.status == get.status == status
        assert await head.read() == b""
        assert head.headers["Content-Type"] == get.headers["Content-Type"]


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", "ru"), ("en", "en"), ("en-GB,en;q=0.9,ru;q=0.8", "en"), ("de, ru;q=0.5", "ru"),
        ("ru;q=0.1, en;q=0.2", "en"), ("en;q=0", "ru"), ("de", "ru"), ("*", "ru"),
        ("en;q=x, ru;q=0.1", "ru"), ("en;q=nan", "ru"), (",;=,", "ru"), ("EN-us", "en"),
        ("x" * 10_000, "ru"), ("en;q=-1", "ru"), ("en;q=inf", "en"),
    ],
)  # fmt: skip
def test_a_page_speaks_what_is_wanted_most_of_what_it_can(accepted: str, language: str) -> None:
    assert choose_language(accepted, "ru") == language
