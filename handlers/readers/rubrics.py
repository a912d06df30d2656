"""/tags: the rubrics of a channel, and the posts of one."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from bot.domain.archive import Order, Rubric
from bot.domain.channels import Channel
from bot.domain.people import Person
from bot.services.browsing import Browsing
from bot.services.registering import Registering
from bot.translator import Translator
from handlers.commands import Typed
from handlers.readers.callbacks import RubricPage, RubricsPage, Then
from handlers.readers.choosing import channel_or_ask
from handlers.readers.keyboards import rubric_keyboard, rubrics_keyboard
from handlers.readers.screens import Screen, send, turn
from handlers.readers.views import rubric_posts, rubrics_list


def rubrics_router() -> Router:
    """Browsing by hashtag."""
    router = Router(name="rubrics")
    router.message.register(show, Typed("tags"))
    router.callback_query.register(turn_rubrics, RubricsPage.filter())
    router.callback_query.register(turn_rubric, RubricPage.filter())
    return router


async def rubrics_screen(
    browsing: Browsing, t: Translator, channel: Channel, cursor: str = ""
) -> Screen:
    """A page of the rubrics of a channel."""
    page = await browsing.rubrics(channel.id, cursor)
    return Screen(rubrics_list(t, page), rubrics_keyboard(t, channel, page))


async def rubric_screen(
    browsing: Browsing,
    t: Translator,
    person: Person,
    channel: Channel,
    rubric: Rubric,
    order: Order = Order.NEWEST,
    cursor: str = "",
) -> Screen:
    """A page of the posts of a rubric."""
    page = await browsing.posts_of(rubric, order, cursor)
    is_followed = await browsing.is_followed(person.id, rubric.id)
    return Screen(
        rubric_posts(t, person, channel, rubric, page),
        rubric_keyboard(t, channel, rubric, order, page, is_followed=is_followed),
    )


async def show(
    message: Message, person: Person, registering: Registering, browsing: Browsing, t: Translator
) -> None:
    channel = await channel_or_ask(message, person, registering, t, Then.RUBRICS)
    if channel:
        await send(message, await rubrics_screen(browsing, t, channel))


async def turn_rubrics(
    query: CallbackQuery, callback_data: RubricsPage, browsing: Browsing, t: Translator
) -> None:
    channel = await browsing.channel(callback_data.channel)
    await turn(query, await rubrics_screen(browsing, t, channel, callback_data.cursor))


async def turn_rubric(
    query: CallbackQuery,
    callback_data: RubricPage,
    person: Person,
    browsing: Browsing,
    t: Translator,
) -> None:
    channel = await browsing.channel(callback_data.channel)
    rubric = await browsing.rubric(channel.id, callback_data.rubric)
    screen = await rubric_screen(
        browsing, t, person, channel, rubric, callback_data.order, callback_data.cursor
    )
    await turn(query, screen)
