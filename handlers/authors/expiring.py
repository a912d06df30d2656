"""Auto-delete and Auto-unpin: when a post is to end, chosen before it is out or after."""

from typing import Any

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message
from aiogram.utils.formatting import Bold, Text, as_list

from bot.clock import Clock
from bot.domain.expiries import Ending, read_end, read_term
from bot.domain.people import Person
from bot.domain.posts import Post, PostState
from bot.services.drafting import Drafting
from bot.services.expiring import Expiring
from bot.services.presenting import Presenting
from bot.translator import Translator
from handlers.authors import views
from handlers.authors.callbacks import ExpiryDo
from handlers.authors.cards import Cards, put, screen
from handlers.authors.expiry_pages import (
    TakeEnd,
    TakeTerm,
    draft_page,
    published_page,
    with_option,
)
from handlers.authors.expiry_views import OnExpiry, expiry_lines
from handlers.authors.keyboards import back_keyboard
from handlers.authors.option_keyboards import options_keyboard
from handlers.authors.plan_keyboards import from_minute
from handlers.authors.states import Asked
from handlers.authors.withdrawing import stub_words
from handlers.commands import IS_COMMAND
from storage import expiries
from storage.db import Database


def expiring_router() -> Router:
    """The pages of both ends, their choices, and what is typed there."""
    router = Router(name="expiring")
    press = router.callback_query.register
    press(open_page, OnExpiry.filter(F.do == ExpiryDo.OPEN))
    press(keep, OnExpiry.filter(F.do == ExpiryDo.KEEP))
    press(take_term, TakeTerm.filter())
    press(take_end, TakeEnd.filter())
    router.message.register(save_typed, Asked.expiry, F.text, ~IS_COMMAND)
    return router


async def open_page(
    query: CallbackQuery,
    callback_data: OnExpiry,
    person: Person,
    state: FSMContext,
    drafting: Drafting,
    expiring: Expiring,
    cards: Cards,
    clock: Clock,
    db: Database,
    t: Translator,
) -> None:
    """The page takes what is typed while it is open."""
    ending = callback_data.ending
    post = await drafting.get_for(person.id, callback_data.post)
    if post.state is PostState.PUBLISHED:
        await expiring.look(person.id, post.id, ending)
        channel = await cards.channel_of(post)
        assert channel is not None
        expiry = (await expiries.list_waiting(db, post.id)).get(ending)
        page = published_page(t, post, channel, ending, expiry, clock.now())
    else:
        post = await drafting.require_editable(person.id, post.id)
        page = draft_page(t, post, ending, stub=stub_words(t, post))
    await state.set_state(Asked.expiry)
    await state.set_data({"post": post.id, "ending": ending.value})
    await put(query, *page)


async def take_term(
    query: CallbackQuery,
    callback_data: TakeTerm,
    person: Person,
    state: FSMContext,
    presenting: Presenting,
    t: Translator,
) -> None:
    """The term on the button, of a draft; the options show it."""
    change = with_option(callback_data.ending, callback_data.term)
    post = await presenting.turn(person.id, callback_data.post, change)
    await state.clear()
    await put(query, Text(t("draft-options")), options_keyboard(t, post))


async def take_end(
    query: CallbackQuery,
    callback_data: TakeEnd,
    person: Person,
    state: FSMContext,
    expiring: Expiring,
    cards: Cards,
    clock: Clock,
    t: Translator,
) -> None:
    """The moment on the button, of a published post."""
    at = from_minute(callback_data.minute) or clock.now()
    post = await expiring.set_end(person.id, callback_data.post, callback_data.ending, at)
    await state.clear()
    await cards.edit(t, query, post, t("expiry-set"))


async def keep(
    query: CallbackQuery,
    callback_data: OnExpiry,
    person: Person,
    state: FSMContext,
    expiring: Expiring,
    cards: Cards,
    t: Translator,
) -> None:
    post = await expiring.keep(person.id, callback_data.post, callback_data.ending)
    await state.clear()
    await cards.edit(t, query, post, t(f"expiry-kept-{callback_data.ending.value}"))


async def save_typed(
    message: Message,
    person: Person,
    state: FSMContext,
    drafting: Drafting,
    presenting: Presenting,
    expiring: Expiring,
    cards: Cards,
    clock: Clock,
    db: Database,
    t: Translator,
) -> None:
    """A term or a moment in words; what is not understood is asked for again."""
    data = await state.get_data()
    ending, text = Ending(data["ending"]), message.text or ""
    post = await drafting.get_for(person.id, int(data["post"]))
    if post.state is PostState.PUBLISHED:
        answer = await _type_end(person, post, ending, text, expiring, cards, clock, db, t)
    else:
        answer = await _type_term(person, post, ending, text, presenting, t)
    if answer is None:
        await message.answer(t("expiry-not-understood"))
        return
    await message.answer(**answer)
    # Last: until the answer stands, the same words may come again, and are no new draft.
    await state.clear()


async def _type_term(
    person: Person, post: Post, ending: Ending, text: str, presenting: Presenting, t: Translator
) -> dict[str, Any] | None:
    term = read_term(text)
    if term is None:
        return None
    post = await presenting.turn(person.id, post.id, with_option(ending, term))
    return screen(Text(t("draft-options")), options_keyboard(t, post))


async def _type_end(
    person: Person,
    post: Post,
    ending: Ending,
    text: str,
    expiring: Expiring,
    cards: Cards,
    clock: Clock,
    db: Database,
    t: Translator,
) -> dict[str, Any] | None:
    channel = await cards.channel_of(post)
    assert channel is not None
    word = t("expiry-set")
    if read_term(text) == read_term("0"):
        await expiring.keep(person.id, post.id, ending)
        word = t(f"expiry-kept-{ending.value}")
    else:
        at = read_end(text, now=clock.now(), zone=channel.zoneinfo)
        if at is None:
            return None
        await expiring.set_end(person.id, post.id, ending, at)
    lines = await expiry_lines(db, t, post, channel, None, clock.now())
    title = Bold(views.title_of(t, post))
    return screen(as_list(word, title, *lines), back_keyboard(t, post.id))
