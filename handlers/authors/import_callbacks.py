"""What the buttons of imports carry."""

from enum import StrEnum

from aiogram.filters.callback_data import CallbackData

from handlers.numbers import Number


class ImportDo(StrEnum):
    """What a button of an import does."""

    START = "start"
    CANCEL = "cancel"
    CHOOSE = "choose"


class OnImport(CallbackData, prefix="aim1"):
    """A button of an import; `channel` is the one that is chosen."""

    do: ImportDo
    job: Number
    channel: Number = 0
