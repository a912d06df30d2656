"""Words about what has begun: they stand before it begins, since its outcome comes over them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from aiogram.exceptions import TelegramBadRequest
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, LinkPreviewOptions, Message
from aiogram.utils.formatting import Bold, Text

from bot.errors import AppError
from handlers.authors.cards import put


@asynccontextmanager
async def under_way(query: CallbackQuery, words: str, title: str) -> AsyncIterator[None]:
    """Say that something begins, then let the block begin it.

    A job may carry it out, and a notice tell what came of it over the pressed message, within
    the second: words that came after would hide that. When it cannot begin, the message becomes
    what it was.
    """
    await put(query, Text(words, "\n", Bold(title)), None)
    try:
        yield
    except AppError:
        await _restore(query.message)
        raise


async def _restore(message: object) -> None:
    """Nothing where the words stand in a message of their own: the pressed one cannot be read."""
    if isinstance(message, Message) and message.text:
        markup = message.reply_markup
        # Or it cannot be written to: why nothing began is told all the same.
        with suppress(TelegramBadRequest):
            await message.edit_text(
                message.text, entities=message.entities,
                reply_markup=markup if isinstance(markup, InlineKeyboardMarkup) else None,
                link_preview_options=LinkPreviewOptions(is_disabled=True),
            )  # fmt: skip
