"""Keyboards of the plan: values in, markup out."""

from datetime import UTC, datetime, timedelta

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from aiogram.utils.keyboard import InlineKeyboardBuilder

from bot.translator import Translator
from handlers.authors.callbacks import Do, OnPost
from handlers.authors.keyboards import back_button
from handlers.authors.plan_callbacks import CalendarPage, TakeMoment

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MINUTE = timedelta(minutes=1)


def to_minute(moment: datetime) -> int:
    """Minutes since the epoch, as a button carries them."""
    return (moment - _EPOCH) // _MINUTE


def from_minute(minute: int) -> datetime | None:
    """The moment of a button, aware UTC; None for what no calendar has."""
    try:
        return _EPOCH + minute * _MINUTE
    except OverflowError:
        return None


def moment_button(
    text: str, post_id: int, moment: datetime, *, is_slot: bool = False
) -> InlineKeyboardButton:
    """A button that plans a post for a moment."""
    data = TakeMoment(post=post_id, minute=to_minute(moment), is_slot=is_slot)
    return InlineKeyboardButton(text=text, callback_data=data.pack())


def schedule_keyboard(
    t: Translator, post_id: int, slot: tuple[str, datetime] | None
) -> InlineKeyboardMarkup:
    """Ready moments, `slot` with its label first; words are typed."""
    builder = InlineKeyboardBuilder()
    if slot:
        label = t("button-next-slot", moment=slot[0])
        builder.row(moment_button(label, post_id, slot[1], is_slot=True))
    builder.row(
        *(
            InlineKeyboardButton(
                text=t(f"button-{do.value}"), callback_data=OnPost(do=do, post=post_id).pack()
            )
            for do in (Do.HOUR, Do.TOMORROW)
        )
    )
    pick = CalendarPage(post=post_id).pack()
    builder.row(InlineKeyboardButton(text=t("button-pick-date"), callback_data=pick))
    builder.row(back_button(t, post_id))
    return builder.as_markup()
