"""What the buttons of /privacy carry: the person is whoever presses."""

from enum import StrEnum

from aiogram.filters.callback_data import CallbackData


class PrivacyDo(StrEnum):
    """What a button of /privacy does; ASK comes before FORGET."""

    SHOW = "s"
    EXPORT = "e"
    ASK = "a"
    FORGET = "f"


class Privacy(CallbackData, prefix="rpv1"):
    """A button of /privacy."""

    do: PrivacyDo
