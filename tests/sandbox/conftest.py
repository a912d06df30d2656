"""A small world behind a real port, an aiogram client, and the schema as judge of answers."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Chat, Update, User
from aiohttp import web

from bot.sandbox import Limits, Sandbox, World
from tests.sandbox.judge import Judge

TOKEN = "42:TEST"
START = 1_760_000_000.0


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> float:
        return self.now


@dataclass
class Scene:
    """The world of a test: an owner, a reader who pressed Start, a channel and its group."""

    world: World
    clock: Clock
    sandbox: Sandbox
    bot: Bot
    owner: User
    reader: User
    channel: Chat
    group: Chat
    faults: list[str] = field(default_factory=list)

    async def updates(self, *kinds: str) -> list[Update]:
        """Fetches and confirms what waits, kept to some kinds."""
        got = await self.bot.get_updates(timeout=0)
        if got:
            await self.bot.get_updates(offset=got[-1].update_id + 1, timeout=0)
        return [update for update in got if not kinds or update.event_type in kinds]

    def url(self, method: str) -> str:
        """Address of a method."""
        return f"{self.sandbox.url}/bot{TOKEN}/{method}"


def judged(judge: Judge, faults: list[str]) -> Callable[..., Awaitable[web.StreamResponse]]:
    """A middleware that holds every good answer to the schema."""

    @web.middleware
    async def middleware(
        request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        response = await handler(request)
        method = request.match_info.get("method")
        if method and response.status == 200 and isinstance(response, web.Response):
            body = response.body
            if isinstance(body, bytes) and body.startswith(b'{"ok":true'):
                faults.extend(judge.faults_of_result(method, json.loads(body)["result"]))
        return response

    return middleware


def make_world(limits: Limits | None = None) -> tuple[World, Clock]:
    """A world with a clock of its own, flood control off unless limits are given."""
    clock = Clock()
    return World(clock, limits or Limits(enabled=False)), clock


@pytest.fixture
def limits() -> Limits:
    """Limits of the scene; a test that needs others overrides this."""
    return Limits(enabled=False)


@pytest.fixture
async def scene(limits: Limits) -> AsyncIterator[Scene]:
    world, clock = make_world(limits)
    world.add_bot(token=TOKEN)
    owner = world.add_person("Анна", username="anna")
    reader = world.add_person("Борис", language_code="en")
    channel = world.add_channel("Маркетинг", owner=owner.id, username="marketing")
    group = world.add_group("Обсуждение", owner=owner.id)
    world.promote(channel.id, 42, by=owner.id)
    world.join(channel.id, reader.id)
    world.say(reader.id, 42, "/start")
    sandbox = Sandbox(world)
    faults: list[str] = []
    sandbox.app.middlewares.append(judged(Judge(), faults))
    await sandbox.start()
    session = AiohttpSession(api=TelegramAPIServer.from_base(sandbox.url))
    bot = Bot(TOKEN, session=session)
    made = Scene(world, clock, sandbox, bot, owner, reader, channel, group, faults)
    await made.updates()
    yield made
    await bot.session.close()
    await sandbox.stop()
    assert faults == []
