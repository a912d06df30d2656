"""Buttons of links for subscribers: the table, one source, the picture."""

from enum import StrEnum

from aiogram.filters.callback_data import CallbackData
from aiogram.types import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup
from aiogram.utils.keyboard import InlineKeyboardBuilder

from bot.domain.pictures.shapes import Theme
from bot.domain.subscribers import Reach, Source, SourceTable
from bot.translator import Translator
from handlers.authors.callbacks import ChannelDo, OnChannel
from handlers.authors.welcome_callbacks import welcome_button
from handlers.numbers import Number

PAGE = 8
"""Sources on a page: a page is one message."""


class LinksPage(CallbackData, prefix="ask1"):
    """A page of the table of a channel, counted from 0."""

    channel: Number
    reach: Reach = Reach.ALL
    page: Number = 0


class LinksChart(CallbackData, prefix="asc1"):
    """The picture of the table."""

    channel: Number
    reach: Reach
    dark: bool = False


class LeaveChart(CallbackData, prefix="asb1"):
    """Back from the picture to the table."""

    channel: Number
    reach: Reach


class NewLink(CallbackData, prefix="asn1"):
    """A further source for a channel."""

    channel: Number


class SourceDo(StrEnum):
    """What a button of a source does."""

    OPEN = "open"
    MAKE = "make"
    RENAME = "rename"
    CLOSE = "close"
    CLOSE_SURE = "close!"


class OnSource(CallbackData, prefix="ass1"):
    """A button of a source."""

    do: SourceDo
    source: Number


def table_keyboard(t: Translator, table: SourceTable, page: int) -> InlineKeyboardMarkup:
    """The sources of a page, the pages beside, the other reach, the picture, a new link."""
    channel, reach = table.channel.id, table.reach
    builder = InlineKeyboardBuilder()
    for source, _ in table.rows[page * PAGE : (page + 1) * PAGE]:
        builder.row(_button(source.name, OnSource(do=SourceDo.OPEN, source=source.id)))
    turns = [("button-previous", page - 1)] * (page > 0)
    turns += [("button-next", page + 1)] * ((page + 1) * PAGE < len(table.rows))
    builder.row(*[
        _button(t(key), LinksPage(channel=channel, reach=reach, page=number))
        for key, number in turns
    ])  # fmt: skip
    other, key = (
        (Reach.MONTH, "button-links-month")
        if reach is Reach.ALL
        else (Reach.ALL, "button-links-all")
    )
    builder.row(
        _button(t(key), LinksPage(channel=channel, reach=other)),
        _button(t("button-links-chart"), LinksChart(channel=channel, reach=reach)),
    )
    builder.row(_button(t("button-new-link"), NewLink(channel=channel)))
    builder.row(_button(t("button-back"), OnChannel(do=ChannelDo.OPEN, channel=channel)))
    return builder.as_markup()


def source_keyboard(t: Translator, source: Source, bot_link: str) -> InlineKeyboardMarkup:
    """What may be done with a source."""
    builder = InlineKeyboardBuilder()
    if source.is_open:
        if source.invite_link is not None:
            builder.row(_copy(t("button-copy-invite"), source.invite_link))
        else:
            builder.row(_button(t("button-make-link"), _on(SourceDo.MAKE, source)))
        builder.row(_copy(t("button-copy-start"), bot_link))
        builder.row(_button(t("button-link-rename"), _on(SourceDo.RENAME, source)))
        builder.row(_button(t("button-close-link"), _on(SourceDo.CLOSE, source)))
    builder.row(welcome_button(t, source.id))
    builder.row(_button(t("button-back"), LinksPage(channel=source.channel_id)))
    return builder.as_markup()


def name_keyboard(t: Translator, channel_id: int) -> InlineKeyboardMarkup:
    """Back from the question for the name of a new source."""
    back = _button(t("button-back"), LinksPage(channel=channel_id))
    return InlineKeyboardMarkup(inline_keyboard=[[back]])


def rename_keyboard(t: Translator, source: Source) -> InlineKeyboardMarkup:
    """Back from the question for another name."""
    back = _button(t("button-back"), _on(SourceDo.OPEN, source))
    return InlineKeyboardMarkup(inline_keyboard=[[back]])


def close_keyboard(t: Translator, source: Source) -> InlineKeyboardMarkup:
    """Close a source, or leave it as it is."""
    sure = _button(t("button-close-link"), _on(SourceDo.CLOSE_SURE, source))
    cancel = _button(t("button-cancel"), _on(SourceDo.OPEN, source))
    return InlineKeyboardMarkup(inline_keyboard=[[sure, cancel]])


def chart_keyboard(
    t: Translator, channel_id: int, reach: Reach, theme: Theme
) -> InlineKeyboardMarkup:
    """The other theme, and the way back to the table."""
    is_dark = theme is Theme.DARK
    other = LinksChart(channel=channel_id, reach=reach, dark=not is_dark)
    key = "button-week-light" if is_dark else "button-week-dark"
    back = LeaveChart(channel=channel_id, reach=reach)
    row = [_button(t(key), other), _button(t("button-back"), back)]
    return InlineKeyboardMarkup(inline_keyboard=[row])


def _on(do: SourceDo, source: Source) -> OnSource:
    return OnSource(do=do, source=source.id)


def _copy(words: str, text: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=words, copy_text=CopyTextButton(text=text))


def _button(words: str, data: CallbackData) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=words, callback_data=data.pack())
