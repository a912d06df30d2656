"""The channel that a post or a list is for, or the question which one."""

from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message
from aiogram.utils.formatting import Text

from bot.domain.channels import Channel, ChannelState
from bot.domain.people import Person
from bot.domain.posts import Post
from bot.errors import ChannelUnavailable
from bot.services.planning import require_working
from bot.services.registering import Registering
from bot.translator import Translator
from handlers.authors.callbacks import List
from handlers.authors.cards import Cards, put
from handlers.authors.channel_keyboards import (
    add_other_channel,
    choose_channel_keyboard,
    list_channels_keyboard,
)


async def channel_or_ask(
    query: CallbackQuery, post: Post, cards: Cards, registering: Registering, t: Translator
) -> Channel | None:
    """The post's channel; None when the author has just been asked which one.

    A draft of a disconnected channel may go to another one.

    Raises:
        ChannelUnavailable: none is connected, or the post's is paused.
    """
    channel = await cards.channel_of(post)
    if channel and channel.state is not ChannelState.DISCONNECTED:
        require_working(channel)
        return channel
    connected = await registering.list_own_channels(query.from_user.id)
    if not connected:
        raise ChannelUnavailable("error-no-channel")
    await put(query, Text(t("channel-ask")), choose_channel_keyboard(connected, post.id))
    return None


async def own_channel_or_ask(
    message: Message, person: Person, registering: Registering, t: Translator, of: List
) -> Channel | None:
    """The channel a person works with; None when they have just been asked which one.

    The answer is the list that was asked for.
    """
    channel = await registering.own_channel_of(person)
    if channel is None:
        connected = await registering.list_own_channels(person.id)
        keyboard = list_channels_keyboard(t, connected, of) if connected else None
        key = "channel-ask" if connected else "error-no-channel"
        await message.answer(t(key), reply_markup=keyboard)
    return channel


async def with_other_channel(
    keyboard: InlineKeyboardMarkup,
    person: Person,
    registering: Registering,
    t: Translator,
    of: List,
) -> InlineKeyboardMarkup:
    """The keyboard of a list with the way to another channel, where a person has several."""
    if len(await registering.list_own_channels(person.id)) < 2:
        return keyboard
    return add_other_channel(t, keyboard, of)
