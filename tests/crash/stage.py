"""A sandbox in this process and the bot in another one, killed and started again at will."""

import asyncio
import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from pathlib import Path

from aiogram.types import InlineKeyboardButton, Message, MessageEntity

from bot.sandbox import Sandbox, World
from bot.sandbox.limits import Limits
from tests.crash.dial import Dial
from tests.crash.victim import Order
from tests.newsroom import TOKEN, begins_with, buttons_of

# What the store must not hold when the bot is at rest.
_OPEN = """
SELECT (SELECT count(*) FROM updates WHERE done_at IS NULL)
     + (SELECT count(*) FROM posts WHERE card_due_at <= :now)
     + (SELECT count(*) FROM publications
        WHERE state = 'sending' OR is_notice_due = 1
           OR (state = 'due' AND due_at <= :now AND channel_id IN (
               -- A press that is dispatched again behind a 429 may plan the post for at once.
               SELECT id FROM channels WHERE blocked_until_at <= :now))
           OR (state = 'uncertain' AND asked_at IS NULL))
     + (SELECT count(*) FROM edits
        WHERE state = 'sending' OR is_notice_due = 1
           OR (state IN ('wanted', 'uncertain') AND due_at <= :now))
     + (SELECT count(*) FROM removals
        WHERE state = 'sending' OR is_notice_due = 1 OR (state = 'wanted' AND due_at <= :now))
     + (SELECT count(*) FROM pin_orders WHERE due_at <= :now)
     + (SELECT count(*) FROM navigations
        WHERE is_question_due = 1
           OR (state IN ('publishing', 'current') AND due_at <= :now))
     + (SELECT count(*) FROM expiries
        WHERE is_notice_due = 1 OR (state = 'waiting' AND due_at <= :now))
     + (SELECT count(*) FROM deliveries WHERE state = 'sending')
     + (SELECT count(*) FROM subscriptions WHERE next_at <= :now)
     + (SELECT count(*) FROM welcomes WHERE due_at <= :now)
     + (SELECT count(*) FROM welcome_deliveries WHERE state = 'sending')
     + (SELECT count(*) FROM letters WHERE state = 'sending')
     + (SELECT count(*) FROM rubric_news WHERE spread_to IS NOT NULL)
     + (SELECT count(*) FROM alerts WHERE due_at <= :now)
     + (SELECT count(*) FROM notices WHERE state = 'sending')
     + (SELECT count(*) FROM roundups WHERE due_at <= :now)
     + (SELECT count(*) FROM roundup_issues WHERE tell_at <= :now)
     + (SELECT count(*) FROM announcement_flight WHERE state = 'sending')
     + (SELECT count(*) FROM runs
        WHERE kind = 'announcement' AND state = 'sending' AND ended_at IS NULL)
"""
# Killed, told to stop, told so before it could listen.
ENDS = (-signal.SIGKILL, 0, -signal.SIGTERM)
# Longer than anything here takes, slow machines included.
PATIENCE = 120.0


class Nursery:
    """The process that forks victims; one for all tests of a session."""

    def __init__(self, folder: Path) -> None:
        self.socket = folder / "nursery"
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.crash.nursery", str(self.socket)],
            stdin=subprocess.PIPE,
        )

    async def ready(self) -> None:
        """Return when victims may be asked for."""
        async with asyncio.timeout(PATIENCE):
            while not self.socket.with_suffix(".ready").exists():
                assert self._process.poll() is None, "the nursery ended"
                await asyncio.sleep(0.02)

    def close(self) -> None:
        """End it, and its victims with it."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(timeout=PATIENCE)


class Victim:
    """One process of the bot."""

    def __init__(
        self, pid: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self.pid = pid
        self._writer = writer
        self._ended = asyncio.ensure_future(reader.readline())

    @classmethod
    async def start(cls, nursery: Nursery, order: Order) -> "Victim":
        """Fork it."""
        reader, writer = await asyncio.open_unix_connection(str(nursery.socket))
        writer.write(json.dumps(order).encode() + b"\n")
        return cls(int(await reader.readline()), reader, writer)

    @property
    def code(self) -> int | None:
        """Its exit code, minus the number of the signal that ended it; None while it lives."""
        return int(self._ended.result()) if self._ended.done() else None

    def strike(self, number: int = signal.SIGKILL) -> bool:
        """Kill it as a power cut does, or by another signal; False when it is dead already."""
        if self._ended.done():
            return False
        try:
            os.kill(self.pid, number)
        except ProcessLookupError:
            return False
        return True

    async def end(self) -> int:
        """Wait for its end; the exit code."""
        async with asyncio.timeout(PATIENCE):
            return int(await asyncio.shield(self._ended))

    async def bury(self) -> None:
        """Kill it if it lives, and let go of it: its lock of the store is free."""
        self.strike()
        await self.end()
        self._writer.close()
        await asyncio.gather(self._writer.wait_closed(), return_exceptions=True)


@dataclass
class Stage:
    """One bot's world. `starts` and `repeats` count what the kills made necessary."""

    nursery: Nursery
    folder: Path
    world: World
    sandbox: Sandbox
    dial: Dial
    bot_id: int
    channel_id: int
    author_id: int
    reader_id: int
    victim: Victim | None = None
    starts: int = 0
    repeats: list[str] = field(default_factory=list)
    environment: dict[str, str] = field(default_factory=dict)
    # Where the bot's standard error goes instead of into a file.
    pipe: Path | None = None

    def order(self, name: str = "bot", **environment: str) -> Order:
        """What a victim on this stage is told."""
        settings = {
            "BOT_TOKEN": TOKEN,
            "OWNER_IDS": str(self.author_id),
            "BOT_API_URL": self.sandbox.url,
            "PREVIEW_URL": self.sandbox.url,
            "DATABASE_URL": f"sqlite:///{self.store}",
            "PUBLISH_SETTLE_SECONDS": "0",
            "LOG_LEVEL": "WARNING",
            "HTTP_PORT": "0",
        }
        return Order(
            environment=settings | self.environment | environment,
            folder=str(self.folder),
            dial=str(self.dial.path),
            output=str(self.pipe or self.folder / f"{name}.log"),
        )

    @property
    def store(self) -> Path:
        return self.folder / "rubrika.db"

    @property
    def log(self) -> str:
        """What the bot's processes wrote to standard error."""
        path = self.folder / "bot.log"
        return path.read_text("utf-8") if path.exists() else ""

    async def keep_alive(self) -> None:
        """Start the bot again if it died."""
        if self.victim is not None and self.victim.code is not None:
            assert self.victim.code in ENDS, f"exit code {self.victim.code}\n{self.log}"
            await self.victim.bury()
            self.victim = None
        if self.victim is None:
            self.victim = await Victim.start(self.nursery, self.order())
            self.starts += 1

    async def kill(self) -> None:
        """End the bot as a power cut does."""
        if self.victim is not None:
            await self.victim.bury()
            self.victim = None

    def query(self, sql: str, **params: object) -> list[tuple[object, ...]]:
        """Rows of the store; none as long as it is not made."""
        if not self.store.exists():
            return []
        with closing(sqlite3.connect(self.store, timeout=5)) as db:
            try:
                return db.execute(sql, params).fetchall()
            except sqlite3.OperationalError as error:
                if "no such table" in str(error):
                    return []
                raise

    @property
    def is_quiet(self) -> bool:
        """Whether nothing is under way: every update is done, and whatever is due."""
        if self.world.pending_updates(self.bot_id):
            return False
        rows = self.query(_OPEN, now=int(self.dial.time() * 1000))
        return rows == [(0,)]

    async def until(self, fits: Callable[[], bool], what: str) -> bool:
        """Wait until something can be seen; False when the bot came to rest without it."""
        quiet = 0
        for _ in range(int(PATIENCE / 0.015)):
            await self.keep_alive()
            if fits():
                return True
            quiet = quiet + 1 if self.is_quiet else 0
            if quiet == 3:
                return fits()
            await asyncio.sleep(0.015)
        raise AssertionError(f"{what}: no rest\n{self.report()}")

    async def rest(self) -> None:
        """Wait until nothing is under way, starting the bot as often as it takes."""
        await self.until(lambda: False, "rest")

    def settled(self) -> list[str]:
        """How each doubt about a send was settled: the source of evidence, or "sent again"."""
        rows = self.query(
            """
            SELECT coalesce(
                (SELECT source FROM evidence WHERE attempt_id = attempts.id AND source = 'author'),
                (SELECT source FROM evidence
                 WHERE attempt_id = attempts.id AND verdict = 'found' ORDER BY id LIMIT 1),
                'sent again')
            FROM attempts WHERE outcome = 'unknown' ORDER BY id
            """
        )
        return [str(row[0]) for row in rows]

    def report(self) -> str:
        """Everything that helps to understand a failure."""
        chat = [f"{message.message_id}: {words(message)[:80]!r}" for message in self.chat()]
        posts = self.query("SELECT id, state, title FROM posts")
        outbox = self.query("SELECT post_id, state, part, asked_at, error FROM publications")
        return "\n".join([*chat, f"{posts=}", f"{outbox=}", f"{self.dial.deaths=}", self.log])

    # --- people ---

    def chat(self, person_id: int | None = None) -> list[Message]:
        """A person's chat with the bot (the author's), oldest first."""
        return self.world.history(person_id or self.author_id, self.bot_id)

    def answers(self, person_id: int | None = None) -> list[Message]:
        """What the bot wrote there."""
        return [m for m in self.chat(person_id) if m.from_user and m.from_user.is_bot]

    def channel(self) -> list[Message]:
        """What a subscriber sees in the channel, oldest first."""
        return self.world.history(self.reader_id, self.channel_id)

    def say(
        self,
        text: str,
        *,
        person_id: int | None = None,
        entities: list[MessageEntity] | None = None,
    ) -> None:
        """Write to the bot; the author does, unless said otherwise."""
        self.world.say(person_id or self.author_id, self.bot_id, text, entities=entities)

    def press(self, label: str, *, person_id: int | None = None) -> None:
        """Press the newest button whose words begin with the label.

        Raises:
            LookupError: there is none.
        """
        message, button = self.button(label, person_id=person_id)
        assert button.callback_data
        self.world.press(
            person_id or self.author_id, self.bot_id, message.message_id, button.callback_data
        )

    def button(
        self, label: str, *, person_id: int | None = None
    ) -> tuple[Message, InlineKeyboardButton]:
        """The newest button whose words begin with the label, and its message."""
        for message in reversed(self.chat(person_id)):
            for button in buttons_of(message):
                if begins_with(button.text, label):
                    return message, button
        raise LookupError(label)


def words(message: Message) -> str:
    """Text or caption."""
    return message.text or message.caption or ""


@asynccontextmanager
async def open_stage(nursery: Nursery, folder: Path) -> AsyncIterator[Stage]:
    """A world with a bot that does not run yet, a channel, its author and a reader."""
    folder.mkdir(parents=True, exist_ok=True)
    dial = Dial(folder / "dial")
    # Floods are other tests' matter: here they would only make the walk slow.
    world = World(now=dial.time, limits=Limits(enabled=False))
    bot = world.add_bot(token=TOKEN, username="rubrika_bot", name="Rubrika")
    author = world.add_person("Anna", language_code="en")
    reader = world.add_person("Boris", language_code="en")
    channel = world.add_channel("Marketing aloud", owner=author.id, username="marketing_aloud")
    world.join(channel.id, reader.id)
    sandbox = Sandbox(world)
    await sandbox.start()
    await nursery.ready()
    stage = Stage(nursery, folder, world, sandbox, dial, bot.id, channel.id, author.id, reader.id)
    try:
        yield stage
    finally:
        await stage.kill()
        await sandbox.stop()
        dial.close()
