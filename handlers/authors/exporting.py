"""Export: a file of posts and series, made beside the handlers and sent as a document."""

import asyncio
import logging
from dataclasses import dataclass

from aiogram import Bot, F, Router
from aiogram.exceptions import AiogramError, TelegramBadRequest
from aiogram.types import CallbackQuery, FSInputFile, InlineKeyboardMarkup
from aiogram.utils.formatting import Text

from bot.domain.people import Person
from bot.domain.tables import TableFormat
from bot.errors import AppError
from bot.services.export_files import Progress, Selection
from bot.services.exporting import Exported, Exporting, Stopped
from bot.services.registering import Registering
from bot.translator import Translator
from handlers.authors.cards import put
from handlers.authors.export_views import (
    cancel_keyboard,
    export_caption,
    export_keyboard,
    export_page,
    progress_words,
    table_words,
)
from handlers.authors.stats_callbacks import ExportDo, OnExport
from handlers.errors import sentence_of
from handlers.pictures import put_page

log = logging.getLogger(__name__)

UPLOAD_SECONDS = 600
"""As long as 50 MB may take on a slow line."""
_QUIET, _PAUSE = 1.0, 3.0
"""Seconds before progress is shown at all, and between two looks at it."""


def exporting_router() -> Router:
    """The Export page and its files."""
    router = Router(name="exporting")
    router.callback_query.register(show, OnExport.filter(F.do == ExportDo.OPEN))
    router.callback_query.register(cancel, OnExport.filter(F.do == ExportDo.CANCEL))
    router.callback_query.register(export, OnExport.filter())
    return router


async def show(
    query: CallbackQuery,
    callback_data: OnExport,
    person: Person,
    registering: Registering,
    exporting: Exporting,
    t: Translator,
) -> None:
    """What a file would hold."""
    await registering.choose_own_channel(person.id, callback_data.channel)
    selection = await exporting.select(person.id, callback_data.channel, callback_data.span)
    page = export_page(t, selection, callback_data)
    await put_page(query, page, export_keyboard(t, selection, callback_data))


async def export(
    query: CallbackQuery,
    callback_data: OnExport,
    person: Person,
    registering: Registering,
    exporting: Exporting,
    t: Translator,
) -> None:
    """Begin to make a file; it comes when it is ready."""
    await registering.choose_own_channel(person.id, callback_data.channel)
    selection = await exporting.select(person.id, callback_data.channel, callback_data.span)
    assert query.bot is not None
    desk = _Desk(
        query.bot, t, person.id, query.message.message_id if query.message else 0, selection,
        callback_data,
    )  # fmt: skip
    if not selection.posts:
        await desk.put_back("")
        return
    format_ = TableFormat(callback_data.do.value)
    exporting.start(person.id, selection, format_, table_words(t), desk)


async def cancel(
    query: CallbackQuery,
    callback_data: OnExport,
    person: Person,
    exporting: Exporting,
    t: Translator,
) -> None:
    """The file is wanted no more: whoever makes it says so. After a restart nobody does."""
    if not exporting.stop(person.id):
        selection = await exporting.select(person.id, callback_data.channel, callback_data.span)
        page = export_page(t, selection, callback_data, t("export-cancelled"))
        await put(query, page, export_keyboard(t, selection, callback_data))


@dataclass(slots=True)
class _Desk:
    """Shows one export to one person, in the message whose button was pressed."""

    bot: Bot
    t: Translator
    person_id: int
    message_id: int
    selection: Selection
    data: OnExport
    next_look: float = 0.0

    async def show(self, progress: Progress) -> None:
        """Now and then; nothing of an export that is over within a second."""
        now = asyncio.get_running_loop().time()
        self.next_look = self.next_look or now + _QUIET
        if now < self.next_look:
            return
        self.next_look = now + _PAUSE
        words = progress_words(self.t, self.selection, progress)
        try:
            await self._edit(words, cancel_keyboard(self.t, self.data))
        except AiogramError as error:
            log.debug("progress of an export: %s", error)

    async def deliver(self, exported: Exported) -> None:
        """The file, then the page again: it may be wanted otherwise, too."""
        name = file_name(self.selection, exported.path.suffix)
        await self.bot.send_document(
            self.person_id,
            FSInputFile(exported.path, name),
            request_timeout=UPLOAD_SECONDS,
            **export_caption(self.t, self.selection, self.data, exported.rows)
            .as_caption_kwargs(),
        )  # fmt: skip
        await self.put_back(self.t("export-below"))

    async def fail(self, error: Exception) -> None:
        """Why there is no file, above the page."""
        if isinstance(error, Stopped):
            words = self.t("export-cancelled")
        elif isinstance(error, AppError):
            words = sentence_of(error, self.t)
        else:
            log.error("export of channel %s", self.selection.channel.id, exc_info=error)
            words = self.t("export-failed")
        await self.put_back(words)

    async def put_back(self, note: str) -> None:
        """The page with a note above; a new message where the pressed one cannot be edited."""
        page = export_page(self.t, self.selection, self.data, note)
        keyboard = export_keyboard(self.t, self.selection, self.data)
        try:
            await self._edit(page, keyboard)
        except TelegramBadRequest as error:
            if "not modified" not in error.message.lower():
                await self.bot.send_message(
                    self.person_id, reply_markup=keyboard, **page.as_kwargs()
                )

    async def _edit(self, text: Text, keyboard: InlineKeyboardMarkup) -> None:
        await self.bot.edit_message_text(
            chat_id=self.person_id, message_id=self.message_id, reply_markup=keyboard,
            **text.as_kwargs(),
        )  # fmt: skip


def file_name(selection: Selection, suffix: str) -> str:
    """`marketing_aloud-2026-10-20-2026-11-18.xlsx`."""
    channel = selection.channel
    first = selection.since.astimezone(channel.zoneinfo).date()
    return f"{channel.username or f'channel-{channel.id}'}-{first}-{selection.today}{suffix}"
