"""Which channel a person reads: implied with one, asked once with several."""

from aiogram.types import Message
from aiogram.utils.formatting import Text

from bot.domain.channels import Channel
from bot.domain.people import Person
from bot.services.registering import Registering
from bot.translator import Translator
from handlers.readers.callbacks import Then
from handlers.readers.keyboards import channels_keyboard
from handlers.readers.screens import Screen, send


async def channel_or_ask(
    message: Message,
    person: Person,
    registering: Registering,
    t: Translator,
    then: Then,
    words_id: int = 0,
) -> Channel | None:
    """The channel of a person; None when it has been asked for, or there is none to read."""
    channel = await registering.channel_of(person)
    if channel is None:
        connected = await registering.list_channels()
        if connected:
            keyboard = channels_keyboard(connected, then, words_id)
            await send(message, Screen(Text(t("reader-channel-ask")), keyboard))
        else:
            is_owner = registering.rights.is_owner(person.id)
            await message.answer(t("owner-no-channel" if is_owner else "reader-no-channel"))
    return channel


async def named_channel(
    person: Person, registering: Registering, channel_id: int | None
) -> Channel | None:
    """The channel that a link names; remembered by who has not chosen one yet.

    Raises:
        ChannelUnavailable: it is not connected any more.
    """
    if channel_id is None:
        return None
    connected = await registering.list_channels()
    known = next((channel for channel in connected if channel.id == channel_id), None)
    if known is None or person.channel_id is None:
        return await registering.choose_channel(person.id, channel_id)
    return known
