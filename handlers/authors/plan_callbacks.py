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


class CalendarPage(CallbackData, prefix="awc1"):
    """A month to pick a day of, `12 * year + month - 1`; 0 is the present one."""

    post: Number
    month: Number = 0


class PickDay(CallbackData, prefix="awd1"):
    """A day, as its ordinal in the calendar."""

    post: Number
    day: Number


class Dead(CallbackData, prefix="awn1"):
    """A button that does nothing: a day that is over, the name of a weekday."""


class FreeSlots(CallbackData, prefix="awf1"):
    """The free slots of the week from this moment on, in minutes since the epoch."""

    channel: Number
    minute: Number


class FillSlot(CallbackData, prefix="awp1"):
    """The drafts that may go out at this moment."""

    channel: Number
    minute: Number
