"""The cards of imports, edited while they run and when they end."""

import asyncio
import logging

from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramBadRequest, TelegramForbiddenError

from bot.domain.imports import Import, ImportState
from handlers.authors.cards import Cards, screen
from handlers.authors.import_views import Screen, end_screen, progress_screen

log = logging.getLogger(__name__)

PAUSE = 3.0
"""Seconds between two edits of a card: they share the rate of sending (Bot API FAQ)."""


class ImportCards:
    """Shows imports in the chats of those who asked for them."""

    def __init__(self, bot: Bot, cards: Cards) -> None:
        self._bot = bot
        self._cards = cards
        self._next: dict[int, float] = {}

    async def show(self, job: Import) -> None:
        """How far an import is, now and then; a card that cannot be edited stays as it is."""
        now = asyncio.get_running_loop().time()
        is_over = job.state is not ImportState.RUNNING
        if is_over or job.person_id is None or now < self._next.setdefault(job.id, now + PAUSE):
            return
        self._next[job.id] = now + PAUSE
        t = await self._cards.translator_for(job.person_id)
        try:
            await self._put(job, progress_screen(t, job))
        except AiogramError as error:
            log.debug("progress of import %s: %s", job.id, error)

    async def tell(self, job: Import) -> bool:
        """How an import ended; False when Telegram cannot be reached now."""
        self._next.pop(job.id, None)
        if job.person_id is None:
            return True
        t = await self._cards.translator_for(job.person_id)
        try:
            await self._put(job, end_screen(t, job))
        except TelegramForbiddenError:
            log.info("owner %s blocked the bot", job.person_id)
        except AiogramError as error:
            log.info("the end of import %s: %s", job.id, error)
            return False
        return True

    async def _put(self, job: Import, shown: Screen) -> None:
        """Into the card; where it cannot be edited, into a new message."""
        assert job.person_id is not None
        parameters = screen(*shown)
        try:
            await self._bot.edit_message_text(
                chat_id=job.person_id, message_id=job.card_message_id or 0, **parameters
            )
        except TelegramBadRequest as error:
            if "not modified" not in error.message.lower():
                await self._bot.send_message(job.person_id, **parameters)
