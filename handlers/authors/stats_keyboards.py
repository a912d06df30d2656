"""The buttons of statistics: pages, periods, the theme, and where else they lead."""

from collections.abc import Callable, Sequence

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.domain.archive import Rubric
from bot.domain.channels import Channel
from bot.domain.statistics import Span
from bot.translator import Translator
from handlers.authors.link_keyboards import LinksPage
from handlers.authors.stats_callbacks import (
    ChooseStats,
    ExportDo,
    LetterSwitch,
    OnExport,
    OtherStats,
    Page,
    StatsPage,
)

_MARK = "✅ "
_SPANS_A_ROW = 3
_PAGES = ((Page.OVERVIEW, Page.RUBRICS, Page.HOURS), (Page.FORMATS, Page.POSTS))
_PAGES_OF_RUBRIC = ((Page.OVERVIEW, Page.POSTS),)

Rows = list[list[InlineKeyboardButton]]


def stats_keyboard(
    t: Translator, data: StatsPage, *, is_letter_on: bool, is_owner: bool, has_others: bool
) -> InlineKeyboardMarkup:
    """The pages and periods with the present ones marked; a rubric leads back to all.

    Where subscribers come from is for owners.
    """
    rows = _pages(t, data, _PAGES_OF_RUBRIC if data.rubric else _PAGES)
    rows += span_rows(t, data.span, lambda span: data.model_copy(update={"span": span}))
    theme = data.model_copy(update={"dark": not data.dark})
    key = "button-week-light" if data.dark else "button-week-dark"
    export = OnExport(do=ExportDo.OPEN, channel=data.channel, span=data.span, dark=data.dark)
    rows.append([_button(t(key), theme), _button(t("button-export"), export)])
    if data.rubric:
        whole = data.model_copy(update={"rubric": 0, "page": Page.RUBRICS})
        return InlineKeyboardMarkup(inline_keyboard=[*rows, [_button(t("button-back"), whole)]])
    switch = LetterSwitch(**data.model_dump(), on=not is_letter_on)
    letter = t("button-letter-on" if is_letter_on else "button-letter-off")
    rows.append([_button(letter, switch)])
    if is_owner:
        rows.append([_button(t("button-sources"), LinksPage(channel=data.channel))])
    if has_others:
        rows.append([_button(t("button-other-channel"), OtherStats(channel=data.channel))])
    return InlineKeyboardMarkup(inline_keyboard=rows)


def span_rows(t: Translator, current: Span, to: Callable[[Span], CallbackData]) -> Rows:
    """The periods, the current one marked."""
    buttons = [
        _button(_marked(t(f"button-span-{span.name.lower()}"), span is current), to(span))
        for span in Span
    ]
    return [buttons[:_SPANS_A_ROW], buttons[_SPANS_A_ROW:]]


def channels_keyboard(
    t: Translator, channels: Sequence[Channel], *, words_id: int = 0, shown: int = 0
) -> InlineKeyboardMarkup:
    """Whose statistics are meant; Back to those of the channel `shown`."""
    rows = [
        [_button(channel.title, ChooseStats(channel=channel.id, words=words_id))]
        for channel in channels
        if channel.id != shown
    ]
    if shown:
        rows.append([_button(t("button-back"), StatsPage(channel=shown))])
    return InlineKeyboardMarkup(inline_keyboard=rows)


def near_keyboard(t: Translator, channel: Channel, near: Sequence[Rubric]) -> InlineKeyboardMarkup:
    """Rubrics instead of one that there is not, and the whole channel."""
    rows = [
        [_button(f"#{rubric.tag} · {rubric.posts}",
                 StatsPage(channel=channel.id, rubric=rubric.id))]
        for rubric in near
    ]  # fmt: skip
    rows.append([_button(t("button-stats-channel"), StatsPage(channel=channel.id))])
    return InlineKeyboardMarkup(inline_keyboard=rows)


def _pages(t: Translator, data: StatsPage, pages: Sequence[Sequence[Page]]) -> Rows:
    return [
        [
            _button(
                _marked(t(f"button-stats-{page.name.lower()}"), page is data.page),
                data.model_copy(update={"page": page}),
            )
            for page in row
        ]
        for row in pages
    ]


def _marked(words: str, is_current: bool) -> str:
    return f"{_MARK}{words}" if is_current else words


def _button(text: str, data: CallbackData) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=text, callback_data=data.pack())
