"""Edit of a published post: new words or media, the difference, Save - and the choice when
somebody else was there meanwhile."""

from aiogram import Bot, F, Router
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State
from aiogram.types import CallbackQuery, Message
from aiogram.utils.formatting import Text

from bot.domain.edits import EditState
from bot.domain.people import Person
from bot.domain.posts import Post
from bot.jobs import Jobs
from bot.services.amending import SAVEABLE, Amending
from bot.translator import Translator
from handlers.authors import views
from handlers.authors.cards import Cards, put, screen
from handlers.authors.edit_views import (
    Page,
    asking_page,
    buttons_page,
    conflict_page,
    edit_page,
)
from handlers.authors.media import MEDIA
from handlers.authors.published_keyboards import EditDo, OnEdit, OnPublished, PublishedDo
from handlers.authors.reading import read_piece
from handlers.authors.states import Asked
from handlers.authors.under_way import under_way
from handlers.commands import IS_COMMAND
from storage.edits import Edit


def amending_router() -> Router:
    """Edit, its questions and its buttons."""
    router = Router(name="amending")
    press = router.callback_query.register
    press(open_edit, OnPublished.filter(F.do == PublishedDo.EDIT))
    press(ask_text, OnEdit.filter(F.do == EditDo.TEXT))
    press(ask_media, OnEdit.filter(F.do == EditDo.MEDIA))
    press(ask_buttons, OnEdit.filter(F.do == EditDo.BUTTONS))
    press(save, OnEdit.filter(F.do == EditDo.SAVE))
    press(put_mine, OnEdit.filter(F.do == EditDo.MINE))
    press(leave, OnEdit.filter(F.do.in_({EditDo.LEAVE, EditDo.KEEP})))
    router.message.register(take_text, Asked.edit_text, F.text, ~IS_COMMAND)
    router.message.register(take_buttons, Asked.edit_buttons, F.text, ~IS_COMMAND)
    router.message.register(take_media, Asked.edit_media, MEDIA)
    router.message.register(ask_media_again, Asked.edit_media, F.text, ~IS_COMMAND)
    return router


async def open_edit(
    query: CallbackQuery,
    callback_data: OnPublished,
    bot: Bot,
    person: Person,
    state: FSMContext,
    amending: Amending,
    cards: Cards,
    t: Translator,
) -> None:
    """The post as it is, to be copied from, then the question."""
    post, edit = await amending.open(person.id, callback_data.post)
    await cards.preview(t, query.from_user.id, post)
    await _show(bot, person.id, amending, edit, asking_page(t, post, edit), is_new=True)
    await _await(state, Asked.edit_text, edit)


async def ask_text(
    query: CallbackQuery,
    callback_data: OnEdit,
    person: Person,
    state: FSMContext,
    amending: Amending,
    t: Translator,
) -> None:
    post, edit = await amending.get(person.id, callback_data.edit)
    await put(query, *asking_page(t, post, edit))
    await _await(state, Asked.edit_text, edit)


async def ask_media(
    query: CallbackQuery,
    callback_data: OnEdit,
    person: Person,
    state: FSMContext,
    amending: Amending,
    t: Translator,
) -> None:
    post, edit = await amending.get(person.id, callback_data.edit)
    _, keyboard = asking_page(t, post, edit)
    await put(query, Text(t("edit-ask-media", count=len(post.content.media))), keyboard)
    await _await(state, Asked.edit_media, edit)


async def ask_buttons(
    query: CallbackQuery,
    callback_data: OnEdit,
    person: Person,
    state: FSMContext,
    amending: Amending,
    t: Translator,
) -> None:
    post, edit = await amending.get(person.id, callback_data.edit)
    await put(query, *buttons_page(t, post, edit))
    await _await(state, Asked.edit_buttons, edit)


async def take_buttons(
    message: Message,
    bot: Bot,
    person: Person,
    state: FSMContext,
    amending: Amending,
    t: Translator,
) -> None:
    edit_id = int((await state.get_data())["edit"])
    edit = await amending.take_buttons(person.id, edit_id, read_piece(message))
    await _show_difference(bot, person, amending, edit, t, is_new=True)


async def take_text(
    message: Message,
    bot: Bot,
    person: Person,
    state: FSMContext,
    amending: Amending,
    t: Translator,
) -> None:
    """The question stays open: what comes next replaces it, or goes on with it."""
    edit_id = int((await state.get_data())["edit"])
    edit, is_more = await amending.take_text(person.id, edit_id, read_piece(message))
    await _show_difference(bot, person, amending, edit, t, is_new=not is_more)


async def take_media(
    message: Message,
    bot: Bot,
    person: Person,
    state: FSMContext,
    amending: Amending,
    t: Translator,
) -> None:
    edit_id = int((await state.get_data())["edit"])
    edit, is_more = await amending.take_media(person.id, edit_id, read_piece(message))
    await _show_difference(bot, person, amending, edit, t, is_new=not is_more)


async def ask_media_again(
    message: Message, person: Person, state: FSMContext, amending: Amending, t: Translator
) -> None:
    edit_id = int((await state.get_data())["edit"])
    post, _ = await amending.get(person.id, edit_id)
    await message.answer(t("edit-ask-media", count=len(post.content.media)))


async def save(
    query: CallbackQuery,
    callback_data: OnEdit,
    person: Person,
    state: FSMContext,
    amending: Amending,
    jobs: Jobs,
    t: Translator,
) -> None:
    """The outcome is told by a notice, which writes over this message."""
    post, edit = await amending.get(person.id, callback_data.edit)
    if edit.state not in SAVEABLE:
        # An old page, or a press that is dispatched again: it is told, or will be.
        return
    async with under_way(query, t("edit-saving"), views.title_of(t, post)):
        post, edit = await amending.save(person.id, edit.id, page=_page_of(query))
    await state.clear()
    await _go_on(query, post, edit, jobs, t)


async def put_mine(
    query: CallbackQuery,
    callback_data: OnEdit,
    person: Person,
    amending: Amending,
    jobs: Jobs,
    t: Translator,
) -> None:
    post, edit = await amending.get(person.id, callback_data.edit)
    if edit.state is not EditState.CONFLICT:
        return
    async with under_way(query, t("edit-saving"), views.title_of(t, post)):
        post, edit = await amending.put_mine(
            person.id, edit.id, seen=callback_data.seen, page=_page_of(query)
        )
    await _go_on(query, post, edit, jobs, t)


async def leave(
    query: CallbackQuery,
    callback_data: OnEdit,
    person: Person,
    state: FSMContext,
    amending: Amending,
    cards: Cards,
    t: Translator,
) -> None:
    post = await amending.leave(person.id, callback_data.edit)
    await state.clear()
    note = t("edit-kept") if callback_data.do is EditDo.KEEP else ""
    await cards.edit(t, query, post, note)


async def _go_on(query: CallbackQuery, post: Post, edit: Edit, jobs: Jobs, t: Translator) -> None:
    if edit.state is EditState.CONFLICT:
        await put(query, *conflict_page(t, post, edit))
    else:
        await jobs.run("edits")


async def _show_difference(
    bot: Bot, person: Person, amending: Amending, edit: Edit, t: Translator, *, is_new: bool
) -> None:
    post, edit = await amending.get(person.id, edit.id)
    page = edit_page(t, post, edit, await amending.trouble(post, edit))
    await _show(bot, person.id, amending, edit, page, is_new=is_new)


async def _show(
    bot: Bot, chat_id: int, amending: Amending, edit: Edit, page: Page, *, is_new: bool
) -> None:
    """A page below what the author sent, or over the one before when its message goes on."""
    content = screen(*page)
    if not is_new and edit.page_message_id:
        await bot.edit_message_text(chat_id=chat_id, message_id=edit.page_message_id, **content)
        return
    shown = await bot.send_message(chat_id, **content)
    await amending.page_shown(edit.id, shown.message_id)


def _page_of(query: CallbackQuery) -> int | None:
    return query.message.message_id if query.message else None


async def _await(state: FSMContext, question: State, edit: Edit) -> None:
    await state.set_state(question)
    await state.set_data({"edit": edit.id})
