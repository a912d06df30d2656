"""The whole bot on the sandbox: people send, press and read; the channel shows what came of it."""

import asyncio
from collections.abc import Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, Message, MessageEntity
from pydantic import SecretStr

from bot.app import App, build
from bot.config import Settings
from bot.sandbox import Sandbox, World

TOKEN = "4200:TEST-TOKEN"
# A Wednesday, 12:00 in Moscow.
START = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)


class FakeClock:
    """Time stands still until it is moved."""

    def __init__(self, now: datetime = START) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now

    def move(self, seconds: float) -> None:
        self._now += timedelta(seconds=seconds)


@dataclass
class Person:
    """Somebody with a Telegram app, in the bot's chat unless said otherwise."""

    newsroom: "Newsroom"
    id: int

    async def send(self, text: str, *, entities: list[MessageEntity] | None = None, **kw: Any):
        """Write to the bot and wait until it has dealt with it."""
        message = self.newsroom.world.say(
            self.id, self.newsroom.bot_id, text, entities=entities, **kw
        )
        await self.newsroom.settle()
        return message

    async def send_media(self, kind: str, data: bytes = b"bytes", **kw: Any) -> Message:
        message = self.newsroom.world.send_media(self.id, self.newsroom.bot_id, kind, data, **kw)
        await self.newsroom.settle()
        return message

    async def press(self, label: str) -> None:
        """Press the newest button whose words begin with the label (an emoji may stand before)."""
        message, button = self._find(label)
        assert button.callback_data, f"{button.text} is no callback button"
        self.newsroom.world.press(
            self.id, self.newsroom.bot_id, message.message_id, button.callback_data
        )
        await self.newsroom.settle()

    def _find(self, label: str) -> tuple[Message, InlineKeyboardButton]:
        for message in reversed(self.messages):
            for button in buttons_of(message):
                if begins_with(button.text, label):
                    return message, button
        raise AssertionError(f"no button {label!r} among {[b.text for b in self.all_buttons]}")

    @property
    def messages(self) -> list[Message]:
        """The chat with the bot, oldest first."""
        return self.newsroom.world.history(self.id, self.newsroom.bot_id)

    @property
    def last(self) -> Message:
        """The bot's newest message."""
        return next(m for m in reversed(self.messages) if m.from_user and m.from_user.is_bot)

    @property
    def text(self) -> str:
        """Text of the bot's newest message."""
        return self.last.text or self.last.caption or ""

    @property
    def texts(self) -> list[str]:
        """Everything the bot wrote, oldest first."""
        return [
            m.text or m.caption or "" for m in self.messages if m.from_user and m.from_user.is_bot
        ]

    def buttons(self) -> list[str]:
        """Words of the buttons under the bot's newest message."""
        return [button.text for button in buttons_of(self.last)]

    @property
    def all_buttons(self) -> list[InlineKeyboardButton]:
        return [button for message in self.messages for button in buttons_of(message)]


def buttons_of(message: Message) -> list[InlineKeyboardButton]:
    markup = message.reply_markup
    if not isinstance(markup, InlineKeyboardMarkup):
        return []
    return [button for row in markup.inline_keyboard for button in row]


def begins_with(text: str, label: str) -> bool:
    """Whether the words of a button begin with a label; an emoji may stand before."""
    if text.startswith(label):
        return True
    first, _, rest = text.partition(" ")
    return not first.isascii() and not first[:1].isalpha() and rest.startswith(label)


@dataclass
class Newsroom:
    """One bot, one channel, an author who owns both, and readers."""

    world: World
    sandbox: Sandbox
    clock: FakeClock
    app: App
    bot_id: int
    channel_id: int
    author: Person
    reader: Person
    polling: "asyncio.Task[None] | None" = None

    async def settle(self) -> None:
        """Wait until every update is dealt with and nothing runs in the background."""
        # Longer than an update is tried again after troubles of the network, see `PAUSES`.
        for _ in range(16_000):
            await asyncio.sleep(0.005)
            if self.polling and self.polling.done():
                self.polling.result()
            busy = self.world.pending_updates(self.bot_id)
            if not busy and self.app.receiving.is_idle and self.app.tasks.is_idle:
                await asyncio.sleep(0)
                return
        raise AssertionError("the bot never came to rest")

    async def work(self) -> None:
        """Run every job once, and all that follows from it."""
        await self.settle()
        await self.app.jobs.run_all()
        await self.settle()

    async def tick(self, seconds: float) -> None:
        """Let time pass, then let the alarm clock ring."""
        self.clock.move(seconds)
        await self.work()

    @property
    def channel(self) -> list[Message]:
        """What a subscriber sees in the channel, oldest first."""
        return self.world.history(self.reader.id, self.channel_id)

    def add_person(self, name: str, *, language: str = "ru") -> Person:
        user = self.world.add_person(name, language_code=language)
        return Person(self, user.id)

    async def forge_press(self, person: Person, data: str) -> None:
        """A press with data that no button under the message carries."""
        message = person.last
        self.world.press(person.id, self.bot_id, message.message_id, data, forged=True)
        await self.work()

    async def connect(self) -> None:
        """The author makes the bot an administrator of the channel."""
        self.world.promote(self.channel_id, self.bot_id, by=self.author.id)
        await self.settle()


@asynccontextmanager
async def open_newsroom(
    folder: Path,
    *,
    language: str = "en",
    limits: Any = None,
    owners: Sequence[int] = (),
    **settings: Any,
):
    """A running bot on a running sandbox, with the channel connected; more owners, if wished."""
    clock = FakeClock()
    options = {"limits": limits} if limits is not None else {}
    world = World(now=lambda: clock.now().timestamp(), **options)
    bot = world.add_bot(token=TOKEN, username="rubrika_bot", name="Rubrika")
    author = world.add_person("Anna", language_code=language)
    reader = world.add_person("Boris", language_code=language)
    channel = world.add_channel("Marketing aloud", owner=author.id, username="marketing_aloud")
    world.join(channel.id, reader.id)
    sandbox = Sandbox(world)
    await sandbox.start()
    app = await build(
        make_settings(sandbox.url, folder, {author.id, *owners}, **settings),
        clock=clock,
        poll_seconds=1,
    )
    newsroom = Newsroom(
        world, sandbox, clock, app, bot.id, channel.id, Person(None, author.id),  # type: ignore[arg-type]
        Person(None, reader.id),  # type: ignore[arg-type]
    )  # fmt: skip
    newsroom.author.newsroom = newsroom.reader.newsroom = newsroom
    newsroom.polling = asyncio.ensure_future(app.poller.run())
    try:
        world.say(author.id, bot.id, "/start")
        # The two are of different chats: side by side, their answers would race.
        await newsroom.settle()
        await newsroom.connect()
        yield newsroom
    finally:
        newsroom.polling.cancel()
        await asyncio.gather(newsroom.polling, return_exceptions=True)
        # A test may have started another one on the same store.
        await newsroom.app.stop()
        await sandbox.stop()


def make_settings(url: str, folder: Path, owners: Sequence[int] | set[int], **changes: Any):
    """Settings of a test, whatever the environment holds."""
    further: dict[str, Any] = {"preview_url": url, "http_port": 0, **changes}
    return Settings(
        _env_file=None,
        bot_token=SecretStr(TOKEN),
        owner_ids=frozenset(owners),
        bot_api_url=url,
        database_url=f"sqlite:///{folder / 'rubrika.db'}",
        **further,
    )
