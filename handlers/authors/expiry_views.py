"""The ends of a post in words: terms, lines of its card, the buttons that lead to them."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton

from bot.domain.channels import Channel
from bot.domain.expiries import LATE_END_FROM, Ending, Expiry, term_of
from bot.domain.options import Options
from bot.domain.posts import Post, PostState
from bot.domain.publications import Publication
from bot.translator import Translator
from handlers.authors.callbacks import ExpiryDo
from handlers.moments import describe_distance, describe_moment
from handlers.numbers import Number
from storage import expiries
from storage.db import Database

_HOUR, _MINUTE = timedelta(hours=1), timedelta(minutes=1)
# Up to here a term is told in hours: of 47 hours everybody knows what is meant.
_IN_HOURS = timedelta(hours=48)


class OnExpiry(CallbackData, prefix="aex1"):
    """A button about an end of a post."""

    do: ExpiryDo
    ending: Ending
    post: Number


def describe_term(t: Translator, term: timedelta) -> str:
    """How long a term is: `24 h`, `7 d`, `1 h 30 min`."""
    days = timedelta(0) if term <= _IN_HOURS else timedelta(days=term.days)
    rest = term - days
    parts = (
        ("distance-days", days.days),
        ("distance-hours", rest // _HOUR),
        ("distance-minutes", rest % _HOUR // _MINUTE),
    )
    return " ".join(t(key, count=count) for key, count in parts if count)


def ending_label(t: Translator, ending: Ending, options: Options) -> str:
    """An end among the options, with its present term."""
    term = term_of(options, ending)
    words = t("expiry-after", term=describe_term(t, term)) if term else t("expiry-never")
    return t(f"option-expiry-{ending.value}", term=words)


def ending_button(text: str, ending: Ending, post_id: int) -> InlineKeyboardButton:
    """A button that opens the page of an end."""
    data = OnExpiry(do=ExpiryDo.OPEN, ending=ending, post=post_id).pack()
    return InlineKeyboardButton(text=text, callback_data=data)


def option_rows(t: Translator, post: Post) -> list[list[InlineKeyboardButton]]:
    """The ends among the options of a draft; what is not pinned has no pin to end."""
    options = post.content.options
    endings = [Ending.DELETE, *([Ending.UNPIN] if options.is_pinned else ())]
    return [[ending_button(ending_label(t, one, options), one, post.id)] for one in endings]


def published_row(t: Translator, post_id: int, *, is_pinned: bool) -> list[InlineKeyboardButton]:
    """The ends of a published post."""
    row = [ending_button(t("button-expiry-delete"), Ending.DELETE, post_id)]
    if is_pinned:
        row.append(ending_button(t("button-expiry-unpin"), Ending.UNPIN, post_id))
    return row


def plan_mark(t: Translator, post: Post) -> str:
    """What a line of the plan says of the end of a post; empty when it has none."""
    term = term_of(post.content.options, Ending.DELETE)
    return f" · 🗑 {describe_term(t, term)}" if term else ""


def planned_lines(
    t: Translator, options: Options, channel: Channel | None, at: datetime | None
) -> list[str]:
    """The ends of a post that is to go out: with their moments when it has its own."""
    lines = []
    for ending in Ending:
        term = term_of(options, ending)
        if term and at and channel:
            moment = describe_moment(t, at + term, channel.zoneinfo)
            lines.append(t(f"expiry-{ending.value}-at", moment=moment))
        elif term:
            lines.append(t(f"expiry-{ending.value}-after", term=describe_term(t, term)))
    return lines


def waiting_lines(
    t: Translator, waiting: Mapping[Ending, Expiry], channel: Channel, now: datetime
) -> list[str]:
    """The ends that lie before a published post."""
    lines = []
    for ending in Ending:
        if ending in waiting:
            ends_at = waiting[ending].ends_at
            moment = describe_moment(t, ends_at, channel.zoneinfo)
            distance = describe_distance(t, now, ends_at)
            lines.append(t(f"expiry-{ending.value}-at", moment=f"{moment} ({distance})"))
    return lines


def over_line(t: Translator, expiry: Expiry, channel: Channel, done_at: datetime) -> str:
    """That the time of a post was up, and when that was seen if it was late."""
    moment = describe_moment(t, expiry.ends_at, channel.zoneinfo)
    if done_at - expiry.ends_at < LATE_END_FROM:
        return t("expiry-over", moment=moment)
    done = describe_moment(t, done_at, channel.zoneinfo)
    return t("expiry-over-late", moment=moment, done=done)


async def expiry_lines(
    db: Database,
    t: Translator,
    post: Post,
    channel: Channel | None,
    publication: Publication | None,
    now: datetime,
) -> list[str]:
    """What a card says of the ends of a post."""
    if post.state is PostState.PUBLISHED:
        waiting = await expiries.list_waiting(db, post.id)
        return waiting_lines(t, waiting, channel, now) if channel else []
    if not post.state.is_editable:
        return []
    is_planned = post.state is PostState.PLANNED and publication is not None
    at = publication.planned_at if publication and is_planned else None
    return planned_lines(t, post.content.options, channel, at)
