"""Keyboards of the best and of old posts."""

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.domain.archive import Entry, Period, TopBy
from bot.domain.channels import Channel
from bot.domain.pages import Page
from bot.translator import Translator
from handlers.readers.archive_callbacks import AnyGood, BestPage, DayPage, Home, pack_seen
from handlers.readers.rows import MARK, Rows, add_posts, add_turns, button


def top_keyboard(
    t: Translator, channel: Channel, period: Period, by: TopBy, page: Page[Entry]
) -> InlineKeyboardMarkup:
    """A page of the best, the periods, what is counted, and the ways to older posts and up."""

    def to_page(period: Period, by: TopBy, cursor: str = "") -> BestPage:
        return BestPage(channel=channel.id, period=period, by=by, cursor=cursor)

    rows: Rows = []
    add_posts(rows, t, channel, page)
    add_turns(rows, t, page, lambda cursor: to_page(period, by, cursor))
    rows.append([
        button(_marked(t(f"button-period-{item.name.lower()}"), item is period), to_page(item, by))
        for item in Period
    ])  # fmt: skip
    rows.append([
        button(_marked(t(f"button-top-{item.name.lower()}"), item is by), to_page(period, item))
        for item in TopBy
    ])  # fmt: skip
    rows.append([
        button(t("button-any-good"), AnyGood(channel=channel.id)),
        button(t("button-this-day"), DayPage(channel=channel.id)),
    ])  # fmt: skip
    rows.append([button(t("button-back"), Home(channel=channel.id))])
    return InlineKeyboardMarkup(inline_keyboard=rows)


def day_keyboard(t: Translator, channel: Channel, page: Page[Entry]) -> InlineKeyboardMarkup:
    """Posts of this day in other years, and the way back to the best."""
    rows: Rows = []
    add_posts(rows, t, channel, page)
    add_turns(rows, t, page, lambda cursor: DayPage(channel=channel.id, cursor=cursor))
    rows.append([_back(t, channel)])
    return InlineKeyboardMarkup(inline_keyboard=rows)


def another_row(t: Translator, channel: Channel, seen: list[int]) -> list[InlineKeyboardButton]:
    """Under a random post: another one, none of those seen before."""
    data = AnyGood(channel=channel.id, seen=pack_seen(seen))
    return [button(t("button-another"), data), _back(t, channel)]


def back_to_best(t: Translator, channel: Channel) -> InlineKeyboardMarkup:
    """Nothing but the way back to the best."""
    return InlineKeyboardMarkup(inline_keyboard=[[_back(t, channel)]])


def _back(t: Translator, channel: Channel) -> InlineKeyboardButton:
    return button(t("button-back"), BestPage(channel=channel.id, period=Period.WEEK))


def _marked(words: str, is_chosen: bool) -> str:
    return MARK + words if is_chosen else words
