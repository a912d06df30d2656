"""The calendar as keyboards: the days of a month, then the hours of a day."""

import calendar
from collections.abc import Collection, Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from aiogram.utils.keyboard import InlineKeyboardBuilder

from bot.domain.dates import local_to_utc
from bot.domain.slots import Slot
from bot.translator import Translator
from handlers.authors.callbacks import Do, OnPost
from handlers.authors.plan_callbacks import CalendarPage, Dead, PickDay
from handlers.authors.plan_keyboards import moment_button
from handlers.authors.slot_views import short_slot

FARTHEST = timedelta(days=366)
"""A post is planned for no later day."""

MARK = "•"
_HOURS = range(8, 23)
_NOTHING = "·"


def month_of(day: date) -> int:
    """A month as a number: `12 * year + month - 1`."""
    return 12 * day.year + day.month - 1


def first_day(month: int) -> date:
    """The first day of a month that is given as a number."""
    return date(month // 12, month % 12 + 1, 1)


def month_keyboard(
    t: Translator, post_id: int, month: int, *, today: date, marked: Collection[date]
) -> InlineKeyboardMarkup:
    """Days to pick, those in `marked` with a dot; days that are over do nothing.

    Weeks without a day to pick are left out: on a phone they would push the rest off the screen.
    """
    first, last = first_day(month), today + FARTHEST
    builder = InlineKeyboardBuilder()
    builder.row(*(_dead(t(f"weekday-{weekday}")) for weekday in range(7)))
    for week in calendar.Calendar().monthdatescalendar(first.year, first.month):
        if week[-1] < today or week[0] > last:
            continue
        builder.row(
            *(
                _day_button(post_id, day, is_marked=day in marked)
                if day.month == first.month and today <= day <= last
                else _dead(_NOTHING)
                for day in week
            )
        )
    turns = [("button-previous", month - 1), ("button-next", month + 1)]
    builder.row(
        *(
            InlineKeyboardButton(
                text=f"{t(key)} · {t('calendar-month', month=other % 12 + 1)}",
                callback_data=CalendarPage(post=post_id, month=other).pack(),
            )
            for key, other in turns
            if month_of(today) <= other <= month_of(last)
        )
    )
    back = OnPost(do=Do.SCHEDULE, post=post_id).pack()
    builder.row(InlineKeyboardButton(text=t("button-back"), callback_data=back))
    return builder.as_markup()


def day_keyboard(
    t: Translator,
    post_id: int,
    day: date,
    *,
    slots: Sequence[tuple[datetime, Slot]],
    taken: Collection[datetime],
    now: datetime,
    zone: ZoneInfo,
) -> InlineKeyboardMarkup:
    """Free slots of a day, then its hours; those that are taken carry a dot."""
    builder = InlineKeyboardBuilder()
    for moment, slot in slots:
        label = t("button-slot", time=short_slot(slot))
        builder.row(moment_button(label, post_id, moment, is_slot=True))
    free = {moment for moment, _ in slots}
    hours = [local_to_utc(day, time(hour), zone) for hour in _HOURS]
    buttons = [
        moment_button(_hour(moment.astimezone(zone), moment in taken), post_id, moment)
        for moment in hours
        if moment > now and moment not in free
    ]
    for start in range(0, len(buttons), 5):
        builder.row(*buttons[start : start + 5])
    back = CalendarPage(post=post_id, month=month_of(day)).pack()
    builder.row(InlineKeyboardButton(text=t("button-back"), callback_data=back))
    return builder.as_markup()


def _hour(local: datetime, is_taken: bool) -> str:
    return f"{local:%H:%M}{MARK if is_taken else ''}"


def _day_button(post_id: int, day: date, *, is_marked: bool) -> InlineKeyboardButton:
    data = PickDay(post=post_id, day=day.toordinal())
    text = f"{day.day}{MARK if is_marked else ''}"
    return InlineKeyboardButton(text=text, callback_data=data.pack())


def _dead(text: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=text, callback_data=Dead().pack())
