"""What the buttons of the plan carry: slots, moments, days."""

from aiogram.filters.callback_data import CallbackData

from handlers.numbers import Number


class DropSlot(CallbackData, prefix="aws1"):
    """The channel is to be without this slot: pressed twice, it still is."""

    channel: Number
    weekday: Number
    minute: Number


class ResetSlots(CallbackData, prefix="awr1"):
    """The channel is to keep to the default slots."""

    channel: Number


class TakeMoment(CallbackData, prefix="awm1"):
    """The post is to go out at this moment, in minutes since the epoch."""

    post: Number
    minute: Number
    is_slot: bool = False
