"""The reader of pages: what it asks, what it makes of answers, what it does not wait for."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta

import pytest
from aiohttp import web

from bot.domain.previews import (
    Figure,
    NotShown,
    Page,
    PageFigures,
    Shown,
    Trouble,
    Unchanged,
    Version,
)
from bot.gateways.previews import fetching
from bot.gateways.previews.reader import PreviewReader
from tests.gateways.previews.test_counting import block, embedded, history

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Server:
    """A page on loopback, and what it was asked for."""

    def __init__(self) -> None:
        self.handler: Handler = fine
        self.asked: list[web.Request] = []
        self.at_once = self.most_at_once = 0
        self.url = ""

    async def answer(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(request)
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            return await self.handler(request)
        finally:
            self.at_once -= 1


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    server = Server()
    app = web.Application()
    app.router.add_get("/{tail:.*}", server.answer)
    runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    server.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield server
    await runner.cleanup()


async def fine(request: web.Request) -> web.StreamResponse:
    if "embed" in request.query:
        return web.Response(body=embedded(block(42)), content_type="text/html")
    return web.Response(body=history(block(42)), content_type="text/html")


def fixed(status: int, **headers: str) -> Handler:
    async def answer(request: web.Request) -> web.StreamResponse:
        return web.Response(
            status=status, headers={name.replace("_", "-"): text for name, text in headers.items()}
        )

    return answer


async def test_a_page_is_asked_for_in_our_name_and_read(server: Server):
    answer = await PreviewReader(server.url + "/").read("aloud", Page(before=43), None)
    assert isinstance(answer, Shown)
    assert [post.views for post in answer.figures.posts] == [Figure(873)]
    [request] = server.asked
    assert str(request.rel_url) == "/s/aloud?before=43"
    assert "Rubrika" in request.headers["User-Agent"]
    assert "If-None-Match" not in request.headers
    assert "Cookie" not in request.headers


async def test_a_post_by_itself_is_read_from_its_own_page(server: Server):
    answer = await PreviewReader(server.url).read("aloud", Page(only=42), None)
    assert isinstance(answer, Shown)
    assert answer.figures.newest == 42
    assert str(server.asked[0].rel_url) == "/aloud/42?embed=1&mode=tme"


async def test_what_a_page_says_of_its_version_is_said_to_it_again(server: Server):
    async def versioned(request: web.Request) -> web.StreamResponse:
        if request.headers.get("If-None-Match") == '"v1"':
            return web.Response(status=304, headers={"Age": "7"})
        headers = {"ETag": '"v1"', "Last-Modified": "Mon, 24 Aug 2026 03:55:52 GMT", "Age": "30"}
        return web.Response(body=history(block(42)), headers=headers, content_type="text/html")

    server.handler = versioned
    reader = PreviewReader(server.url)
    first = await reader.read("aloud", Page(), None)
    assert isinstance(first, Shown)
    assert first.age == timedelta(seconds=30)
    again = await reader.read("aloud", Page(), first.version)
    assert again == Unchanged(timedelta(seconds=7))
    assert server.asked[1].headers["If-Modified-Since"] == "Mon, 24 Aug 2026 03:55:52 GMT"


DATE = "Mon, 24 Aug 2026 03:55:00 GMT"


@pytest.mark.parametrize(
    ("handler", "trouble"),
    [
        (
            fixed(429, Retry_After="30"),
            Trouble("the page answers 429", True, timedelta(seconds=30)),
        ),
        (fixed(429), Trouble("the page answers 429", True)),
        (fixed(429, Retry_After="soon"), Trouble("the page answers 429", True)),
        (fixed(429, Retry_After="-5"), Trouble("the page answers 429", True)),
        (
            fixed(503, Retry_After="Mon, 24 Aug 2026 03:57:00 GMT", Date=DATE),
            Trouble("the page answers 503", True, timedelta(minutes=2)),
        ),
        (
            fixed(503, Retry_After="Mon, 24 Aug 2026 03:50:00 GMT", Date=DATE),
            Trouble("the page answers 503", True, timedelta(0)),
        ),
        (fixed(502), Trouble("the page answers 502", True)),
        (fixed(403), Trouble("the page answers 403", True)),
        (fixed(404), Trouble("the page answers 404", False)),
        (fixed(301, Location="/elsewhere"), Trouble("the page answers 301", False)),
        (fixed(200), Trouble("no page", False)),
    ],
    ids=["seconds", "silent", "words", "negative", "moment", "past", "502", "403", "404", "301",
         "empty"],
)  # fmt: skip
async def test_what_is_no_page_is_trouble_with_the_wish_of_the_server(
    server: Server, handler: Handler, trouble: Trouble
):
    server.handler = handler
    assert await PreviewReader(server.url).read("aloud", Page(), None) == trouble
    assert len(server.asked) == 1


async def test_a_way_elsewhere_is_not_followed_and_means_that_there_is_no_page(server: Server):
    server.handler = fixed(302, Location="/aloud")
    assert await PreviewReader(server.url).read("aloud", Page(), None) == NotShown()
    assert len(server.asked) == 1


async def test_a_page_that_is_another_one_is_trouble_of_this_page_only(server: Server):
    async def contact(request: web.Request) -> web.StreamResponse:
        return web.Response(text="<html><body>Contact @aloud</body></html>")

    server.handler = contact
    for page in (Page(), Page(only=42)):
        answer = await PreviewReader(server.url).read("aloud", page, None)
        assert isinstance(answer, Trouble)
        assert not answer.is_general


async def test_a_page_without_end_is_given_up(server: Server):
    async def endless(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        while True:
            await response.write(b"<p>" * 50_000)

    server.handler = endless
    answer = await PreviewReader(server.url).read("aloud", Page(), None)
    assert answer == Trouble("the page is too long", is_general=False)


async def test_a_server_that_hangs_or_is_not_there_is_trouble_of_all_pages(
    server: Server, monkeypatch: pytest.MonkeyPatch
):
    async def silent(request: web.Request) -> web.StreamResponse:
        await asyncio.sleep(60)
        return web.Response()

    reader = PreviewReader(server.url)
    await reader.read("aloud", Page(), None)
    monkeypatch.setattr(fetching, "SECONDS", 0.2)
    server.handler = silent
    slow = await reader.read("aloud", Page(), None)
    assert slow == Trouble("the page takes too long", is_general=True)
    monkeypatch.undo()
    absent = await PreviewReader("http://127.0.0.1:9").read("aloud", Page(), None)
    assert isinstance(absent, Trouble)
    assert absent.is_general


async def test_requests_wait_for_one_another(server: Server):
    async def slowly(request: web.Request) -> web.StreamResponse:
        await asyncio.sleep(0.05)
        return await fine(request)

    server.handler = slowly
    reader = PreviewReader(server.url)
    answers = await asyncio.gather(*(reader.read("aloud", Page(), None) for _ in range(4)))
    assert all(isinstance(answer, Shown) for answer in answers)
    assert (len(server.asked), server.most_at_once) == (4, 1)


async def test_a_version_is_not_known_of_a_page_that_says_nothing_of_it(server: Server):
    answer = await PreviewReader(server.url).read("aloud", Page(), None)
    assert isinstance(answer, Shown)
    expected = Version(etag=None, modified=None, figures=answer.figures)
    assert answer.version == expected
    assert isinstance(answer.figures, PageFigures)
