"""The public preview as evidence: pages as Telegram shows them, and what can be wrong."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import pytest
from aiohttp import web
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.evidence import Doubt, Finding, Verdict
from bot.domain.posts import Media, MediaKind, Options
from bot.domain.publications import Part
from bot.domain.texts import Text
from bot.gateways.previews import evidence
from bot.gateways.previews.evidence import PublicPreview, is_same, letters
from bot.gateways.previews.pages import NoHistory
from bot.gateways.previews.parsing import PagePost, parse
from bot.sandbox import Sandbox, World

WORDS = "Headline 🔥\n\nSome words & a #case"

# The shape of a page of August 2026, cut down: an album with a reply above it, an event, a post.
PAGE = """<!DOCTYPE html><html><head><link rel="canonical" href="/s/ch?before=30"></head><body>
<main><section class="tgme_channel_history js-message_history">
<div class="tgme_widget_message_wrap js-widget_message_wrap"><div class="tgme_widget_message
 service_message js-widget_message" data-post="ch/410"><div class="tgme_widget_message_text
 js-message_text">Channel created</div></div></div>
<div class="tgme_widget_message_wrap js-widget_message_wrap"><div class="tgme_widget_message
 text_not_supported_wrap js-widget_message" data-post="ch/420" data-view="eyJjIjotMX0">
<a class="tgme_widget_message_reply" href="https://t.me/ch/400"><div
 class="tgme_widget_message_text js-message_reply_text">An earlier post</div></a>
<div class="tgme_widget_message_grouped_wrap js-message_grouped_wrap"><div
 class="tgme_widget_message_grouped js-message_grouped"><div
 class="tgme_widget_message_grouped_layer js-message_grouped_layer">
<a class="tgme_widget_message_photo_wrap grouped_media_wrap" href="https://t.me/ch/420?single"></a>
<a class="tgme_widget_message_video_player grouped_media_wrap"
 href="https://t.me/ch/421?single"></a></div></div></div>
<div class="tgme_widget_message_text js-message_text" dir="auto"><div
 class="tgme_widget_message_text js-message_text" dir="auto">Two <b>pictures</b><br/>of
 <a href="?q=%23case">#case</a> <i class="emoji"><b>👍</b></i></div></div>
<div class="tgme_widget_message_footer"><span class="tgme_widget_message_views">4.02K</span>
</div></div></div>
<div class="tgme_widget_message_wrap js-widget_message_wrap"><div class="tgme_widget_message
 text_not_supported_wrap js-widget_message" data-post="ch/422"><div
 class="tgme_widget_message_text js-message_text" dir="auto">Plain words</div>
<a class="tgme_widget_message_link_preview" href="https://example.com"><div
 class="link_preview_title">A page</div></a></div></div>
</section></main></body></html>""".encode()


def part(text: str = WORDS, media: int = 0) -> Part:
    item = Media(kind=MediaKind.PHOTO, file_id="f", unique_id="u")
    return Part(text=Text(text), media=(item,) * media, options=Options())


def doubt(**changes: Any) -> Doubt:
    plain = Doubt(
        attempt_id=1, part=part(), chat_id=-1001, username="aloud", after=1, newest=1
    )  # fmt: skip
    return replace(plain, **changes)


def test_a_page_of_telegram_is_read():
    album, plain = parse(PAGE)
    assert (album.message_ids, album.has_media) == ((420, 421), True)
    assert letters(album.text) == letters("Two pictures of #case 👍")
    assert plain == PagePost((422,), "Plain words", False)


@pytest.mark.parametrize("body", [b"", b"   ", b"<html></html>", b"\xff\x00 nonsense", b"<"])
def test_what_is_no_history_is_refused(body: bytes):
    with pytest.raises(NoHistory):
        parse(body)


@given(st.binary(max_size=300))
def test_no_bytes_break_the_parser(data: bytes):
    half = PAGE[: len(PAGE) // 2] + data
    assert len(parse(half)) <= 3


def test_words_are_compared_without_formatting_and_as_far_as_the_page_shows_them():
    long = "word " * 300
    assert is_same(part("A *b*\nc!"), PagePost((7,), "A b c", False))
    assert is_same(part(long), PagePost((7,), long[:900] + "…", False))
    assert is_same(part(long), PagePost((7,), long[:100] + "…", False))
    assert not is_same(part(long), PagePost((7,), long[:100], False))
    assert not is_same(part("word"), PagePost((7,), "words", False))


def test_the_number_of_messages_and_the_pictures_have_to_fit():
    assert is_same(part(media=2), PagePost((7, 8), WORDS, True))
    assert not is_same(part(media=3), PagePost((7, 8), WORDS, True))
    assert not is_same(part(), PagePost((7,), WORDS, True))
    assert not is_same(part(media=1), PagePost((7,), WORDS, False))


@given(st.text(max_size=600), st.text(min_size=201, max_size=600))
def test_a_text_on_its_own_page_is_known_again(text: str, other: str):
    if letters(text):
        assert is_same(part(text), PagePost((7,), text, False))
    assert len(letters(other)) <= 200


@pytest.fixture
async def channel():
    """The sandbox's page of a channel, its world, its owner, its id."""
    world = World()
    sandbox = Sandbox(world)
    await sandbox.start()
    owner = world.add_person("Anna").id
    chat = world.add_channel("Aloud", owner=owner, username="aloud").id
    yield world, sandbox.url, owner, chat
    await sandbox.stop()


async def test_a_post_on_the_page_is_found(channel):
    world, url, owner, chat = channel
    source = PublicPreview(url)
    assert (await source.look(doubt())).verdict is Verdict.ABSENT
    earlier = world.say(owner, chat, WORDS).message_id
    message_id = world.say(owner, chat, WORDS).message_id
    assert await source.look(doubt(after=earlier)) == Finding(Verdict.FOUND, (message_id,))
    pictures = [("photo", f"p{n}".encode(), f"{n}.jpg") for n in range(3)]
    album = world.send_album(owner, chat, pictures, caption=WORDS)
    ids = tuple(message.message_id for message in album)
    assert await source.look(doubt(part=part(media=3))) == Finding(Verdict.FOUND, ids)


async def test_what_cannot_be_told_by_words_or_has_no_page_is_not_known(channel):
    _, url, _, _ = channel
    source = PublicPreview(url)
    for unknown in (
        doubt(username=None),
        doubt(username="nobody"),
        doubt(part=part("", media=1)),
        doubt(part=part("🔥🔥")),
    ):
        assert (await source.look(unknown)).verdict is Verdict.UNKNOWN


Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


async def serve(answer: Answer) -> tuple[web.AppRunner, str]:
    app = web.Application()
    app.router.add_get("/s/{name}", answer)
    runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    return runner, f"http://127.0.0.1:{runner.addresses[0][1]}"


async def _busy(request: web.Request) -> web.Response:
    return web.Response(status=429, headers={"Retry-After": "30"})


async def _elsewhere(request: web.Request) -> web.Response:
    raise web.HTTPFound("/aloud")


async def _contact(request: web.Request) -> web.Response:
    return web.Response(text="<html><body>Telegram: Contact @aloud</body></html>")


async def _endless(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse()
    await response.prepare(request)
    while True:
        await response.write(b"<p>" * 50_000)


async def _silent(request: web.Request) -> web.Response:
    await asyncio.sleep(60)
    return web.Response()


@pytest.mark.parametrize("answer", [_busy, _elsewhere, _contact, _endless, _silent])
async def test_trouble_with_the_page_is_not_known_and_no_error(
    answer: Answer, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(evidence, "SECONDS", 0.5)
    runner, url = await serve(answer)
    assert (await PublicPreview(url).look(doubt())).verdict is Verdict.UNKNOWN
    await runner.cleanup()


async def test_a_page_that_nobody_serves_is_not_known():
    assert (await PublicPreview("http://127.0.0.1:9").look(doubt())).verdict is Verdict.UNKNOWN
