"""What the buttons of a source's welcome carry, and the one that leads there."""

from enum import StrEnum

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton

from bot.translator import Translator
from handlers.numbers import Number


class WelcomeDo(StrEnum):
    """What a button of a welcome does."""

    LIST = "list"
    ADD = "add"


class OnWelcome(CallbackData, prefix="ahs1"):
    """A button of the welcome of a source."""

    do: WelcomeDo
    source: Number


class StepDo(StrEnum):
    """What a button of one message of a welcome does."""

    OPEN = "open"
    SHOW = "show"
    TEXT = "text"
    DELAY = "delay"
    DELETE = "delete"
    DELETE_SURE = "delete!"


class OnStep(CallbackData, prefix="ahp1"):
    """A button of one message of a welcome."""

    do: StepDo
    step: Number


class TakeDelay(CallbackData, prefix="ahd1"):
    """The delay of a message, or (`step` 0) of the new one of a source."""

    source: Number
    step: Number
    minutes: Number


def welcome_button(t: Translator, source_id: int) -> InlineKeyboardButton:
    """The way to the welcome of a source."""
    data = OnWelcome(do=WelcomeDo.LIST, source=source_id).pack()
    return InlineKeyboardButton(text=t("button-welcome"), callback_data=data)
