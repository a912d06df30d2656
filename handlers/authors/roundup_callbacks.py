"""What the buttons of the channel's own digest carry."""

from enum import StrEnum

from aiogram.filters.callback_data import CallbackData

from bot.domain.roundups import Every
from handlers.numbers import Number


class SetEvery(CallbackData, prefix="are1"):
    """How often it comes."""

    every: Every
    channel: Number


class RoundupDo(StrEnum):
    """What a button of the settings does; `value` is a weekday, a size, or 0."""

    DAY = "day"
    SIZE = "size"
    BY_ITSELF = "auto"
    WAITS = "waits"
    TIME = "time"
    TAG = "tag"
    MINE = "mine"
    NOW = "now"


class OnRoundup(CallbackData, prefix="arr1"):
    """A button of the settings of a channel's own digest."""

    do: RoundupDo
    channel: Number
    value: Number = 0


class IssueDo(StrEnum):
    """What a button under the numbers behind an issue does."""

    SHOW = "show"
    IN = "in"
    OUT = "out"


class OnIssue(CallbackData, prefix="ari1"):
    """A button under the numbers behind an issue; `post` is the one put in or taken out."""

    do: IssueDo
    issue: Number
    post: Number = 0
