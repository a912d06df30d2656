"""A post goes out now, leaves the plan or goes away; an uncertain one is settled by its author."""

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery
from aiogram.utils.formatting import Bold, Text, as_list

from bot.domain.people import Person
from bot.domain.posts import Post
from bot.domain.team import Action
from bot.errors import NotEditable
from bot.services.drafting import Drafting
from bot.services.planning import Planning, require_ready, require_working
from bot.services.publishing import Publishing
from bot.services.registering import Registering
from bot.services.ruling import Ruling
from bot.translator import Translator
from handlers.authors import views
from handlers.authors.callbacks import Do, OnPost, OnQuestion
from handlers.authors.cards import Cards, put
from handlers.authors.checking import stop_at_errors
from handlers.authors.choosing import channel_or_ask
from handlers.authors.keyboards import sure_keyboard
from handlers.authors.posts import EDITABLE, THEIRS
from handlers.authors.under_way import under_way


def publishing_router() -> Router:
    """Publish now, Cancel, Delete, and the question about an uncertain post."""
    router = Router(name="publishing")
    press = router.callback_query.register
    press(ask_sure_publish, OnPost.filter(F.do == Do.PUBLISH))
    press(publish, OnPost.filter(F.do == Do.PUBLISH_SURE))
    press(cancel, OnPost.filter(F.do == Do.CANCEL))
    press(ask_sure_delete, OnPost.filter(F.do == Do.DELETE))
    press(delete, OnPost.filter(F.do == Do.DELETE_SURE))
    press(answer_uncertain, OnQuestion.filter())
    return router


@EDITABLE
async def ask_sure_publish(
    query: CallbackQuery,
    post: Post,
    person: Person,
    drafting: Drafting,
    registering: Registering,
    ruling: Ruling,
    cards: Cards,
    t: Translator,
) -> None:
    await drafting.rights.require(person.id, Action.PUBLISH, post)
    channel = await channel_or_ask(query, post, cards, registering, t)
    if channel is None:
        return
    require_ready(post)
    if await stop_at_errors(query, post, ruling, t):
        return
    ask = t("publish-ask", channel=channel.title)
    further = await cards.further_lines(t, post)
    text = as_list(ask, Bold(views.title_of(t, post)), *further)
    await put(query, text, sure_keyboard(t, post.id, Do.PUBLISH_SURE))


@THEIRS
async def publish(
    query: CallbackQuery,
    post: Post,
    person: Person,
    state: FSMContext,
    drafting: Drafting,
    planning: Planning,
    ruling: Ruling,
    cards: Cards,
    t: Translator,
) -> None:
    """The outcome is told by a notice, which writes over this message."""
    if not post.state.is_editable:
        # An old confirmation, or one that is dispatched again: what became of it.
        await cards.edit(t, query, post)
        return
    await drafting.rights.require(person.id, Action.PUBLISH, post)
    require_ready(post)
    if await stop_at_errors(query, post, ruling, t):
        return
    if channel := await cards.channel_of(post):
        require_working(channel)
    await state.clear()
    if query.message:
        await drafting.card_shown(post.id, query.message.message_id)
    try:
        async with under_way(query, t("publishing"), views.title_of(t, post)):
            await planning.publish_now(person.id, post.id)
    except NotEditable:
        # It went out while this press was dispatched again.
        await cards.edit(t, query, post)


async def cancel(
    query: CallbackQuery,
    callback_data: OnPost,
    person: Person,
    state: FSMContext,
    planning: Planning,
    cards: Cards,
    t: Translator,
) -> None:
    post = await planning.cancel(person.id, callback_data.post)
    await state.clear()
    await cards.edit(t, query, post, t("cancelled"))


@EDITABLE
async def ask_sure_delete(query: CallbackQuery, post: Post, t: Translator) -> None:
    text = Text(t("delete-ask"), "\n", Bold(views.title_of(t, post)))
    await put(query, text, sure_keyboard(t, post.id, Do.DELETE_SURE))


async def delete(
    query: CallbackQuery,
    callback_data: OnPost,
    person: Person,
    state: FSMContext,
    drafting: Drafting,
    t: Translator,
) -> None:
    post = await drafting.delete(person.id, callback_data.post)
    await state.clear()
    await put(query, Text(t("deleted"), ": ", Bold(views.title_of(t, post))), None)


@THEIRS
async def answer_uncertain(
    query: CallbackQuery,
    callback_data: OnQuestion,
    post: Post,
    person: Person,
    publishing: Publishing,
    t: Translator,
) -> None:
    """The author looked into the channel, and says what is there."""
    is_published = callback_data.do is Do.IT_IS_PUBLISHED
    words = t("uncertain-closed" if is_published else "publishing")
    async with under_way(query, words, views.title_of(t, post)):
        await publishing.answer(
            person.id, post.id, attempt=callback_data.attempt, is_published=is_published
        )
    await publishing.publish_due()
