"""Buttons of rubrics that readers follow: they carry the channel, and what a press comes to."""

from collections.abc import Sequence

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.domain.archive import Rubric
from bot.domain.channels import Channel
from bot.domain.news import News
from bot.services.following import Followed
from bot.translator import Translator
from handlers.authors.views import title_of
from handlers.numbers import Number
from handlers.readers.callbacks import Go, Menu, OpenPost, RubricPage, RubricsPage
from handlers.readers.rows import MARK, Rows, add_turns, button

# Posts with a button of their own under a notice, and rubrics to be followed no more.
MOST_OPENED = 5
MOST_UNFOLLOWED = 3


class Follow(CallbackData, prefix="rg1"):
    """Follow a rubric, or (`on` false) follow it no more; the button is turned where it stands."""

    channel: Number
    rubric: Number
    on: bool
    named: bool = False


class FollowedPage(CallbackData, prefix="rh1"):
    """A page of what a person follows."""

    channel: Number
    cursor: str = ""


class UnfollowListed(CallbackData, prefix="ri1"):
    """Follow a rubric of the list no more; the page is shown again."""

    channel: Number
    rubric: Number
    cursor: str = ""


class AtOnce(CallbackData, prefix="rk1"):
    """News of followed rubrics at once, or not; the list is shown again."""

    channel: Number
    on: bool


class NoticeAtOnce(CallbackData, prefix="rv1"):
    """As `AtOnce`, under a notice: the button is turned where it stands."""

    channel: Number
    on: bool


def follow_button(
    t: Translator, channel: Channel, rubric: Rubric, is_followed: bool, *, is_named: bool = True
) -> InlineKeyboardButton:
    """Follow or Unfollow a rubric; `is_named`: with its `#tag`, where more than one may stand."""
    if is_named:
        key = "button-unfollow-tag" if is_followed else "button-follow-tag"
        words = t(key, tag=rubric.tag)
    else:
        words = t("button-unfollow" if is_followed else "button-follow")
    data = Follow(channel=channel.id, rubric=rubric.id, on=not is_followed, named=is_named)
    return button(words, data)


def follow_rows(
    t: Translator, channel: Channel, rubrics: Sequence[tuple[Rubric, bool]]
) -> list[list[InlineKeyboardButton]]:
    """A row for each rubric, given with whether it is followed."""
    return [[follow_button(t, channel, rubric, is_on)] for rubric, is_on in rubrics]


def notice_at_once_button(t: Translator, channel_id: int, is_on: bool) -> InlineKeyboardButton:
    """Not at once, under a notice; once pressed, the way back."""
    words = t("button-not-at-once" if is_on else "button-at-once")
    return button(words, NoticeAtOnce(channel=channel_id, on=not is_on))


def followed_keyboard(
    t: Translator, channel: Channel, followed: Followed, cursor: str
) -> InlineKeyboardMarkup:
    """What a person follows, each with the way to its posts and out; the switch of notices."""
    rows: Rows = []
    for rubric in followed.page.items:
        leave = UnfollowListed(channel=channel.id, rubric=rubric.id, cursor=cursor)
        rows.append([
            button(f"#{rubric.tag}", RubricPage(channel=channel.id, rubric=rubric.id)),
            button(t("button-unfollow"), leave),
        ])  # fmt: skip
    add_turns(
        rows, t, followed.page, lambda cursor: FollowedPage(channel=channel.id, cursor=cursor)
    )
    mark = MARK if followed.is_at_once else ""
    switch = AtOnce(channel=channel.id, on=not followed.is_at_once)
    rows.append([button(mark + t("button-at-once"), switch)])
    rows.append([
        button(t("button-go-rubrics"), RubricsPage(channel=channel.id)),
        button(t("button-go-digest"), Menu(go=Go.DIGEST, channel=channel.id)),
    ])  # fmt: skip
    return InlineKeyboardMarkup(inline_keyboard=rows)


def notice_keyboard(t: Translator, news: News) -> InlineKeyboardMarkup:
    """Under a notice: each post here in the bot, its rubrics, and the end of such notices."""
    channel, rows = news.channel, list[list[InlineKeyboardButton]]()
    for item in news.items[:MOST_OPENED]:
        is_only = len(news.items) == 1
        title = title_of(t, item.post)
        words = t("button-news-open") if is_only else t("button-news-open-title", title=title)
        rows.append([button(words, OpenPost(channel=channel.id, post=item.post.id))])
    for rubric in news.rubrics[:MOST_UNFOLLOWED]:
        rows.append([follow_button(t, channel, rubric, is_followed=True)])
    rows.append([notice_at_once_button(t, channel.id, is_on=True)])
    return InlineKeyboardMarkup(inline_keyboard=rows)
