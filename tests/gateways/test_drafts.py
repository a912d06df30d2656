"""A text is shown while it is written: paced, renewed, stopped, and never in the way."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
from aiogram import Bot

from bot.gateways.limiter import Limiter
from bot.gateways.telegram.drafts import Drafts
from bot.gateways.telegram.session import make_bot
from bot.sandbox import Limits, Sandbox, World
from bot.sandbox.faults import Fault

TOKEN = "42:TEST"
SPACING = 0.1


@dataclass
class Desk:
    """A chat with an author, and the drafts shown in it."""

    world: World
    bot: Bot
    drafts: Drafts
    author: int

    @property
    def shown(self) -> str | None:
        return self.world.draft(self.author, 42)

    @property
    def calls(self) -> list[str]:
        return [call.params.get("text", "") for call in self.world.calls
                if call.method == "sendMessageDraft"]  # fmt: skip

    async def wait_for(self, text: str | None) -> None:
        async with asyncio.timeout(5):
            while self.shown != text:
                await asyncio.sleep(0.01)


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    world = World(limits=Limits(enabled=False))
    world.add_bot(token=TOKEN)
    author = world.add_person("Анна").id
    world.say(author, 42, "/start")
    sandbox = Sandbox(world)
    await sandbox.start()
    bot = make_bot(TOKEN, sandbox.url, Limiter(0.5))
    drafts = Drafts(bot, spacing_seconds=SPACING, renew_seconds=0.3)
    yield Desk(world, bot, drafts, author)
    await bot.session.close()
    await sandbox.stop()


async def test_thinking_comes_first_then_the_words(desk: Desk) -> None:
    async with desk.drafts.open(desk.author) as stream:
        await desk.wait_for("")
        await stream.show("Слово")
        await desk.wait_for("Слово")
    await desk.bot.send_message(desk.author, "Слово и дело")
    assert desk.shown is None
    assert not desk.world.refusals


async def test_only_the_newest_words_are_shown_at_their_pace(desk: Desk) -> None:
    # The rate of messages is one in two seconds here: previews are no matter of it.
    async with desk.drafts.open(desk.author) as stream:
        for number in range(100):
            await stream.show(f"Слово {number}")
            await asyncio.sleep(0.005)
        await desk.wait_for("Слово 99")
    assert 4 <= len(desk.calls) <= 14


async def test_a_preview_that_does_not_change_is_renewed(desk: Desk) -> None:
    async with desk.drafts.open(desk.author):
        async with asyncio.timeout(5):
            while len(desk.calls) < 3:
                await asyncio.sleep(0.02)
    await asyncio.sleep(0.5)
    assert len(desk.calls) == 3


async def test_stop_is_noticed_and_nothing_more_is_shown(desk: Desk) -> None:
    async with desk.drafts.open(desk.author) as stream:
        await stream.show("Слово")
        await desk.wait_for("Слово")
        desk.world.stop_generation(desk.author, 42, stream.id)
        (update,) = [u for u in await desk.bot.get_updates() if u.stopped_message_generation]
        stopped = update.stopped_message_generation
        assert stopped is not None
        assert not desk.drafts.stop(stopped.chat.id + 1, stopped.draft_id)
        assert not stream.is_stopped()
        assert desk.drafts.stop(stopped.chat.id, stopped.draft_id)
        assert stream.is_stopped()
        count = len(desk.calls)
        await stream.show("Ещё")
        await asyncio.sleep(4 * SPACING)
        assert len(desk.calls) == count
    assert not desk.drafts.stop(desk.author, stream.id)


async def test_two_texts_in_one_chat_are_stopped_apart(desk: Desk) -> None:
    async with desk.drafts.open(desk.author) as one, desk.drafts.open(desk.author) as other:
        assert one.id != other.id
        assert desk.drafts.stop(desk.author, one.id)
        assert one.is_stopped()
        assert not other.is_stopped()


async def test_a_person_who_blocked_the_bot_wants_no_text(desk: Desk) -> None:
    async with desk.drafts.open(desk.author) as stream:
        await desk.wait_for("")
        desk.world.block(desk.author, 42)
        async with asyncio.timeout(5):
            while not stream.is_stopped():
                await stream.show("Слово")
                await asyncio.sleep(0.01)


@pytest.mark.parametrize(
    "fault",
    [
        Fault("sendMessageDraft", "bad_gateway"),
        Fault("sendMessageDraft", "cut"),
        Fault("sendMessageDraft", "too_many", retry_after=1),
    ],
    ids=lambda fault: fault.kind,
)
async def test_a_preview_that_fails_is_followed_by_the_next(desk: Desk, fault: Fault) -> None:
    desk.world.faults.add(fault)
    async with desk.drafts.open(desk.author) as stream:
        await stream.show("Слово")
        await desk.wait_for("Слово")
        assert not stream.is_stopped()


async def test_a_server_without_previews_is_not_asked_again(desk: Desk) -> None:
    desk.world.faults.add(
        Fault("sendMessageDraft", "refuse", error_code=404, description="Not Found")
    )
    async with desk.drafts.open(desk.author) as stream:
        await stream.show("Слово")
        await asyncio.sleep(4 * SPACING)
        assert not stream.is_stopped()
    assert len(desk.calls) == 1


async def test_a_long_text_is_shown_as_far_as_it_fits(desk: Desk) -> None:
    async with desk.drafts.open(desk.author) as stream:
        await stream.show("😀" * 3000)
        await desk.wait_for("😀" * 2048)
    assert not desk.world.refusals


async def test_words_of_a_model_are_never_markup(desk: Desk) -> None:
    async with desk.drafts.open(desk.author) as stream:
        await stream.show("<b>не закрыто *и* [так](x)")
        await desk.wait_for("<b>не закрыто *и* [так](x)")


async def test_no_preview_comes_behind_the_whole_text(desk: Desk) -> None:
    async with desk.drafts.open(desk.author) as stream:
        await desk.wait_for("")
        await stream.show("Слово")
        stream.finish()
        await desk.bot.send_message(desk.author, "Слово и дело")
        await asyncio.sleep(2 * SPACING)
    assert "Слово" not in desk.calls
    assert desk.shown is None
