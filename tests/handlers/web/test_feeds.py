"""Feeds and maps: what they hold, over real HTTP."""

import json
import re
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree as ET

from bot.sandbox.pictures import png
from tests.handlers.web.conftest import Visitor, post
from tests.newsroom import Newsroom

HOME = "/marketing_aloud/"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"


async def test_a_channel_and_its_rubrics_have_feeds(newsroom: Newsroom, visitor: Visitor) -> None:
    first = await post(newsroom, "Coffee\n\nBlack & strong. #drinks")
    newsroom.world.send_media(
        newsroom.author.id, newsroom.channel_id, "photo", png(20, 20), caption="Tea\n\nGreen. #Tea"
    )
    await newsroom.settle()
    for path, count in ((HOME, 2), (f"{HOME}tag/Tea/", 1)):
        answer = await visitor.ask(f"{path}feed.xml")
        assert answer.headers["Content-Type"] == "application/rss+xml; charset=utf-8"
        items = ET.fromstring(await answer.read()).findall("channel/item")
        assert len(items) == count
        assert items[0].findtext("title") == "Tea"
        assert f'<img src="{visitor.origin}/media/2/1"' in (items[0].findtext(CONTENT) or "")
        assert parsedate_to_datetime(answer.headers["Last-Modified"]).year == 2026
        tag = answer.headers["ETag"]
        assert (await visitor.ask(f"{path}feed.xml", If_None_Match=tag)).status == 304
        feed = json.loads(await visitor.read(f"{path}feed.json"))
        assert feed["version"] == "https://jsonfeed.org/version/1.1"
        assert feed["feed_url"] == f"{visitor.origin}{path}feed.json"
        assert [item["title"] for item in feed["items"]] == ["Tea", "Coffee"][:count]
    assert feed["items"][0]["tags"] == ["Tea"]
    whole = json.loads(await visitor.read(f"{HOME}feed.json"))
    assert whole["items"][1]["url"] == f"{visitor.origin}{HOME}{first}"
    page = await visitor.read(f"{HOME}tag/Tea")
    for kind in ("xml", "json"):
        assert f'href="{HOME}tag/Tea/feed.{kind}"' in page
    answer = await visitor.ask(f"{HOME}tag/tea/feed.xml")
    assert (answer.status, answer.headers["Location"]) == (301, f"{HOME}tag/Tea/feed.xml")
    await visitor.read(f"{HOME}tag/nothing/feed.xml", status=404)


async def test_the_map_leads_to_every_page(newsroom: Newsroom, visitor: Visitor) -> None:
    made = [await post(newsroom, f"Post {number} #tea") for number in range(3)]
    index = await visitor.read("/sitemap.xml")
    pages: set[str] = set()
    for url in re.findall("<loc>(.*?)</loc>", index):
        document = await visitor.read(url.removeprefix(visitor.origin))
        pages.update(re.findall("<loc>(.*?)</loc>", document))
    paths = {url.removeprefix(visitor.origin) for url in pages}
    assert paths == {
        HOME, f"{HOME}rubrics", f"{HOME}months", f"{HOME}tag/tea", f"{HOME}2026/11",
        *(f"{HOME}{number}" for number in made),
    }  # fmt: skip
    for path in paths:
        await visitor.read(path)
    assert f"Sitemap: {visitor.origin}/sitemap.xml" in await visitor.read("/robots.txt")


async def test_a_closed_channel_is_in_no_feed_and_no_map(
    newsroom: Newsroom, visitor: Visitor
) -> None:
    await post(newsroom, "Tea #tea")
    async with newsroom.app.db.transaction() as session:
        await session.execute("UPDATE channels SET web_access = 'off'")
    assert "marketing" not in await visitor.read("/sitemap.xml")
    for path in (
        "feed.xml",
        "feed.json",
        "tag/tea/feed.xml",
        "sitemap.xml",
        "2026/11/sitemap.xml",
    ):
        await visitor.read(HOME + path, status=404)
