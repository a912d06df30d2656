"""The page Channels of a draft: in which further channels the post goes out."""

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.domain.people import Person
from bot.services.spreading import Spreading
from bot.translator import Translator
from handlers.authors.cards import Cards, put
from handlers.authors.sibling_views import OnChannels, OnFurther, channels_page


def spreading_router() -> Router:
    """Channels and its switches."""
    router = Router(name="spreading")
    router.callback_query.register(open_channels, OnChannels.filter())
    router.callback_query.register(choose, OnFurther.filter())
    return router


async def open_channels(
    query: CallbackQuery,
    callback_data: OnChannels,
    person: Person,
    spreading: Spreading,
    cards: Cards,
    t: Translator,
) -> None:
    post, choices = await spreading.look(person.id, callback_data.post)
    await put(query, *channels_page(t, post, await cards.channel_of(post), choices))


async def choose(
    query: CallbackQuery,
    callback_data: OnFurther,
    person: Person,
    spreading: Spreading,
    cards: Cards,
    t: Translator,
) -> None:
    post, choices = await spreading.choose(
        person.id, callback_data.post, callback_data.channel, is_on=callback_data.is_on
    )
    await put(query, *channels_page(t, post, await cards.channel_of(post), choices))
