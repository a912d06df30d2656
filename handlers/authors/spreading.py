"""The page Channels of a draft: where else the post goes out, and whose it is."""

from aiogram import Router
from aiogram.types import CallbackQuery, InlineKeyboardButton
from aiogram.utils.formatting import Text

from bot.domain.people import Person
from bot.services.spreading import Spreading
from bot.translator import Translator
from handlers.authors.cards import Cards, put
from handlers.authors.channel_keyboards import choose_channel_keyboard
from handlers.authors.sibling_views import OnChannels, OnFurther, OnMove, channels_page


def spreading_router() -> Router:
    """Channels and its switches."""
    router = Router(name="spreading")
    router.callback_query.register(open_channels, OnChannels.filter())
    router.callback_query.register(choose, OnFurther.filter())
    router.callback_query.register(ask_move, OnMove.filter())
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


async def ask_move(
    query: CallbackQuery,
    callback_data: OnMove,
    person: Person,
    spreading: Spreading,
    t: Translator,
) -> None:
    """The answer is that of a new draft to the same question."""
    post, choices = await spreading.look(person.id, callback_data.post)
    keyboard = choose_channel_keyboard([choice.channel for choice in choices], post.id)
    back = OnChannels(post=post.id).pack()
    keyboard.inline_keyboard.append(
        [InlineKeyboardButton(text=t("button-back"), callback_data=back)]
    )
    await put(query, Text(t("channel-ask")), keyboard)
