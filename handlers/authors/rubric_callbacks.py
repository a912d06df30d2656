"""What the buttons of the rubrics' pages carry."""

from enum import StrEnum

from aiogram.filters.callback_data import CallbackData

from handlers.numbers import Number


class CatalogueDo(StrEnum):
    """What a button of the channels of an editor does."""

    CHANNELS = "channels"


class OnCatalogue(CallbackData, prefix="akc1"):
    """A button of a channel's rubrics."""

    do: CatalogueDo
    channel: Number = 0


class CataloguePage(CallbackData, prefix="akl1"):
    """A page of a channel's rubrics; `cursor` is a packed `Cursor`, empty for the first."""

    channel: Number
    cursor: str = ""


class RubricDo(StrEnum):
    """What a button of a rubric's page does."""

    OPEN = "open"
    RENAME = "rename"
    DESCRIBE = "describe"
    EMOJI = "emoji"
    HIDE = "hide"
    SHOW = "show"
    JOIN = "join"
    SYNONYMS = "synonyms"
    PART = "part"


class OnRubric(CallbackData, prefix="akr1"):
    """A button of a rubric; to part, of a synonym."""

    do: RubricDo
    rubric: Number


class JoinRubrics(CallbackData, prefix="akj1"):
    """One rubric is to be joined to another: asked first, then for sure."""

    joined: Number
    into: Number
    sure: bool = False


class PairsPage(CallbackData, prefix="akp1"):
    """The pair of this number, from 0, of those that are probably the same."""

    channel: Number
    at: Number


class TellApart(CallbackData, prefix="aka1"):
    """Two rubrics are not the same; `at` is where their pair stood."""

    one: Number
    other: Number
    at: Number


class NavigationDo(StrEnum):
    """What a button of a channel's navigation post does."""

    OPEN = "open"
    PUBLISH = "publish"
    PUBLISH_SURE = "publish!"
    PUBLISH_PINNED = "pinned!"
    OVERWRITE = "overwrite"
    STOP = "stop"
    RESUME = "resume"
    PIN = "pin"
    UNPIN = "unpin"


class OnNavigation(CallbackData, prefix="akn1"):
    """A button of a channel's navigation post."""

    do: NavigationDo
    channel: Number
