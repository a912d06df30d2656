"""Buttons of published posts."""

from enum import StrEnum

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.translator import Translator
from handlers.authors.callbacks import Do, OnPost
from handlers.numbers import Number


class PublishedDo(StrEnum):
    """What a button of a published post does."""

    NUMBERS = "numbers"
    PIN = "pin"
    UNPIN = "unpin"
    REPEAT = "repeat"


class OnPublished(CallbackData, prefix="ae1"):
    """A button of a published post's page."""

    do: PublishedDo
    post: Number


def published_rows(
    t: Translator, post_id: int, link: str | None, *, is_pinned: bool
) -> list[list[InlineKeyboardButton]]:
    """What may be done with a published post; without a known message only what needs none."""
    history = OnPost(do=Do.HISTORY, post=post_id).pack()
    rows = [[
        _button(t("button-numbers"), PublishedDo.NUMBERS, post_id),
        InlineKeyboardButton(text=t("button-history"), callback_data=history),
    ]]  # fmt: skip
    repeat = _button(t("button-repeat"), PublishedDo.REPEAT, post_id)
    if link is None:
        return [*rows, [repeat]]
    pin = _button(t("button-pin"), PublishedDo.PIN, post_id)
    unpin = _button(t("button-unpin"), PublishedDo.UNPIN, post_id)
    return [
        *rows,
        [unpin if is_pinned else pin, repeat],
        [InlineKeyboardButton(text=t("button-open-in-channel"), url=link)],
    ]


def numbers_keyboard(t: Translator, post_id: int) -> InlineKeyboardMarkup:
    """Back to the post's page."""
    return InlineKeyboardMarkup(inline_keyboard=[[_back(t, post_id)]])


def _back(t: Translator, post_id: int) -> InlineKeyboardButton:
    data = OnPost(do=Do.OPEN, post=post_id).pack()
    return InlineKeyboardButton(text=t("button-back"), callback_data=data)


def _button(text: str, do: PublishedDo, post_id: int) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=text, callback_data=OnPublished(do=do, post=post_id).pack())
