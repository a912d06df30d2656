"""Pages of statistics in place of one another: pictures become texts, and texts pictures."""

from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message
from aiogram.utils.formatting import Text

from handlers.authors.cards import put
from handlers.authors.stats_pages import TextPage
from handlers.pictures import Shot, put_page, put_picture


async def turn(query: CallbackQuery, page: Shot | TextPage) -> None:
    """Put a page in place of the pressed message."""
    if isinstance(page, Shot):
        await put_picture(query, page)
    else:
        await turn_to_text(query, page.text, page.keyboard)


async def turn_to_text(query: CallbackQuery, text: Text, keyboard: InlineKeyboardMarkup) -> None:
    """Put a text in place of the pressed message, which may be a picture."""
    if isinstance(query.message, Message) and query.message.photo:
        await put_page(query, text, keyboard)
    else:
        await put(query, text, keyboard)
