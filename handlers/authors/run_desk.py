"""What stands behind the screens of runs, and the screen that they all lead to."""

from dataclasses import dataclass

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
        """The pressed message tells of the run from now on."""
        if progress.run.is_open and query.message is not None:
            await self.overseeing.note_message(
                progress.run.id, query.from_user.id, query.message.message_id
            )
        await put(query, *run_screen(t, progress, self.clock.now()))
