"""Buttons of late posts, and of a channel's policy for them: values in, markup out."""

from collections.abc import Sequence
from enum import StrEnum

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.domain.channels import Channel, LatePolicy
from bot.domain.publications import Publication
from bot.translator import Translator
from handlers.authors.callbacks import ChannelDo, Do, OnChannel, OnPost
from handlers.numbers import Number
from storage.db import to_ms

# Posts that have a button of their own; more would bury the two that answer for all.
MOST_BUTTONS = 8


class LateDo(StrEnum):
    """What a button under a list of late posts does with all of them."""

    LIST = "list"
    PUBLISH = "publish"
    PUBLISH_SURE = "publish!"
    DROP = "drop"


class OnLate(CallbackData, prefix="ab1"):
    """A button of all the late posts that were planned between two moments (milliseconds)."""

    do: LateDo
    first: Number
    last: Number


class SetLatePolicy(CallbackData, prefix="aj1"):
    """A policy of a channel."""

    policy: LatePolicy
    channel: Number


def late_keyboard(
    t: Translator, late: Sequence[Publication], titles: Sequence[str]
) -> InlineKeyboardMarkup:
    """One button a post, as many as fit, and those that answer for all; `late` is in order."""
    first, last = to_ms(late[0].planned_at), to_ms(late[-1].planned_at)
    rows = [
        [
            InlineKeyboardButton(
                text=title, callback_data=OnPost(do=Do.OPEN, post=row.post_id).pack()
            )
        ]
        for row, title in zip(late[:MOST_BUTTONS], titles, strict=False)
    ]
    rows.append(
        [
            InlineKeyboardButton(
                text=t(key), callback_data=OnLate(do=do, first=first, last=last).pack()
            )
            for do, key in (
                (LateDo.PUBLISH, "button-publish-late"),
                (LateDo.DROP, "button-drop-late"),
            )
        ]
    )
    return InlineKeyboardMarkup(inline_keyboard=rows)


def sure_late_keyboard(t: Translator, asked: OnLate) -> InlineKeyboardMarkup:
    """A confirmation before all of them go out."""
    keys = ((LateDo.PUBLISH_SURE, "button-publish-sure"), (LateDo.LIST, "button-back"))
    return InlineKeyboardMarkup(
        inline_keyboard=[
            [
                InlineKeyboardButton(
                    text=t(key), callback_data=asked.model_copy(update={"do": do}).pack()
                )
                for do, key in keys
            ]
        ]
    )


def policy_keyboard(t: Translator, channel: Channel) -> InlineKeyboardMarkup:
    """The three policies, the one in force marked, and the way back to the channel."""
    rows = [
        [
            InlineKeyboardButton(
                text=("✅ " if policy is channel.late_policy else "")
                + t(f"button-late-{policy.value}"),
                callback_data=SetLatePolicy(policy=policy, channel=channel.id).pack(),
            )
        ]
        for policy in LatePolicy
    ]
    back = OnChannel(do=ChannelDo.OPEN, channel=channel.id).pack()
    rows.append([InlineKeyboardButton(text=t("button-back"), callback_data=back)])
    return InlineKeyboardMarkup(inline_keyboard=rows)
