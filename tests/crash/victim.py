"""The real bot in a forked process: `rubrika run`, with a moved clock and points to die at."""

import os
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from types import FrameType, ModuleType
from typing import Any, TypedDict

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession

import bot.app
import bot.gateways.telegram.probes
import bot.wiring.jobs
import storage.room
from bot.__main__ import main
from bot.clock import Clock, SystemClock
from bot.gateways.telegram.session import make_bot
from bot.jobs import Job, Jobs
from bot.translator import translator
from handlers.routers import build_router
from storage.db import Session
from storage.sqlite import SqliteDatabase
from tests.crash.dial import Dial

# The recheck of the jobs: a moved clock is noticed by it alone.
RECHECK = timedelta(seconds=0.15)
# Polling and the menus go on all the time: they would make a count of points mean nothing.
_UNCOUNTED = ("getUpdates", "setMyCommands", "getMe")


_tree_of_handlers = cache(build_router)


class Order(TypedDict):
    """What a victim is told: its environment, its folder, its dial and where it writes."""

    environment: dict[str, str]
    folder: str
    dial: str
    output: str


def prepare() -> None:
    """Make, before anything is forked, what every victim would make alike."""
    for language in ("ru", "en"):
        translator(language)
    _tree_of_handlers()


def work(order: Order) -> int:
    """Be the bot until it ends; its exit code."""
    os.chdir(order["folder"])
    os.environ.update(order["environment"])
    descriptor = os.open(order["output"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for standard in (1, 2):
        os.dup2(descriptor, standard)
    dial = Dial(Path(order["dial"]))
    install(dial)
    dial.reach("start")
    try:
        main(["run"])
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
    return 0


def install(dial: Dial) -> None:
    """Put the dial's clock and its points into this process."""
    _put(bot.app, SystemClock=lambda: dial)
    # The tree of handlers is the same in every process, and a third of a start.
    _put(bot.app, build_router=_tree_of_handlers)
    _put(bot.wiring.jobs, Jobs=_jobs_of_the_machine)
    database: Any = SqliteDatabase
    database.transaction = _with_points(SqliteDatabase.transaction, dial)
    # Ten probes of nothing are twenty points to die at, each like the other.
    _put(bot.gateways.telegram.probes, LAST_HOLE=2)
    # A disk that is full again and again is looked at as soon as one that is so for once.
    _put(storage.room, FIRST_PAUSE=0.3, SOON=0.0)
    session: Any = AiohttpSession
    if patience := os.environ.get("PATIENCE_SECONDS"):
        _put(bot.app, make_bot=_with_patience(make_bot, float(patience)))
    session.make_request = _request_with_points(AiohttpSession.make_request, dial)


def _put(module: ModuleType, **parts: object) -> None:
    """Put parts in place of those that a module has: one that moved away would go unnoticed."""
    names = vars(module)
    missing = parts.keys() - names.keys()
    assert not missing, f"{module.__name__} has no {missing}"
    names.update(parts)


def _jobs_of_the_machine(_clock: Clock, jobs: Sequence[Job]) -> Jobs:
    # APScheduler rings by the machine's clock: by the dial's, jobs would ring without a pause
    # while it is behind, else never.
    # What comes once an hour came at the start already.
    often = timedelta(minutes=1)
    return Jobs(
        SystemClock(),
        [replace(job, every=RECHECK) if job.every < often else job for job in jobs],
    )


def _with_patience(make: Callable[..., Bot], seconds: float) -> Callable[..., Bot]:
    def impatient(*args: Any) -> Bot:
        made = make(*args)
        made.session.timeout = seconds
        return made

    return impatient


def _with_points(
    transaction: Callable[..., AbstractAsyncContextManager[Session]], dial: Dial
) -> Callable[..., AbstractAsyncContextManager[Session]]:
    @asynccontextmanager
    async def counted(self: SqliteDatabase, durable: bool, name: str) -> AsyncIterator[Session]:
        async with transaction(self, durable=durable) as session:
            yield session
            dial.reach(f"before {name} commit")
        dial.reach(f"after {name} commit")

    def named(
        self: SqliteDatabase, *, durable: bool = False
    ) -> AbstractAsyncContextManager[Session]:
        return counted(self, durable, _opener(sys._getframe(1)))

    return named


def _opener(frame: FrameType) -> str:
    """Who opens a transaction: a method, or who asked `Receiving` to write."""
    if frame.f_code.co_name == "_write" and frame.f_back is not None:
        frame = frame.f_back
    return frame.f_code.co_qualname


def _request_with_points(request: Callable[..., Any], dial: Dial) -> Callable[..., Any]:
    async def counted(self: AiohttpSession, bot: Any, method: Any, timeout: Any = None) -> Any:
        name = method.__api_method__
        if name in _UNCOUNTED:
            return await request(self, bot, method, timeout)
        dial.reach(f"before {name}")
        try:
            return await request(self, bot, method, timeout)
        finally:
            dial.reach(f"after {name}")

    return counted
