"""The Numbers page of a published post: Refresh, and Enter reposts."""

from datetime import datetime
from zoneinfo import ZoneInfo

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message
from aiogram.utils.formatting import Bold, Text, as_list

from bot.clock import Clock
from bot.domain.people import Person
from bot.domain.posts import Post
from bot.domain.typed_counts import read_count
from bot.services.drafting import Drafting
from bot.services.entering import Entering
from bot.services.published import require_published
from bot.translator import Translator
from handlers import number_views
from handlers.authors import views
from handlers.authors.cards import Cards, put, screen
from handlers.authors.published_keyboards import (
    OnPublished,
    PublishedDo,
    forwards_keyboard,
    numbers_keyboard,
)
from handlers.authors.published_records import read_record
from handlers.authors.published_views import numbers_page
from handlers.authors.states import Asked
from handlers.commands import IS_COMMAND
from storage.db import Database


def published_numbers_router() -> Router:
    """The page, and the count that an author enters."""
    router = Router(name="published numbers")
    press = router.callback_query.register
    press(show_numbers, OnPublished.filter(F.do == PublishedDo.NUMBERS))
    press(ask_forwards, OnPublished.filter(F.do == PublishedDo.ENTER))
    press(take_back, OnPublished.filter(F.do == PublishedDo.TAKE_BACK))
    router.message.register(save_forwards, Asked.forwards, F.text, ~IS_COMMAND)
    return router


async def compose_page(
    t: Translator, person: Person, post: Post, cards: Cards, db: Database, now: datetime
) -> tuple[Text, InlineKeyboardMarkup]:
    """The Numbers page as the store has it now."""
    channel = await cards.channel_of(post)
    record = await read_record(db, post, await cards.link_of(post, channel), now)
    zone = channel.zoneinfo if channel else ZoneInfo(person.zone)
    return numbers_page(t, record, zone), numbers_keyboard(t, post.id)


async def show_numbers(
    query: CallbackQuery,
    callback_data: OnPublished,
    person: Person,
    state: FSMContext,
    drafting: Drafting,
    cards: Cards,
    db: Database,
    clock: Clock,
    t: Translator,
) -> None:
    """Numbers, Refresh, and the way back from the question."""
    post = await require_published(drafting, person.id, callback_data.post)
    if await state.get_state() == Asked.forwards.state:
        await state.clear()
    await put(query, *await compose_page(t, person, post, cards, db, clock.now()))


async def ask_forwards(
    query: CallbackQuery,
    callback_data: OnPublished,
    person: Person,
    state: FSMContext,
    drafting: Drafting,
    entering: Entering,
    cards: Cards,
    t: Translator,
) -> None:
    """The page takes what is typed while it is open."""
    post = await require_published(drafting, person.id, callback_data.post)
    entered = await entering.look(person.id, post.id)
    lines: list[Text | str] = [Bold(views.title_of(t, post)), t("forwards-ask")]
    if entered is not None:
        channel = await cards.channel_of(post)
        zone = channel.zoneinfo if channel else ZoneInfo(person.zone)
        moment = number_views.describe_moment(t, entered.counted_at, zone)
        lines.append(t("forwards-entered-now", count=str(entered.total), moment=moment))
    await state.set_state(Asked.forwards)
    await state.set_data({"post": post.id})
    keyboard = forwards_keyboard(t, post.id, is_entered=entered is not None)
    await put(query, as_list(*lines), keyboard)


async def save_forwards(
    message: Message,
    person: Person,
    state: FSMContext,
    entering: Entering,
    cards: Cards,
    db: Database,
    clock: Clock,
    t: Translator,
) -> None:
    """The count; what is none is asked for again."""
    post_id = int((await state.get_data())["post"])
    found = read_count(message.text or "")
    if found is None:
        await message.answer(t("forwards-not-understood"))
        return
    total, is_rounded = found
    post = await entering.enter(person.id, post_id, total, is_rounded=is_rounded)
    text, keyboard = await compose_page(t, person, post, cards, db, clock.now())
    content = Text(t("forwards-entered"), "\n\n", text)
    await message.answer(**screen(content, keyboard))
    # Last: until the answer stands, the same words may come again, and are no new draft.
    await state.clear()


async def take_back(
    query: CallbackQuery,
    callback_data: OnPublished,
    person: Person,
    state: FSMContext,
    drafting: Drafting,
    entering: Entering,
    cards: Cards,
    db: Database,
    clock: Clock,
    t: Translator,
) -> None:
    await entering.take_back(person.id, callback_data.post)
    post = await require_published(drafting, person.id, callback_data.post)
    await state.clear()
    text, keyboard = await compose_page(t, person, post, cards, db, clock.now())
    await put(query, Text(t("forwards-taken-back"), "\n\n", text), keyboard)
