"""Keyboards of readers: values in, markup out."""

from collections.abc import Callable, Sequence

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.domain.archive import Entry, Order, Rubric
from bot.domain.channels import Channel
from bot.domain.pages import Page
from bot.translator import LANGUAGES, Translator, translator
from handlers.readers.callbacks import (
    FoundPage,
    Go,
    Menu,
    OtherChannel,
    ReadChannel,
    RubricPage,
    RubricsPage,
    Speak,
    Then,
)
from handlers.readers.following_keyboards import FollowedPage, follow_button
from handlers.readers.rows import MARK, Rows, add_posts, add_turns, button


def menu_keyboard(
    t: Translator, channel: Channel, connected: Sequence[Channel]
) -> InlineKeyboardMarkup:
    """The four ways into the archive; with several channels connected, the way to another one."""
    buttons = [button(t(f"button-go-{go.value}"), Menu(go=go, channel=channel.id)) for go in Go]
    rows: Rows = [buttons[:2], buttons[2:]]
    if any(one.id != channel.id for one in connected):
        rows.append([button(t("button-other-channel"), OtherChannel(channel=channel.id))])
    return InlineKeyboardMarkup(inline_keyboard=rows)


def rubrics_keyboard(t: Translator, channel: Channel, page: Page[Rubric]) -> InlineKeyboardMarkup:
    """A page of rubrics, each with its count."""
    rows: Rows = []
    _add_rubrics(rows, channel, page.items)
    add_turns(rows, t, page, lambda cursor: RubricsPage(channel=channel.id, cursor=cursor))
    rows.append([button(t("button-followed"), FollowedPage(channel=channel.id))])
    return InlineKeyboardMarkup(inline_keyboard=rows)


def rubric_keyboard(
    t: Translator,
    channel: Channel,
    rubric: Rubric,
    order: Order,
    page: Page[Entry],
    *,
    is_followed: bool,
) -> InlineKeyboardMarkup:
    """A page of a rubric's posts, its orders, Follow or Unfollow, and the way up."""

    def to_page(order: Order, cursor: str = "") -> RubricPage:
        return RubricPage(channel=channel.id, rubric=rubric.id, order=order, cursor=cursor)

    rows: Rows = []
    add_posts(rows, t, channel, page)
    rows.append(_orders(t, order, to_page))
    add_turns(rows, t, page, lambda cursor: to_page(order, cursor))
    if is_followed or not rubric.is_hidden:
        # Of a hidden one nobody is told: there is nothing to follow until it is shown.
        rows.append([follow_button(t, channel, rubric, is_followed, is_named=False)])
    rows.append([button(t("button-back"), RubricsPage(channel=channel.id))])
    return InlineKeyboardMarkup(inline_keyboard=rows)


def found_keyboard(
    t: Translator, channel: Channel, words_id: int, order: Order, page: Page[Entry]
) -> InlineKeyboardMarkup:
    """A page of found posts and their orders."""

    def to_page(order: Order, cursor: str = "") -> FoundPage:
        return FoundPage(channel=channel.id, words=words_id, order=order, cursor=cursor)

    rows: Rows = []
    add_posts(rows, t, channel, page)
    rows.append(_orders(t, order, to_page))
    add_turns(rows, t, page, lambda cursor: to_page(order, cursor))
    return InlineKeyboardMarkup(inline_keyboard=rows)


def near_keyboard(t: Translator, channel: Channel, near: Sequence[Rubric]) -> InlineKeyboardMarkup:
    """Rubrics instead of posts that were not found."""
    rows: Rows = []
    _add_rubrics(rows, channel, near)
    rows.append([button(t("button-go-rubrics"), RubricsPage(channel=channel.id))])
    return InlineKeyboardMarkup(inline_keyboard=rows)


def channels_keyboard(
    channels: Sequence[Channel], then: Then, words_id: int = 0
) -> InlineKeyboardMarkup:
    """Which channel is to be read."""
    rows: Rows = []
    for channel in channels:
        data = ReadChannel(channel=channel.id, then=then, words=words_id)
        rows.append([button(channel.title, data)])
    return InlineKeyboardMarkup(inline_keyboard=rows)


def languages_keyboard(current: str) -> InlineKeyboardMarkup:
    """The languages, each named in itself."""
    buttons = [
        button(
            (MARK if code == current else "") + translator(code)("language-name"),
            Speak(language=code),
        )
        for code in LANGUAGES
    ]
    return InlineKeyboardMarkup(inline_keyboard=[buttons])


def _add_rubrics(rows: Rows, channel: Channel, rubrics: Sequence[Rubric]) -> None:
    for rubric in rubrics:
        data = RubricPage(channel=channel.id, rubric=rubric.id)
        rows.append([button(f"{rubric.label} · {rubric.posts}", data)])


def _orders(
    t: Translator, current: Order, to_page: Callable[[Order], CallbackData]
) -> list[InlineKeyboardButton]:
    return [
        button(
            (MARK if order is current else "") + t(f"button-order-{order.name.lower()}"),
            to_page(order),
        )
        for order in Order
    ]
