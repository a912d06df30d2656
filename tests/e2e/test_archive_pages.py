"""The archive on the web in a real browser: axe finds no barrier, nothing sticks out, no script.

With ARCHIVE_SHOTS=folder every page is also photographed into it, to be looked at.
"""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, BrowserContext, Page

from bot.sandbox.pictures import png
from bot.sandbox.text import parse_html
from tests.handlers.web.test_session import launch
from tests.newsroom import Newsroom

pytestmark = pytest.mark.browser

HOME = "/marketing_aloud/"
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
HTML = """<b>Everything at once</b>

<blockquote>A quotation with <i>slanted</i> and <u>underlined</u> words.</blockquote>
<a href="https://example.com/">A link</a>, <code>code</code>, <s>struck</s>, \
<tg-spoiler>a spoiler with <a href="https://example.com/x">a link</a></tg-spoiler>.
<pre>a listing that is rather long, so that it has to be broken somewhere on a phone</pre>
The end. #cases #tea"""
POSTS = (
    "Short",
    f"{LONG}\n\nhttps://example.com/{'a' * 180} 🧑🏽‍🚀🎉🏳️‍🌈 #{'long' * 15}",
    "إعلان القهوة\n\nهذا نص عربي طويل عن الإعلان والتسويق، مع كلمة Latin في الوسط. #قهوة",
    "Скидка — это тоже текст\n\nДве рассылки, один товар, одна скидка в 20 %. #кейс #tea",
)


async def fill(newsroom: Newsroom) -> list[int]:
    """An archive of everything that is hard to set; ids of its posts."""
    author, channel = newsroom.author.id, newsroom.channel_id
    world = newsroom.world
    made = [world.say(author, channel, text).message_id for text in POSTS]
    text, entities = parse_html(HTML)
    made.append(world.say(author, channel, text, entities=entities).message_id)
    picture = png(320, 200)
    album = [("photo", png(300, 200, color), "a.png") for color in ((9, 9, 9), (200, 50, 50))]
    made.append(
        world.send_album(
            author, channel, [*album, ("photo", picture, "b.png")], caption="An album"
        )[0].message_id
    )
    video = world.send_media(author, channel, "video", b"bytes", caption="A video #tea")
    made.append(video.message_id)
    await newsroom.settle()
    world.react_together(channel, made[4], {newsroom.reader.id: ["🔥"]}, date=world.now())
    await newsroom.settle()
    await newsroom.app.web.start()
    return made


def paths_of(made: list[int]) -> list[str]:
    return [
        HOME, *(f"{HOME}{number}" for number in made), f"{HOME}rubrics", f"{HOME}tag/tea",
        f"{HOME}tag/tea?order=best", f"{HOME}best?period=all", f"{HOME}best", f"{HOME}months",
        f"{HOME}2026/11", f"{HOME}search", f"{HOME}search?q=скидки", f"{HOME}search?q=cas",
        "/nobody/",
    ]  # fmt: skip


@pytest.fixture(params=[("light", 390), ("dark", 390), ("light", 1280), ("dark", 1280)], ids=str)
async def reader(chromium: Browser, request: pytest.FixtureRequest) -> AsyncIterator[Page]:
    """A tab in one of the two colour schemes, on a phone or on a desktop; without script."""
    scheme, width = request.param
    context = await chromium.new_context(
        viewport={"width": width, "height": 844}, color_scheme=scheme, locale="en-GB",
        reduced_motion="reduce",
    )  # fmt: skip
    yield await context.new_page()
    await context.close()


async def check(page: Page, name: str) -> list[str]:
    """What is wrong with a page: barriers that axe finds, and what sticks out of the screen."""
    found = await Axe().run(page, options={"resultTypes": ["violations"]})
    faults = [
        f"{name}: {one['id']}: {one['help']}: {[node['html'][:150] for node in one['nodes']][:3]}"
        for one in found.response["violations"]
    ]
    wide = await page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    if wide > 0:
        faults.append(f"{name}: {wide} pixels wider than the screen")
    if folder := os.environ.get("ARCHIVE_SHOTS"):
        size = page.viewport_size
        assert size
        dark = await page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
        file = f"{name.strip('/').replace('/', '_') or 'home'}-{size['width']}-{dark}.png"
        await page.screenshot(path=Path(folder) / file.replace("?", "_"), full_page=True)
    return faults


async def test_no_page_has_a_barrier_or_sticks_out(newsroom: Newsroom, reader: Page) -> None:
    made = await fill(newsroom)
    origin = f"http://127.0.0.1:{newsroom.app.web.port}"
    faults: list[str] = []
    for path in paths_of(made):
        await reader.goto(origin + path)
        faults += await check(reader, path)
    # With the keyboard alone: the first stop is the way past the head.
    await reader.goto(origin + HOME)
    await reader.keyboard.press("Tab")
    assert await reader.evaluate("document.activeElement.className") == "skip"
    assert faults == []


async def test_an_empty_archive_has_no_barrier(newsroom: Newsroom, reader: Page) -> None:
    await newsroom.app.web.start()
    origin = f"http://127.0.0.1:{newsroom.app.web.port}"
    faults: list[str] = []
    for path in (HOME, f"{HOME}rubrics", f"{HOME}months", f"{HOME}best"):
        await reader.goto(origin + path)
        faults += await check(reader, f"empty {path}")
    assert faults == []


async def test_the_mini_app_leads_its_reader_to_the_channel_in_telegrams_colours(
    newsroom: Newsroom, browsing: BrowserContext
) -> None:
    made = await fill(newsroom)
    async with newsroom.app.db.transaction() as session:
        await session.execute("UPDATE channels SET web_access = 'off'")
    origin = f"http://127.0.0.1:{newsroom.app.web.port}"
    data = launch(newsroom.author.id).replace("%", "%25").replace("&", "%26").replace("=", "%3D")
    theme = "%7B%22bg_color%22%3A%22%23123456%22%2C%22text_color%22%3A%22%23ffffff%22%7D"
    tab = await browsing.new_page()
    await tab.goto(
        f"{origin}/app?channel=marketing_aloud#tgWebAppData={data}&tgWebAppThemeParams={theme}"
    )
    await tab.wait_for_url(f"**{HOME}")
    await tab.get_by_role("link", name="Everything at once").click()
    await tab.wait_for_url(f"**{HOME}{made[4]}")
    background = await tab.evaluate("getComputedStyle(document.body).backgroundColor")
    assert background == "rgb(18, 52, 86)"


async def test_the_mini_app_says_when_telegram_does_not_know_the_reader(
    newsroom: Newsroom, chromium: Browser
) -> None:
    await newsroom.app.web.start()
    tab = await chromium.new_page(locale="en-GB")
    await tab.goto(f"http://127.0.0.1:{newsroom.app.web.port}/app#tgWebAppData=hash%3D0")
    await tab.get_by_text("Telegram did not confirm who you are").wait_for()
    await tab.close()
