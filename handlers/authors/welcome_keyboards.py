"""Buttons of a source's welcome: its list, one message, the delays."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.domain.welcomes import MOST_STEPS, Step
from bot.services.arranging import Series
from bot.translator import Translator
from handlers.authors.link_keyboards import OnSource, SourceDo
from handlers.authors.welcome_callbacks import OnStep, OnWelcome, StepDo, TakeDelay, WelcomeDo
from handlers.moments import describe_span

MINUTE = timedelta(minutes=1)
# Any moment: only the span from it is told.
_START = datetime(2000, 1, 1, tzinfo=UTC)
READY = {
    timedelta(0): "welcome-at-once",
    timedelta(hours=1): "welcome-in-hour",
    timedelta(days=1): "welcome-in-day",
    timedelta(days=3): "welcome-in-three-days",
}
"""Delays that stand on buttons, with the keys of their words; others are typed."""


def list_keyboard(t: Translator, series: Series, titles: Iterable[str]) -> InlineKeyboardMarkup:
    """The messages, one more while there is room, and the way to the source."""
    rows = [
        [_button(f"{number}. {title}", OnStep(do=StepDo.OPEN, step=step.id))]
        for number, (step, title) in enumerate(zip(series.steps, titles, strict=True), start=1)
    ]
    if len(series.steps) < MOST_STEPS:
        data = OnWelcome(do=WelcomeDo.ADD, source=series.source.id)
        rows.append([_button(t("button-welcome-add"), data)])
    back = OnSource(do=SourceDo.OPEN, source=series.source.id)
    rows.append([_button(t("button-back"), back)])
    return InlineKeyboardMarkup(inline_keyboard=rows)


def step_keyboard(t: Translator, series: Series, step: Step) -> InlineKeyboardMarkup:
    """What may be done with a message."""

    def button(key: str, do: StepDo) -> InlineKeyboardButton:
        return _button(t(key), OnStep(do=do, step=step.id))

    return InlineKeyboardMarkup(
        inline_keyboard=[
            [button("button-welcome-show", StepDo.SHOW)],
            [
                button("button-welcome-text", StepDo.TEXT),
                button("button-welcome-delay", StepDo.DELAY),
            ],
            [button("button-delete", StepDo.DELETE)],
            [_back_to_list(t, series.source.id)],
        ]
    )


def delete_keyboard(t: Translator, step_id: int) -> InlineKeyboardMarkup:
    """Delete, or leave it as it is."""
    sure = _button(t("button-delete-sure"), OnStep(do=StepDo.DELETE_SURE, step=step_id))
    cancel = _button(t("button-cancel"), OnStep(do=StepDo.OPEN, step=step_id))
    return InlineKeyboardMarkup(inline_keyboard=[[sure, cancel]])


def delays_keyboard(t: Translator, series: Series, step: Step | None) -> InlineKeyboardMarkup:
    """Ready delays that are free, of a message or (None) of a new one."""
    taken = {other.delay for other in series.steps if other != step}
    step_id = step.id if step else 0
    rows = [
        [
            _button(
                delay_words(t, delay),
                TakeDelay(source=series.source.id, step=step_id, minutes=delay // MINUTE),
            )
        ]
        for delay in READY
        if delay not in taken
    ]
    back = OnStep(do=StepDo.OPEN, step=step.id) if step else None
    rows.append(
        [_button(t("button-back"), back)] if back else [_back_to_list(t, series.source.id)]
    )
    return InlineKeyboardMarkup(inline_keyboard=rows)


def question_keyboard(t: Translator, source_id: int, step_id: int = 0) -> InlineKeyboardMarkup:
    """Back from the question for a message."""
    back = _button(t("button-back"), OnStep(do=StepDo.OPEN, step=step_id))
    row = [back] if step_id else [_back_to_list(t, source_id)]
    return InlineKeyboardMarkup(inline_keyboard=[row])


def delay_words(t: Translator, delay: timedelta) -> str:
    """When a message comes: `At once`, `In a day`, `In 1 d 3 h`."""
    if key := READY.get(delay):
        return t(key)
    return t("welcome-after", distance=describe_span(t, _START, _START + delay))


def _back_to_list(t: Translator, source_id: int) -> InlineKeyboardButton:
    data = OnWelcome(do=WelcomeDo.LIST, source=source_id)
    return _button(t("button-back"), data)


def _button(text: str, data: CallbackData) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=text, callback_data=data.pack())
