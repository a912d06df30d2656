"""Who and where: filters for parent routers."""

from aiogram import F
from aiogram.filters import Filter
from aiogram.types import TelegramObject

from bot.services.registering import Role

PRIVATE = F.chat.type == "private"
PRIVATE_CALLBACK = F.message.chat.type == "private"


class Is(Filter):
    """Passes people of a role."""

    def __init__(self, *roles: Role) -> None:
        self._roles = roles

    async def __call__(self, _event: TelegramObject, role: Role | None = None) -> bool:
        return role in self._roles
