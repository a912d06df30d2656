"""A small town for the page: an author with a channel, a reader, and a bot that answers."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

import httpx
import pytest
from aiogram import Bot

from bot.sandbox import Limits, Sandbox, World
from bot.sandbox.page import add_page
from tests.sandbox.page.scripted import make_bot, register_commands, script

TOKEN = "42:TEST"


@dataclass
class Town:
    """The world with its ids; `chat` is the bot's id, as people name their chat with it."""

    world: World
    sandbox: Sandbox
    author: int
    reader: int
    stranger: int
    channel: int
    chat: int = 42

    @property
    def url(self) -> str:
        """Where the page is."""
        return self.sandbox.url


@pytest.fixture
async def town() -> AsyncIterator[Town]:
    """The sandbox with its page, listening."""
    world = World(limits=Limits(enabled=False))
    world.add_bot(TOKEN, "rubrika_bot", "Rubrika")
    author = world.add_person("Анна", last_name="Автор", username="anna").id
    reader = world.add_person("Борис").id
    stranger = world.add_person("Вера").id
    channel = world.add_channel("Маркетинг", owner=author, username="marketing").id
    world.promote(channel, 42, by=author)
    world.join(channel, reader)
    sandbox = Sandbox(world)
    add_page(sandbox, [author, reader])
    await sandbox.start()
    yield Town(world, sandbox, author, reader, stranger, channel)
    await sandbox.stop()


@pytest.fixture
async def client(town: Town) -> AsyncIterator[httpx.AsyncClient]:
    """An HTTP client at the page."""
    async with httpx.AsyncClient(base_url=town.url, trust_env=False) as client:
        yield client


@pytest.fixture
async def scripted(town: Town) -> AsyncIterator[Bot]:
    """A bot in a task of its own that answers over HTTP."""
    bot = make_bot(TOKEN, town.url)
    await register_commands(bot)
    dispatcher = script()
    polling = dispatcher.start_polling(bot, handle_signals=False)
    task = asyncio.get_running_loop().create_task(polling)
    yield bot
    await dispatcher.stop_polling()
    await task
