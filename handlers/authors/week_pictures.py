"""A picture of a week of the plan, turned like the list and left for it."""

import asyncio
from collections.abc import Callable
from datetime import date, timedelta

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.clock import Clock
from bot.domain.channels import Channel
from bot.domain.people import Person
from bot.domain.pictures.shapes import Theme
from bot.domain.pictures.week import WeekWords
from bot.domain.team import Role
from bot.domain.weeks import Item, Week, arrange
from bot.services.registering import Registering
from bot.services.surveying import Surveying
from bot.translator import Translator
from handlers.authors import views
from handlers.authors.calendar_views import FARTHEST
from handlers.authors.callbacks import List
from handlers.authors.choosing import with_other_channel
from handlers.authors.plan_callbacks import LeavePicture, WeekPicture
from handlers.authors.plan_pages import WEEK, PlanPages, midnight
from handlers.authors.plan_views import plan_screen
from handlers.authors.week_views import week_caption, week_keyboard, week_words
from handlers.middlewares import ANSWERED_FIRST
from handlers.pictures import Shot, put_page, put_picture
from storage.db import to_ms

EARLIEST = timedelta(weeks=52)
"""How far back weeks are shown."""

Painter = Callable[[Week, WeekWords, Theme], bytes]
"""Draws a PNG; called in a thread."""


class WeekPictures:
    """Makes pictures of weeks for somebody of the team."""

    def __init__(
        self, clock: Clock, registering: Registering, surveying: Surveying, paint: Painter
    ) -> None:
        self._clock = clock
        self._registering = registering
        self._surveying = surveying
        self._paint = paint

    async def take(
        self, t: Translator, person: Person, channel: Channel, ordinal: int, theme: Theme
    ) -> Shot:
        """The week that a day is in, counted from today on; a day of no calendar is today."""
        today = self._clock.now().astimezone(channel.zoneinfo).date()
        first = self.first_day(channel, ordinal)
        week = await self._read(t, person, channel, first)
        png = await asyncio.to_thread(self._paint, week, week_words(t, channel, first), theme)
        keyboard = week_keyboard(
            t, channel, first, theme,
            has_previous=first - WEEK >= today - EARLIEST,
            has_next=first + WEEK <= today + FARTHEST,
        )  # fmt: skip
        return Shot(png, week_caption(t, channel, week), keyboard, "week.png")

    def first_day(self, channel: Channel, ordinal: int) -> date:
        """The first day of the week that a day is in: weeks begin on the weekday of today."""
        today = self._clock.now().astimezone(channel.zoneinfo).date()
        ahead = ordinal - today.toordinal()
        if not -EARLIEST.days <= ahead <= FARTHEST.days:
            return today
        return today + ahead // 7 * WEEK

    async def _read(self, t: Translator, person: Person, channel: Channel, first: date) -> Week:
        since, until = midnight(first, channel), midnight(first + WEEK, channel)
        role = await self._registering.rights.role_in(person.id, channel.id)
        found = await self._surveying.list_week(
            channel, since, until, author_id=person.id if role is Role.AUTHOR else None
        )
        items = [
            Item(
                post_id=post.id,
                moment=moment,
                standing=standing,
                title=views.title_of(t, post),
                rubrics=tuple(post.content.all_tags),
            )
            for post, moment, standing in found
        ]
        return arrange(
            first, items, await self._surveying.list_free_slots(channel, since, until),
            now=self._clock.now(), zone=channel.zoneinfo,
            taken=await self._surveying.list_moments(channel, since, until),
        )  # fmt: skip


def week_pictures_router() -> Router:
    """The picture of a week, and the way back from it."""
    router = Router(name="week-pictures")
    router.callback_query.register(show, WeekPicture.filter(), flags=ANSWERED_FIRST)
    router.callback_query.register(leave, LeavePicture.filter())
    return router


async def show(
    query: CallbackQuery,
    callback_data: WeekPicture,
    person: Person,
    registering: Registering,
    week_pictures: WeekPictures,
    t: Translator,
) -> None:
    """The list, or another picture, becomes this one."""
    channel = await registering.choose_own_channel(person.id, callback_data.channel)
    theme = Theme.DARK if callback_data.dark else Theme.LIGHT
    await put_picture(
        query, await week_pictures.take(t, person, channel, callback_data.day, theme)
    )


async def leave(
    query: CallbackQuery,
    callback_data: LeavePicture,
    person: Person,
    registering: Registering,
    week_pictures: WeekPictures,
    plan_pages: PlanPages,
    t: Translator,
) -> None:
    """The list comes in place of the picture."""
    channel = await registering.choose_own_channel(person.id, callback_data.channel)
    first = week_pictures.first_day(channel, callback_data.day)
    key = to_ms(midnight(first, channel)) if first > plan_pages.today(channel) else 0
    text, keyboard = plan_screen(t, await plan_pages.outlook(person, channel, (key, 0)))
    keyboard = await with_other_channel(keyboard, person, registering, t, List.PLAN)
    await put_page(query, text, keyboard)
