"""The picture of a post's numbers: from their page and back to it."""

import asyncio
from collections.abc import Callable
from zoneinfo import ZoneInfo

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from bot.clock import Clock
from bot.domain.people import Person
from bot.domain.pictures.charts import Chart
from bot.domain.pictures.shapes import Theme
from bot.domain.posts import Post
from bot.domain.statistics.heard import hear
from bot.services.drafting import Drafting
from bot.services.measuring import Measuring
from bot.services.numbering import Numbering
from bot.services.published import require_published
from bot.translator import Translator
from handlers.authors.cards import Cards, put
from handlers.authors.curve_callbacks import CurvePicture, LeaveCurve, curve_keyboard
from handlers.authors.curve_views import Reading, curve_caption, curve_chart, nothing_words
from handlers.authors.published_numbers import compose_page
from handlers.middlewares import ANSWERED_FIRST
from handlers.pictures import Shot, put_page, put_picture
from storage import channels, gaps, statistics
from storage.db import Database

Painter = Callable[[Chart, Theme], bytes]
"""Draws a PNG; called in a thread."""


class NumberPictures:
    """Reads what a post's picture is made of, and has it drawn."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        measuring: Measuring,
        numbering: Numbering,
        paint: Painter,
    ) -> None:
        self._db = db
        self._clock = clock
        self._measuring = measuring
        self._numbering = numbering
        self._paint = paint

    async def read(self, post: Post, person: Person) -> Reading:
        """Everything that is known of the first 48 hours of a published post."""
        channel_id, now = post.channel_id or 0, self._clock.now()
        channel = await channels.get_channel(self._db, channel_id)
        curve = await self._measuring.curve(post)
        reactions = (await self._numbering.of(post)).reactions
        lost = await gaps.list_gaps(self._db, channel_id)
        return Reading(
            post=post,
            title=channel.title if channel else "",
            zone=channel.zoneinfo if channel else ZoneInfo(person.zone),
            curve=curve,
            heard=hear(curve, lost, now=now, latest=reactions),
            reactions=reactions,
            now=now,
            connected_at=await statistics.get_connected_at(self._db, channel_id),
        )

    async def take(self, t: Translator, reading: Reading, theme: Theme) -> Shot:
        """The picture with the same in words."""
        png = await asyncio.to_thread(self._paint, curve_chart(t, reading), theme)
        keyboard = curve_keyboard(t, reading.post.id, theme)
        return Shot(png, curve_caption(t, reading), keyboard, "curve.png")


def number_pictures_router() -> Router:
    """The picture of a post's numbers, and the way back from it."""
    router = Router(name="number-pictures")
    router.callback_query.register(show, CurvePicture.filter(), flags=ANSWERED_FIRST)
    router.callback_query.register(leave, LeaveCurve.filter())
    return router


async def show(
    query: CallbackQuery,
    callback_data: CurvePicture,
    person: Person,
    drafting: Drafting,
    number_pictures: NumberPictures,
    t: Translator,
) -> None:
    """The page of numbers, or the picture in the other theme, becomes this one."""
    post = await require_published(drafting, person.id, callback_data.post)
    reading = await number_pictures.read(post, person)
    if reading.heard.is_empty:
        await put(query, nothing_words(t, reading), curve_keyboard(t, post.id, None))
        return
    theme = Theme.DARK if callback_data.dark else Theme.LIGHT
    await put_picture(query, await number_pictures.take(t, reading, theme))


async def leave(
    query: CallbackQuery,
    callback_data: LeaveCurve,
    person: Person,
    drafting: Drafting,
    cards: Cards,
    db: Database,
    clock: Clock,
    t: Translator,
) -> None:
    """The page of numbers comes in place of the picture, or of the sentence that there is none."""
    post = await require_published(drafting, person.id, callback_data.post)
    text, keyboard = await compose_page(t, person, post, cards, db, clock.now())
    is_picture = isinstance(query.message, Message) and query.message.photo
    await (put_page if is_picture else put)(query, text, keyboard)
