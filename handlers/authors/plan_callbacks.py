"""What the buttons of the plan carry: slots, moments, days."""

from enum import StrEnum

from aiogram.filters.callback_data import CallbackData

from bot.domain.repeats import Every
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


class WeekPicture(CallbackData, prefix="awi1"):
    """A picture of the week that a day is in, as its ordinal; 0 is today."""

    channel: Number
    day: Number = 0
    dark: bool = False


class LeavePicture(CallbackData, prefix="awl1"):
    """From a picture back to the list of the same week."""

    channel: Number
    day: Number = 0


class SwapPage(CallbackData, prefix="awx1"):
    """Planned posts to exchange moments with, behind the key (moment_ms, id)."""

    post: Number
    moment: Number = 0
    id: Number = 0


class Swap(CallbackData, prefix="awy1"):
    """Exchange the moments of two posts that still have those of the stamp."""

    post: Number
    other: Number
    stamp: Number


class SeriesDo(StrEnum):
    """What a button of the Repeat page does."""

    OPEN = "open"
    SKIP = "skip"
    STOP = "stop"


class OnSeries(CallbackData, prefix="awe1"):
    """A button about the repeats of a post."""

    do: SeriesDo
    post: Number


class RepeatEvery(CallbackData, prefix="awg1"):
    """Repeat a post this often: so many times, or 0 to ask how many."""

    post: Number
    every: Every
    times: Number = 0
