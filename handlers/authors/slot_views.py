"""How the weekly slots of a channel are shown."""

from itertools import groupby

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from aiogram.utils.formatting import Bold, Text, as_list
from aiogram.utils.keyboard import InlineKeyboardBuilder

from bot.domain.channels import Channel
from bot.domain.slots import Slot
from bot.domain.zones import describe_zone
from bot.services.slotting import Week
from bot.translator import Translator
from handlers.authors.callbacks import ChannelDo, OnChannel
from handlers.authors.plan_callbacks import DropSlot, ResetSlots

_LONGEST = 30


def slots_screen(t: Translator, week: Week) -> tuple[Text, InlineKeyboardMarkup]:
    """The slots of a channel by weekday, each a button that removes it."""
    channel = week.channel
    lines: list[Text | str] = [
        Text(Bold(t("slots-title")), ": ", channel.title),
        t("slots-own" if week.is_own else "slots-default", zone=describe_zone(channel.zone)),
        "",
    ]
    for weekday, slots in groupby(week.slots, key=lambda slot: slot.weekday):
        times = " · ".join(short_slot(slot) for slot in slots)
        lines.append(Text(Bold(t(f"weekday-{weekday}")), " ", times))
    if not week.slots:
        lines.append(t("slots-none"))
    lines += ["", t("slots-ask")]
    return as_list(*lines), _keyboard(t, week)


def slot_time(slot: Slot) -> str:
    """`19:00 #case`: the time of a slot and its rubric."""
    rubric = f" #{slot.rubric}" if slot.rubric else ""
    return f"{slot.at:%H:%M}{rubric}"


def short_slot(slot: Slot) -> str:
    """The same, with a long rubric cut: a message holds a whole week of them."""
    text = slot_time(slot)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _keyboard(t: Translator, week: Week) -> InlineKeyboardMarkup:
    channel = week.channel
    builder = InlineKeyboardBuilder()
    for slot in week.slots:
        builder.add(_drop_button(t, channel, slot))
    builder.adjust(2)
    if week.is_own:
        reset = ResetSlots(channel=channel.id).pack()
        builder.row(InlineKeyboardButton(text=t("button-reset-slots"), callback_data=reset))
    back = OnChannel(do=ChannelDo.OPEN, channel=channel.id).pack()
    builder.row(InlineKeyboardButton(text=t("button-back"), callback_data=back))
    return builder.as_markup()


def _drop_button(t: Translator, channel: Channel, slot: Slot) -> InlineKeyboardButton:
    data = DropSlot(channel=channel.id, weekday=slot.weekday, minute=slot.minute)
    label = f"✖️ {t(f'weekday-{slot.weekday}')} {short_slot(slot)}"
    return InlineKeyboardButton(text=label, callback_data=data.pack())
