"""Repeat: a planned post again, daily to monthly, so many times or until a day."""

from datetime import date

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from aiogram.utils.formatting import Bold, Text, as_list
from aiogram.utils.keyboard import InlineKeyboardBuilder

from bot.clock import Clock
from bot.domain.channels import Channel
from bot.domain.people import Person
from bot.domain.posts import Post
from bot.domain.repeats import MOST, Every, parse_length
from bot.services.recurring import Recurring, Series
from bot.translator import Translator
from handlers.authors import views
from handlers.authors.callbacks import Do, OnPost
from handlers.authors.cards import put
from handlers.authors.keyboards import planned_keyboard
from handlers.authors.plan_callbacks import OnSeries, RepeatEvery, SeriesDo
from handlers.authors.schedule_pages import SchedulePages
from handlers.authors.states import Asked
from handlers.commands import IS_COMMAND
from handlers.moments import describe_moment

_TIMES = (2, 4, 8, 12)
_LABELS = {
    Every.DAILY: "button-every-day",
    Every.WEEKDAYS: "button-every-weekday",
    Every.WEEKLY: "button-every-week",
    Every.MONTHLY: "button-every-month",
}


def recurring_router() -> Router:
    """How often, how long, and what becomes of the repeats."""
    router = Router(name="recurring")
    press = router.callback_query.register
    press(ask_how_often, OnSeries.filter(F.do == SeriesDo.OPEN))
    press(skip, OnSeries.filter(F.do == SeriesDo.SKIP))
    press(stop, OnSeries.filter(F.do == SeriesDo.STOP))
    press(ask_how_long, RepeatEvery.filter(F.times <= 0))
    press(repeat, RepeatEvery.filter(F.times > 0))
    router.message.register(repeat_typed, Asked.repeat, F.text, ~IS_COMMAND)
    return router


async def ask_how_often(
    query: CallbackQuery,
    callback_data: OnSeries,
    person: Person,
    state: FSMContext,
    schedule_pages: SchedulePages,
    recurring: Recurring,
    t: Translator,
) -> None:
    post, _ = await schedule_pages.open(person.id, callback_data.post)
    await state.clear()
    builder = InlineKeyboardBuilder()
    for every, key in _LABELS.items():
        builder.add(_button(t(key), RepeatEvery(post=post.id, every=every).pack()))
    builder.adjust(2)
    others = await recurring.count_others(post.id)
    if others:
        data = OnSeries(do=SeriesDo.STOP, post=post.id).pack()
        builder.row(_button(t("button-stop-series", count=others), data))
    builder.row(_button(t("button-back"), OnPost(do=Do.SCHEDULE, post=post.id).pack()))
    text = as_list(Bold(views.title_of(t, post)), t("repeat-ask"))
    await put(query, text, builder.as_markup())


async def ask_how_long(
    query: CallbackQuery,
    callback_data: RepeatEvery,
    person: Person,
    state: FSMContext,
    schedule_pages: SchedulePages,
    t: Translator,
) -> None:
    post, _ = await schedule_pages.open(person.id, callback_data.post)
    every = callback_data.every
    await state.set_state(Asked.repeat)
    await state.set_data({"post": post.id, "every": every.value})
    times = [
        _button(f"× {number}", RepeatEvery(post=post.id, every=every, times=number).pack())
        for number in _TIMES
    ]
    back = _button(t("button-back"), OnSeries(do=SeriesDo.OPEN, post=post.id).pack())
    keyboard = InlineKeyboardMarkup(inline_keyboard=[times, [back]])
    await put(query, as_list(Bold(t(_LABELS[every])), t("repeat-ask-length")), keyboard)


async def repeat(
    query: CallbackQuery,
    callback_data: RepeatEvery,
    person: Person,
    state: FSMContext,
    schedule_pages: SchedulePages,
    recurring: Recurring,
    t: Translator,
) -> None:
    post, channel = await schedule_pages.open(person.id, callback_data.post)
    series = await recurring.repeat(
        person.id, post.id, callback_data.every, times=min(callback_data.times, MOST)
    )
    await state.clear()
    await put(query, _repeated(t, post, channel, series), planned_keyboard(t, post.id))


async def repeat_typed(
    message: Message,
    person: Person,
    state: FSMContext,
    schedule_pages: SchedulePages,
    recurring: Recurring,
    clock: Clock,
    t: Translator,
) -> None:
    data = await state.get_data()
    post, channel = await schedule_pages.open(person.id, int(data["post"]))
    length = parse_length(message.text or "", now=clock.now(), zone=channel.zoneinfo)
    if length is None:
        await message.answer(t("repeat-not-understood", most=MOST))
        return
    times, until = (MOST, length) if isinstance(length, date) else (length, None)
    series = await recurring.repeat(
        person.id, post.id, Every(data["every"]), times=times, until=until
    )
    text = _repeated(t, post, channel, series)
    await message.answer(reply_markup=planned_keyboard(t, post.id), **text.as_kwargs())
    # Last: until the answer stands, the same words may come again, and are no new draft.
    await state.clear()


def _repeated(t: Translator, post: Post, channel: Channel, series: Series) -> Text:
    last = describe_moment(t, series.moments[-1], channel.zoneinfo)
    words = t("series-made", count=len(series.moments), last=last)
    lines = [words, Bold(views.title_of(t, post)), t("series-made-how")]
    if series.is_cut:
        lines.append(t("series-cut", most=MOST))
    return as_list(*lines)


async def skip(
    query: CallbackQuery,
    callback_data: OnSeries,
    person: Person,
    state: FSMContext,
    recurring: Recurring,
    t: Translator,
) -> None:
    """One of a series goes; pressed twice, no other one does."""
    post = await recurring.skip(person.id, callback_data.post)
    await state.clear()
    await put(query, Text(t("skipped"), "\n", Bold(views.title_of(t, post))), None)


async def stop(
    query: CallbackQuery,
    callback_data: OnSeries,
    person: Person,
    state: FSMContext,
    schedule_pages: SchedulePages,
    recurring: Recurring,
    t: Translator,
) -> None:
    post, _ = await schedule_pages.open(person.id, callback_data.post)
    await recurring.stop(person.id, post.id)
    await state.clear()
    text = as_list(t("series-stopped"), Bold(views.title_of(t, post)))
    await put(query, text, planned_keyboard(t, post.id))


def _button(text: str, data: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=text, callback_data=data)
