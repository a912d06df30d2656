"""A text with its buttons: sent as a message, or written into a pressed one."""

from typing import NamedTuple

from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message
from aiogram.utils.formatting import Text

from handlers.authors.cards import put


class Screen(NamedTuple):
    """What a person sees."""

    text: Text
    keyboard: InlineKeyboardMarkup | None = None


async def send(message: Message, screen: Screen) -> None:
    """Answer a message."""
    await message.answer(reply_markup=screen.keyboard, **screen.text.as_kwargs())


async def turn(query: CallbackQuery, screen: Screen) -> None:
    """Write into the pressed message."""
    await put(query, screen.text, screen.keyboard)


async def send_to_presser(query: CallbackQuery, screen: Screen) -> None:
    """A new message to the person who pressed."""
    assert query.bot is not None
    await query.bot.send_message(
        query.from_user.id, reply_markup=screen.keyboard, **screen.text.as_kwargs()
    )
