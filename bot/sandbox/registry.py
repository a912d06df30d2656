"""The table of served methods: which function answers which call."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import aiogram.methods
from aiogram.methods import TelegramMethod

from bot.sandbox.dump import Result
from bot.sandbox.people import Bot
from bot.sandbox.state import State

Answer = Result | bytes
"""What a method returns: a value to be dumped, or JSON that is ready."""

Serve = Callable[[State, Bot, Any], Answer | Awaitable[Answer]]

MODELS: dict[str, type[TelegramMethod[Any]]] = {
    model.__api_method__.lower(): model
    for model in vars(aiogram.methods).values()
    if isinstance(model, type)
    and issubclass(model, TelegramMethod)
    and isinstance(getattr(model, "__api_method__", None), str)
}
"""Every method of the Bot API, by its name in lower case: names are case-insensitive."""


@dataclass(frozen=True, slots=True)
class Served:
    """A served method; `counts` says whether it is a message to the flood control."""

    model: type[TelegramMethod[Any]]
    serve: Serve
    counts: bool


SERVED: dict[str, Served] = {}


def serves(model: type[TelegramMethod[Any]], *, counts: bool = False) -> Callable[[Serve], Serve]:
    """Registers a function as the answer to a method of the Bot API."""

    def register(serve: Serve) -> Serve:
        SERVED[model.__api_method__.lower()] = Served(model, serve, counts)
        return serve

    return register
