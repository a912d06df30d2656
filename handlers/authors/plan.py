"""/plan: days with their posts and free slots, week by week; free slots filled by a tap."""

from datetime import timedelta

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from bot.clock import Clock
from bot.domain.people import Person
from bot.domain.team import Role
from bot.services.registering import Registering
from bot.services.surveying import Surveying
from bot.translator import Translator
from handlers.authors.calendar_views import FARTHEST
from handlers.authors.callbacks import START, List, Page
from handlers.authors.cards import put
from handlers.authors.choosing import own_channel_or_ask, with_other_channel
from handlers.authors.plan_callbacks import FillSlot, FreeSlots
from handlers.authors.plan_keyboards import from_minute
from handlers.authors.plan_pages import WEEK, PlanPages, midnight
from handlers.authors.plan_views import (
    drafts_for_slot,
    plan_screen,
    slots_to_fill,
)
from handlers.authors.week_pictures import week_pictures_router
from handlers.commands import Typed
from storage import lists
from storage.db import Database

_MOST_SLOTS, _MOST_DRAFTS = 40, 20
_NEWEST = START[List.DRAFTS], 0


def plan_router() -> Router:
    """The plan and its pages."""
    router = Router(name="plan")
    router.message.register(show, Typed(List.PLAN.value))
    router.callback_query.register(turn, Page.filter(F.of == List.PLAN))
    router.callback_query.register(show_free, FreeSlots.filter())
    router.callback_query.register(fill, FillSlot.filter())
    router.include_router(week_pictures_router())
    return router


async def show(
    message: Message,
    person: Person,
    registering: Registering,
    plan_pages: PlanPages,
    t: Translator,
) -> None:
    channel = await own_channel_or_ask(message, person, registering, t, List.PLAN)
    if channel is None:
        return
    text, keyboard = plan_screen(t, await plan_pages.outlook(person, channel, (0, 0)))
    keyboard = await with_other_channel(keyboard, person, registering, t, List.PLAN)
    await message.answer(reply_markup=keyboard, **text.as_kwargs())


async def turn(
    query: CallbackQuery,
    callback_data: Page,
    person: Person,
    registering: Registering,
    plan_pages: PlanPages,
    t: Translator,
) -> None:
    channel = await registering.choose_own_channel(person.id, callback_data.channel)
    key = (callback_data.moment, callback_data.id)
    text, keyboard = plan_screen(t, await plan_pages.outlook(person, channel, key))
    keyboard = await with_other_channel(keyboard, person, registering, t, List.PLAN)
    await put(query, text, keyboard)


async def show_free(
    query: CallbackQuery,
    callback_data: FreeSlots,
    person: Person,
    registering: Registering,
    surveying: Surveying,
    clock: Clock,
    t: Translator,
) -> None:
    channel = await registering.choose_own_channel(person.id, callback_data.channel)
    start = max(from_minute(callback_data.minute) or clock.now(), clock.now())
    start = min(start, clock.now() + FARTHEST)
    day = start.astimezone(channel.zoneinfo).date()
    free = await surveying.list_free_slots(channel, start, midnight(day + WEEK, channel))
    await put(query, *slots_to_fill(t, channel, free[:_MOST_SLOTS]))


async def fill(
    query: CallbackQuery,
    callback_data: FillSlot,
    person: Person,
    registering: Registering,
    surveying: Surveying,
    db: Database,
    clock: Clock,
    t: Translator,
) -> None:
    """Drafts of the channel whose rubrics fit the slot; one taken meanwhile is offered no more."""
    channel = await registering.choose_own_channel(person.id, callback_data.channel)
    moment = from_minute(callback_data.minute) or clock.now()
    moment = min(moment, clock.now() + FARTHEST)
    free = await surveying.list_free_slots(channel, moment, moment + timedelta(minutes=1))
    role = await registering.rights.role_in(person.id, channel.id)
    found = await lists.list_drafts(
        db, person.id, limit=_MOST_DRAFTS, beside=_NEWEST,
        channel_id=None if role is Role.AUTHOR else channel.id,
    )  # fmt: skip
    own = [post for post in found if post.state.is_editable and post.channel_id == channel.id]
    fitting = await surveying.list_fitting(channel, free[0][1], own) if free else []
    await put(query, *drafts_for_slot(t, channel, moment, fitting))
