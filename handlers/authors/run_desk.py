"""What stands behind the screens of runs, and the screen that they all lead to."""

from contextlib import suppress
from dataclasses import dataclass

from aiogram.exceptions import TelegramBadRequest
from aiogram.types import CallbackQuery

from bot.clock import Clock
from bot.services.overseeing import Overseeing, Progress
from bot.translator import Translator
from handlers.authors.cards import put
from handlers.authors.run_views import run_screen


@dataclass(frozen=True, slots=True, kw_only=True)
class RunDesk:
    """The services that owners oversee runs through."""

    overseeing: Overseeing
    clock: Clock

    async def show(self, query: CallbackQuery, progress: Progress, t: Translator) -> None:
        """The pressed message tells of the run from now on, and the one that did goes."""
        run, owner_id = progress.run, query.from_user.id
        before = None
        if run.is_open and query.message is not None:
            before = (await self.overseeing.list_messages(run.id)).get(owner_id)
            await self.overseeing.note_message(run.id, owner_id, query.message.message_id)
        await put(query, *run_screen(t, progress, self.clock.now()))
        if query.message and before not in (None, query.message.message_id):
            assert query.bot is not None
            # It may be deleted already, or too old to be.
            with suppress(TelegramBadRequest):
                await query.bot.delete_message(owner_id, before)
