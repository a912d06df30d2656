"""Processes side by side and at their end: one a store, one a token; SIGTERM keeps everything."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.sandbox import Fault
from tests.crash.stage import Nursery, Stage, Victim, words
from tests.newsroom import TOKEN


@asynccontextmanager
async def second(
    nursery: Nursery, stage: Stage, **environment: str
) -> AsyncIterator[Victim]:  # fmt: skip
    """One more process beside the stage's own."""
    victim = await Victim.start(nursery, stage.order("second", **environment))
    try:
        yield victim
    finally:
        await victim.bury()


def lines(stage: Stage, name: str) -> list[str]:
    return (stage.folder / f"{name}.log").read_text("utf-8").splitlines()


async def answered(stage: Stage, word: str) -> bool:
    return await stage.until(lambda: any(words(m).startswith(word) for m in stage.answers()), word)


async def test_the_second_process_on_a_store_ends_with_one_line(
    nursery: Nursery, stage: Stage
) -> None:
    await stage.keep_alive()
    stage.say("/start")
    assert await answered(stage, "Hello")
    assert stage.victim is not None
    async with second(nursery, stage) as other:
        assert await other.end() == 1
    (line,) = lines(stage, "second")
    assert line.startswith("rubrika: DATABASE_URL: ")
    assert str(stage.victim.pid) in line
    stage.say("Still here\n\nWords #case")
    assert await stage.until(lambda: "Still here" in words(stage.answers()[-1]), "the first works")


async def test_of_two_processes_with_one_token_the_one_told_of_it_ends_with_one_line(
    nursery: Nursery, stage: Stage
) -> None:
    await stage.keep_alive()
    stage.say("/start")
    assert await answered(stage, "Hello")
    first = stage.victim
    assert first is not None
    store = f"sqlite:///{stage.folder / 'other.db'}"
    async with second(nursery, stage, DATABASE_URL=store) as other:
        # Telegram ends the poll that was open before (telegram-bot-api, Client.cpp).
        assert await first.end() == 2
        (line,) = lines(stage, "bot")
        assert line == "rubrika: BOT_TOKEN: another process already polls with it"
        assert TOKEN not in line
        stage.say("/start")
        async with asyncio.timeout(20):
            while len(stage.answers()) < 2:
                await asyncio.sleep(0.02)
        assert other.code is None
    await first.bury()
    stage.victim = None


async def test_sigterm_finishes_what_is_in_hand_and_keeps_the_rest(stage: Stage) -> None:
    await stage.keep_alive()
    stage.say("/start")
    assert await answered(stage, "Hello")
    stage.world.promote(stage.channel_id, stage.bot_id, by=stage.author_id)
    assert await answered(stage, "Connected")
    await stage.rest()
    # The first answer takes a second; what is sent meanwhile waits behind it.
    slow = stage.world.faults.add(Fault(method="sendMessage", kind="slow_before", seconds=1.0))
    stage.say("/help")
    stage.say("First in the queue\n\nWords #case")
    stage.say("Second in the queue\n\nWords #case")
    async with asyncio.timeout(20):
        while not slow.hits or stage.world.pending_updates(stage.bot_id):
            await asyncio.sleep(0.01)
    assert stage.victim is not None
    os.kill(stage.victim.pid, signal.SIGTERM)
    before = len(stage.answers())
    assert await stage.victim.end() == 0
    assert len(stage.answers()) == before + 1
    assert "/" in words(stage.answers()[-1])
    assert stage.query("SELECT count(*) FROM updates WHERE done_at IS NULL") == [(2,)]
    await stage.kill()
    assert await stage.until(
        lambda: "Second in the queue" in words(stage.answers()[-1]), "the rest"
    )
    await stage.rest()
    titles = stage.query("SELECT title FROM posts ORDER BY id")
    assert titles == [("First in the queue",), ("Second in the queue",)]
    assert "Traceback" not in stage.log


async def test_sigterm_while_a_post_is_sent_waits_for_the_answer(stage: Stage) -> None:
    await stage.keep_alive()
    stage.world.promote(stage.channel_id, stage.bot_id, by=stage.author_id)
    await stage.rest()
    stage.say("Headline\n\nWords #case")
    await stage.rest()
    stage.press("Publish now")
    await stage.rest()
    slow = stage.world.faults.add(
        Fault(method="sendMessage", kind="slow", seconds=1.0, chat_id=stage.channel_id)
    )
    stage.press("Publish")
    async with asyncio.timeout(20):
        while not slow.hits:
            await asyncio.sleep(0.01)
    assert stage.victim is not None
    os.kill(stage.victim.pid, signal.SIGTERM)
    assert await stage.victim.end() == 0
    assert stage.query("SELECT state FROM publications") == [("published",)]
    await stage.kill()
    await stage.rest()
    assert len(stage.channel()) == 1
    assert any(words(message).startswith("Published") for message in stage.answers())
    assert "Traceback" not in stage.log
