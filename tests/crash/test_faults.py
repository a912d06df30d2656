"""Every fault of the network while a post goes to its channel: what is read, what stands."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from aiogram.types import Message

from bot.sandbox import Fault
from bot.sandbox.faults import Kind
from tests.newsroom import Newsroom, open_newsroom

EARLIER = "An earlier post"
TEXT = "Headline\n\nWords of the post #case"
PICTURES: list[tuple[str, bytes, str | None]] = [
    ("photo", f"picture {number}".encode(), f"{number}.jpg") for number in range(3)
]
# The client gives up a call after this; Telegram's own answer takes longer.
PATIENCE, SLOW = 1.0, 1.6


@dataclass(frozen=True)
class Shape:
    """A kind of post: the call that sends it, and how many messages it is."""

    method: str
    messages: int
    write: Callable[[Newsroom], Awaitable[object]]


async def _write_text(newsroom: Newsroom) -> None:
    await newsroom.author.send(TEXT)


async def _write_photo(newsroom: Newsroom) -> None:
    await newsroom.author.send_media("photo", caption=TEXT)


async def _write_album(newsroom: Newsroom) -> None:
    newsroom.world.send_album(newsroom.author.id, newsroom.bot_id, PICTURES, caption=TEXT)
    await newsroom.settle()
    await newsroom.tick(1.1)


SHAPES = [
    Shape("sendMessage", 1, _write_text),
    Shape("sendPhoto", 1, _write_photo),
    Shape("sendMediaGroup", 3, _write_album),
]
# kind of the fault -> whether Telegram did the work all the same
UNKNOWN: dict[Kind, bool] = {
    "lost_answer": True,
    "cut": False,
    "bad_gateway": False,
    "bad_gateway_done": True,
    "restart": False,
    "restart_done": True,
    "slow": True,
}
shapes = pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.method)


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Newsroom]:
    """A newsroom that settles a doubt at once, and waits a second for an answer.

    Somebody wrote in its channel before: where its end is, is known.
    """
    async with open_newsroom(tmp_path, publish_settle_seconds=0) as made:
        made.app.bot.session.timeout = PATIENCE
        made.world.say(made.author.id, made.channel_id, EARLIER)
        await made.settle()
        yield made


def hide_evidence(room: Newsroom) -> None:
    """No source can tell anything."""
    room.world.faults.add(
        Fault(method="setMessageReaction", kind="refuse", error_code=403, times=-1)
    )
    room.world.rename(room.channel_id, username="")


async def publish(room: Newsroom, shape: Shape, **fault: object) -> Fault:
    """Write a post, and publish it through a fault."""
    await shape.write(room)
    order = Fault(method=shape.method, chat_id=room.channel_id, **fault)  # type: ignore[arg-type]
    room.world.faults.add(order)
    await room.author.press("Publish now")
    await room.author.press("Publish")
    await room.work()
    assert order.hits == 1
    return order


def ours(room: Newsroom) -> list[Message]:
    """What the bot sent to the channel."""
    return room.channel[1:]


def check_channel(room: Newsroom, shape: Shape, *, is_probed: bool = True) -> None:
    """The post stands in the channel, once and whole."""
    messages = ours(room)
    assert len(messages) == shape.messages
    assert [message.text or message.caption for message in messages if _words(message)] == [TEXT]
    assert len({message.media_group_id for message in messages}) == 1
    # A probe of what is not there is refused, and tells by it.
    probed = [call for call in room.world.refusals if call.method == "setMessageReaction"]
    assert room.world.refusals == (probed if is_probed else [])


def _words(message: Message) -> str | None:
    return message.text or message.caption


async def state_of(room: Newsroom) -> str:
    row = await room.app.db.fetch_one("SELECT state FROM publications")
    assert row is not None
    return str(row["state"])


@shapes
@pytest.mark.parametrize("kind", UNKNOWN)
async def test_a_send_without_an_answer_is_settled_by_evidence_and_told_once(
    room: Newsroom, shape: Shape, kind: Kind
) -> None:
    await publish(room, shape, kind=kind, seconds=SLOW)
    assert await state_of(room) == "published"
    check_channel(room, shape)
    how = "found in the channel as post" if UNKNOWN[kind] else "had not arrived, and was sent"
    assert [how in text for text in room.author.texts if "was lost" in text] == [True]
    row = await room.app.db.fetch_one("SELECT count(*) AS n FROM publications WHERE asked_at > 0")
    assert row is not None
    assert row["n"] == 0
    await room.tick(3600)
    check_channel(room, shape)


@shapes
@pytest.mark.parametrize("kind", UNKNOWN)
async def test_a_send_that_no_evidence_can_settle_is_asked_about_and_never_repeated_blindly(
    room: Newsroom, shape: Shape, kind: Kind
) -> None:
    hide_evidence(room)
    await publish(room, shape, kind=kind, seconds=SLOW)
    assert await state_of(room) == "uncertain"
    assert "Telegram's answer was lost" in room.author.text
    assert room.author.buttons() == ["It is published", "Send again"]
    was_sent = UNKNOWN[kind]
    assert len(ours(room)) == (shape.messages if was_sent else 0)
    await room.tick(3600)
    assert len(ours(room)) == (shape.messages if was_sent else 0)
    await room.author.press("It is published" if was_sent else "Send again")
    await room.work()
    assert await state_of(room) == "published"
    assert any(text.startswith("Published") for text in room.author.texts)
    check_channel(room, shape, is_probed=False)


@shapes
async def test_a_post_that_telegram_asks_to_wait_with_goes_out_by_itself(
    room: Newsroom, shape: Shape
) -> None:
    await publish(room, shape, kind="too_many", retry_after=1)
    assert await state_of(room) == "due"
    assert ours(room) == []
    assert "Telegram's answer was lost" not in room.author.text
    # The clock of the plan, and the limiter's hold of the channel, which is real time.
    await asyncio.sleep(1.1)
    await room.tick(1)
    assert await state_of(room) == "published"
    assert room.author.text.startswith("Published")
    check_channel(room, shape)


@shapes
async def test_a_refused_post_tells_its_author_why_and_is_a_draft_to_mend(
    room: Newsroom, shape: Shape
) -> None:
    await publish(room, shape, kind="refuse", description="Bad Request: not this way")
    assert await state_of(room) == "failed"
    assert "not this way" in room.author.text
    assert ours(room) == []
    await room.author.press("Publish now")
    await room.author.press("Publish")
    await room.work()
    assert await state_of(room) == "published"
    check_channel(room, shape)


@shapes
async def test_a_fault_of_the_first_post_holds_the_second_only_until_it_is_asked_about(
    room: Newsroom, shape: Shape
) -> None:
    hide_evidence(room)
    await publish(room, shape, kind="cut")
    await room.author.send("Another headline\n\nOther words #case")
    await room.author.press("Publish now")
    await room.author.press("Publish")
    await room.work()
    assert [message.text for message in ours(room)] == ["Another headline\n\nOther words #case"]
    assert await state_of(room) == "uncertain"


@pytest.mark.parametrize("kind", ["lost_answer", "cut", "bad_gateway_done", "restart"])
async def test_a_notice_whose_answer_is_lost_is_told_again(room: Newsroom, kind: Kind) -> None:
    await room.author.send(TEXT)
    await room.author.press("Publish now")
    # The first edit says that it is being published, the second what came of it.
    room.world.faults.add(Fault(method="editMessageText", kind=kind, after=1))
    await room.author.press("Publish")
    for _ in range(3):
        await room.tick(2)
    assert room.author.text.startswith("Published")
    assert sum(text.startswith("Published") for text in room.author.texts) == 1
    assert len(ours(room)) == 1


@pytest.mark.parametrize("kind", ["lost_answer", "cut", "bad_gateway", "restart_done"])
async def test_a_card_whose_answer_is_lost_comes_again_and_the_draft_is_one(
    room: Newsroom, kind: Kind
) -> None:
    room.world.faults.add(Fault(method="sendMessage", kind=kind))
    await room.author.send(TEXT)
    for _ in range(3):
        await room.work()
    assert "Publish now" in room.author.buttons()
    row = await room.app.db.fetch_one("SELECT count(*) AS n FROM posts WHERE origin = 'draft'")
    assert row is not None
    assert row["n"] == 1


@pytest.mark.parametrize("kind", ["lost_answer", "cut", "bad_gateway", "restart"])
async def test_a_command_whose_answer_failed_is_answered_and_called_no_error(
    room: Newsroom, kind: Kind
) -> None:
    room.world.faults.add(Fault(method="sendMessage", kind=kind))
    await room.author.send("/drafts")
    assert room.author.text.startswith("Drafts")
    assert not any("went wrong" in text for text in room.author.texts)


@pytest.mark.parametrize("kind", ["bad_gateway", "bad_gateway_done"])
async def test_a_bad_gateway_fails_no_notice(
    room: Newsroom, kind: Kind, caplog: pytest.LogCaptureFixture
) -> None:
    await room.author.send(TEXT)
    await room.author.press("Publish now")
    room.world.faults.add(Fault(method="editMessageText", kind=kind, after=1))
    await room.author.press("Publish")
    for _ in range(3):
        await room.tick(2)
    assert room.author.text.startswith("Published")
    assert not [record for record in caplog.records if record.levelname == "ERROR"]
