"""The Media page: each medium with its place, added, moved and removed one by one."""

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from aiogram.utils.formatting import Text, as_list

from bot.domain.people import Person
from bot.domain.posts import Post
from bot.domain.texts import ALBUM_LIMIT
from bot.jobs import Jobs
from bot.services.revising import Revising
from bot.translator import Translator
from handlers.authors.callbacks import Do, MediumDo, OnMedium, OnPost
from handlers.authors.cards import put
from handlers.authors.intake import present
from handlers.authors.keyboards import back_keyboard, media_keyboard
from handlers.authors.posts import EDITABLE
from handlers.authors.reading import read_piece
from handlers.authors.states import Asked

MEDIA = F.photo | F.video | F.animation | F.document | F.audio | F.voice

_SIGNS = {MediumDo.UP: "⬆️", MediumDo.DOWN: "⬇️", MediumDo.DROP: "✖️"}


def media_router() -> Router:
    """Add, move, remove."""
    router = Router(name="media")
    router.callback_query.register(ask_more, OnPost.filter(F.do == Do.ADD_MEDIA))
    router.callback_query.register(change, OnMedium.filter())
    router.message.register(save_more, Asked.more_media, MEDIA)
    router.message.register(ask_more_again, Asked.more_media, F.text)
    return router


@EDITABLE
async def ask_more(query: CallbackQuery, post: Post, state: FSMContext, t: Translator) -> None:
    await state.set_state(Asked.more_media)
    await state.set_data({"post": post.id})
    await put(query, Text(t("draft-ask-more-media")), back_keyboard(t, post.id))


async def save_more(
    message: Message, person: Person, state: FSMContext, revising: Revising, jobs: Jobs
) -> None:
    """The question stays open while further parts of an album may follow."""
    post_id = int((await state.get_data())["post"])
    await revising.add_media(person.id, post_id, read_piece(message))
    if message.media_group_id is None:
        await state.clear()
    await present(jobs)


async def ask_more_again(message: Message, t: Translator) -> None:
    await message.answer(t("draft-ask-more-media"))


async def change(
    query: CallbackQuery,
    callback_data: OnMedium,
    person: Person,
    revising: Revising,
    t: Translator,
) -> None:
    data = callback_data
    if data.do is MediumDo.DROP:
        post = await revising.drop_medium(person.id, data.post, data.index, revision=data.revision)
    else:
        step = -1 if data.do is MediumDo.UP else 1
        post = await revising.move_media(
            person.id, data.post, data.index, step=step, revision=data.revision
        )
    await put(query, *media_screen(t, post))


def media_screen(t: Translator, post: Post) -> tuple[Text, InlineKeyboardMarkup]:
    """The media by number with their buttons; what is sent now replaces them."""
    media = post.content.media
    names = [f"{n}. {t(f'media-{item.kind.value}')}" for n, item in enumerate(media, start=1)]
    rows = [_medium_row(t, post, index) for index in range(len(media))]
    if 0 < len(media) < ALBUM_LIMIT:
        add = OnPost(do=Do.ADD_MEDIA, post=post.id).pack()
        rows.append([InlineKeyboardButton(text=t("button-add-media"), callback_data=add)])
    rows += media_keyboard(t, post).inline_keyboard
    text = as_list(t("draft-ask-media"), *names)
    return text, InlineKeyboardMarkup(inline_keyboard=rows)


def _medium_row(t: Translator, post: Post, index: int) -> list[InlineKeyboardButton]:
    dos = [MediumDo.DROP]
    if index < len(post.content.media) - 1:
        dos.insert(0, MediumDo.DOWN)
    if index > 0:
        dos.insert(0, MediumDo.UP)
    return [
        InlineKeyboardButton(
            text=f"{_SIGNS[do]} {t(f'button-medium-{do.value}', number=index + 1)}",
            callback_data=OnMedium(
                do=do, post=post.id, index=index, revision=post.revision
            ).pack(),
        )
        for do in dos
    ]
