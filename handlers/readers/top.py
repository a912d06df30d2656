"""/top: the best of the week, the month, the year, of all time."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from bot.domain.archive import Period, TopBy
from bot.domain.channels import Channel
from bot.domain.people import Person
from bot.domain.team import TEAM, Role
from bot.services.browsing import Browsing
from bot.services.registering import Registering
from bot.translator import Translator
from handlers.commands import Typed
from handlers.readers.archive_callbacks import BestPage, Home
from handlers.readers.callbacks import Then, TopPage
from handlers.readers.choosing import channel_or_ask
from handlers.readers.keyboards import menu_keyboard
from handlers.readers.screens import Screen, send, turn
from handlers.readers.top_keyboards import top_keyboard
from handlers.readers.top_views import top_posts
from handlers.readers.views import greeting


def top_router() -> Router:
    """Browsing by reactions, observed reposts and comments."""
    router = Router(name="top")
    router.message.register(show, Typed("top"))
    router.callback_query.register(turn_page, BestPage.filter())
    router.callback_query.register(turn_old_page, TopPage.filter())
    router.callback_query.register(go_home, Home.filter())
    return router


async def top_screen(
    browsing: Browsing,
    t: Translator,
    person: Person,
    channel: Channel,
    period: Period,
    by: TopBy = TopBy.REACTIONS,
    cursor: str = "",
) -> Screen:
    """A page of the best of a period."""
    page = await browsing.top(channel.id, period, by, cursor)
    since = browsing.since(period)
    return Screen(
        top_posts(t, person, channel, period, by, since, page),
        top_keyboard(t, channel, period, by, page),
    )


async def show(
    message: Message, person: Person, registering: Registering, browsing: Browsing, t: Translator
) -> None:
    channel = await channel_or_ask(message, person, registering, t, Then.BEST)
    if channel:
        await send(message, await top_screen(browsing, t, person, channel, Period.WEEK))


async def turn_page(
    query: CallbackQuery,
    callback_data: BestPage,
    person: Person,
    browsing: Browsing,
    t: Translator,
) -> None:
    data = callback_data
    channel = await browsing.channel(data.channel)
    screen = await top_screen(browsing, t, person, channel, data.period, data.by, data.cursor)
    await turn(query, screen)


async def turn_old_page(
    query: CallbackQuery,
    callback_data: TopPage,
    person: Person,
    browsing: Browsing,
    t: Translator,
) -> None:
    """A button of before there were other orders than that by reactions."""
    channel = await browsing.channel(callback_data.channel)
    await turn(query, await top_screen(browsing, t, person, channel, callback_data.period))


async def go_home(
    query: CallbackQuery,
    callback_data: Home,
    role: Role,
    registering: Registering,
    browsing: Browsing,
    t: Translator,
) -> None:
    """Back to the greeting, in the same message."""
    channel = await browsing.channel(callback_data.channel)
    text = greeting(t, channel, is_author=role in TEAM)
    keyboard = menu_keyboard(t, channel, await registering.list_channels())
    await turn(query, Screen(text, keyboard))
