"""A page arrives whole, in time and within its size, or the reason is told."""

import asyncio
import gzip
import zlib
from collections.abc import Callable

import pytest
from aiohttp import web
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import SourceUnreadable
from bot.gateways.articles import fetching
from bot.gateways.articles.fetching import Fetcher
from bot.gateways.articles.inflating import Inflater, Unreadable
from bot.gateways.articles.inside import Border
from tests.gateways.articles.conftest import Site

MEGABYTE = 1024 * 1024


async def _refusal(fetcher: Fetcher, address: str) -> SourceUnreadable:
    with pytest.raises(SourceUnreadable) as caught:
        await fetcher.fetch(address)
    return caught.value


def _raw_deflate(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(body) + packer.flush()


async def test_the_bytes_arrive_as_they_were_sent(site: Site, fetcher: Fetcher) -> None:
    body = "Страница".encode("koi8-r") + bytes(range(1, 256))
    address = site.url("/a?x=1")
    site.put("/a", body, Content_Type="text/html; charset=koi8-r")
    page = await fetcher.fetch(address)
    assert page.body == body
    assert (page.address, page.status, page.media_type) == (address, 200, "text/html")
    assert page.headers["content-type"] == "text/html; charset=koi8-r"


async def test_we_say_who_we_are(site: Site, fetcher: Fetcher) -> None:
    await fetcher.fetch(site.put("/a", "x"))
    (request,) = site.asked
    assert request.headers["User-Agent"].startswith("Rubrika/")
    assert "Mozilla" not in request.headers["User-Agent"]
    assert request.headers["Host"] == site.host
    assert not {"Cookie", "Referer", "Authorization"} & set(request.headers)


async def test_redirects_are_followed_to_the_page(site: Site, fetcher: Fetcher) -> None:
    site.put("/1", status=301, Location="/2")
    site.put("/2", status=302, Location="3?a=b#part")
    site.put("/3", "the page")
    page = await fetcher.fetch(site.url("/1"))
    assert (page.body, page.address) == (b"the page", site.url("/3?a=b"))


async def test_five_redirects_are_followed_and_six_are_not(site: Site, fetcher: Fetcher) -> None:
    for number in range(6):
        site.put(f"/{number}", status=307, Location=f"/{number + 1}")
    site.put("/6", "far away")
    assert (await fetcher.fetch(site.url("/1"))).body == b"far away"
    error = await _refusal(fetcher, site.url("/0"))
    assert (error.message_key, error.params) == ("source-too-many-redirects", {"count": 5})


async def test_a_site_that_sends_in_circles_until_it_sees_its_cookie_is_read(
    site: Site, fetcher: Fetcher
) -> None:
    async def answer(request: web.Request) -> web.StreamResponse:
        if request.cookies.get("seen") == "yes":
            return web.Response(text="<p>in</p>", content_type="text/html")
        return web.Response(status=302, headers={"Location": "/a", "Set-Cookie": "seen=yes"})

    assert (await fetcher.fetch(site.do("/a", answer))).body == b"<p>in</p>"
    # Nothing is remembered from one page to the next: authors share no cookies.
    await fetcher.fetch(site.put("/b", "x"))
    assert "Cookie" not in site.asked[-1].headers


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 429, 451, 500, 503, 304])
async def test_a_refusal_is_told_with_its_status(
    status: int, site: Site, fetcher: Fetcher
) -> None:
    error = await _refusal(fetcher, site.put("/a", "<p>No.</p>", status=status))
    assert (error.message_key, error.params) == ("source-refused", {"status": status})


async def test_a_redirect_to_nowhere_is_a_refusal(site: Site, fetcher: Fetcher) -> None:
    error = await _refusal(fetcher, site.put("/a", status=302))
    assert (error.message_key, error.params) == ("source-refused", {"status": 302})


@pytest.mark.parametrize(
    ("coding", "pack"),
    [
        ("gzip", gzip.compress),
        ("x-gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", _raw_deflate),
        ("identity", bytes),
    ],
)
async def test_a_packed_page_is_unpacked(
    coding: str, pack: Callable[[bytes], bytes], site: Site, fetcher: Fetcher
) -> None:
    body = "".join(f"<p>Absatz {n}</p>" for n in range(20_000)).encode()
    address = site.put("/a", pack(body), Content_Encoding=coding)
    assert (await fetcher.fetch(address)).body == body


@pytest.mark.parametrize("coding", ["br", "gzip, gzip", "zstd", "nonsense"])
async def test_a_coding_that_was_not_asked_for_is_refused(
    coding: str, site: Site, fetcher: Fetcher
) -> None:
    address = site.put("/a", gzip.compress(b"x", mtime=0), Content_Encoding=coding)
    assert (await _refusal(fetcher, address)).message_key == "source-unreachable"


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress])
async def test_a_bomb_is_cut_while_it_unfolds(
    pack: Callable[[bytes], bytes], site: Site, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    unfolded = 0
    feed = Inflater.feed

    def counting(self: Inflater, chunk: bytes) -> object:
        nonlocal unfolded
        for piece in feed(self, chunk):
            unfolded += len(piece)
            yield piece

    monkeypatch.setattr(Inflater, "feed", counting)
    coding = "gzip" if pack is gzip.compress else "deflate"
    bomb = pack(b" " * 100 * MEGABYTE)
    address = site.put("/a", bomb, Content_Encoding=coding)
    assert (await _refusal(fetcher, address)).message_key == "source-too-large"
    assert unfolded <= fetching.MAX_BYTES + 65_536


async def test_five_megabytes_are_read_and_more_is_not(site: Site, fetcher: Fetcher) -> None:
    whole = b"<p>" + b"a" * (fetching.MAX_BYTES - 3)
    assert len((await fetcher.fetch(site.put("/a", whole))).body) == fetching.MAX_BYTES
    error = await _refusal(fetcher, site.put("/b", whole + b"a"))
    assert error.message_key == "source-too-large"


async def test_a_body_without_an_end_is_cut(site: Site, fetcher: Fetcher) -> None:
    sent = 0

    async def pour(request: web.Request) -> web.StreamResponse:
        nonlocal sent
        response = web.StreamResponse(headers={"Content-Type": "text/html"})
        await response.prepare(request)
        while sent < 50 * MEGABYTE:
            await response.write(b"x" * MEGABYTE)
            sent += MEGABYTE
        return response

    error = await _refusal(fetcher, site.do("/a", pour))
    assert error.message_key == "source-too-large"
    assert sent < 20 * MEGABYTE


@pytest.mark.parametrize("pause_before", ["headers", "body", "every byte"])
async def test_a_slow_page_is_given_up(pause_before: str, site: Site) -> None:
    async def dawdle(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/html"})
        if pause_before == "headers":
            await asyncio.sleep(5)
        await response.prepare(request)
        for _ in range(100):
            await response.write(b"<p>")
            await asyncio.sleep(5 if pause_before == "body" else 0.05)
        return response

    fetcher = Fetcher(Border(allow=[site.host]), seconds=0.4)
    started = asyncio.get_running_loop().time()
    error = await _refusal(fetcher, site.do("/a", dawdle))
    await fetcher.close()
    assert error.message_key == "source-timeout"
    assert asyncio.get_running_loop().time() - started < 2


async def test_redirects_share_one_time(site: Site) -> None:
    async def dawdle(request: web.Request) -> web.StreamResponse:
        await asyncio.sleep(0.25)
        return web.Response(status=302, headers={"Location": request.path + "x"})

    for number in range(5):
        site.do("/a" + "x" * number, dawdle)
    fetcher = Fetcher(Border(allow=[site.host]), seconds=0.6)
    error = await _refusal(fetcher, site.url("/a"))
    await fetcher.close()
    assert error.message_key == "source-timeout"


@pytest.mark.parametrize(
    ("media_type", "body"),
    [
        ("application/pdf", b"%PDF-1.7"), ("image/png", b"\x89PNG"), ("video/mp4", b"...."),
        ("application/json", b"{}"), ("application/zip", b"PK\x03\x04"), ("text/css", b"a{}"),
        ("application/octet-stream", b"<p>x</p>"), ("text/html", b"%PDF-1.7 \xe2\xe3"),
        ("text/html", b"PK\x03\x04 archive"), ("text/html", b"\x7fELF\0\0"), ("", b"GIF89a"),
        ("text/html", gzip.compress(b"<p>x</p>", mtime=0)),
    ],
)  # fmt: skip
async def test_what_is_no_page_is_refused(
    media_type: str, body: bytes, site: Site, fetcher: Fetcher
) -> None:
    error = await _refusal(fetcher, site.put("/a", body, Content_Type=media_type))
    assert error.message_key == "source-not-a-page"


@pytest.mark.parametrize(
    "media_type",
    ["text/html", "TEXT/HTML;charset=x", "application/xhtml+xml", "text/plain", "text/markdown"],
)
async def test_what_is_text_is_read(media_type: str, site: Site, fetcher: Fetcher) -> None:
    page = await fetcher.fetch(site.put("/a", "words", Content_Type=media_type))
    assert page.body == b"words"


async def test_a_page_in_utf_16_is_no_binary(site: Site, fetcher: Fetcher) -> None:
    body = "<p>слова</p>".encode("utf-16")
    assert (await fetcher.fetch(site.put("/a", body))).body == body


async def test_a_closed_port_is_unreachable(unused_port: int) -> None:
    fetcher = Fetcher(Border(allow=[f"127.0.0.1:{unused_port}"]))
    error = await _refusal(fetcher, f"http://127.0.0.1:{unused_port}/")
    await fetcher.close()
    assert error.message_key == "source-unreachable"


async def test_a_server_that_speaks_no_http_is_unreachable() -> None:
    async def babble(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readline()
        writer.write(b"220 mail ready\r\n")
        await writer.drain()
        writer.close()
        await writer.wait_closed()

    server = await asyncio.start_server(babble, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    fetcher = Fetcher(Border(allow=[f"127.0.0.1:{port}"]), seconds=1)
    error = await _refusal(fetcher, f"http://127.0.0.1:{port}/")
    await fetcher.close()
    server.close()
    await server.wait_closed()
    assert error.message_key == "source-unreachable"


async def test_https_to_a_server_without_it_is_unreachable(site: Site, fetcher: Fetcher) -> None:
    error = await _refusal(fetcher, f"https://{site.host}/")
    assert error.message_key == "source-unreachable"


@pytest.mark.parametrize(
    "address",
    ["ftp://a.example/", "file:///etc/passwd", "http://", "words", "mailto:a@b.example",
     "http://a.example:99999/", "http://me:secret@a.example/", "http://a.example\\@b.example/"],
)  # fmt: skip
async def test_what_is_no_address_of_a_page_is_refused(address: str, fetcher: Fetcher) -> None:
    expected = "source-forbidden-address" if address == "words" else "source-bad-address"
    assert (await _refusal(fetcher, address)).message_key == expected


async def test_after_a_refusal_the_next_page_is_read(site: Site, fetcher: Fetcher) -> None:
    site.put("/bomb", gzip.compress(b" " * 20 * MEGABYTE), Content_Encoding="gzip")
    for _ in range(25):
        await _refusal(fetcher, site.url("/bomb"))
    assert (await fetcher.fetch(site.put("/a", "fine"))).body == b"fine"


async def test_a_cancelled_fetch_leaves_the_fetcher_usable(site: Site, fetcher: Fetcher) -> None:
    async def dawdle(request: web.Request) -> web.StreamResponse:
        await asyncio.sleep(1)
        return web.Response()

    task = asyncio.ensure_future(fetcher.fetch(site.do("/slow", dawdle)))
    await asyncio.sleep(0.1)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert (await fetcher.fetch(site.put("/a", "fine"))).body == b"fine"


@pytest.fixture
async def unused_port() -> int:
    server = await asyncio.start_server(lambda r, w: None, "127.0.0.1", 0)
    port = int(server.sockets[0].getsockname()[1])
    server.close()
    await server.wait_closed()
    return port


@given(st.binary(max_size=300_000), st.integers(1, 70_000), st.sampled_from(["gzip", "deflate"]))
def test_inflating_piece_by_piece_gives_the_whole(body: bytes, size: int, coding: str) -> None:
    packed = gzip.compress(body, 1) if coding == "gzip" else zlib.compress(body, 1)
    inflater = Inflater(coding)
    pieces = [
        piece
        for start in range(0, len(packed), size)
        for piece in inflater.feed(packed[start : start + size])
    ]
    assert b"".join(pieces) == body
    assert all(len(piece) <= 65_536 for piece in pieces)


def test_a_highly_packed_body_comes_whole() -> None:
    body = b"a" * 1_000_000
    inflater = Inflater("gzip")
    assert b"".join(inflater.feed(gzip.compress(body))) == body


@pytest.mark.parametrize("size", range(65_535, 65_575))
def test_what_the_last_byte_leaves_behind_is_not_lost(size: int) -> None:
    # Raw deflate ends without a checksum: nothing follows that would push the rest out.
    body = b"a" * size
    assert b"".join(Inflater("deflate").feed(_raw_deflate(body))) == body


def test_a_broken_body_is_unreadable() -> None:
    with pytest.raises(Unreadable):
        list(Inflater("gzip").feed(b"no gzip at all"))
