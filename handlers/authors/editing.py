"""The buttons of a draft card that change it, and the answers to what they ask."""

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message
from aiogram.utils.formatting import Text

from bot.domain.people import Person
from bot.domain.posts import Post
from bot.jobs import Jobs
from bot.services.drafting import Drafting
from bot.translator import Translator
from handlers.authors.callbacks import Do, OnPost
from handlers.authors.cards import Cards, put
from handlers.authors.intake import present
from handlers.authors.keyboards import (
    back_keyboard,
    edit_keyboard,
    listed_keyboard,
)
from handlers.authors.media import MEDIA, media_screen
from handlers.authors.posts import EDITABLE, THEIRS
from handlers.authors.reading import read_piece
from handlers.authors.states import Asked


def editing_router() -> Router:
    """Text, Media, Preview."""
    router = Router(name="editing")
    press = router.callback_query.register
    press(open_card, OnPost.filter(F.do == Do.OPEN))
    press(open_listed, OnPost.filter(F.do == Do.LISTED))
    press(open_edit, OnPost.filter(F.do == Do.EDIT))
    press(ask_text, OnPost.filter(F.do == Do.TEXT))
    press(ask_media, OnPost.filter(F.do == Do.MEDIA))
    press(drop_media, OnPost.filter(F.do == Do.DROP_MEDIA))
    press(preview, OnPost.filter(F.do == Do.PREVIEW))
    router.message.register(save_text, Asked.text, F.text)
    router.message.register(save_media, Asked.media, MEDIA)
    router.message.register(ask_media_again, Asked.media, F.text)
    return router


async def open_card(
    query: CallbackQuery,
    callback_data: OnPost,
    person: Person,
    state: FSMContext,
    drafting: Drafting,
    cards: Cards,
    t: Translator,
) -> None:
    await state.clear()
    post = await drafting.get_for(person.id, callback_data.post)
    await cards.edit(t, query, post)


async def open_listed(
    query: CallbackQuery,
    callback_data: OnPost,
    person: Person,
    state: FSMContext,
    drafting: Drafting,
    cards: Cards,
    t: Translator,
) -> None:
    """The list turns into the card, which leads back to it."""
    await state.clear()
    post = await drafting.get_for(person.id, callback_data.post)
    text, keyboard = await cards.compose(t, post, person.id)
    await put(query, text, listed_keyboard(t, post, keyboard))


@EDITABLE
async def open_edit(
    query: CallbackQuery,
    post: Post,
    person: Person,
    cards: Cards,
    t: Translator,
) -> None:
    text, _ = await cards.compose(t, post, person.id)
    await put(query, text, edit_keyboard(t, post, has_model=cards.has_model))


@EDITABLE
async def ask_text(query: CallbackQuery, post: Post, state: FSMContext, t: Translator) -> None:
    await state.set_state(Asked.text)
    await state.set_data({"post": post.id})
    await put(query, Text(t("draft-ask-text")), back_keyboard(t, post.id))


async def save_text(
    message: Message, person: Person, state: FSMContext, drafting: Drafting, jobs: Jobs
) -> None:
    post_id = int((await state.get_data())["post"])
    await drafting.change_text(person.id, post_id, read_piece(message))
    await state.clear()
    await present(jobs)


@EDITABLE
async def ask_media(query: CallbackQuery, post: Post, state: FSMContext, t: Translator) -> None:
    await state.set_state(Asked.media)
    await state.set_data({"post": post.id})
    await put(query, *media_screen(t, post))


async def save_media(
    message: Message, person: Person, state: FSMContext, drafting: Drafting, jobs: Jobs
) -> None:
    """The question stays open while further parts of an album may follow."""
    post_id = int((await state.get_data())["post"])
    await drafting.change_media(person.id, post_id, read_piece(message))
    if message.media_group_id is None:
        await state.clear()
    await present(jobs)


async def ask_media_again(message: Message, t: Translator) -> None:
    await message.answer(t("draft-ask-media"))


async def drop_media(
    query: CallbackQuery,
    callback_data: OnPost,
    person: Person,
    state: FSMContext,
    drafting: Drafting,
    cards: Cards,
    t: Translator,
) -> None:
    post = await drafting.remove_media(person.id, callback_data.post)
    await state.clear()
    await cards.edit(t, query, post, t("draft-media-removed"))


@THEIRS
async def preview(query: CallbackQuery, post: Post, cards: Cards, t: Translator) -> None:
    await cards.show(t, query.from_user.id, post)
