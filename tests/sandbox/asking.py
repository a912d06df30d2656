"""What tests of the sandbox send, and how they take a refusal."""

from collections.abc import Awaitable

import pytest
from aiogram.exceptions import TelegramAPIError
from aiogram.types import BufferedInputFile, InlineKeyboardButton, InlineKeyboardMarkup

from bot.sandbox.pictures import png


def keyboard(**button: object) -> InlineKeyboardMarkup:
    """An inline keyboard of one button."""
    made = InlineKeyboardButton.model_validate({"text": "b", **button})
    return InlineKeyboardMarkup(inline_keyboard=[[made]])


async def refusal(call: Awaitable[object]) -> str:
    """The words with which a call is refused; fails when it is not."""
    with pytest.raises(TelegramAPIError) as caught:
        await call
    return caught.value.message


def upload(data: bytes = b"data", name: str = "a.bin") -> BufferedInputFile:
    """A file to send."""
    return BufferedInputFile(data, name)


def picture(width: int = 40, height: int = 30) -> BufferedInputFile:
    """A picture to send, its sides in pixels."""
    return BufferedInputFile(png(width, height), "a.png")
