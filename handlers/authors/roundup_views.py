"""What the settings of the channel's own digest show: values in, words and buttons out."""

from datetime import datetime

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from aiogram.utils.formatting import Bold, Text, as_list

from bot.domain.roundups import SIZES, Every, Roundup
from bot.domain.zones import describe_zone
from bot.services.appointing import Appointed
from bot.translator import Translator
from handlers.authors.callbacks import ChannelDo, OnChannel
from handlers.authors.roundup_callbacks import OnRoundup, RoundupDo, SetEvery
from handlers.moments import describe_distance, describe_moment

Screen = tuple[Text, InlineKeyboardMarkup]
_MARK = "✅ "


def settings_screen(
    t: Translator,
    appointed: Appointed,
    now: datetime,
    *,
    author: str,
    is_mine: bool,
) -> Screen:
    """What is set, and when the next one comes; `author` is who gets the drafts."""
    channel, roundup = appointed.channel, appointed.roundup
    lines: list[Text | str] = [
        Bold(t("roundup-title", channel=channel.title)),
        t("roundup-what"),
    ]
    if roundup.every is Every.OFF or appointed.next_at is None:
        lines += ["", t("roundup-off")]
    else:
        moment = describe_moment(t, appointed.next_at, channel.zoneinfo)
        distance = describe_distance(t, now, appointed.next_at)
        lines += [
            "",
            t(f"roundup-comes-{roundup.every.value}", time=_time(roundup),
              weekday=t(f"roundup-on-{roundup.weekday}")),
            t(_approval(appointed)),
            t("roundup-author", name=author),
            t("roundup-next", moment=moment, distance=distance),
            t("roundup-zone", zone=describe_zone(channel.zone)),
        ]  # fmt: skip
    lines.append(t("roundup-size", count=roundup.size))
    lines.append(t("roundup-tag", tag=f"#{roundup.tag}") if roundup.tag else t("roundup-no-tag"))
    return as_list(*lines), InlineKeyboardMarkup(
        inline_keyboard=_rows(t, roundup, channel.id, is_mine=is_mine)
    )


def question_keyboard(t: Translator, channel_id: int) -> InlineKeyboardMarkup:
    """Back from a question to the settings."""
    return InlineKeyboardMarkup(inline_keyboard=[[_back(t, ChannelDo.ROUNDUP, channel_id)]])


def _approval(appointed: Appointed) -> str:
    if not appointed.roundup.is_automatic:
        return "roundup-waits"
    return "roundup-reviewed" if appointed.channel.needs_review else "roundup-by-itself"


def _time(roundup: Roundup) -> str:
    return f"{roundup.minute // 60:02}:{roundup.minute % 60:02}"


def _rows(
    t: Translator, roundup: Roundup, channel_id: int, *, is_mine: bool
) -> list[list[InlineKeyboardButton]]:
    is_on = roundup.every is not Every.OFF
    rows = [[_every(t, every, roundup) for every in Every if every is not Every.OFF]]
    if roundup.every is Every.WEEKLY:
        days = [_day(t, day, roundup) for day in range(7)]
        rows += [days[:4], days[4:]]
    rows.append([_size(t, size, roundup) for size in SIZES])
    tag = _button(t("button-roundup-tag"), RoundupDo.TAG, channel_id)
    time = _button(t("button-roundup-time"), RoundupDo.TIME, channel_id)
    rows.append([time, tag] if is_on else [tag])
    if is_on:
        key, do = (
            ("button-roundup-waits", RoundupDo.WAITS)
            if roundup.is_automatic
            else ("button-roundup-by-itself", RoundupDo.BY_ITSELF)
        )
        rows.append([_button(t(key), do, channel_id)])
    if is_on and not is_mine:
        rows.append([_button(t("button-roundup-mine"), RoundupDo.MINE, channel_id)])
    now = _button(t("button-roundup-now"), RoundupDo.NOW, channel_id)
    rows.append([now, _every(t, Every.OFF, roundup)] if is_on else [now])
    rows.append([_back(t, ChannelDo.OPEN, channel_id)])
    return rows


def _back(t: Translator, do: ChannelDo, channel_id: int) -> InlineKeyboardButton:
    data = OnChannel(do=do, channel=channel_id).pack()
    return InlineKeyboardButton(text=t("button-back"), callback_data=data)


def _every(t: Translator, every: Every, roundup: Roundup) -> InlineKeyboardButton:
    mark = _MARK if every is roundup.every else ""
    data = SetEvery(every=every, channel=roundup.channel_id).pack()
    words = t(f"button-roundup-{every.value}")
    return InlineKeyboardButton(text=f"{mark}{words}", callback_data=data)


def _day(t: Translator, day: int, roundup: Roundup) -> InlineKeyboardButton:
    mark = _MARK if day == roundup.weekday else ""
    return _button(f"{mark}{t(f'weekday-{day}')}", RoundupDo.DAY, roundup.channel_id, day)


def _size(t: Translator, size: int, roundup: Roundup) -> InlineKeyboardButton:
    mark = _MARK if size == roundup.size else ""
    words = t("button-roundup-size", count=size)
    return _button(f"{mark}{words}", RoundupDo.SIZE, roundup.channel_id, size)


def _button(text: str, do: RoundupDo, channel_id: int, value: int = 0) -> InlineKeyboardButton:
    data = OnRoundup(do=do, channel=channel_id, value=value)
    return InlineKeyboardButton(text=text, callback_data=data.pack())
