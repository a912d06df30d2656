"""What a handler asks for by name, the dispatcher provides."""

import inspect
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from aiogram import Bot, Dispatcher
from aiogram.dispatcher.event.handler import HandlerObject
from aiogram.filters import Command
from aiogram.filters.callback_data import CallbackQueryFilter
from aiogram.filters.logic import _InvertFilter

from bot.app import create_dispatcher
from bot.clock import SystemClock
from bot.gateways.limiter import Limiter
from bot.gateways.telegram.polling import ALLOWED_UPDATES
from bot.tasks import Tasks
from bot.wiring import Ground, make_parts
from handlers.filters import InPlace
from handlers.readers.forwards import find_original
from storage.sqlite import open_sqlite
from tests.newsroom import TOKEN, make_settings

# aiogram's own (dispatcher/middlewares/user_context, fsm/middleware, Dispatcher.feed_update).
FROM_AIOGRAM = {
    "bot", "dispatcher", "event_context", "event_from_user", "event_chat", "event_router",
    "event_update", "fsm_storage", "handler", "raw_state", "state",
}  # fmt: skip
# Ours, `MeetPerson`; the last two only where the update has a person.
FROM_MIDDLEWARE, OF_PERSON = {"t"}, {"person", "role"}
WITHOUT_PERSON = {"channel_post", "edited_channel_post", "message_reaction_count"}
FROM_FILTERS = {
    Command: {"command"},
    CallbackQueryFilter: {"callback_data"},
}
FROM_FUNCTIONS = {find_original: {"post"}}


@pytest.fixture
async def dispatcher(tmp_path: Path) -> AsyncIterator[Dispatcher]:
    """The app's own dispatcher, with the app's own parts."""
    db = await open_sqlite(str(tmp_path / "rubrika.db"))
    bot = Bot(TOKEN)
    settings = make_settings("http://127.0.0.1:1", tmp_path, {1})
    parts = make_parts(
        Ground(
            settings=settings, db=db, clock=SystemClock(), bot=bot, limiter=Limiter(30),
            tasks=Tasks(),
        )
    )  # fmt: skip

    yield create_dispatcher(db, parts)
    await bot.session.close()
    await db.close()


def _provided(observer: str, handler: HandlerObject, parts: set[str]) -> set[str]:
    names = parts | FROM_AIOGRAM | FROM_MIDDLEWARE
    if observer not in WITHOUT_PERSON:
        names |= OF_PERSON
    if observer == "callback_query":
        names |= {"callback_answer"}
    if "post" in handler.flags:
        # `BringPost`
        names |= {"post"}
    for item in handler.filters or ():
        names |= _from_filter(item.callback)
    return names


def _from_filter(callback: Any) -> set[str]:
    if isinstance(callback, _InvertFilter):
        return set()
    for kind, names in FROM_FILTERS.items():
        if isinstance(callback, kind):
            return names
    return FROM_FUNCTIONS.get(callback, set()) if inspect.isfunction(callback) else set()


def _asked(callback: Any) -> tuple[str, list[str]]:
    """Where a handler stands, and the parameters it cannot do without, its event aside."""
    bound = callback.keywords if isinstance(callback, partial) else {}
    function = callback.func if isinstance(callback, partial) else callback
    parameters = list(inspect.signature(function).parameters.values())[1:]
    place = f"{function.__module__.replace('.', '/')}.py: {function.__qualname__}"
    return place, [
        parameter.name
        for parameter in parameters
        if parameter.default is parameter.empty and parameter.name not in bound
    ]


async def test_every_parameter_of_every_handler_is_provided(dispatcher: Dispatcher) -> None:
    parts = set(dispatcher.workflow_data)
    breaches, handlers = [], 0
    for router in dispatcher.chain_tail:
        for observer, event in router.observers.items():
            # `update` is the dispatcher's own: it hands the update on.
            for handler in event.handlers if observer != "update" else ():
                handlers += 1
                place, asked = _asked(handler.callback)
                for name in set(asked) - _provided(observer, handler, parts):
                    breaches.append(f"{place} asks for {name!r}, which {observer} does not bring")
    assert not breaches, "\n".join(sorted(breaches))
    assert handlers > 50


async def test_no_part_takes_a_name_of_aiogram(dispatcher: Dispatcher) -> None:
    taken = set(dispatcher.workflow_data) & (FROM_AIOGRAM | FROM_MIDDLEWARE | OF_PERSON)
    assert not taken - {"dispatcher", "bot"}, f"bot/wiring.py: {', '.join(taken)} means another"


async def test_every_event_that_is_handled_is_asked_of_telegram(dispatcher: Dispatcher) -> None:
    missing = set(dispatcher.resolve_used_update_types()) - set(ALLOWED_UPDATES)
    assert not missing, f"bot/gateways/telegram/polling.py does not ask for {missing}"


async def test_no_filter_and_no_handler_is_taken_to_a_thread(dispatcher: Dispatcher) -> None:
    for router in dispatcher.chain_tail:
        for observer in router.observers.values():
            for handler in (observer._handler, *observer.handlers):
                # The first stands for the observer itself: only its filters are called.
                called = [] if handler is observer._handler else [handler]
                for item in (*called, *(handler.filters or ())):
                    assert item.awaitable or isinstance(item, InPlace), (
                        f"router {router.name!r}: {item.callback} is not async,"
                        " so aiogram would call it in a thread"
                    )
