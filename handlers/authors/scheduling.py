"""When a post goes out: at a ready moment, or at one in words."""

from datetime import datetime, timedelta

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message
from aiogram.utils.formatting import Bold, Text

from bot.clock import Clock
from bot.domain.channels import Channel
from bot.domain.dates import DateProblem, read_moment
from bot.domain.people import Person
from bot.domain.posts import Post
from bot.domain.zones import describe_zone
from bot.errors import ChannelUnavailable
from bot.services.drafting import Drafting
from bot.services.planning import Planning, require_ready
from bot.services.registering import Registering
from bot.services.ruling import Ruling
from bot.translator import Translator
from handlers.authors import views
from handlers.authors.callbacks import Do, OnPost
from handlers.authors.cards import Cards, put
from handlers.authors.checking import stop_at_errors
from handlers.authors.choosing import channel_or_ask
from handlers.authors.keyboards import (
    planned_keyboard,
    schedule_keyboard,
)
from handlers.authors.reading import read_piece
from handlers.authors.states import Asked
from handlers.moments import describe_distance, describe_moment


def scheduling_router() -> Router:
    """Schedule: ready moments and typed ones."""
    router = Router(name="scheduling")
    press = router.callback_query.register
    press(ask_moment, OnPost.filter(F.do == Do.SCHEDULE))
    press(take_ready_moment, OnPost.filter(F.do.in_({Do.SLOT, Do.HOUR, Do.TOMORROW})))
    router.message.register(take_words, Asked.moment, F.text)
    return router


async def ask_moment(
    query: CallbackQuery,
    callback_data: OnPost,
    person: Person,
    state: FSMContext,
    drafting: Drafting,
    planning: Planning,
    registering: Registering,
    ruling: Ruling,
    cards: Cards,
    t: Translator,
) -> None:
    post = await drafting.require_editable(person.id, callback_data.post)
    channel = await channel_or_ask(query, post, cards, registering, t)
    if channel is None:
        return
    require_ready(post)
    if await stop_at_errors(query, post, ruling, t):
        return
    await state.set_state(Asked.moment)
    await state.set_data({"post": post.id})
    slot = await planning.next_slot(channel)
    label = describe_moment(t, slot, channel.zoneinfo) if slot else None
    text = Text(t("schedule-ask", zone=describe_zone(channel.zone)))
    await put(query, text, schedule_keyboard(t, post.id, label))


async def take_ready_moment(
    query: CallbackQuery,
    callback_data: OnPost,
    person: Person,
    state: FSMContext,
    drafting: Drafting,
    planning: Planning,
    cards: Cards,
    clock: Clock,
    t: Translator,
) -> None:
    post = await drafting.require_editable(person.id, callback_data.post)
    channel = await cards.channel_of(post)
    if channel is None:
        raise ChannelUnavailable("error-no-channel")
    moment = await _ready_moment(callback_data.do, channel, planning, clock)
    await planning.schedule(person.id, post.id, moment)
    await state.clear()
    text = _scheduled(t, post, channel, moment, clock.now())
    await put(query, text, planned_keyboard(t, post.id))


async def _ready_moment(do: Do, channel: Channel, planning: Planning, clock: Clock) -> datetime:
    now = clock.now()
    if do is Do.HOUR:
        return now.replace(second=0, microsecond=0) + timedelta(hours=1)
    if do is Do.TOMORROW:
        moment = read_moment("tomorrow", now=now, zone=channel.zoneinfo)
        assert isinstance(moment, datetime)
        return moment
    slot = await planning.next_slot(channel)
    if slot is None:
        raise ChannelUnavailable("error-no-slot")
    return slot


async def take_words(
    message: Message,
    person: Person,
    state: FSMContext,
    drafting: Drafting,
    planning: Planning,
    cards: Cards,
    clock: Clock,
    t: Translator,
) -> None:
    post = await drafting.get_for(person.id, int((await state.get_data())["post"]))
    channel = await cards.channel_of(post)
    if channel is None:
        raise ChannelUnavailable("error-no-channel")
    piece = read_piece(message)
    publication = await planning.planned_by(piece)
    if publication is None:
        moment = read_moment(message.text or "", now=clock.now(), zone=channel.zoneinfo)
        if isinstance(moment, DateProblem):
            await message.answer(t(f"schedule-{moment.value}"))
            return
        publication = await planning.schedule(person.id, post.id, moment, piece=piece)
    text = _scheduled(t, post, channel, publication.planned_at, clock.now())
    await message.answer(reply_markup=planned_keyboard(t, post.id), **text.as_kwargs())
    # Last: until the answer stands, the same words may come again, and are no new draft.
    await state.clear()


def _scheduled(
    t: Translator, post: Post, channel: Channel, moment: datetime, now: datetime
) -> Text:
    when = describe_moment(t, moment, channel.zoneinfo)
    far = describe_distance(t, now, moment)
    zone = describe_zone(channel.zone)
    words = t("scheduled", moment=when, zone=zone, distance=far, channel=channel.title)
    return Text(words, "\n", Bold(views.title_of(t, post)))
