"""A link becomes a draft of what its page says, on demand."""

from collections.abc import AsyncIterator

import pytest
from aiohttp import web

from storage import sources
from tests.newsroom import Newsroom, open_newsroom

PAGE = """<!doctype html><html lang="en"><head><title>Bakery hides its prices | Town News</title>
<meta property="og:site_name" content="Town News"></head><body><nav>Home Sport Weather</nav>
<article><h1>Bakery hides its prices</h1>
<p>The bakery Two Loaves took every price out of its window on 12 May 2026, the owner said.</p>
<p>Sales rose by 18 percent within a month, while complaints fell to 3 a week, she added.</p>
<p>“People ask, and then they talk to us,” said Maria Stern, who has run the shop for 11 years.</p>
<p>Other shops of the street plan to follow the example before the end of the summer.</p>
<p>The town council does not object as long as the price list hangs inside of the shop.</p>
</article><footer>Subscribe to our newsletter</footer></body></html>"""


@pytest.fixture
async def site() -> AsyncIterator[str]:
    """A news site on loopback: an inside address, allowed by FETCH_ALLOW."""

    async def article(_request: web.Request) -> web.Response:
        return web.Response(text=PAGE, content_type="text/html")

    async def empty(_request: web.Request) -> web.Response:
        return web.Response(status=403)

    app = web.Application()
    app.add_routes([web.get("/story", article), web.get("/closed", empty)])
    runner = web.AppRunner(app)
    await runner.setup()
    server = web.TCPSite(runner, "127.0.0.1", 0)
    await server.start()
    port = runner.addresses[0][1]
    yield f"127.0.0.1:{port}"
    await runner.cleanup()


async def test_a_link_becomes_a_draft_of_its_page(tmp_path, site: str) -> None:
    async with open_newsroom(tmp_path, fetch_allow=site) as newsroom:
        author = newsroom.author
        await author.send(f"I like this http://{site}/story")
        await author.press("Draft from the link")
        preview = author.messages[-2].text or ""
        assert preview.startswith("Bakery hides its prices")
        assert "I like this" in preview
        assert "18 percent" in preview
        assert "newsletter" not in preview
        assert "Weather" not in preview
        used = await sources.list_of_post(newsroom.app.db, 1)
        assert [one.source.article.title for one in used] == ["Bakery hides its prices"]
        await author.press("Publish now")
        await author.press("Publish")
        await newsroom.work()
        assert (newsroom.channel[-1].text or "").startswith("Bakery hides its prices")


async def test_what_the_source_does_not_say_is_pointed_out(tmp_path, site: str) -> None:
    async with open_newsroom(tmp_path, fetch_allow=site) as newsroom:
        author = newsroom.author
        await author.send(f"http://{site}/story")
        await author.press("Draft from the link")
        assert "The source does not say" not in author.text
        await author.press("Text")
        await author.send("Bakery hides its prices: sales rose by 81 percent #case")
        assert "The source does not say this (1): “81 percent”" in author.text
        await author.press("Check")
        assert "81 percent" in author.text


async def test_a_page_that_is_refused_is_said_and_the_draft_stays(tmp_path, site: str) -> None:
    async with open_newsroom(tmp_path, fetch_allow=site) as newsroom:
        await newsroom.author.send(f"http://{site}/closed")
        await newsroom.author.press("Draft from the link")
        assert "403" in newsroom.author.text
        assert "Publish now" in newsroom.author.buttons()


async def test_inside_addresses_are_not_read(newsroom: Newsroom) -> None:
    await newsroom.author.send("http://127.0.0.1:1/secret")
    await newsroom.author.press("Draft from the link")
    assert "private network" in newsroom.author.text


async def test_a_draft_without_a_link_has_no_such_button(newsroom: Newsroom) -> None:
    await newsroom.author.send("No link here")
    assert "Draft from the link" not in newsroom.author.buttons()
