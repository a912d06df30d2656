"""Keyboards of a search that found something else than was typed, or nothing."""

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.domain.archive import Order, Rubric
from bot.domain.channels import Channel
from bot.translator import Translator
from handlers.readers.callbacks import FoundPage
from handlers.readers.keyboards import near_keyboard


def with_exact(
    keyboard: InlineKeyboardMarkup, t: Translator, channel: Channel, exact_id: int
) -> InlineKeyboardMarkup:
    """The keyboard of what was probably meant, and the way to what was typed."""
    return _with_search(keyboard, t("button-as-typed"), channel, exact_id)


def nothing_keyboard(
    t: Translator, channel: Channel, near: Sequence[Rubric], meant: Sequence[tuple[int, str]]
) -> InlineKeyboardMarkup:
    """Words that were probably meant, by the numbers they are kept under, and near rubrics."""
    keyboard = near_keyboard(t, channel, near)
    for number, words in reversed(meant):
        text = t("button-perhaps", words=words)
        keyboard = _with_search(keyboard, text, channel, number, is_first=True)
    return keyboard


def _with_search(
    keyboard: InlineKeyboardMarkup,
    text: str,
    channel: Channel,
    words_id: int,
    *,
    is_first: bool = False,
) -> InlineKeyboardMarkup:
    data = FoundPage(channel=channel.id, words=words_id, order=Order.BEST)
    row = [[InlineKeyboardButton(text=text, callback_data=data.pack())]]
    rows = keyboard.inline_keyboard
    return InlineKeyboardMarkup(inline_keyboard=row + rows if is_first else rows + row)
