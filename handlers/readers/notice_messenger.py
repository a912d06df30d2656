"""Writes notices about followed rubrics to people: the messenger of the noticing service."""

from collections.abc import Sequence
from typing import Protocol

from aiogram import Bot
from aiogram.methods import SendMessage, TelegramMethod
from aiogram.types import LinkPreviewOptions, Message

from bot.domain.news import News
from bot.domain.publications import SendOutcome
from bot.services.registering import Registering
from bot.translator import translator
from handlers.owners import tell_names
from handlers.readers.following_keyboards import notice_keyboard
from handlers.readers.following_views import news_text
from storage.db import Database


class Carrier(Protocol):
    """Carries messages to people, at the pace of what nobody waits for."""

    async def wait_for_room(self) -> int:
        """Return when messages may be sent now: how many at once."""
        ...

    async def send(self, method: TelegramMethod[Message]) -> SendOutcome:
        """Send a message, never twice."""
        ...


class NoticeMessenger:
    """Sends notices in what the interactive traffic leaves of the rate."""

    def __init__(self, carrier: Carrier, bot: Bot, db: Database, registering: Registering) -> None:
        self._carrier = carrier
        self._bot = bot
        self._db = db
        self._registering = registering

    async def wait_for_room(self) -> int:
        """Return when notices may be sent now: how many at once."""
        return await self._carrier.wait_for_room()

    async def deliver(self, person_id: int, language: str, news: News) -> SendOutcome:
        """Send a notice to a person; never twice."""
        t = translator(language)
        message = SendMessage(
            chat_id=person_id,
            reply_markup=notice_keyboard(t, news),
            link_preview_options=LinkPreviewOptions(is_disabled=True),
            **news_text(t, news).as_kwargs(),
        )
        return await self._carrier.send(message)

    async def tell_unknown(self, names: Sequence[str]) -> bool:
        """Tell the owners whose notice may not have come; False when it is to be tried again."""
        return await tell_names(
            self._bot, self._db, self._registering, names, key="notices-unknown"
        )
