"""The public preview page of the sandbox, held to what was seen of Telegram's own."""

import base64
import json
import re

import httpx
import pytest
from aiogram.types import MessageEntity

from bot.sandbox import Sandbox, World
from bot.sandbox.faults import Fault

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


async def test_each_person_is_one_view_of_a_post_and_its_sender_the_first(page: Page):
    world, chat, number = page.world, page.channel.id, page.say("words")
    assert world.views(chat, number) == 1
    reader = world.add_person("Boris").id
    for person_id in (reader, reader, page.owner):
        world.look_at(person_id, chat, [number, 999])
    assert world.views(chat, number) == 2
    world.view(chat, number, 40)
    assert world.views(chat, number) == 42
    with pytest.raises(KeyError):
        world.view(chat, 999)
    with pytest.raises(ValueError, match="no channel"):
        world.view(world.add_group("Talks", owner=page.owner).id, 1)


@pytest.mark.parametrize(
    ("count", "shown"),
    [(1, "1"), (873, "873"), (999, "999"), (1000, "1K"), (4_021, "4.02K"), (99_950, "100K"),
     (999_499, "999K"), (999_500, "1M"), (2_814_000, "2.81M")],
)  # fmt: skip
async def test_views_are_shown_exactly_below_a_thousand_and_in_three_digits_above(
    page: Page, count: int, shown: str
):
    number = page.say("words")
    page.world.view(page.channel.id, number, count - 1)
    text = (await page.get()).text
    assert re.findall(r'tgme_widget_message_views">([^<]+)<', text) == [shown]


async def test_events_of_a_channel_have_no_views(page: Page):
    page.world.rename(page.channel.id, title="New")
    text = (await page.get()).text
    assert "service_message" in text
    assert "tgme_widget_message_views" not in text


async def test_custom_emoji_and_stars_are_reactions_of_their_own_kinds(page: Page):
    number = page.say("words")
    page.world.react(page.owner, page.channel.id, number, ["custom:5368324170671202286"])
    page.world.give_stars(page.owner, page.channel.id, number, 7)
    text = (await page.get()).text
    assert 'tgme_reaction_paid"><i class="icon icon-telegram-stars"></i>7</span>' in text
    assert '<tg-emoji emoji-id="5368324170671202286"></tg-emoji>1</span>' in text


async def get_embedded(page: Page, number: int, name: str = "aloud") -> httpx.Response:
    async with httpx.AsyncClient() as client:
        return await client.get(f"{page.url}/{name}/{number}?embed=1&mode=tme")


async def test_a_post_can_be_embedded_by_itself_as_the_same_widget(page: Page):
    number = page.say("words")
    widget = re.compile(r'<div class="tgme_widget_message .*?</span></div></div>')
    alone, whole = (await get_embedded(page, number)).text, (await page.get()).text
    assert widget.findall(alone) == widget.findall(whole)
    assert "tgme_channel_history" not in alone
    items = page.world.send_album(page.owner, page.channel.id, PICTURES)
    second = (await get_embedded(page, items[1].message_id)).text
    assert f'data-post="Aloud/{items[0].message_id}"' in second


async def test_a_post_that_is_not_there_and_one_without_preview_are_errors_of_the_widget(
    page: Page,
):
    number = page.say("words")
    for name, asked in (("aloud", 999), ("nobody", number)):
        assert "tgme_widget_message_error" in (await get_embedded(page, asked, name)).text
    page.world.hide_preview(page.channel.id)
    assert "tgme_widget_message_error" in (await get_embedded(page, number)).text
    assert (await page.get()).status_code == 302
    page.world.hide_preview(page.channel.id, on=False)
    assert (await page.get()).status_code == 200


async def test_whoever_names_the_version_it_knows_gets_304_until_the_page_changes(page: Page):
    number = page.say("words")
    first = await page.get()
    for name, known in (("If-None-Match", "ETag"), ("If-Modified-Since", "Last-Modified")):
        async with httpx.AsyncClient() as client:
            headers = {name: first.headers[known]}
            again = await client.get(f"{page.url}/s/aloud", headers=headers)
        assert (again.status_code, again.content) == (304, b"")
    page.world.view(page.channel.id, number)
    async with httpx.AsyncClient() as client:
        headers = {"If-None-Match": first.headers["ETag"]}
        changed = await client.get(f"{page.url}/s/aloud", headers=headers)
    assert (changed.status_code, changed.headers["ETag"] == first.headers["ETag"]) == (200, False)
    conditional = [visit.is_conditional for visit in page.world.visits]
    assert conditional == [False, True, True, True]


async def test_pages_fail_on_order_and_every_visit_is_noted(page: Page):
    page.say("words")
    for kind in ("too_many", "bad_gateway", "restart"):
        page.world.faults.add(Fault("preview", kind, retry_after=17))
    page.world.faults.add(Fault("*", "cut"))
    busy = await page.get()
    assert (busy.status_code, busy.headers["Retry-After"]) == (429, "17")
    statuses = [(await page.get()).status_code for _ in range(3)]
    assert statuses == [502, 500, 200]
    page.world.faults.add(Fault("preview", "cut", chat_id=page.channel.id))
    with pytest.raises(httpx.HTTPError):
        await page.get()
    noted = [(visit.status, visit.fault) for visit in page.world.visits]
    assert noted == [
        (429, "too_many"), (502, "bad_gateway"), (500, "restart"), (200, None), (0, "cut"),
    ]  # fmt: skip
    assert page.world.visits[0].address == "/s/aloud"
