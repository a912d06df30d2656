"""Swap with: another planned post of the channel, whose moment this one takes."""

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, InlineKeyboardButton
from aiogram.utils.formatting import Bold, Text, as_list
from aiogram.utils.keyboard import InlineKeyboardBuilder

from bot.clock import Clock
from bot.domain.channels import Channel
from bot.domain.people import Person
from bot.domain.publications import Publication
from bot.domain.team import Role
from bot.errors import NotEditable
from bot.services.drafting import Drafting
from bot.services.planning import Planned
from bot.services.surveying import Surveying
from bot.services.swapping import Swapping, stamp_of
from bot.translator import Translator
from handlers.authors import views
from handlers.authors.calendar_views import FARTHEST
from handlers.authors.callbacks import Do, OnPost
from handlers.authors.cards import put
from handlers.authors.keyboards import planned_keyboard
from handlers.authors.plan_callbacks import Swap, SwapPage
from handlers.authors.schedule_pages import SchedulePages
from handlers.moments import describe_moment
from storage import publications
from storage.db import Database, from_ms, to_ms

_PAGE = 10


def swapping_router() -> Router:
    """The choice of the other post, and the exchange."""
    router = Router(name="swapping")
    router.callback_query.register(choose, SwapPage.filter())
    router.callback_query.register(swap, Swap.filter())
    return router


async def choose(
    query: CallbackQuery,
    callback_data: SwapPage,
    person: Person,
    schedule_pages: SchedulePages,
    drafting: Drafting,
    surveying: Surveying,
    clock: Clock,
    db: Database,
    t: Translator,
) -> None:
    """Authors see their own posts, editors those of everybody."""
    post, channel = await schedule_pages.open(person.id, callback_data.post)
    mine = await publications.get_of_post(db, post.id)
    if mine is None:
        raise NotEditable("error-not-planned")
    now = clock.now()
    is_later = to_ms(now) < callback_data.moment < to_ms(now + 2 * FARTHEST)
    since = from_ms(callback_data.moment) if is_later else now
    role = await drafting.rights.role_in(person.id, channel.id)
    found = await surveying.list_planned(
        channel, since, now + 2 * FARTHEST, limit=_PAGE + 2,
        after=callback_data.id if is_later else 0,
        author_id=person.id if role is Role.AUTHOR else None,
    )  # fmt: skip
    others = [item for item in found if item.post.id != post.id]
    keyboard = _keyboard(t, mine, others, channel, is_first=not is_later)
    text = t("swap-ask" if others else "swap-nobody")
    await put(query, as_list(Bold(views.title_of(t, post)), text), keyboard.as_markup())


def _keyboard(
    t: Translator,
    mine: Publication,
    others: list[Planned],
    channel: Channel,
    *,
    is_first: bool,
) -> InlineKeyboardBuilder:
    builder = InlineKeyboardBuilder()
    shown = others[:_PAGE]
    for item in shown:
        other = item.publication
        when = describe_moment(t, other.planned_at, channel.zoneinfo)
        data = Swap(post=mine.post_id, other=item.post.id, stamp=stamp_of(mine, other))
        builder.row(_button(f"{views.title_of(t, item.post)} · {when}", data.pack()))
    turns = []
    if not is_first:
        turns.append(_button(t("button-previous"), SwapPage(post=mine.post_id).pack()))
    if len(others) > _PAGE:
        last = shown[-1].publication
        page = SwapPage(post=mine.post_id, moment=to_ms(last.planned_at), id=last.id)
        turns.append(_button(t("button-next"), page.pack()))
    builder.row(*turns)
    back = OnPost(do=Do.SCHEDULE, post=mine.post_id).pack()
    builder.row(_button(t("button-back"), back))
    return builder


def _button(text: str, data: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=text, callback_data=data)


async def swap(
    query: CallbackQuery,
    callback_data: Swap,
    person: Person,
    state: FSMContext,
    schedule_pages: SchedulePages,
    swapping: Swapping,
    t: Translator,
) -> None:
    post, channel = await schedule_pages.open(person.id, callback_data.post)
    mine, theirs = await swapping.swap(
        person.id, post.id, callback_data.other, callback_data.stamp
    )
    await state.clear()
    other, _ = await schedule_pages.open(person.id, callback_data.other)
    when = describe_moment(t, theirs.planned_at, channel.zoneinfo)
    text = Text(
        await schedule_pages.scheduled(t, person.id, post, channel, mine),
        "\n",
        t("swap-done", title=views.title_of(t, other), moment=when),
    )
    await put(query, text, planned_keyboard(t, post.id))
