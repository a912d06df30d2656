"""The table of served methods: which function answers which call."""

from collections.abc import Awaitable, Callable, Iterable
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
    """A served method.

    `counts` says whether it is a message to the flood control; `without` names the parameters
    that the sandbox does not honour and therefore refuses.
    """

    model: type[TelegramMethod[Any]]
    serve: Serve
    counts: bool
    without: frozenset[str]


SERVED: dict[str, Served] = {}

UNSERVED = frozenset(
    {
        "business_connection_id",
        "direct_messages_topic_id",
        "ephemeral_message_parameters",
        "receiver_user_id",
        "suggested_post_parameters",
    }
)
"""Parameters that no method here honours."""


def serves(
    model: type[TelegramMethod[Any]], *, counts: bool = False, without: Iterable[str] = ()
) -> Callable[[Serve], Serve]:
    """Registers a function as the answer to a method of the Bot API."""

    def register(serve: Serve) -> Serve:
        refused = (UNSERVED | frozenset(without)) & model.model_fields.keys()
        SERVED[model.__api_method__.lower()] = Served(model, serve, counts, refused)
        return serve

    return register
