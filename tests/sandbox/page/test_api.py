"""The JSON of the page over real HTTP."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest

from bot.sandbox import Sandbox, World
from bot.sandbox.page import add_page
from bot.sandbox.page.input import LARGEST_BODY
from bot.sandbox.pictures import png
from tests.sandbox.page.conftest import Town


async def post(client: httpx.AsyncClient, name: str, **body: Any) -> httpx.Response:
    return await client.post(f"/page/{name}", json=body)


async def history(client: httpx.AsyncClient, person: int, chat: int, **more: int) -> Any:
    answer = await client.get("/page/history", params={"person": person, "chat": chat, **more})
    assert answer.status_code == 200, answer.text
    return answer.json()


def refused(answer: httpx.Response, *words: str) -> None:
    assert answer.status_code == 400, answer.text
    sentence = answer.json()["error"]
    assert sentence.endswith(".")
    for word in words:
        assert word in sentence


async def test_every_file_of_the_page_is_served_uncached_under_a_strict_policy(client):
    index = await client.get("/")
    assert index.headers["content-type"] == "text/html; charset=utf-8"
    for path in ("/", "/page/static/app.js", "/page/static/style.css", "/page/people"):
        answer = await client.get(path)
        assert answer.status_code == 200
        assert answer.headers["cache-control"] == "no-store"
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("name", ["nothing.js", "%2e%2e%2froutes.py", "..%2f__init__.py", "."])
async def test_nothing_but_the_files_of_the_page_is_served(client, name):
    assert (await client.get(f"/page/static/{name}")).status_code == 404


async def test_people_are_those_that_were_given_in_their_order(town, client):
    answer = (await client.get("/page/people")).json()
    assert [one["name"] for one in answer["people"]] == ["Анна Автор", "Борис"]
    assert answer["start"] == town.author


async def test_chats_are_every_bot_and_what_the_person_is_in(town, client):
    town.world.add_channel("Чужой", owner=town.stranger)
    chats = (await client.get("/page/chats", params={"person": town.reader})).json()["chats"]
    assert [(one["title"], one["kind"]) for one in chats] == [
        ("Rubrika", "bot"),
        ("Маркетинг", "channel"),
    ]
    assert [one["can_post"] for one in chats] == [True, False]
    assert chats[0]["started"] is False


async def test_looking_at_a_bot_does_not_let_it_write_first(town, client, scripted):
    await history(client, town.reader, town.chat)
    await client.get("/page/chats", params={"person": town.reader})
    assert town.reader not in town.world.people.bots[town.chat].private


async def test_a_text_arrives_with_its_entities_in_utf16_units(town, client):
    entities = [
        {"type": "bold", "offset": 3, "length": 6},
        {"type": "italic", "offset": 5, "length": 2},
    ]
    answer = await post(
        client,
        "say",
        person=town.author,
        chat=town.chat,
        text="😀 жирный и #хит",
        entities=entities,
    )
    assert answer.status_code == 200
    [message] = town.world.history(town.author, town.chat)
    covered: dict[str, set[int]] = {}
    for one in message.entities or []:
        covered.setdefault(one.type, set()).update(range(one.offset, one.offset + one.length))
    assert covered == {
        "bold": set(range(3, 9)),
        "italic": {5, 6},
        "hashtag": set(range(12, 16)),
    }
    [view] = (await history(client, town.author, town.chat))["messages"]
    assert view["out"] is True
    assert view["text"] == "😀 жирный и #хит"


async def test_an_edit_a_pin_and_a_deletion_reach_the_world(town, client):
    post_id = town.world.say(town.author, town.channel, "Было").message_id
    about = {"person": town.author, "chat": town.channel, "message": post_id}
    assert (await post(client, "edit", **about, text="Стало")).status_code == 200
    edited = town.world.get_message(town.channel, post_id)
    assert edited is not None
    assert edited.text == "Стало"
    assert (await post(client, "pin", **about)).status_code == 200
    views = (await history(client, town.reader, town.channel))["messages"]
    assert views[0]["pinned"] is True
    assert views[0]["edited"]
    assert "pinned “Стало”" in views[1]["service"]
    assert (await post(client, "delete", **about)).status_code == 200
    assert town.world.get_message(town.channel, post_id) is None


async def test_a_reader_may_neither_post_nor_edit_in_a_channel(town, client):
    post_id = town.world.say(town.author, town.channel, "Пост").message_id
    about = {"person": town.reader, "chat": town.channel}
    refused(await post(client, "say", **about, text="Я тоже"), "may not post")
    refused(await post(client, "edit", **about, message=post_id, text="Нет"), "may not edit")
    refused(await post(client, "delete", **about, message=post_id), "may not delete")
    [view] = (await history(client, town.reader, town.channel))["messages"]
    assert view["can"] == {"edit": False, "delete": False, "pin": False}


async def test_reactions_are_counted_and_the_own_one_is_marked(town, client):
    post_id = town.world.say(town.author, town.channel, "Пост").message_id
    town.world.react(town.author, town.channel, post_id, ["🔥"])
    about = {"person": town.reader, "chat": town.channel, "message": post_id}
    assert (await post(client, "react", **about, emoji=["🔥"])).status_code == 200
    [view] = (await history(client, town.reader, town.channel))["messages"]
    assert view["reactions"] == [{"kind": "🔥", "emoji": "🔥", "count": 2, "mine": True}]


async def test_stars_and_custom_emoji_are_shown_and_stars_are_given_one_by_one(town, client):
    post_id = town.world.say(town.author, town.channel, "Пост").message_id
    town.world.react(town.author, town.channel, post_id, ["custom:5368324170671202286"])
    town.world.give_stars(town.author, town.channel, post_id, 5)
    about = {"person": town.reader, "chat": town.channel, "message": post_id}
    assert (await post(client, "stars", **about, stars=1)).status_code == 200
    [view] = (await history(client, town.reader, town.channel))["messages"]
    custom = "custom:5368324170671202286"
    assert view["reactions"] == [
        {"kind": "paid", "emoji": "⭐", "count": 6, "mine": True},
        {"kind": custom, "emoji": "✨", "count": 1, "mine": False},
    ]
    refused(await post(client, "stars", **about, stars=0), "1 to 10000 stars")


async def test_a_forward_names_its_origin_and_links_to_the_post(town, client):
    post_id = town.world.say(town.author, town.channel, "Пост").message_id
    answer = await post(
        client,
        "forward",
        person=town.reader,
        chat=town.channel,
        messages=[post_id],
        to=town.chat,
    )
    assert answer.status_code == 200
    [view] = (await history(client, town.reader, town.chat))["messages"]
    assert view["forward"] == {
        "name": "Маркетинг",
        "link": f"https://t.me/marketing/{post_id}",
    }


def parts(town: Town, files: list[tuple[str, bytes, str]], **fields: Any) -> dict[str, Any]:
    body = {"person": town.author, "chat": town.channel, **fields}
    return {
        "data": {"fields": json.dumps(body)},
        "files": [("file", (name, data, kind)) for name, data, kind in files],
    }


async def test_several_pictures_go_as_one_album_with_the_caption_at_the_first(town, client):
    files = [(f"{n}.png", png(40 + n, 30), "image/png") for n in range(3)]
    answer = await client.post("/page/media", **parts(town, files, text="Подпись #хит"))
    assert len(answer.json()["messages"]) == 3
    views = (await history(client, town.reader, town.channel))["messages"]
    assert len({one["album"] for one in views}) == 1
    assert [one["text"] for one in views] == ["Подпись #хит", "", ""]
    assert [one["media"]["kind"] for one in views] == ["photo"] * 3
    shown = await client.get(views[1]["media"]["url"])
    assert shown.content == png(41, 30)
    assert shown.headers["content-type"] == "image/png"


async def test_more_than_ten_pictures_go_as_two_albums(town, client):
    files = [(f"{n}.png", png(8, 8), "image/png") for n in range(12)]
    await client.post("/page/media", **parts(town, files))
    albums = [one.media_group_id for one in town.world.history(town.author, town.channel)]
    assert albums.count(albums[0]) == 10
    assert albums.count(albums[-1]) == 2


async def test_files_go_by_their_type_or_as_documents_when_asked(town, client):
    files = [("a.png", png(), "image/png"), ("b.pdf", b"%PDF", "application/pdf")]
    await client.post("/page/media", **parts(town, files))
    await client.post("/page/media", **parts(town, files[:1], as_files=True))
    await client.post("/page/media", **parts(town, [("c.png", b"no picture", "image/png")]))
    views = (await history(client, town.author, town.channel))["messages"]
    kinds = [one["media"]["kind"] for one in views]
    assert kinds == ["photo", "document", "document", "document"]


async def test_a_page_that_was_uploaded_is_saved_and_never_opened(town, client):
    evil = b"<script>alert(1)</script>"
    for name, kind in (("x.html", "text/html"), ("x.svg", "image/svg+xml")):
        await client.post("/page/media", **parts(town, [(name, evil, kind)]))
    for view in (await history(client, town.author, town.channel))["messages"]:
        answer = await client.get(view["media"]["url"])
        assert answer.headers["content-type"] == "application/octet-stream"
        assert answer.headers["content-disposition"].startswith("attachment")


async def test_a_player_can_ask_for_a_piece_of_a_film(town, client):
    await client.post("/page/media", **parts(town, [("v.mp4", b"0123456789", "video/mp4")]))
    [view] = (await history(client, town.author, town.channel))["messages"]
    url = view["media"]["url"]
    answer = await client.get(url, headers={"Range": "bytes=2-4"})
    assert (answer.status_code, answer.content) == (206, b"234")
    assert answer.headers["content-range"] == "bytes 2-4/10"


async def test_a_press_brings_the_answer_of_the_bot(town, client, scripted):
    await post(client, "say", person=town.author, chat=town.chat, text="Мысль")
    async with asyncio.timeout(5):
        while len(views := (await history(client, town.author, town.chat))["messages"]) < 2:
            await asyncio.sleep(0.02)
    about = {"person": town.author, "chat": town.chat, "message": views[1]["id"]}
    answer = (await post(client, "press", **about, data="alert")).json()
    assert answer["answered"] is True
    assert answer["text"] == "Answer to alert"
    assert answer["show_alert"] is True
    refused(await post(client, "press", **about, data="forged"), "no button")


async def test_inline_results_are_offered_and_the_chosen_one_is_sent(town, client, scripted):
    found = await post(
        client, "inline", person=town.author, bot=42, query="слова", chat=town.channel
    )
    assert [one["title"] for one in found.json()["results"]] == [
        "Result 0",
        "Result 1",
        "Result 2",
    ]
    chosen = await post(
        client, "choose", person=town.author, chat=town.channel, query="слова", result="1"
    )
    assert chosen.status_code == 200
    [view] = (await history(client, town.reader, town.channel))["messages"]
    assert (view["text"], view["via"]) == ("Inline 1: слова", "rubrika_bot")


async def test_a_shared_channel_reaches_the_bot(town, client, scripted):
    await post(client, "say", person=town.author, chat=town.chat, text="/start")
    async with asyncio.timeout(5):
        while not (await history(client, town.author, town.chat))["markup"]:
            await asyncio.sleep(0.02)
    about = {"person": town.author, "bot": town.chat, "request": 1, "channel": town.channel}
    assert (await post(client, "share_chat", **about)).status_code == 200
    views = (await history(client, town.author, town.chat))["messages"]
    assert views[2]["service"] == "Анна Автор shared the chat Маркетинг"


async def test_a_location_is_sent_and_shown(town, client):
    place = {"person": town.reader, "chat": town.chat, "latitude": 52.5, "longitude": 13.4}
    assert (await post(client, "send_location", **place)).status_code == 200
    [view] = (await history(client, town.reader, town.chat))["messages"]
    assert view["location"] == {"latitude": 52.5, "longitude": 13.4}
    refused = await post(client, "send_location", **(place | {"latitude": 91}))
    assert refused.status_code == 400


async def test_a_blocked_bot_cannot_be_written_to_until_it_is_restarted(town, client):
    about = {"person": town.author, "bot": town.chat}
    say = {"person": town.author, "chat": town.chat, "text": "/start"}
    assert (await post(client, "block", **about)).status_code == 200
    refused(await post(client, "say", **say), "blocked")
    assert (await post(client, "unblock", **about)).status_code == 200
    assert (await post(client, "say", **say)).status_code == 200


async def test_a_long_chat_comes_in_pieces_and_a_jump_reaches_far_back(town, client):
    ids = [town.world.say(town.author, town.channel, f"Пост {n}").message_id for n in range(130)]
    last = await history(client, town.reader, town.channel)
    assert [one["id"] for one in last["messages"]] == ids[-60:]
    assert last["more"] is True
    before = await history(client, town.reader, town.channel, before=ids[-60])
    assert [one["id"] for one in before["messages"]] == ids[-120:-60]
    reached = await history(client, town.reader, town.channel, reach=ids[30])
    assert [one["id"] for one in reached["messages"]] == ids[10:]
    first = await history(client, town.reader, town.channel, reach=ids[0])
    assert first["more"] is False


async def test_search_in_a_chat_ignores_the_case_and_puts_the_newest_first(town, client):
    for text in ("Скидка раз", "мимо", "вторая СКИДКА"):
        town.world.say(town.author, town.channel, text)
    params = {"person": town.reader, "chat": town.channel, "words": "скидка"}
    found = (await client.get("/page/search", params=params)).json()["messages"]
    assert [one["text"] for one in found] == ["вторая СКИДКА", "Скидка раз"]


async def test_unread_counts_what_others_wrote_since_it_was_read(town, client):
    async def unread(person: int) -> int:
        chats = (await client.get("/page/chats", params={"person": person})).json()["chats"]
        return int(next(one for one in chats if one["id"] == town.channel)["unread"])

    ids = [town.world.say(town.author, town.channel, f"Пост {n}").message_id for n in range(3)]
    assert (await unread(town.author), await unread(town.reader)) == (0, 3)
    await post(client, "read", person=town.reader, chat=town.channel, message=ids[1])
    assert await unread(town.reader) == 1


async def test_whoever_opens_a_channel_sees_its_posts_once(town, client):
    ids = [town.world.say(town.author, town.channel, f"{n}").message_id for n in range(3)]
    views = [town.world.views(town.channel, number) for number in ids]
    assert views == [1, 1, 1]
    await post(client, "read", person=town.reader, chat=town.channel, message=ids[1])
    await history(client, town.reader, town.channel)
    await history(client, town.author, town.channel)
    assert [town.world.views(town.channel, number) for number in ids] == [2, 2, 2]


async def test_a_link_has_a_card_unless_the_bot_disabled_it(town, client, scripted):
    town.world.say(town.author, town.channel, "Читайте example.org/путь?a=1 вот")
    post_id = town.world.say(town.author, town.channel, "Заголовок\nтекст").message_id
    town.world.say(town.author, town.channel, f"https://t.me/marketing/{post_id}")
    await scripted.send_message(
        town.channel, "https://example.org", link_preview_options={"is_disabled": True}
    )
    views = (await history(client, town.reader, town.channel))["messages"]
    assert views[0]["preview"]["site"] == "example.org"
    assert views[0]["preview"]["url"].startswith("https://example.org/")
    assert views[2]["preview"]["title"] == "Маркетинг"
    assert views[2]["preview"]["text"] == "Заголовок текст"
    assert [views[1]["preview"], views[3]["preview"]] == [None, None]


async def test_joining_by_a_link_and_leaving(town, client, scripted):
    link = (await scripted.create_chat_invite_link(town.channel)).invite_link
    await post(client, "leave", person=town.reader, chat=town.channel)
    assert not town.world.chats[town.channel].is_present(town.reader)
    answer = await post(client, "join", person=town.reader, link=link)
    assert answer.json()["chat"] == town.channel
    refused(await post(client, "join", person=town.reader, link="https://t.me/+no"), "nowhere")


# --- what is refused ---


async def test_bad_input_is_answered_with_a_sentence(town, client):
    author, chat = town.author, town.chat
    refused(await client.get("/page/chats"), "person")
    refused(await client.get("/page/chats", params={"person": "x"}), "whole number")
    refused(await client.get("/page/chats", params={"person": town.stranger}), "no person")
    refused(await client.get("/page/events", params={"person": 5}), "no person")
    refused(await client.get("/page/history", params={"person": author, "chat": -5}), "no chat")
    refused(await client.get("/page/file/none"), "no file")
    refused(await post(client, "say", person=author, chat=chat), "text")
    refused(await post(client, "say", person="1", chat=chat, text="x"), "person")
    refused(await post(client, "say", person=author, chat=chat, text="x", more=1), "more")
    refused(await post(client, "say", person=author, chat=chat, text=" \n"), "nothing to send")
    refused(await post(client, "say", person=author, chat=-7, text="x"), "no chat")
    refused(
        await post(client, "say", person=author, chat=chat, text="x", reply_to=99),
        "replied not found",
    )
    refused(await post(client, "forward", person=author, chat=chat, messages=[], to=chat))
    refused(await client.post("/page/say", content=b"{"), "JSON")
    json_type = {"Content-Type": "application/json"}
    refused(await client.post("/page/say", content=b"{", headers=json_type), "JSON")
    refused(await client.post("/page/media", json={}), "multipart")
    refused(await client.post("/page/media", data={}, files={"file": b"x"}), "fields")


async def test_a_body_over_twenty_megabytes_is_refused(town, client):
    large = b"x" * (LARGEST_BODY + 1)
    files = {"file": ("large.bin", large, "application/octet-stream")}
    body = json.dumps({"person": town.author, "chat": town.chat})
    refused(await client.post("/page/media", data={"fields": body}, files=files), "20 MB")

    async def pieces() -> AsyncIterator[bytes]:
        for at in range(0, len(large), 1 << 20):
            yield large[at : at + (1 << 20)]

    headers = {"Content-Type": "application/json"}
    refused(await client.post("/page/say", content=pieces(), headers=headers), "20 MB")


async def test_another_site_cannot_act_through_the_browser(town, client):
    body = {"person": town.author, "chat": town.chat, "text": "x"}
    for headers in ({"Origin": "https://evil.example"}, {"Origin": "null"}):
        refused(await client.post("/page/say", json=body, headers=headers), "nother site")
    refused(await client.get("/page/people", headers={"Host": "evil.example"}), "this machine")
    own = {"Origin": town.url}
    assert (await client.post("/page/say", json=body, headers=own)).status_code == 200


async def test_a_page_needs_people_of_its_world():
    world = World()
    person = world.add_person("Анна").id
    with pytest.raises(ValueError, match="at least one"):
        add_page(Sandbox(world), [])
    with pytest.raises(ValueError, match="not one of"):
        add_page(Sandbox(world), [person], start=5)
    with pytest.raises(KeyError, match="no person 5"):
        add_page(Sandbox(world), [person, 5])


# --- the stream ---


@asynccontextmanager
async def listening(town: Town, person: int) -> AsyncIterator[asyncio.Queue[tuple[str, Any]]]:
    """Events of a person's stream, as they come."""
    heard: asyncio.Queue[tuple[str, Any]] = asyncio.Queue()
    ready = asyncio.Event()

    async def listen() -> None:
        url = f"{town.url}/page/events?person={person}"
        async with (
            httpx.AsyncClient(timeout=None, trust_env=False) as client,
            client.stream("GET", url) as answer,
        ):
            kind = ""
            async for line in answer.aiter_lines():
                ready.set()
                if line.startswith("event: "):
                    kind = line.removeprefix("event: ")
                elif line.startswith("data: "):
                    heard.put_nowait((kind, json.loads(line.removeprefix("data: "))))

    task = asyncio.get_running_loop().create_task(listen())
    try:
        async with asyncio.timeout(5):
            await ready.wait()
        yield heard
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def test_the_stream_tells_of_messages_edits_reactions_and_deletions(town):
    async with listening(town, town.reader) as heard, asyncio.timeout(5):
        post_id = town.world.say(town.author, town.channel, "Пост").message_id
        kind, data = await heard.get()
        assert (kind, data["fresh"], data["message"]["text"]) == ("message", True, "Пост")
        assert data["chat"]["unread"] == 1
        town.world.edit(town.author, town.channel, post_id, "Другой")
        kind, data = await heard.get()
        assert (kind, data["fresh"], data["message"]["text"]) == ("message", False, "Другой")
        town.world.react(town.author, town.channel, post_id, ["🔥"])
        kind, data = await heard.get()
        assert data["message"]["reactions"] == [
            {"kind": "🔥", "emoji": "🔥", "count": 1, "mine": False}
        ]
        town.world.delete(town.author, town.channel, post_id)
        assert [(await heard.get())[0], data["chat"]["id"]] == ["deleted", town.channel]


async def test_a_draft_is_told_with_its_button_and_stopped(town, client, scripted):
    async with listening(town, town.author) as heard, asyncio.timeout(10):
        town.world.say(town.author, town.chat, "/long")
        told: list[Any] = []
        while not told or not (told[-1] or {}).get("text"):
            kind, data = await heard.get()
            told += [data["draft"]] if kind == "draft" else []
        assert told[0] == {"id": 7, "text": "", "stop": True}
        assert told[-1] == {"id": 7, "text": "word", "stop": True}
        about = {"person": town.author, "chat": town.chat}
        refused(await post(client, "stop", **about, draft=8), "draft 8 is shown")
        assert (await post(client, "stop", **about, draft=7)).json() == {"ok": True}
        while told[-1]:
            kind, data = await heard.get()
            told += [data["draft"]] if kind == "draft" else []
        assert data == {"chat": town.chat, "draft": None}
        # The bot has heard of it: it works no more when its session is closed.
        while kind != "message" or data["message"]["text"] != "Stopped 7":
            kind, data = await heard.get()


async def test_nobody_hears_of_what_others_say_to_the_bot(town):
    async with listening(town, town.reader) as heard, asyncio.timeout(5):
        town.world.say(town.author, town.chat, "Секрет")
        town.world.say(town.reader, town.chat, "Своё")
        _, data = await heard.get()
        assert data["message"]["text"] == "Своё"
        assert heard.empty()


async def test_the_stream_ends_at_once_when_the_sandbox_stops(town):
    async with listening(town, town.reader), asyncio.timeout(3):
        await town.sandbox.stop()
