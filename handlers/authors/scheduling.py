"""When a post goes out: at a ready moment, or at one in words."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.clock import Clock
from bot.domain.channels import Channel
from bot.domain.dates import (
    DateProblem,
    local_to_utc,
    parse_time,
    possible_moments,
    read_moment,
)
from bot.domain.people import Person
from bot.domain.posts import Post
from bot.domain.team import Action
from bot.errors import ChannelUnavailable
from bot.services.drafting import Drafting
from bot.services.planning import Planning, require_ready
from bot.services.registering import Registering
from bot.services.ruling import Ruling
from bot.translator import Translator
from handlers.authors.callbacks import Do, OnPost
from handlers.authors.cards import Cards, put
from handlers.authors.checking import stop_at_errors
from handlers.authors.choosing import channel_or_ask
from handlers.authors.keyboards import planned_keyboard
from handlers.authors.plan_callbacks import TakeMoment
from handlers.authors.plan_keyboards import from_minute, moments_keyboard
from handlers.authors.posts import EDITABLE
from handlers.authors.reading import read_piece
from handlers.authors.schedule_pages import SchedulePages
from handlers.authors.states import Asked
from handlers.moments import describe_moment


def scheduling_router() -> Router:
    """Schedule: ready moments and typed ones."""
    router = Router(name="scheduling")
    press = router.callback_query.register
    press(ask_moment, OnPost.filter(F.do == Do.SCHEDULE))
    press(take_ready_moment, OnPost.filter(F.do.in_({Do.SLOT, Do.HOUR, Do.TOMORROW})))
    press(take_moment, TakeMoment.filter())
    router.message.register(take_words, Asked.moment, F.text)
    return router


@EDITABLE
async def ask_moment(
    query: CallbackQuery,
    post: Post,
    person: Person,
    state: FSMContext,
    drafting: Drafting,
    registering: Registering,
    ruling: Ruling,
    cards: Cards,
    schedule_pages: SchedulePages,
    t: Translator,
) -> None:
    await drafting.rights.require(person.id, Action.PUBLISH, post)
    channel = await channel_or_ask(query, post, cards, registering, t)
    if channel is None:
        return
    require_ready(post)
    if await stop_at_errors(query, post, ruling, t):
        return
    await state.set_state(Asked.moment)
    await state.set_data({"post": post.id})
    await put(query, *await schedule_pages.page(t, post, channel))


async def take_ready_moment(
    query: CallbackQuery,
    callback_data: OnPost,
    person: Person,
    state: FSMContext,
    planning: Planning,
    schedule_pages: SchedulePages,
    clock: Clock,
    t: Translator,
) -> None:
    post, channel = await schedule_pages.open(person.id, callback_data.post)
    moment = await _ready_moment(callback_data.do, post, channel, planning, clock)
    publication = await planning.schedule(person.id, post.id, moment)
    await state.clear()
    text = await schedule_pages.scheduled(t, person.id, post, channel, publication)
    await put(query, text, planned_keyboard(t, post.id))


async def _ready_moment(
    do: Do, post: Post, channel: Channel, planning: Planning, clock: Clock
) -> datetime:
    now = clock.now()
    if do is Do.HOUR:
        return now.replace(second=0, microsecond=0) + timedelta(hours=1)
    if do is Do.TOMORROW:
        moment = read_moment("tomorrow", now=now, zone=channel.zoneinfo)
        assert isinstance(moment, datetime)
        return moment
    slot = await planning.next_slot(channel, post)
    if slot is None:
        raise ChannelUnavailable("error-no-slot")
    return slot


async def take_moment(
    query: CallbackQuery,
    callback_data: TakeMoment,
    person: Person,
    state: FSMContext,
    planning: Planning,
    schedule_pages: SchedulePages,
    ruling: Ruling,
    clock: Clock,
    t: Translator,
) -> None:
    """The moment on the button; one that is over, or a slot that was taken, is asked anew."""
    post, channel = await schedule_pages.open(person.id, callback_data.post)
    moment = from_minute(callback_data.minute)
    problem = ""
    if moment is None or moment <= clock.now():
        problem = "schedule-past"
    elif callback_data.is_slot and await planning.is_taken(channel, moment, but=post):
        problem = "schedule-slot-taken"
    if moment is None or problem:
        await state.set_state(Asked.moment)
        await state.set_data({"post": post.id})
        await put(query, *await schedule_pages.page(t, post, channel, t(problem)))
        return
    if await stop_at_errors(query, post, ruling, t):
        return
    publication = await planning.schedule(person.id, post.id, moment)
    await state.clear()
    text = await schedule_pages.scheduled(t, person.id, post, channel, publication)
    await put(query, text, planned_keyboard(t, post.id))


async def _ask_again(
    message: Message,
    problem: DateProblem,
    post: Post,
    channel: Channel,
    now: datetime,
    t: Translator,
) -> None:
    """What the words may mean, each a button; an example when that is not known either."""
    text = message.text or ""
    choices = possible_moments(text, now=now, zone=channel.zoneinfo)
    if problem is not DateProblem.NOT_UNDERSTOOD or not choices:
        await message.answer(t(f"schedule-{problem.value}"))
        return
    labels = [(describe_moment(t, moment, channel.zoneinfo), moment) for moment in choices]
    await message.answer(t("schedule-which"), reply_markup=moments_keyboard(t, post.id, labels))


def _read_typed(
    text: str, day: int | None, now: datetime, zone: ZoneInfo
) -> datetime | DateProblem:
    """The moment that was typed; a time alone is one of the day that was picked, if one was."""
    at = parse_time(text) if day is not None else None
    if day is None or at is None:
        return read_moment(text, now=now, zone=zone)
    moment = local_to_utc(date.fromordinal(day), at, zone)
    return moment if moment > now else DateProblem.PAST


async def take_words(
    message: Message,
    person: Person,
    state: FSMContext,
    planning: Planning,
    schedule_pages: SchedulePages,
    clock: Clock,
    t: Translator,
) -> None:
    data = await state.get_data()
    post, channel = await schedule_pages.open_any(person.id, int(data["post"]))
    piece = read_piece(message)
    publication = await planning.planned_by(piece)
    if publication is None:
        moment = _read_typed(message.text or "", data.get("day"), clock.now(), channel.zoneinfo)
        if isinstance(moment, DateProblem):
            await _ask_again(message, moment, post, channel, clock.now(), t)
            return
        publication = await planning.schedule(person.id, post.id, moment, piece=piece)
    text = await schedule_pages.scheduled(t, person.id, post, channel, publication)
    await message.answer(reply_markup=planned_keyboard(t, post.id), **text.as_kwargs())
    # Last: until the answer stands, the same words may come again, and are no new draft.
    await state.clear()
