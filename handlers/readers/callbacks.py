"""What the buttons of readers carry: always the channel, so that an old list stays its own."""

from enum import StrEnum

from aiogram.filters.callback_data import CallbackData

from bot.domain.archive import Order, Period
from handlers.numbers import Number


class Go(StrEnum):
    """Where a button of the greeting leads."""

    RUBRICS = "rubrics"
    SEARCH = "search"
    BEST = "best"
    DIGEST = "digest"


class Menu(CallbackData, prefix="rm1"):
    """A button of the greeting."""

    go: Go
    channel: Number


class RubricsPage(CallbackData, prefix="rt1"):
    """A page of the rubrics of a channel; `cursor` is a packed `Cursor`, empty for the first."""

    channel: Number
    cursor: str = ""


class RubricPage(CallbackData, prefix="rr1"):
    """A page of a rubric's posts."""

    channel: Number
    rubric: Number
    order: Order = Order.NEWEST
    cursor: str = ""


class FoundPage(CallbackData, prefix="rf1"):
    """A page of what a search found; `words` is the number they are kept under."""

    channel: Number
    words: Number
    order: Order
    cursor: str = ""


class TopPage(CallbackData, prefix="rp1"):
    """A page of the best of a period, as buttons of before there were several orders carry it."""

    channel: Number
    period: Period
    cursor: str = ""


class OpenPost(CallbackData, prefix="ro1"):
    """The page of a post."""

    channel: Number
    post: Number


class Then(StrEnum):
    """What a person wanted when the channel had to be asked."""

    MENU = "menu"
    RUBRICS = "rubrics"
    BEST = "best"
    SEARCH = "search"
    FIND = "find"
    RANDOM = "random"


class ReadChannel(CallbackData, prefix="rc1"):
    """The channel that a person reads from now on; `words` are sought then."""

    channel: Number
    then: Then
    words: Number = 0


class OtherChannel(CallbackData, prefix="rc2"):
    """Another channel than this one is to be read."""

    channel: Number


class Speak(CallbackData, prefix="rl1"):
    """A language."""

    language: str
