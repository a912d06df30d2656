"""Several channels of one post: the button and the lines of its card, the page Channels."""

from collections.abc import Sequence

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from aiogram.utils.formatting import Bold, Text, TextLink, as_list

from bot.domain.channels import Channel
from bot.domain.posts import EDITABLE, Post, PostState
from bot.services.spreading import Choice
from bot.translator import Translator
from handlers.authors import views
from handlers.authors.callbacks import Do, OnPost
from handlers.authors.refusal_views import why_refused
from handlers.moments import describe_moment
from handlers.numbers import Number
from storage import channels, messages, publications, siblings
from storage.db import Database

# What may still get further channels: a planned post has made its siblings.
_SPREADABLE = frozenset(EDITABLE) - {PostState.PLANNED, PostState.LATE}


class OnChannels(CallbackData, prefix="ack1"):
    """The button of a draft that opens its page of channels."""

    post: Number


class OnMove(CallbackData, prefix="acm1"):
    """A draft is to go to another channel; which one, is asked."""

    post: Number


class OnFurther(CallbackData, prefix="act1"):
    """A further channel of a post: pressed twice, it is as the first press made it."""

    post: Number
    channel: Number
    is_on: bool


def with_channels(
    t: Translator, post: Post, keyboard: InlineKeyboardMarkup | None, *, connected: int
) -> InlineKeyboardMarkup | None:
    """The keyboard of a draft's card with the button Channels, where there are several."""
    if keyboard is None or connected < 2 or post.state not in _SPREADABLE:
        return keyboard
    data = OnChannels(post=post.id).pack()
    button = InlineKeyboardButton(text=t("button-channels"), callback_data=data)
    *rows, last = keyboard.inline_keyboard
    return InlineKeyboardMarkup(inline_keyboard=[*rows, [button], last])


async def sibling_lines(db: Database, t: Translator, post: Post) -> list[Text | str]:
    """Further channels of a post: those chosen, and what became of each that has its post."""
    chosen = await siblings.list_unmade(db, post.id)
    lines: list[Text | str] = []
    if chosen and post.state in _SPREADABLE:
        names = ", ".join(channel.title for channel in chosen)
        lines.append(t("card-further", channels=names))
    for sibling in await siblings.list_siblings(db, post.id):
        channel = await channels.get_channel(db, sibling.channel_id or 0)
        if channel is not None:
            lines.append(Text(channel.title, ": ", await _outcome(db, t, sibling, channel)))
    return lines


async def _outcome(db: Database, t: Translator, post: Post, channel: Channel) -> Text | str:
    publication = await publications.get_of_post(db, post.id)
    match post.state:
        case PostState.PUBLISHED:
            ids = await messages.first_ids(db, [post.id])
            link = channel.link(ids[post.id]) if post.id in ids else None
            return TextLink(link, url=link) if link else t("status-published")
        case PostState.PLANNED | PostState.LATE if publication:
            return describe_moment(t, publication.planned_at, channel.zoneinfo)
        case PostState.FAILED if publication:
            return t("status-failed", reason=why_refused(t, publication.error))
        case PostState.PLANNED | PostState.LATE | PostState.FAILED:
            return t("status-draft")
    return t(f"status-{post.state.value}")


def channels_page(
    t: Translator, post: Post, first: Channel | None, choices: Sequence[Choice]
) -> tuple[Text, InlineKeyboardMarkup]:
    """Where the post goes out, with a switch for each further channel."""
    lines: list[Text | str] = [
        Text(Bold(t("channels-of-post")), ": ", views.title_of(t, post)),
        t("card-channel", channel=first.title) if first else t("card-no-channel"),
        t("channels-of-post-how") if choices else t("channels-of-post-none"),
    ]
    rows = [
        [InlineKeyboardButton(
            text=("✅ " if choice.is_on else "") + choice.channel.title,
            callback_data=OnFurther(
                post=post.id, channel=choice.channel.id, is_on=not choice.is_on
            ).pack(),
        )]
        for choice in choices
    ]  # fmt: skip
    if choices:
        move = OnMove(post=post.id).pack()
        rows.append([InlineKeyboardButton(text=t("button-move"), callback_data=move)])
    back = OnPost(do=Do.OPEN, post=post.id).pack()
    rows.append([InlineKeyboardButton(text=t("button-back"), callback_data=back)])
    return as_list(*lines), InlineKeyboardMarkup(inline_keyboard=rows)
