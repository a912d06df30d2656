"""The post of a pressed button: found, and its rights asked, before the handler is called."""

from typing import Any

from aiogram import BaseMiddleware, flags
from aiogram.dispatcher.flags import get_flag
from aiogram.types import TelegramObject

from bot.services.drafting import Drafting
from handlers.middlewares import Handler

THEIRS = flags.post("theirs")
"""Mark of a handler that asks for `post`: one that the person may work on."""
EDITABLE = flags.post("editable")
"""Mark of a handler that asks for `post`: one that the person may still change."""


class BringPost(BaseMiddleware):
    """Gives marked handlers the `post` that their button names.

    Raises:
        NotFound, NotAllowed, NotEditable: as `Drafting.get_for`, or `require_editable`.
    """

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        mark = get_flag(data, "post")
        if mark is not None:
            drafting: Drafting = data["drafting"]
            find = drafting.require_editable if mark == "editable" else drafting.get_for
            data["post"] = await find(data["person"].id, data["callback_data"].post)
        return await handler(event, data)
