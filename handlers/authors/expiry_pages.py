"""The pages of Auto-delete and Auto-unpin: what is set, and the terms to choose from."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from aiogram.utils.formatting import Bold, Text, as_list

from bot.domain.channels import Channel
from bot.domain.expiries import CHOICES, Ending, Expiry, latest_end, term_of, with_term
from bot.domain.posts import Content, Post
from bot.translator import Translator
from handlers.authors import views
from handlers.authors.callbacks import Do, ExpiryDo, OnPost
from handlers.authors.expiry_views import OnExpiry, describe_term, ending_label, waiting_lines
from handlers.authors.keyboards import back_button
from handlers.authors.plan_keyboards import to_minute
from handlers.moments import describe_moment
from handlers.numbers import Number

_MINUTE = timedelta(minutes=1)
_MOST_MINUTES = 10 * 366 * 24 * 60


class TakeTerm(CallbackData, prefix="aet1"):
    """A term for a draft, in minutes since its publication; zero for never."""

    ending: Ending
    post: Number
    minutes: Number

    @property
    def term(self) -> timedelta:
        """What it stands for; of a forged number the nearest that can be one."""
        return min(max(self.minutes, 0), _MOST_MINUTES) * _MINUTE


class TakeEnd(CallbackData, prefix="aee2"):
    """An end for a published post, in minutes since the epoch."""

    ending: Ending
    post: Number
    minute: Number


def with_option(ending: Ending, term: timedelta) -> Callable[[Content], Content]:
    """The change that gives a draft a term."""
    return lambda content: replace(content, options=with_term(content.options, ending, term))


def draft_page(
    t: Translator, post: Post, ending: Ending, *, stub: str
) -> tuple[Text, InlineKeyboardMarkup]:
    """The terms of a draft, the present one with a mark.

    `stub` are the words that take the place of a post that could not be deleted in time.
    """
    present = term_of(post.content.options, ending)
    lines: list[Text | str] = [
        Bold(ending_label(t, ending, post.content.options)),
        t(f"expiry-{ending.value}-ask"),
        *([t("expiry-stub", words=stub)] if ending is Ending.DELETE else ()),
    ]
    row = [
        _button(
            ("✅ " if term == present else "") + describe_term(t, term),
            TakeTerm(ending=ending, post=post.id, minutes=term // _MINUTE),
        )
        for term in CHOICES[ending]
    ]
    never = TakeTerm(ending=ending, post=post.id, minutes=0)
    rows = [row, [_button(t("button-expiry-never"), never)]]
    rows.append([_button(t("button-back"), OnPost(do=Do.OPTIONS, post=post.id))])
    return as_list(*lines, sep="\n\n"), InlineKeyboardMarkup(inline_keyboard=rows)


def published_page(
    t: Translator,
    post: Post,
    channel: Channel,
    ending: Ending,
    expiry: Expiry | None,
    now: datetime,
) -> tuple[Text, InlineKeyboardMarkup]:
    """The end of a published post: moments to choose from while there are any, and Keep."""
    title = Text(Bold(t(f"button-expiry-{ending.value}")), ": ", views.title_of(t, post))
    waiting = waiting_lines(t, {ending: expiry} if expiry else {}, channel, now)
    start = now.replace(second=0, microsecond=0)
    last = latest_end(ending, published_at=post.published_at or post.created_at, now=now)
    terms = [term for term in CHOICES[ending] if start + term <= last]
    rows = [[_end_button(t, post, channel, ending, start, term)] for term in terms]
    ask = t(f"expiry-{ending.value}-ask-out") if last > now else t("expiry-too-old")
    if expiry:
        data = OnExpiry(do=ExpiryDo.KEEP, ending=ending, post=post.id)
        rows.append([_button(t(f"button-keep-{ending.value}"), data)])
    rows.append([back_button(t, post.id)])
    lines: list[Text | str] = [title, *waiting, ask]
    if ending is Ending.DELETE and last > now:
        lines.append(t("expiry-until", moment=describe_moment(t, last, channel.zoneinfo)))
    return as_list(*lines, sep="\n\n"), InlineKeyboardMarkup(inline_keyboard=rows)


def _end_button(
    t: Translator,
    post: Post,
    channel: Channel,
    ending: Ending,
    start: datetime,
    term: timedelta,
) -> InlineKeyboardButton:
    moment = describe_moment(t, start + term, channel.zoneinfo)
    words = t("distance-in", distance=describe_term(t, term))
    data = TakeEnd(ending=ending, post=post.id, minute=to_minute(start + term))
    return _button(f"{words} · {moment}", data)


def _button(text: str, data: CallbackData) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=text, callback_data=data.pack())
