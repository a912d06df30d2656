"""Who and where: filters for parent routers."""

from typing import Any

from aiogram import F, Router
from aiogram.dispatcher.event.handler import FilterObject
from aiogram.filters import Filter
from aiogram.types import TelegramObject

from bot.domain.team import Role

PRIVATE = F.chat.type == "private"
PRIVATE_CALLBACK = F.message.chat.type == "private"


class Is(Filter):
    """Passes people of a role."""

    def __init__(self, *roles: Role) -> None:
        self._roles = roles

    async def __call__(self, _event: TelegramObject, role: Role | None = None) -> bool:
        return role in self._roles


def keep_for_owners(router: Router) -> None:
    """Close a router of settings to all but owners; the services judge once more."""
    router.message.filter(Is(Role.OWNER))
    router.callback_query.filter(Is(Role.OWNER))


class InPlace(FilterObject):
    """A plain rule (of `F`, or a state), looked at in place: aiogram takes such to a thread."""

    async def call(self, *args: Any, **kwargs: Any) -> Any:
        return self.callback(*args, **self._prepare_kwargs(kwargs))


def keep_off_threads(root: Router) -> None:
    """Look at every plain rule of a tree in place: a message would go to threads a dozen times."""
    for router in root.chain_tail:
        for observer in router.observers.values():
            for handler in (observer._handler, *observer.handlers):
                handler.filters = [
                    item if item.awaitable else InPlace(item.magic or item.callback)
                    for item in handler.filters or ()
                ]
