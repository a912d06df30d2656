"""The composition root: makes every part once, hands it on by name, closes in reverse."""

import asyncio
import logging
import signal
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from aiogram import Bot, Dispatcher
from aiogram.exceptions import TelegramConflictError, TelegramUnauthorizedError
from aiogram.types import Update

from bot.clock import Clock, SystemClock
from bot.config import Settings
from bot.domain.paid_sending import PAID_A_SECOND
from bot.errors import SettingsError
from bot.gateways.limiter import Limiter
from bot.gateways.telegram.polling import POLL_SECONDS, Poller
from bot.gateways.telegram.session import make_bot
from bot.jobs import Jobs
from bot.services.delivering import Delivering
from bot.services.metering import Metering
from bot.services.pausing import Pausing
from bot.services.publishing import Publishing
from bot.services.receiving import Receiving
from bot.services.sourcing import Sourcing
from bot.tasks import Tasks
from bot.wiring import Ground, make_model, make_parts
from handlers.middlewares import AnswerPress, CommandLeavesQuestion, MeetPerson
from handlers.routers import build_router
from handlers.web.server import Server
from storage.db import Database, StoreUnusable, to_ms
from storage.fsm import ConversationStorage
from storage.lock import StoreLock
from storage.migrate import migrate
from storage.sqlite import open_sqlite

if TYPE_CHECKING:
    from bot.gateways.writers.llm import LlmWriter

log = logging.getLogger(__name__)


@dataclass(kw_only=True)
class App:
    """A made bot: start it, stop it, or let it run until it is told to stop."""

    settings: Settings
    clock: Clock
    lock: StoreLock
    db: Database
    bot: Bot
    dispatcher: Dispatcher
    tasks: Tasks
    receiving: Receiving
    publishing: Publishing
    deliveries: tuple[Delivering[Any, Any], ...]
    sourcing: Sourcing
    model: "LlmWriter | None"
    metering: Metering | None
    jobs: Jobs
    poller: Poller
    web: Server
    pausing: Pausing

    async def start(self) -> None:
        """Go on with what an earlier process left, then work by the clock.

        Raises:
            AddressTaken: the port of the pages was chosen, and cannot be had.
        """
        await self.web.start()
        await self.pausing.restore()
        await self.receiving.recover()
        self.jobs.start()

    async def run(self) -> None:
        """Work until SIGTERM or SIGINT, finishing what is in hand.

        Raises:
            SettingsError: the token is refused, or another process polls with it.
            AddressTaken: the port of the pages was chosen, and cannot be had.
        """
        polling = asyncio.ensure_future(self.poller.run())
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, polling.cancel)
        try:
            await self.start()
            await polling
        except asyncio.CancelledError:
            log.info("stopping: what is in hand is finished, the rest is kept")
        except TelegramConflictError as error:
            raise SettingsError("BOT_TOKEN: another process already polls with it") from error
        except TelegramUnauthorizedError as error:
            raise SettingsError("BOT_TOKEN: Telegram refuses it") from error
        finally:
            polling.cancel()
            await self.stop()

    async def stop(self) -> None:
        """Finish what is in hand and close every part."""
        await self.web.stop()
        self.jobs.stop()
        self.publishing.stop()
        for kind in self.deliveries:
            kind.stop()
        await self.receiving.stop()
        await self.jobs.finish(timeout_seconds=20)
        await self.tasks.finish(timeout_seconds=20)
        await self.sourcing.close()
        if self.model:
            await self.model.close()
        if self.metering:
            await self.metering.close()
        await self.bot.session.close()
        await self.db.close()
        self.lock.release()


def _paid_limiter(settings: Settings) -> Limiter:
    """Paid for goes beside the free rate: together at most what Telegram allows then."""
    return Limiter(max(1, PAID_A_SECOND - settings.send_rate))


def _deliveries(parts: dict[str, Any]) -> tuple[Any, ...]:
    names = ("mailing", "welcoming", "lettering", "noticing", "announcing")
    return tuple(parts[name] for name in names)


async def build(
    settings: Settings, *, clock: Clock | None = None, poll_seconds: int = POLL_SECONDS
) -> App:
    """Open the store, migrate it, and wire every part.

    Raises:
        SettingsError: the language model's address or key cannot be one.
        StoreUnusable: another process works with this store, or it cannot be written.
    """
    clock = clock or SystemClock()
    model = make_model(settings)
    lock = StoreLock(settings.database_path)
    lock.take()
    try:
        db = await open_store(settings.database_path, clock)
    except StoreUnusable:
        lock.release()
        raise
    limiter = Limiter(settings.send_rate)
    paid = _paid_limiter(settings)
    bot = make_bot(settings.bot_token.get_secret_value(), settings.bot_api_url, limiter, paid)
    tasks = Tasks()
    ground = Ground(
        settings=settings, db=db, clock=clock, bot=bot, limiter=limiter, paid_limiter=paid,
        tasks=tasks, model=model,
    )  # fmt: skip
    pausing = Pausing(db, clock, tasks, limiter)
    limiter.on_hold = pausing.note
    parts = make_parts(ground)
    parts["publishing"].remind_by(partial(parts["jobs"].wake, "publications"))
    dispatcher = create_dispatcher(db, parts)
    receiving = Receiving(db, clock, Tasks(), dispatch=Dispatch(dispatcher, bot))
    return App(
        settings=settings, clock=clock, lock=lock, db=db, bot=bot, dispatcher=dispatcher,
        tasks=tasks, receiving=receiving, publishing=parts["publishing"],
        deliveries=_deliveries(parts), sourcing=parts["sourcing"], model=model,
        metering=parts.get("metering"), jobs=parts["jobs"],
        poller=Poller(bot, receiving, parts["listening"], poll_seconds=poll_seconds),
        web=parts["web_server"], pausing=pausing,
    )  # fmt: skip


async def open_store(path: str, clock: Clock) -> Database:
    """The store, brought up to date.

    Raises:
        StoreUnusable: it cannot be opened, or a step failed.
    """
    db = await open_sqlite(path)
    try:
        await migrate(db, now_ms=to_ms(clock.now()))
    except StoreUnusable:
        await db.close()
        raise
    return db


async def run(settings: Settings) -> None:
    """Build the bot and let it work until it is told to stop.

    Raises:
        SettingsError: the token is refused, or another process polls with it.
        StoreUnusable: another process works with this store, or it cannot be written.
        AddressTaken: the port of the pages was chosen, and cannot be had.
    """
    app = await build(settings)
    log.info("Rubrika works; stop it with Ctrl+C")
    await app.run()


def create_dispatcher(db: Database, services: dict[str, Any]) -> Dispatcher:
    """The dispatcher with its middlewares and the whole tree of handlers."""
    dispatcher = Dispatcher(storage=ConversationStorage(db), **services)
    dispatcher.update.outer_middleware(MeetPerson(services["registering"]))
    dispatcher.message.outer_middleware(CommandLeavesQuestion())
    dispatcher.callback_query.middleware(AnswerPress())
    dispatcher.include_router(build_router())
    return dispatcher


class Dispatch:
    """Turns a stored update into aiogram's and feeds it to the dispatcher."""

    def __init__(self, dispatcher: Dispatcher, bot: Bot) -> None:
        self._dispatcher = dispatcher
        self._bot = bot

    async def __call__(self, raw: dict[str, Any]) -> None:
        update = Update.model_validate(raw, context={"bot": self._bot})
        await self._dispatcher.feed_update(self._bot, update)
