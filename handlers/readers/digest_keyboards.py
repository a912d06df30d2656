"""Buttons of digests: they carry the channel, so that an old card stays its own."""

from collections.abc import Sequence
from enum import StrEnum

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.domain.channels import Channel
from bot.domain.digests import Frequency
from bot.domain.subscriptions import Scope, Subscription
from bot.translator import Translator
from handlers.numbers import Number
from handlers.readers.callbacks import Go, Menu
from handlers.readers.following_keyboards import FollowedPage

_MARK = "✅ "


class DigestDo(StrEnum):
    """What a button of a digest does."""

    CARD = "card"
    BACK = "back"
    TIME = "time"
    ZONE = "zone"
    RUBRICS = "rubrics"
    NOW = "now"
    STOP = "stop"
    UNTIL = "until"
    CHOICES = "choices"
    CHANNEL = "channel"


class OnDigest(CallbackData, prefix="rd1"):
    """A button of the card, or under a digest."""

    do: DigestDo
    channel: Number


class SetFrequency(CallbackData, prefix="rq1"):
    """How often the digest of a channel comes."""

    frequency: Frequency
    channel: Number


class SetScope(CallbackData, prefix="rqs1"):
    """Which rubrics the digest of a channel tells of."""

    scope: Scope
    channel: Number


class PauseDigest(CallbackData, prefix="rdq1"):
    """No digest for some days; 0 ends a pause."""

    days: Number
    channel: Number


def card_keyboard(
    t: Translator, subscription: Subscription, *, is_paused: bool
) -> InlineKeyboardMarkup:
    """The choices of the card; what is set is marked."""
    channel_id = subscription.channel_id

    def frequency(item: Frequency) -> InlineKeyboardButton:
        mark = _MARK if item is subscription.schedule.frequency else ""
        return InlineKeyboardButton(
            text=mark + t(f"button-digest-{item.value}"),
            callback_data=SetFrequency(frequency=item, channel=channel_id).pack(),
        )

    # What is off is not to be switched off: "✅ Off" on a button reads as if it did something.
    is_off = subscription.schedule.frequency is Frequency.OFF
    rows = [
        [frequency(Frequency.DAILY), frequency(Frequency.WEEKDAYS)],
        [frequency(item) for item in (Frequency.WEEKLY, Frequency.OFF)[: 1 if is_off else 2]],
        [_button(t, DigestDo.TIME, channel_id), _button(t, DigestDo.ZONE, channel_id)],
        [_button(t, DigestDo.RUBRICS, channel_id), _button(t, DigestDo.NOW, channel_id)],
        [_button(t, DigestDo.CHOICES, channel_id)],
    ]
    if is_paused:
        words, data = t("button-digest-go-on"), PauseDigest(days=0, channel=channel_id)
        rows.insert(0, [InlineKeyboardButton(text=words, callback_data=data.pack())])
    return InlineKeyboardMarkup(inline_keyboard=rows)


def rubrics_keyboard(
    t: Translator, subscription: Subscription, *, follows_any: bool
) -> InlineKeyboardMarkup:
    """All or followed rubrics, what is set is marked; the way to what is followed.

    The rubrics open below: their list knows no way back to here.
    """
    channel_id = subscription.channel_id

    def scope(item: Scope) -> InlineKeyboardButton:
        mark = _MARK if item is subscription.taste.scope else ""
        return InlineKeyboardButton(
            text=mark + t(f"button-digest-{item.value}"),
            callback_data=SetScope(scope=item, channel=channel_id).pack(),
        )

    followed, rubrics = FollowedPage(channel=channel_id), Menu(go=Go.RUBRICS, channel=channel_id)
    way = followed if follows_any else rubrics
    words = t("button-followed" if follows_any else "button-go-rubrics")
    return InlineKeyboardMarkup(
        inline_keyboard=[
            [scope(item) for item in (Scope.ALL, Scope.FOLLOWED)],
            [scope(Scope.EXCEPT)],
            [InlineKeyboardButton(text=words, callback_data=way.pack())],
            [_button(t, DigestDo.BACK, channel_id)],
        ]
    )


def channels_keyboard(channels: Sequence[Channel]) -> InlineKeyboardMarkup:
    """Whose digest?"""
    return InlineKeyboardMarkup(
        inline_keyboard=[
            [
                InlineKeyboardButton(
                    text=channel.title,
                    callback_data=OnDigest(do=DigestDo.CHANNEL, channel=channel.id).pack(),
                )
            ]
            for channel in channels
        ]
    )


def back_button(t: Translator, channel_id: int) -> InlineKeyboardButton:
    """Back to the card."""
    return _button(t, DigestDo.BACK, channel_id)


def _button(t: Translator, do: DigestDo, channel_id: int) -> InlineKeyboardButton:
    return InlineKeyboardButton(
        text=t(f"button-digest-{do.value}"),
        callback_data=OnDigest(do=do, channel=channel_id).pack(),
    )
