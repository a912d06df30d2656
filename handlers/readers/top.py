"""/top: the best of the week, the month, the year, of all time."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from bot.domain.archive import Period
from bot.domain.channels import Channel
from bot.domain.people import Person
from bot.services.browsing import Browsing
from bot.services.registering import Registering
from bot.translator import Translator
from handlers.commands import Typed
from handlers.readers.callbacks import Then, TopPage
from handlers.readers.choosing import channel_or_ask
from handlers.readers.keyboards import top_keyboard
from handlers.readers.screens import Screen, send, turn
from handlers.readers.views import top_posts


def top_router() -> Router:
    """Browsing by reactions."""
    router = Router(name="top")
    router.message.register(show, Typed("top"))
    router.callback_query.register(turn_top, TopPage.filter())
    return router


async def top_screen(
    browsing: Browsing,
    t: Translator,
    person: Person,
    channel: Channel,
    period: Period,
    cursor: str = "",
) -> Screen:
    """A page of the best of a period."""
    page = await browsing.top(channel.id, period, cursor)
    return Screen(
        top_posts(t, person, channel, period, page), top_keyboard(t, channel, period, page)
    )


async def show(
    message: Message, person: Person, registering: Registering, browsing: Browsing, t: Translator
) -> None:
    channel = await channel_or_ask(message, person, registering, t, Then.BEST)
    if channel:
        await send(message, await top_screen(browsing, t, person, channel, Period.WEEK))


async def turn_top(
    query: CallbackQuery,
    callback_data: TopPage,
    person: Person,
    browsing: Browsing,
    t: Translator,
) -> None:
    channel = await browsing.channel(callback_data.channel)
    period, cursor = callback_data.period, callback_data.cursor
    await turn(query, await top_screen(browsing, t, person, channel, period, cursor))
