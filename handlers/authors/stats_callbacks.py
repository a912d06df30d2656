"""What the buttons of statistics and of exports carry; a rubric of 0 is the whole channel."""

from enum import StrEnum

from aiogram.filters.callback_data import CallbackData

from bot.domain.statistics import Span
from handlers.numbers import Number


class Page(StrEnum):
    """A page of the statistics."""

    OVERVIEW = "o"
    RUBRICS = "r"
    HOURS = "h"
    FORMATS = "f"
    POSTS = "p"


class StatsPage(CallbackData, prefix="asp1"):
    """A page of the statistics of a channel or of a rubric."""

    channel: Number
    page: Page = Page.OVERVIEW
    span: Span = Span.MONTH
    rubric: Number = 0
    dark: bool = False


class LetterSwitch(CallbackData, prefix="asl1"):
    """The weekly letter is to come, or not to: pressed twice, it still is so."""

    channel: Number
    on: bool
    page: Page = Page.OVERVIEW
    span: Span = Span.MONTH
    rubric: Number = 0
    dark: bool = False


class ChooseStats(CallbackData, prefix="asw1"):
    """The statistics of this channel; `words` are kept ones of a rubric that was asked for."""

    channel: Number
    words: Number = 0


class OtherStats(CallbackData, prefix="aso1"):
    """The statistics of another channel; which one, is asked."""

    channel: Number


class ExportDo(StrEnum):
    """What a button of an export does."""

    OPEN = "open"
    CSV = "csv"
    XLSX = "xlsx"
    CANCEL = "cancel"


class OnExport(CallbackData, prefix="asx1"):
    """A button of an export; `dark` is for the way back to the picture."""

    do: ExportDo
    channel: Number
    span: Span = Span.MONTH
    dark: bool = False
