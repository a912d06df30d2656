"""Buttons of the picture of a post's numbers."""

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.domain.pictures.shapes import Theme
from bot.translator import Translator
from handlers.numbers import Number


class CurvePicture(CallbackData, prefix="aev1"):
    """The first 48 hours of a published post as a picture."""

    post: Number
    dark: bool = False


class LeaveCurve(CallbackData, prefix="ael1"):
    """From the picture back to the page of numbers."""

    post: Number


def curve_button(t: Translator, post_id: int) -> InlineKeyboardButton:
    """Turns the page of a post's numbers into the picture."""
    data = CurvePicture(post=post_id).pack()
    return InlineKeyboardButton(text=t("button-curve"), callback_data=data)


def curve_keyboard(t: Translator, post_id: int, theme: Theme | None) -> InlineKeyboardMarkup:
    """The other theme, where there is a picture, and the way back to the numbers."""
    row = []
    if theme is not None:
        is_dark = theme is Theme.DARK
        other = CurvePicture(post=post_id, dark=not is_dark).pack()
        words = t("button-week-light" if is_dark else "button-week-dark")
        row.append(InlineKeyboardButton(text=words, callback_data=other))
    back = LeaveCurve(post=post_id).pack()
    row.append(InlineKeyboardButton(text=t("button-back"), callback_data=back))
    return InlineKeyboardMarkup(inline_keyboard=[row])
