"""Pages of statistics made for somebody of the team: pictures with the same in words."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from aiogram.types import InlineKeyboardMarkup
from aiogram.utils.formatting import Bold, Text, as_list

from bot.clock import Clock
from bot.domain.channels import Channel
from bot.domain.people import Person
from bot.domain.pictures.charts import Chart
from bot.domain.pictures.shapes import Theme
from bot.domain.statistics import Period, Span, Tag
from bot.domain.texts import CAPTION_LIMIT, utf16_len
from bot.errors import NotFound
from bot.services.browsing import Browsing
from bot.services.measuring import Measuring
from bot.services.registering import Registering
from bot.services.searching import Searching
from bot.translator import Translator
from handlers.authors.stats_callbacks import Page, StatsPage
from handlers.authors.stats_formats import formats_chart, formats_lines
from handlers.authors.stats_hours import hours_chart, hours_lines
from handlers.authors.stats_keyboards import near_keyboard, stats_keyboard
from handlers.authors.stats_overview import overview_chart, overview_lines
from handlers.authors.stats_posts import posts_page
from handlers.authors.stats_rubrics import rubrics_chart, rubrics_lines
from handlers.authors.stats_words import page_head
from handlers.pictures import Shot
from storage import letters, messages, rubrics, statistics
from storage.db import Database

_KEPT = 16
"""Pictures that are not drawn again while their figures stay the same."""
_ROWS = (12, 9, 7, 5, 3, 0)
"""Lines of rubrics in a caption: as many as fit."""

Painter = Callable[[Chart, Theme], bytes]
"""Draws a PNG; called in a thread."""
Lines = list[Text | str]


@dataclass(frozen=True, slots=True)
class TextPage:
    """A page without a picture."""

    text: Text
    keyboard: InlineKeyboardMarkup


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What a page is of, and for whom."""

    t: Translator
    channel: Channel
    data: StatsPage
    tag: Tag | None
    keyboard: InlineKeyboardMarkup

    @property
    def tag_id(self) -> int | None:
        return self.tag.id if self.tag else None


class StatsPages:
    """Makes pages; a picture whose figures did not change is not drawn twice."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        registering: Registering,
        searching: Searching,
        browsing: Browsing,
        measuring: Measuring,
        paint: Painter,
    ) -> None:
        self._db = db
        self._clock = clock
        self._registering = registering
        self._searching = searching
        self._browsing = browsing
        self._measuring = measuring
        self._paint = lru_cache(_KEPT)(paint)

    async def take(self, t: Translator, person: Person, data: StatsPage) -> Shot | TextPage:
        """A page for somebody of the team; of a period without posts it says so.

        Raises:
            NotAllowed: the person is a reader of the channel.
            NotFound: there is no such channel, or no such rubric in it.
        """
        channel = await self._measuring.channel_for(person.id, data.channel)
        if await statistics.first_published(self._db, channel.id) is None:
            return TextPage(_nothing_yet(t, channel), await self.keyboard(t, person, data))
        asked = _Asked(
            t=t, channel=channel, data=data, tag=await self._tag(channel, data.rubric),
            keyboard=await self.keyboard(t, person, data),
        )  # fmt: skip
        return await self._make(asked)

    async def _tag(self, channel: Channel, rubric_id: int) -> Tag | None:
        if not rubric_id:
            return None
        rubric = await rubrics.get_rubric(self._db, rubric_id)
        if rubric is None or rubric.channel_id != channel.id:
            raise NotFound
        return Tag(rubric.id, rubric.tag)

    async def take_for(
        self, t: Translator, person: Person, channel: Channel, words: str
    ) -> Shot | TextPage:
        """The month of a channel, or of the rubric that is meant; where there is none, near ones.

        Raises:
            NotAllowed: as `take`.
        """
        if not words:
            return await self.take(t, person, StatsPage(channel=channel.id))
        rubric = await self._browsing.find_rubric(channel.id, words)
        if rubric is None:
            near = await self._searching.near(channel.id, words)
            key = "stats-no-rubric-near" if near else "stats-no-rubric"
            return TextPage(Text(t(key, words=words)), near_keyboard(t, channel, near))
        return await self.take(t, person, StatsPage(channel=channel.id, rubric=rubric.id))

    async def keyboard(
        self, t: Translator, person: Person, data: StatsPage
    ) -> InlineKeyboardMarkup:
        """The buttons below a page."""
        own = await self._registering.list_own_channels(person.id)
        is_on = not await letters.has_switched_off(self._db, person.id, data.channel)
        return stats_keyboard(
            t, data, is_letter_on=is_on, has_others=len(own) > 1,
            is_owner=self._registering.rights.is_owner(person.id),
        )  # fmt: skip

    async def _make(self, asked: _Asked) -> Shot | TextPage:
        match asked.data.page:
            case Page.RUBRICS if asked.tag is None:
                return await self._rubrics(asked)
            case Page.HOURS if asked.tag is None:
                return await self._hours(asked)
            case Page.FORMATS if asked.tag is None:
                return await self._formats(asked)
            case Page.POSTS:
                return await self._posts(asked)
        return await self._overview(asked)

    async def _overview(self, asked: _Asked) -> Shot | TextPage:
        t, channel, now = asked.t, asked.channel, self._clock.now()
        overview = await self._measuring.overview(channel, asked.data.span, tag_id=asked.tag_id)
        if not overview.posts:
            return _nothing_in(asked, overview.period)
        captions = (
            overview_lines(t, channel, overview, now, is_brief=is_brief)
            for is_brief in (False, True)
        )
        return await self._shoot(asked, overview_chart(t, channel, overview, now), captions)

    async def _rubrics(self, asked: _Asked) -> Shot | TextPage:
        t, channel, now = asked.t, asked.channel, self._clock.now()
        table = await self._measuring.rubrics(channel, asked.data.span)
        if not table.posts:
            return _nothing_in(asked, table.period)
        captions = (rubrics_lines(t, channel, table, now, most=most) for most in _ROWS)
        return await self._shoot(asked, rubrics_chart(t, channel, table, now), captions)

    async def _hours(self, asked: _Asked) -> Shot | TextPage:
        t, channel, now, span = asked.t, asked.channel, self._clock.now(), asked.data.span
        heat, best = await self._measuring.hours(channel, span)
        if not heat.posts:
            return _nothing_in(asked, heat.period)
        lines = hours_lines(t, channel, heat, best, now)
        return await self._shoot(asked, hours_chart(t, channel, heat, best, now), iter([lines]))

    async def _formats(self, asked: _Asked) -> Shot | TextPage:
        t, channel, now = asked.t, asked.channel, self._clock.now()
        table = await self._measuring.kinds(channel, asked.data.span)
        if not table.posts:
            return _nothing_in(asked, table.period)
        captions = (
            formats_lines(t, channel, table, now, is_brief=is_brief) for is_brief in (False, True)
        )
        return await self._shoot(asked, formats_chart(t, channel, table, now), captions)

    async def _posts(self, asked: _Asked) -> TextPage:
        found = await self._measuring.extremes(asked.channel, asked.data.span, tag_id=asked.tag_id)
        ids = [sample.post_id for sample in (*found.best, *found.worst)]
        first = await messages.first_ids(self._db, ids)
        links = {post_id: asked.channel.link(message) for post_id, message in first.items()}
        now = self._clock.now()
        text = posts_page(asked.t, asked.channel, found, links, now, asked.tag)
        return TextPage(text, asked.keyboard)

    async def _shoot(self, asked: _Asked, chart: Chart, captions: Iterator[Lines]) -> Shot:
        theme = Theme.DARK if asked.data.dark else Theme.LIGHT
        png = await asyncio.to_thread(self._paint, chart, theme)
        return Shot(png, _first_that_fits(captions), asked.keyboard, "stats.png")


def _first_that_fits(captions: Iterator[Lines]) -> Text:
    """A caption of at most 1,024 units of UTF-16 (Bot API); the last one is cut."""
    text = Text()
    for lines in captions:
        text = as_list(*lines)
        if utf16_len(text.as_kwargs()["text"]) <= CAPTION_LIMIT:
            return text
    return text[:CAPTION_LIMIT]


def _nothing_yet(t: Translator, channel: Channel) -> Text:
    return as_list(Bold(t("stats-title", title=channel.title)), t("stats-nothing-yet"))


def _nothing_in(asked: _Asked, period: Period) -> TextPage:
    head = page_head(asked.t, asked.channel, period, asked.tag)
    key = "stats-nothing-ever" if asked.data.span is Span.ALL else "stats-nothing-in-period"
    return TextPage(as_list(*head, asked.t(key)), asked.keyboard)
