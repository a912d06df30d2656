"""Buttons of runs: pause, go on, stop; the list of a channel's runs and its choices."""

from enum import StrEnum

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.domain.announcements import A_DAY
from bot.domain.runs import Run, RunState
from bot.services.overseeing import Runs
from bot.translator import Translator
from handlers.authors.callbacks import ChannelDo, OnChannel
from handlers.numbers import Number

_MARK = "✅ "


class RunDo(StrEnum):
    """What a button of a run does."""

    OPEN = "open"
    PAUSE = "pause"
    GO_ON = "on"
    STOP = "stop"
    STOP_SURE = "stop!"
    LIST = "list"
    DOUBTS = "who"


class OnRun(CallbackData, prefix="arn1"):
    """A button of a run."""

    do: RunDo
    run: Number


class RunsPage(CallbackData, prefix="arp1"):
    """Runs of a channel with ids below `before`; 0: the newest."""

    channel: Number
    before: Number = 0


class SettingDo(StrEnum):
    """What is chosen for the runs of a channel."""

    A_DAY = "day"
    SET_A_DAY = "day!"
    PAID = "paid"
    PAID_ON = "paid!"
    PAID_OFF = "free"


class OnRunSetting(CallbackData, prefix="ars1"):
    """A choice for the runs of a channel."""

    do: SettingDo
    channel: Number
    value: Number = 0


def run_keyboard(
    t: Translator, run: Run, *, has_more_doubts: bool = False
) -> InlineKeyboardMarkup:
    """What may be done with a run now, and the way to the others of its channel.

    When it is over, those in doubt are listed where its report could not name all.
    """
    rows = [[_button(t("button-runs"), OnRun(do=RunDo.LIST, run=run.id))]]
    if run.is_open and run.state is RunState.PAUSED:
        rows = [*paused_keyboard(t, run.id).inline_keyboard, *rows]
    elif run.is_open and run.state is RunState.SENDING:
        pause = _button(t("button-run-pause"), OnRun(do=RunDo.PAUSE, run=run.id))
        rows = [[pause, _stop_button(t, run.id)], *rows]
    elif not run.is_open and has_more_doubts:
        who = _button(t("button-run-doubts"), OnRun(do=RunDo.DOUBTS, run=run.id))
        rows = [[who], *rows]
    return InlineKeyboardMarkup(inline_keyboard=rows)


def paused_keyboard(t: Translator, run_id: int) -> InlineKeyboardMarkup:
    """Go on with a run that is paused, or stop it."""
    go_on = _button(t("button-run-go-on"), OnRun(do=RunDo.GO_ON, run=run_id))
    return InlineKeyboardMarkup(inline_keyboard=[[go_on, _stop_button(t, run_id)]])


def stop_keyboard(t: Translator, run: Run) -> InlineKeyboardMarkup:
    """Stop, or let it be."""
    sure = _button(t("button-run-stop"), OnRun(do=RunDo.STOP_SURE, run=run.id))
    keep = _button(t("button-run-keep"), OnRun(do=RunDo.OPEN, run=run.id))
    return InlineKeyboardMarkup(inline_keyboard=[[sure, keep]])


def runs_keyboard(t: Translator, found: Runs, titles: list[str]) -> InlineKeyboardMarkup:
    """The runs that are open, older ones, the choices, the way back."""
    channel_id = found.channel.id
    rows = [
        [_button(title, OnRun(do=RunDo.OPEN, run=progress.run.id))]
        for progress, title in zip(found.items, titles, strict=True)
    ]
    if found.older is not None:
        rows.append([_button(t("button-next"), RunsPage(channel=channel_id, before=found.older))])
    most = found.settings.announcements_a_day
    a_day = OnRunSetting(do=SettingDo.A_DAY, channel=channel_id)
    rows.append([_button(t("button-runs-a-day", count=most), a_day)])
    state = "on" if found.settings.are_digests_paid else "off"
    paid = OnRunSetting(do=SettingDo.PAID, channel=channel_id)
    rows.append([_button(t("button-paid-digests", state=state), paid)])
    rows.append([_button(t("button-back"), OnChannel(do=ChannelDo.OPEN, channel=channel_id))])
    return InlineKeyboardMarkup(inline_keyboard=rows)


def a_day_keyboard(t: Translator, found: Runs) -> InlineKeyboardMarkup:
    """How many announcements a day; what is chosen is marked."""
    channel_id = found.channel.id
    rows = [
        [
            _button(
                (_MARK if most == found.settings.announcements_a_day else "")
                + t("runs-a-day", count=most),
                OnRunSetting(do=SettingDo.SET_A_DAY, channel=channel_id, value=most),
            )
        ]
        for most in A_DAY
    ]
    rows.append([_button(t("button-back"), RunsPage(channel=channel_id))])
    return InlineKeyboardMarkup(inline_keyboard=rows)


def paid_digests_keyboard(t: Translator, channel_id: int, *, is_on: bool) -> InlineKeyboardMarkup:
    """Pay for digests, or no more; the way back."""
    do, key = (
        (SettingDo.PAID_OFF, "button-paid-digests-off")
        if is_on
        else (SettingDo.PAID_ON, "button-paid-digests-on")
    )
    back = "button-back" if is_on else "button-cancel"
    return InlineKeyboardMarkup(
        inline_keyboard=[
            [_button(t(key), OnRunSetting(do=do, channel=channel_id))],
            [_button(t(back), RunsPage(channel=channel_id))],
        ]
    )


def paid_digests_link(t: Translator, channel_id: int) -> InlineKeyboardMarkup:
    """Under what is told of paid sending: the way to its setting."""
    data = OnRunSetting(do=SettingDo.PAID, channel=channel_id)
    return InlineKeyboardMarkup(
        inline_keyboard=[[_button(t("button-paid-digests", state="on"), data)]]
    )


def _stop_button(t: Translator, run_id: int) -> InlineKeyboardButton:
    return _button(t("button-run-stop"), OnRun(do=RunDo.STOP, run=run_id))


def _button(text: str, data: CallbackData) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=text, callback_data=data.pack())
