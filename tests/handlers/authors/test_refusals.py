"""Every refusal that a send can meet: what its author reads, what becomes of the post."""

import asyncio
from dataclasses import dataclass

import pytest

from bot.domain.channels import ChannelState
from bot.domain.posts import PostState
from bot.domain.refusals import Refusal, sort_refusal
from bot.sandbox import Fault
from bot.sandbox.faults import Kind
from bot.translator import translator
from storage import channels, posts
from tests.newsroom import Newsroom

BAD, FORBIDDEN = "Bad Request: ", "Forbidden: "


@dataclass(frozen=True)
class Case:
    """An answer of Telegram's; `words` are read by the author."""

    description: str
    words: str
    code: int = 400


# Telegram takes other posts: this one is changed by its author.
FAILED = [
    Case(f"{BAD}message is too long", "too long"),
    Case(f"{BAD}text is too long", "too long"),
    Case(f"{BAD}message caption is too long", "too long"),
    Case(f"{BAD}ENTITIES_TOO_LONG", "too long"),
    Case(f"{BAD}message text is empty", "nothing to read"),
    Case(f"{BAD}text must be non-empty", "nothing to read"),
    Case(f"{BAD}can't parse entities: Can't find end of the entity starting at byte offset 5",
         "formatting"),
    Case(f"{BAD}ENTITY_BOUNDS_INVALID", "formatting"),
    Case(f"{BAD}wrong file identifier/HTTP URL specified", "Send the media again"),
    Case(f"{BAD}wrong file_id or the file is temporarily unavailable", "Send the media again"),
    Case(f"{BAD}failed to get HTTP URL content", "Send the media again"),
    Case(f"{BAD}wrong type of the web page content", "Send the media again"),
    Case(f"{BAD}file is too big", "Send the media again"),
    Case("Request Entity Too Large", "Send the media again", 413),
    Case(f"{BAD}too many messages to send as an album", "album"),
    Case(f"{BAD}can't use the media of the specified type in the album", "album"),
    Case(f"{BAD}group send failed", "album"),
    Case(f"{BAD}reply markup is too long", "buttons"),
    Case(f"{BAD}BUTTON_URL_INVALID", "buttons"),
    Case(f"{BAD}BUTTON_DATA_INVALID", "buttons"),
    Case(f"{BAD}BUTTON_TYPE_INVALID", "buttons"),
    Case(f"{BAD}can't use switch_inline_query button in a channel chat, because users will not "
         "be able to use the button without knowing bot's username", "buttons"),
    Case(f"{BAD}message to be replied not found", "deleted"),
    Case(f"{BAD}not enough rights to send text messages to the chat", "not let me send"),
    Case(f"{BAD}SOMETHING_NEW", "SOMETHING_NEW"),
]  # fmt: skip
# Nothing can be sent to the channel: its plan waits, the post with it.
LOST = [
    Case(f"{BAD}chat not found", "cannot find"),
    Case(f"{FORBIDDEN}bot is not a member of the channel chat", "not in the channel", 403),
    Case(f"{FORBIDDEN}bot was kicked from the channel chat", "not in the channel", 403),
    Case(f"{FORBIDDEN}the group chat was deleted", "cannot find", 403),
    Case(f"{BAD}need administrator rights in the channel chat", "lack the rights"),
    Case(f"{BAD}have no write access to the chat", "lack the rights"),
    Case(f"{BAD}CHAT_WRITE_FORBIDDEN", "lack the rights"),
    Case(f"{BAD}CHAT_ADMIN_REQUIRED", "lack the rights"),
]


async def publish(newsroom: Newsroom, fault: Fault) -> None:
    await newsroom.author.send("Слово #case")
    newsroom.world.faults.add(fault)
    await newsroom.author.press("Publish now")
    await newsroom.author.press("Publish")
    await newsroom.work()


async def state_of(newsroom: Newsroom) -> PostState:
    post = await posts.get_post(newsroom.app.db, 1)
    assert post
    return post.state


def refusing(newsroom: Newsroom, case: Case) -> Fault:
    return Fault(
        method="sendMessage", kind="refuse", chat_id=newsroom.channel_id,
        error_code=case.code, description=case.description,
    )  # fmt: skip


@pytest.mark.parametrize("case", FAILED, ids=lambda case: case.description[:40])
async def test_a_post_that_is_refused_fails_says_why_and_can_be_published_again(
    newsroom: Newsroom, case: Case
) -> None:
    await publish(newsroom, refusing(newsroom, case))
    assert await state_of(newsroom) is PostState.FAILED
    assert "Not published" in newsroom.author.text
    assert case.words in newsroom.author.text
    await newsroom.tick(120)
    assert newsroom.channel == []
    await newsroom.author.send("/drafts")
    await newsroom.author.press("Слово")
    assert case.words in newsroom.author.text
    await newsroom.author.press("Publish now")
    await newsroom.author.press("Publish")
    await newsroom.work()
    assert [message.text for message in newsroom.channel] == ["Слово #case"]


@pytest.mark.parametrize("case", LOST, ids=lambda case: case.description[:40])
async def test_a_channel_that_takes_nothing_is_paused_and_its_plan_kept(
    newsroom: Newsroom, case: Case
) -> None:
    await publish(newsroom, refusing(newsroom, case))
    assert await state_of(newsroom) is PostState.PLANNED
    channel = await channels.get_channel(newsroom.app.db, 1)
    assert channel
    assert channel.state is ChannelState.PAUSED
    told = [text for text in newsroom.author.texts if "cannot publish" in text]
    assert len(told) == 1
    assert case.words in told[0]
    await newsroom.tick(120)
    assert newsroom.channel == []


@pytest.mark.parametrize("kind", ["too_many", "restart", "bad_gateway", "cut"])
async def test_a_trouble_that_passes_is_waited_out(newsroom: Newsroom, kind: Kind) -> None:
    newsroom.world.say(newsroom.author.id, newsroom.channel_id, "An earlier post")
    await newsroom.settle()
    fault = Fault(method="sendMessage", kind=kind, chat_id=newsroom.channel_id, retry_after=1)
    await publish(newsroom, fault)
    # The pace of calls is kept by the clock on the wall.
    await asyncio.sleep(1.1)
    for _ in range(9):
        await newsroom.tick(10)
    assert [message.text for message in newsroom.channel[1:]] == ["Слово #case"]
    assert await state_of(newsroom) is PostState.PUBLISHED
    assert newsroom.author.text.startswith("Published")


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("refusal", sorted(set(Refusal) - {Refusal.OTHER}))
def test_no_known_reason_is_told_in_telegrams_own_words(language: str, refusal: Refusal) -> None:
    said = translator(language)(f"refused-{refusal.value}", reason="OUTLANDISH")
    assert "OUTLANDISH" not in said


def test_an_empty_file_is_not_taken_for_an_empty_text() -> None:
    assert sort_refusal("Bad Request: file must be non-empty") is Refusal.FILE
    assert sort_refusal("Bad Request: text must be non-empty") is Refusal.EMPTY
