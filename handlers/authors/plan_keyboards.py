"""Keyboards of the plan: values in, markup out."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from aiogram.utils.keyboard import InlineKeyboardBuilder

from bot.domain.posts import Post, PostState
from bot.translator import Translator
from handlers.authors.callbacks import Do, OnPost
from handlers.authors.keyboards import back_button
from handlers.authors.plan_callbacks import CalendarPage, OnSeries, SeriesDo, SwapPage, TakeMoment

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


def moments_keyboard(
    t: Translator, post_id: int, moments: Sequence[tuple[str, datetime]]
) -> InlineKeyboardMarkup:
    """Moments with their labels, each of which plans the post; and the way back."""
    rows = [[moment_button(label, post_id, moment)] for label, moment in moments]
    return InlineKeyboardMarkup(inline_keyboard=[*rows, [back_button(t, post_id)]])


def schedule_keyboard(
    t: Translator, post: Post, slot: tuple[str, datetime] | None, *, is_repeat: bool = False
) -> InlineKeyboardMarkup:
    """Ready moments, `slot` with its label first; words are typed. More for a planned post."""
    builder = InlineKeyboardBuilder()
    if slot:
        label = t("button-next-slot", moment=slot[0])
        builder.row(moment_button(label, post.id, slot[1], is_slot=True))
    builder.row(
        _button(t("button-hour"), OnPost(do=Do.HOUR, post=post.id)),
        _button(t("button-tomorrow"), OnPost(do=Do.TOMORROW, post=post.id)),
    )
    builder.row(_button(t("button-pick-date"), CalendarPage(post=post.id)))
    if post.state is PostState.PLANNED:
        builder.row(
            _button(t("button-swap"), SwapPage(post=post.id)),
            _button(t("button-repeat-planned"), OnSeries(do=SeriesDo.OPEN, post=post.id)),
        )
        if is_repeat:
            skip = OnSeries(do=SeriesDo.SKIP, post=post.id)
            builder.row(_button(t("button-skip"), skip))
    builder.row(back_button(t, post.id))
    return builder.as_markup()


def _button(text: str, data: CallbackData) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=text, callback_data=data.pack())
