"""The composition root: makes every part once, hands it on by name, closes in reverse."""

import asyncio
import logging
import signal
from dataclasses import dataclass
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.exceptions import TelegramConflictError, TelegramUnauthorizedError
from aiogram.types import Update
from aiogram.utils.callback_answer import CallbackAnswerMiddleware

from bot.clock import Clock, SystemClock
from bot.config import Settings
from bot.errors import SettingsError
from bot.gateways.limiter import Limiter
from bot.gateways.telegram.looker import TelegramLooker
from bot.gateways.telegram.polling import POLL_SECONDS, Poller
from bot.gateways.telegram.sender import TelegramSender
from bot.gateways.telegram.session import make_bot
from bot.jobs import Job, Jobs
from bot.services.drafting import Drafting
from bot.services.planning import Planning
from bot.services.publishing import Publishing
from bot.services.receiving import Receiving
from bot.services.registering import Registering
from bot.tasks import Tasks
from handlers.authors.cards import Cards
from handlers.authors.notices import Notices
from handlers.commands import set_menus
from handlers.middlewares import CommandLeavesQuestion, MeetPerson
from handlers.routers import build_router
from storage.db import Database, to_ms
from storage.fsm import ConversationStorage
from storage.lock import StoreLock
from storage.migrate import migrate
from storage.sqlite import open_sqlite

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
    jobs: Jobs
    poller: Poller

    async def prepare(self) -> None:
        """Finish what an earlier process left; show the menus."""
        await self.receiving.recover()
        await set_menus(self.bot, self.settings.language)

    async def start(self) -> None:
        """Prepare, then begin to work by the clock."""
        await self.prepare()
        self.jobs.start()

    async def run(self) -> None:
        """Work until SIGTERM or SIGINT, finishing what is in hand.

        Raises:
            SettingsError: the token is refused, or another process polls with it.
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
        self.jobs.stop()
        self.publishing.stop()
        await self.receiving.stop()
        await self.tasks.finish(timeout_seconds=20)
        await self.bot.session.close()
        await self.db.close()
        self.lock.release()


async def build(
    settings: Settings, *, clock: Clock | None = None, poll_seconds: int = POLL_SECONDS
) -> App:
    """Open the store, migrate it, and wire every part.

    Raises:
        StoreLocked: another process works with this store.
    """
    clock = clock or SystemClock()
    lock = StoreLock(settings.database_path)
    lock.take()
    db = await open_sqlite(settings.database_path)
    await migrate(db, now_ms=to_ms(clock.now()))
    limiter = Limiter(settings.send_rate)
    bot = make_bot(settings.bot_token.get_secret_value(), settings.bot_api_url, limiter)
    tasks = Tasks()
    registering = Registering(
        db, clock, TelegramLooker(bot), owner_ids=settings.owner_ids,
        zone=settings.timezone, default_language=settings.language,
    )  # fmt: skip
    drafting = Drafting(db, clock, registering)
    preview = TelegramSender(bot, is_patient=True)
    cards = Cards(bot, db, clock, preview, drafting, registering)
    publishing = Publishing(
        db, clock, tasks, drafting, TelegramSender(bot),
        Notices(bot, db, clock, cards, registering),
        settle_seconds=settings.publish_settle_seconds,
        late_grace_minutes=settings.late_grace_minutes,
    )  # fmt: skip
    jobs = Jobs(
        clock,
        [
            Job("publications", publishing.publish_due),
            Job("cards", cards.show_due),
        ],
    )
    planning = Planning(db, clock, drafting, wake=lambda: jobs.wake("publications"))
    services: dict[str, Any] = {
        "db": db,
        "clock": clock,
        "settings": settings,
        "registering": registering,
        "drafting": drafting,
        "planning": planning,
        "publishing": publishing,
        "cards": cards,
        "jobs": jobs,
    }
    dispatcher = create_dispatcher(db, services)
    receiving = Receiving(db, clock, Tasks(), dispatch=Dispatch(dispatcher, bot))
    return App(
        settings=settings, clock=clock, lock=lock, db=db, bot=bot, dispatcher=dispatcher,
        tasks=tasks, receiving=receiving, publishing=publishing, jobs=jobs,
        poller=Poller(bot, receiving, poll_seconds=poll_seconds),
    )  # fmt: skip


def create_dispatcher(db: Database, services: dict[str, Any]) -> Dispatcher:
    """The dispatcher with its middlewares and the whole tree of handlers."""
    dispatcher = Dispatcher(storage=ConversationStorage(db), **services)
    dispatcher.update.outer_middleware(MeetPerson(services["registering"]))
    dispatcher.message.outer_middleware(CommandLeavesQuestion())
    dispatcher.callback_query.middleware(CallbackAnswerMiddleware())
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
