"""Import in the chat: an owner sends an export, sees what it holds, and presses Import."""

from pathlib import PurePath

from aiogram import F, Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Document, Message

from bot.domain.imports import ImportState
from bot.domain.people import Person
from bot.domain.team import Role
from bot.errors import AppError, InputRefused, NotAllowed, SourceUnreadable
from bot.jobs import Jobs
from bot.services.importing import LARGEST_FILE, Importing
from bot.services.registering import Registering
from bot.translator import Translator
from handlers.authors.cards import put, screen
from handlers.authors.import_callbacks import ImportDo, OnImport
from handlers.authors.import_views import (
    end_screen,
    line_screen,
    offer_screen,
    progress_screen,
    ways_screen,
)
from handlers.commands import Typed
from handlers.errors import sentence_of
from handlers.filters import Is

_ENDINGS = (".json", ".zip")
# What may be said of any file: one that is not called as exports are stays a draft.
_ANY_FILE = {
    "history-not-export", "history-zip-broken", "history-zip-encrypted", "history-zip-bomb",
    "history-zip-many", "history-several", "history-encoding", "history-broken-early",
    "history-cut-early", "history-absurd", "history-html",
}  # fmt: skip


def importing_router() -> Router:
    """Files that may be exports; before the intake, which makes drafts of documents."""
    router = Router(name="importing")
    router.message.register(show_ways, Is(Role.OWNER), Typed("import"))
    router.message.register(take, Is(Role.OWNER), F.document.func(may_be_export))
    router.message.register(refuse, F.document.func(is_called_so))
    router.callback_query.register(start, OnImport.filter(F.do == ImportDo.START))
    router.callback_query.register(cancel, OnImport.filter(F.do == ImportDo.CANCEL))
    router.callback_query.register(choose, OnImport.filter())
    return router


def may_be_export(document: Document | None) -> bool:
    """Whether a message has a document that ends as exports do."""
    return document is not None and (document.file_name or "").lower().endswith(_ENDINGS)


def is_called_so(document: Document | None) -> bool:
    """Whether a document is called as Telegram Desktop calls exports, or people do."""
    if document is None or not may_be_export(document):
        return False
    name = PurePath((document.file_name or "").lower())
    return name.stem.startswith("result") or "export" in name.stem


async def show_ways(
    message: Message, person: Person, registering: Registering, t: Translator
) -> None:
    channel = await registering.own_channel_of(person)
    await message.answer(**screen(ways_screen(t, channel), None))


async def refuse(_message: Message) -> None:
    """Somebody of the team who is no owner."""
    raise NotAllowed("import-owners-only")


async def take(
    message: Message,
    state: FSMContext,
    person: Person,
    registering: Registering,
    importing: Importing,
    t: Translator,
) -> None:
    """Look into the file; what is no export goes on to the intake.

    The card comes at once and says what is in it when that is known: a file is read to its end
    within seconds, and an update whose process died is dispatched again.
    """
    document = message.document
    assert document is not None
    if (document.file_size or 0) > LARGEST_FILE:
        return await _give_line(message, document, person, registering, t)
    known = await importing.find(person.id, message.message_id)
    if known is not None and known.card_message_id is not None:
        return None
    card = await message.answer(t("import-reading"))
    try:
        offer = await importing.offer(
            person.id, message.message_id, document.file_id, document.file_name or ""
        )
    except (InputRefused, SourceUnreadable) as error:
        if _is_other(error, document):
            await card.delete()
            raise SkipHandler from error
        await card.edit_text(sentence_of(error, t))
        return None
    await state.clear()
    await importing.card_shown(offer.job.id, card.message_id)
    await card.edit_text(**screen(*offer_screen(t, offer)))
    return None


async def _give_line(
    message: Message,
    document: Document,
    person: Person,
    registering: Registering,
    t: Translator,
) -> None:
    """A bot cannot fetch it; what is not called as exports are may as well be a draft."""
    channel = await registering.own_channel_of(person)
    answer = line_screen(t, document.file_name or "result.json", channel)
    await message.answer(**screen(answer, None))
    if not is_called_so(document):
        raise SkipHandler


def _is_other(error: AppError, document: Document) -> bool:
    """Whether a file is something else than an export, as far as its owner means it."""
    return error.message_key in _ANY_FILE and not is_called_so(document)


async def choose(
    query: CallbackQuery,
    callback_data: OnImport,
    person: Person,
    importing: Importing,
    t: Translator,
) -> None:
    """Whose past it is."""
    offer = await importing.choose(person.id, callback_data.job, callback_data.channel)
    await put(query, *offer_screen(t, offer))


async def start(
    query: CallbackQuery,
    callback_data: OnImport,
    person: Person,
    importing: Importing,
    jobs: Jobs,
    t: Translator,
) -> None:
    """Begin; how far it is comes into the same message, behind what is shown here."""
    job = await importing.get(person.id, callback_data.job)
    if job.state is not ImportState.RUNNING:
        shown = progress_screen if job.state is ImportState.WAITING else end_screen
        await put(query, *shown(t, job))
    await importing.start(person.id, job.id)
    await jobs.run("imports")


async def cancel(
    query: CallbackQuery,
    callback_data: OnImport,
    person: Person,
    importing: Importing,
    t: Translator,
) -> None:
    """Import no more, and say what is in; an import that is over stays as it ended."""
    job = await importing.cancel(person.id, callback_data.job)
    await put(query, *end_screen(t, job))
