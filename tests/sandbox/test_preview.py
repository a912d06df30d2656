"""The public preview page of the sandbox, held to what was seen of Telegram's own."""

import base64
import json
import re

import httpx
import pytest
from aiogram.types import MessageEntity

from bot.sandbox import Sandbox, World

PICTURES: list[tuple[str, bytes, str | None]] = [
    ("photo", f"picture {number}".encode(), f"{number}.jpg") for number in range(3)
]


class Page:
    """A public channel, and its page."""

    def __init__(self, world: World, url: str) -> None:
        self.world, self.url = world, url
        self.owner = world.add_person("Anna").id
        self.channel = world.add_channel("Marketing <aloud>", owner=self.owner, username="Aloud")

    async def get(self, query: str = "", name: str = "aloud") -> httpx.Response:
        async with httpx.AsyncClient() as client:
            return await client.get(f"{self.url}/s/{name}{query}")

    async def ids(self, query: str = "") -> list[int]:
        page = await self.get(query)
        return [int(number) for number in re.findall(r'data-post="Aloud/(\d+)"', page.text)]

    def say(self, text: str, **options) -> int:
        return self.world.say(self.owner, self.channel.id, text, **options).message_id


@pytest.fixture
async def page():
    world = World()
    sandbox = Sandbox(world)
    await sandbox.start()
    yield Page(world, sandbox.url)
    await sandbox.stop()


async def test_a_post_has_its_words_with_formatting_and_its_links(page: Page):
    bold = [MessageEntity(type="bold", offset=0, length=4)]
    number = page.say("Bold & <new>\nline #tag", entities=bold)
    text = (await page.get()).text
    assert "<b>Bold</b> &amp; &lt;new&gt;<br/>line" in text
    assert '<a href="?q=%23tag">#tag</a>' in text
    assert f'<a class="tgme_widget_message_date" href="https://t.me/Aloud/{number}">' in text
    assert "Marketing &lt;aloud&gt;" in text


async def test_the_view_names_the_channel_and_the_message(page: Page):
    number = page.say("words")
    found = re.search(r'data-view="([^"]+)"', (await page.get()).text)
    assert found
    view = json.loads(base64.urlsafe_b64decode(found[1] + "=="))
    assert (view["c"], view["p"]) == (-int(str(page.channel.id)[4:]), number)


async def test_an_album_is_one_block_that_links_each_item(page: Page):
    items = page.world.send_album(page.owner, page.channel.id, PICTURES, caption="Three")
    text = (await page.get()).text
    assert await page.ids() == [items[0].message_id]
    assert re.findall(r"Aloud/(\d+)\?single", text) == [str(item.message_id) for item in items]
    assert text.count('class="tgme_widget_message_text js-message_text"') == 2


async def test_the_page_is_paged_by_twenty_messages(page: Page):
    numbers = [page.say(f"post {number}") for number in range(45)]
    assert await page.ids() == numbers[-20:]
    assert f'rel="prev" href="/s/Aloud?before={numbers[-20]}"' in (await page.get()).text
    assert await page.ids(f"?before={numbers[10]}") == numbers[:10]
    assert await page.ids(f"?after={numbers[3]}") == numbers[4:24]
    assert 'rel="prev"' not in (await page.get(f"?before={numbers[10]}")).text


async def test_a_channel_without_posts_says_so(page: Page):
    answer = await page.get()
    assert answer.status_code == 200
    assert "tgme_no_messages_found" in answer.text
    assert "tgme_channel_history" in answer.text


async def test_who_has_no_preview_is_led_away_from_it(page: Page):
    for name in ("nobody", "talks"):
        page.world.usernames.setdefault(
            "talks", page.world.chat_room(page.world.add_group("T", owner=page.owner).id)
        )
        answer = await page.get(name=name)
        assert (answer.status_code, answer.headers["location"]) == (302, f"/{name}")


async def test_events_edits_and_reactions_are_marked(page: Page):
    number = page.say("words")
    page.world.rename(page.channel.id, title="New")
    page.world.edit(page.owner, page.channel.id, number, "other words")
    page.world.react(page.owner, page.channel.id, number, ["🔥"])
    text = (await page.get()).text
    assert "service_message" in text
    assert "edited" in text
    assert '<i class="emoji"><b>🔥</b></i>1</span>' in text
