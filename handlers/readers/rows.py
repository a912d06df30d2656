"""Rows of buttons that lists of readers share: the posts of a page, and its turns."""

from collections.abc import Callable
from typing import Any

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton

from bot.domain.archive import Entry
from bot.domain.channels import Channel
from bot.domain.pages import Cursor, Page
from bot.translator import Translator
from handlers.authors.views import title_of
from handlers.readers.callbacks import OpenPost

MARK = "✅ "
"""Stands before what is chosen."""

ToPage = Callable[[str], CallbackData]

# aiogram's builder copies every button deeply: a fifth of what an answer to /tags costs.
Rows = list[list[InlineKeyboardButton]]


def button(text: str, data: CallbackData) -> InlineKeyboardButton:
    """A button that carries data."""
    return InlineKeyboardButton(text=text, callback_data=data.pack())


def post_button(t: Translator, channel: Channel, entry: Entry) -> InlineKeyboardButton:
    """Opens the page of a post; begins with its title."""
    data = OpenPost(channel=channel.id, post=entry.post.id)
    return button(title_of(t, entry.post), data)


def add_posts(rows: Rows, t: Translator, channel: Channel, page: Page[Entry]) -> None:
    """A row for each post of a page."""
    rows += [[post_button(t, channel, entry)] for entry in page.items]


def add_turns(rows: Rows, t: Translator, page: Page[Any], to: ToPage) -> None:
    """The row that turns pages, if there are others; `to` gives the data of a packed cursor."""
    turns: list[tuple[str, Cursor | None]] = [
        ("button-previous", page.previous),
        ("button-next", page.next),
    ]
    if buttons := [button(t(key), to(cursor.pack())) for key, cursor in turns if cursor]:
        rows.append(buttons)
