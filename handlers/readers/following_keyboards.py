"""Buttons of rubrics that readers follow: they carry the channel, and what a press comes to."""

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton

from bot.domain.archive import Rubric
from bot.domain.channels import Channel
from bot.translator import Translator
from handlers.numbers import Number


class Follow(CallbackData, prefix="rg1"):
    """Follow a rubric, or (`on` false) follow it no more; the button is turned where it stands."""

    channel: Number
    rubric: Number
    on: bool
    named: bool = False


def follow_button(
    t: Translator, channel: Channel, rubric: Rubric, is_followed: bool, *, is_named: bool = True
) -> InlineKeyboardButton:
    """Follow or Unfollow a rubric; `is_named`: with its `#tag`, where more than one may stand."""
    if is_named:
        key = "button-unfollow-tag" if is_followed else "button-follow-tag"
        words = t(key, tag=rubric.tag)
    else:
        words = t("button-unfollow" if is_followed else "button-follow")
    data = Follow(channel=channel.id, rubric=rubric.id, on=not is_followed, named=is_named)
    return InlineKeyboardButton(text=words, callback_data=data.pack())
