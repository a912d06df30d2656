"""The Buttons page: buttons with addresses under a post, typed as lines."""

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message
from aiogram.utils.formatting import Code, Text, as_list

from bot.domain.button_rows import written
from bot.domain.people import Person
from bot.domain.posts import Post
from bot.jobs import Jobs
from bot.services.presenting import Presenting
from bot.translator import Translator
from handlers.authors.callbacks import Do, OnPost
from handlers.authors.cards import Cards, put
from handlers.authors.intake import present
from handlers.authors.option_keyboards import buttons_keyboard
from handlers.authors.posts import EDITABLE
from handlers.authors.reading import read_piece
from handlers.authors.states import Asked

# What is there now is shown for copying, as far as it fits one message with the rest.
_MOST_SHOWN = 3000


def buttons_router() -> Router:
    """Ask, save, remove."""
    router = Router(name="buttons")
    router.callback_query.register(ask_buttons, OnPost.filter(F.do == Do.BUTTONS))
    router.callback_query.register(drop_buttons, OnPost.filter(F.do == Do.DROP_BUTTONS))
    router.message.register(save_buttons, Asked.buttons, F.text)
    return router


@EDITABLE
async def ask_buttons(query: CallbackQuery, post: Post, state: FSMContext, t: Translator) -> None:
    await state.set_state(Asked.buttons)
    await state.set_data({"post": post.id})
    await put(query, buttons_page(t, post), buttons_keyboard(t, post))


async def save_buttons(
    message: Message, person: Person, state: FSMContext, presenting: Presenting, jobs: Jobs
) -> None:
    post_id = int((await state.get_data())["post"])
    await presenting.set_buttons(person.id, post_id, read_piece(message))
    await state.clear()
    await present(jobs)


async def drop_buttons(
    query: CallbackQuery,
    callback_data: OnPost,
    person: Person,
    state: FSMContext,
    presenting: Presenting,
    cards: Cards,
    t: Translator,
) -> None:
    post = await presenting.drop_buttons(person.id, callback_data.post)
    await state.clear()
    await cards.edit(t, query, post, t("draft-buttons-removed"))


def buttons_page(t: Translator, post: Post) -> Text:
    """How buttons are typed, what they cost, and those that are there."""
    parts: list[Text | str] = [t("draft-ask-buttons"), t("buttons-example"), t("finding-buttons")]
    if rows := post.content.options.buttons:
        typed = written(rows)
        parts += [t("buttons-now"), Text(Code(typed[:_MOST_SHOWN]))]
    return as_list(*parts, sep="\n\n")
