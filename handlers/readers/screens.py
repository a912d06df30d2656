"""A text with its buttons: sent as a message, or written into a pressed one."""

from typing import Any, NamedTuple

from aiogram.exceptions import TelegramBadRequest
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, LinkPreviewOptions, Message
from aiogram.utils.formatting import Text


class Screen(NamedTuple):
    """What a person sees."""

    text: Text
    keyboard: InlineKeyboardMarkup | None = None

    def as_kwargs(self) -> dict[str, Any]:
        """Parameters of sendMessage and editMessageText; a list of links shows no preview."""
        return {
            "reply_markup": self.keyboard,
            "link_preview_options": LinkPreviewOptions(is_disabled=True),
            **self.text.as_kwargs(),
        }


async def send(message: Message, screen: Screen) -> None:
    """Answer a message."""
    await message.answer(**screen.as_kwargs())


async def turn(query: CallbackQuery, screen: Screen) -> None:
    """Write into the pressed message; where it can no longer be edited, a new one."""
    message = query.message
    if not isinstance(message, Message):
        await send_to_presser(query, screen)
        return
    try:
        await message.edit_text(**screen.as_kwargs())
    except TelegramBadRequest as error:
        if "not modified" not in error.message.lower():
            await send(message, screen)


async def send_to_presser(query: CallbackQuery, screen: Screen) -> None:
    """A new message to the person who pressed."""
    assert query.bot is not None
    await query.bot.send_message(query.from_user.id, **screen.as_kwargs())
