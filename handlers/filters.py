"""Who and where: filters for parent routers."""

from typing import Any

from aiogram import F, Router
from aiogram.dispatcher.event.handler import FilterObject
from aiogram.filters import Filter
from aiogram.types import TelegramObject
from magic_filter import MagicFilter

from bot.services.registering import Role

PRIVATE = F.chat.type == "private"
PRIVATE_CALLBACK = F.message.chat.type == "private"


class Is(Filter):
    """Passes people of a role."""

    def __init__(self, *roles: Role) -> None:
        self._roles = roles

    async def __call__(self, _event: TelegramObject, role: Role | None = None) -> bool:
        return role in self._roles


class Fits(Filter):
    """A rule of `F`, looked at where the update is: aiogram takes a bare one to a thread."""

    def __init__(self, rule: MagicFilter) -> None:
        self._rule = rule

    async def __call__(self, event: TelegramObject) -> Any:
        return self._rule.resolve(event)


def keep_off_threads(root: Router) -> None:
    """Turn every bare `F` of a tree into `Fits`: a dozen trips to a thread a message."""
    for router in root.chain_tail:
        for observer in router.observers.values():
            for handler in (observer._handler, *observer.handlers):
                handler.filters = [
                    FilterObject(Fits(item.magic)) if item.magic is not None else item
                    for item in handler.filters or ()
                ]
