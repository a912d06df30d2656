"""Pictures that stand in place of a page, and pages that come back in place of them."""

from dataclasses import dataclass

from aiogram.exceptions import TelegramBadRequest
from aiogram.types import (
    BufferedInputFile,
    CallbackQuery,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    LinkPreviewOptions,
    Message,
)
from aiogram.utils.formatting import Text


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture with the words and buttons below it; `name` is that of its file."""

    png: bytes
    caption: Text
    keyboard: InlineKeyboardMarkup
    name: str


async def put_picture(query: CallbackQuery, shot: Shot) -> None:
    """Put a picture in place of the pressed message; where it cannot be edited, a new one."""
    photo = BufferedInputFile(shot.png, shot.name)
    words = shot.caption.as_caption_kwargs()
    message = query.message
    if isinstance(message, Message):
        try:
            await message.edit_media(
                InputMediaPhoto(media=photo, **words), reply_markup=shot.keyboard
            )
            return
        except TelegramBadRequest as error:
            if "not modified" in error.message.lower():
                return
    assert query.bot is not None
    await query.bot.send_photo(query.from_user.id, photo, reply_markup=shot.keyboard, **words)


async def put_page(query: CallbackQuery, text: Text, keyboard: InlineKeyboardMarkup) -> None:
    """Put a page in place of the pressed picture.

    A picture cannot become a text again (Bot API, `editMessageText`): the page comes anew. It
    comes before the picture goes, so that it cannot be lost. A second press, or the same one
    dispatched twice, finds the picture gone and takes its page back.
    """
    assert query.bot is not None
    page = await query.bot.send_message(
        query.from_user.id, reply_markup=keyboard,
        link_preview_options=LinkPreviewOptions(is_disabled=True), **text.as_kwargs(),
    )  # fmt: skip
    if isinstance(query.message, Message):
        try:
            await query.message.delete()
        except TelegramBadRequest as error:
            if "message to delete not found" in error.message:
                await page.delete()
