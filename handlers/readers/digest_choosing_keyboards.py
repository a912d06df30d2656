"""Buttons of the further choices of a digest: they carry what a press comes to."""

from collections.abc import Collection, Sequence
from enum import StrEnum

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.domain.archive import Rubric
from bot.domain.digests import Frequency
from bot.domain.pages import Page
from bot.domain.subscriptions import LEAST_CHOICES, MOST_CHOICES, Sorting, Subscription
from bot.translator import Translator
from handlers.numbers import Number
from handlers.readers.digest_keyboards import (
    DigestDo,
    OnDigest,
    PauseDigest,
    SetFrequency,
    back_button,
)
from handlers.readers.rows import MARK, Rows, add_turns, button

LEFT_OUT = "🚫 "
"""Stands before a rubric that a digest leaves out."""

PAUSES = {"week": 7, "two-weeks": 14, "month": 30}
"""Days of the pauses that have a button."""


class Choice(StrEnum):
    """A screen of the further choices."""

    MORE = "more"
    DAYS = "days"
    WEEKDAY = "weekday"
    QUIET = "quiet"
    MOST = "most"
    LEAST = "least"
    PAUSE = "pause"


class OpenChoice(CallbackData, prefix="rda1"):
    """Open a screen of choices in place of the pressed one."""

    choice: Choice
    channel: Number


class TurnDay(CallbackData, prefix="rdt1"):
    """A weekday is chosen, that of weekly digests, or quiet; or (`on` false) no more."""

    choice: Choice
    day: Number
    on: bool
    channel: Number


class SetNumber(CallbackData, prefix="rdc1"):
    """How many posts a digest tells, or from how many on it comes."""

    choice: Choice
    number: Number
    channel: Number


class SetSorting(CallbackData, prefix="rds1"):
    """Which posts come first."""

    sorting: Sorting
    channel: Number


class TurnAnnouncements(CallbackData, prefix="rdn1"):
    """Announcements of the channel come, or (`on` false) do not."""

    on: bool
    channel: Number


class LeftOutPage(CallbackData, prefix="rdp1"):
    """A page of the rubrics that may be left out."""

    channel: Number
    cursor: str = ""


class LeaveOut(CallbackData, prefix="rdo1"):
    """Leave a rubric out, or (`out` false) bring it again; the page is shown again."""

    channel: Number
    rubric: Number
    out: bool
    cursor: str = ""


def more_keyboard(
    t: Translator, subscription: Subscription, *, is_announced_to: bool
) -> InlineKeyboardMarkup:
    """The further choices, with what is set; `is_announced_to`: announcements come."""
    channel_id = subscription.channel_id
    schedule, taste = subscription.schedule, subscription.taste

    def frequency(item: Frequency) -> InlineKeyboardButton:
        data = SetFrequency(frequency=item, channel=channel_id)
        return _marked(t(f"button-digest-{item.value}"), data, is_on=item is schedule.frequency)

    def sorting(item: Sorting) -> InlineKeyboardButton:
        data = SetSorting(sorting=item, channel=channel_id)
        return _marked(t(f"button-digest-by-{item.value}"), data, is_on=item is taste.sorting)

    def opens(choice: Choice, **values: int | str) -> InlineKeyboardButton:
        words = t(f"button-digest-{choice.value}", **values)
        return button(words, OpenChoice(choice=choice, channel=channel_id))

    announcements = button(
        t("button-digest-announcements", state="on" if is_announced_to else "off"),
        TurnAnnouncements(on=not is_announced_to, channel=channel_id),
    )
    days = [opens(Choice.QUIET)]
    if schedule.frequency is Frequency.WEEKLY:
        days.insert(0, opens(Choice.WEEKDAY, day=t(f"weekday-{schedule.weekday}")))
    rows = [
        [frequency(Frequency.CHOSEN), frequency(Frequency.TWICE)],
        days,
        [opens(Choice.MOST, count=taste.most), opens(Choice.LEAST, count=taste.at_least)],
        [sorting(Sorting.BEST), sorting(Sorting.TIME)],
        [opens(Choice.PAUSE)],
        [announcements],
        [back_button(t, channel_id)],
    ]
    return InlineKeyboardMarkup(inline_keyboard=rows)


def days_keyboard(
    t: Translator, subscription: Subscription, choice: Choice
) -> InlineKeyboardMarkup:
    """The seven days; those that are set are marked."""
    schedule, channel_id = subscription.schedule, subscription.channel_id
    is_weekly = schedule.frequency is Frequency.WEEKLY
    weekdays = frozenset({schedule.weekday}) if is_weekly else frozenset()
    chosen = {Choice.QUIET: schedule.quiet, Choice.WEEKDAY: weekdays}.get(choice, schedule.chosen)

    def turns(day: int) -> InlineKeyboardButton:
        is_on = choice is Choice.WEEKDAY or day not in chosen
        data = TurnDay(choice=choice, day=day, on=is_on, channel=channel_id)
        return _marked(t(f"weekday-{day}"), data, is_on=day in chosen)

    rows = [
        [turns(day) for day in range(4)],
        [turns(day) for day in range(4, 7)],
        [_back_to_more(t, channel_id)],
    ]
    return InlineKeyboardMarkup(inline_keyboard=rows)


def numbers_keyboard(
    t: Translator, subscription: Subscription, choice: Choice
) -> InlineKeyboardMarkup:
    """Numbers of posts; the one that is set is marked."""
    channel_id, taste = subscription.channel_id, subscription.taste
    is_most = choice is Choice.MOST
    numbers, current = (MOST_CHOICES, taste.most) if is_most else (LEAST_CHOICES, taste.at_least)
    row = [
        _marked(
            str(number),
            SetNumber(choice=choice, number=number, channel=channel_id),
            is_on=number == current,
        )
        for number in numbers
    ]
    return InlineKeyboardMarkup(inline_keyboard=[row, [_back_to_more(t, channel_id)]])


def pause_keyboard(
    t: Translator, subscription: Subscription, *, is_paused: bool
) -> InlineKeyboardMarkup:
    """How long, a date to be typed, and the end of a pause that holds."""
    channel_id = subscription.channel_id
    rows: Rows = [
        [
            button(t(f"button-digest-{name}"), PauseDigest(days=days, channel=channel_id))
            for name, days in PAUSES.items()
        ],
        [button(t("button-digest-until"), OnDigest(do=DigestDo.UNTIL, channel=channel_id))],
        [_back_to_more(t, channel_id)],
    ]
    if is_paused:
        rows.insert(0, [button(t("button-digest-go-on"), PauseDigest(days=0, channel=channel_id))])
    return InlineKeyboardMarkup(inline_keyboard=rows)


def left_out_keyboard(
    t: Translator, channel_id: int, page: Page[Rubric], unwanted: Collection[int], cursor: str
) -> InlineKeyboardMarkup:
    """The rubrics of a page, two a row; those that are left out are marked."""

    def turns(rubric: Rubric) -> InlineKeyboardButton:
        is_out = rubric.id in unwanted
        data = LeaveOut(channel=channel_id, rubric=rubric.id, out=not is_out, cursor=cursor)
        return button(f"{LEFT_OUT if is_out else ''}#{rubric.tag}", data)

    rows: Rows = list(map(list, _pairs([turns(rubric) for rubric in page.items])))
    add_turns(rows, t, page, lambda cursor: LeftOutPage(channel=channel_id, cursor=cursor))
    data = OnDigest(do=DigestDo.RUBRICS, channel=channel_id)
    rows.append([button(t("button-back"), data)])
    return InlineKeyboardMarkup(inline_keyboard=rows)


def _pairs(
    buttons: Sequence[InlineKeyboardButton],
) -> list[Sequence[InlineKeyboardButton]]:
    return [buttons[at : at + 2] for at in range(0, len(buttons), 2)]


def _marked(words: str, data: CallbackData, *, is_on: bool) -> InlineKeyboardButton:
    return button((MARK if is_on else "") + words, data)


def _back_to_more(t: Translator, channel_id: int) -> InlineKeyboardButton:
    return button(t("button-back"), OpenChoice(choice=Choice.MORE, channel=channel_id))
