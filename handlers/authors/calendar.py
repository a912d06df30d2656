"""Pick a date: a month, a day of it, an hour by a button or typed."""

from datetime import date, datetime, time, timedelta

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery
from aiogram.utils.formatting import Bold, Text, as_list

from bot.clock import Clock
from bot.domain.channels import Channel
from bot.domain.dates import local_to_utc
from bot.domain.people import Person
from bot.domain.zones import describe_zone
from bot.services.surveying import Surveying
from bot.translator import Translator
from handlers.authors.calendar_views import (
    FARTHEST,
    MARK,
    day_keyboard,
    first_day,
    month_keyboard,
    month_of,
)
from handlers.authors.cards import put
from handlers.authors.plan_callbacks import CalendarPage, Dead, PickDay
from handlers.authors.schedule_pages import SchedulePages
from handlers.authors.states import Asked
from handlers.moments import describe_day


def calendar_router() -> Router:
    """The calendar of a post, and its buttons that do nothing."""
    router = Router(name="calendar")
    router.callback_query.register(show_month, CalendarPage.filter())
    router.callback_query.register(show_day, PickDay.filter())
    router.callback_query.register(do_nothing, Dead.filter())
    return router


async def do_nothing(_query: CallbackQuery) -> None:
    """Telegram is answered by the middleware."""


async def show_month(
    query: CallbackQuery,
    callback_data: CalendarPage,
    person: Person,
    state: FSMContext,
    schedule_pages: SchedulePages,
    surveying: Surveying,
    clock: Clock,
    t: Translator,
) -> None:
    post, channel = await schedule_pages.open(person.id, callback_data.post)
    today = clock.now().astimezone(channel.zoneinfo).date()
    last = month_of(today + FARTHEST)
    month = min(max(callback_data.month, month_of(today)), last)
    await state.set_state(Asked.moment)
    await state.set_data({"post": post.id})
    since, until = _bounds(first_day(month), first_day(month + 1), channel)
    moments = await surveying.list_moments(channel, since, until)
    marked = {moment.astimezone(channel.zoneinfo).date() for moment in moments}
    keyboard = month_keyboard(t, post.id, month, today=today, marked=marked)
    first = first_day(month)
    title = f"{t('calendar-month', month=first.month)} {first.year}"
    zone = describe_zone(channel.zone)
    await put(query, as_list(Bold(title), t("calendar-ask", mark=MARK, zone=zone)), keyboard)


async def show_day(
    query: CallbackQuery,
    callback_data: PickDay,
    person: Person,
    state: FSMContext,
    schedule_pages: SchedulePages,
    surveying: Surveying,
    clock: Clock,
    t: Translator,
) -> None:
    """What is typed from now on is a time of this day."""
    post, channel = await schedule_pages.open(person.id, callback_data.post)
    now = clock.now()
    day = _day_of(callback_data.day, now.astimezone(channel.zoneinfo).date())
    if day is None:
        await state.set_state(Asked.moment)
        await state.set_data({"post": post.id})
        await put(query, *await schedule_pages.page(t, post, channel, t("schedule-past")))
        return
    await state.set_state(Asked.moment)
    await state.set_data({"post": post.id, "day": day.toordinal()})
    since, until = _bounds(day, day + timedelta(days=1), channel)
    tags = post.content.all_tags
    free = await surveying.list_free_slots(channel, since, until, tags=tags)
    taken = await surveying.list_moments(channel, since, until)
    keyboard = day_keyboard(
        t, post.id, day, slots=free, taken=taken, now=now, zone=channel.zoneinfo
    )
    times = ", ".join(f"{at.astimezone(channel.zoneinfo):%H:%M}" for at in taken)
    lines: list[Text | str] = [Bold(describe_day(t, day)), t("calendar-ask-time")]
    if times:
        lines.append(t("calendar-taken", times=times))
    await put(query, as_list(*lines), keyboard)


def _bounds(first: date, last: date, channel: Channel) -> tuple[datetime, datetime]:
    """From the beginning of a day to the beginning of another in the channel's zone."""
    zone = channel.zoneinfo
    return local_to_utc(first, time(), zone), local_to_utc(last, time(), zone)


def _day_of(ordinal: int, today: date) -> date | None:
    """The day of a button; None when it is over, or farther than a plan reaches."""
    first = today.toordinal()
    return date.fromordinal(ordinal) if first <= ordinal <= first + FARTHEST.days else None
