"""Buttons of announcements: whom one is for, its price, its leave."""

from enum import StrEnum

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.domain.announcements import Announcement, Audience, AudienceKind
from bot.services.addressing import Card, Choices
from bot.translator import LANGUAGES, Translator
from handlers.authors.callbacks import ChannelDo, OnChannel
from handlers.numbers import Number

_MARK = "✅ "


class AnnouncementDo(StrEnum):
    """What a button of an announcement does."""

    OPEN = "open"
    RUBRICS = "rubrics"
    SOURCES = "sources"
    SHOW = "show"
    REPLACE = "again"
    PAY = "pay"
    PAY_SURE = "pay!"
    FREE = "free"
    SEND = "send"
    SEND_SURE = "send!"
    DISCARD = "discard"


class OnAnnouncement(CallbackData, prefix="aan1"):
    """A button of an announcement that did not go yet."""

    do: AnnouncementDo
    id: Number


class SetAudience(CallbackData, prefix="aau1"):
    """Whom an announcement is for."""

    id: Number
    kind: AudienceKind
    key: str = ""


def question_keyboard(t: Translator, channel_id: int) -> InlineKeyboardMarkup:
    """Back from the question for a message."""
    data = OnChannel(do=ChannelDo.OPEN, channel=channel_id)
    return _rows([_button(t("button-back"), data)])


def replacing_keyboard(t: Translator, announcement: Announcement) -> InlineKeyboardMarkup:
    """Back from the question for another message: the announcement as it is."""
    return _rows([_back(t, announcement)])


def card_keyboard(t: Translator, card: Card, choices: Choices) -> InlineKeyboardMarkup:
    """The audiences with their counts, the price, the leave."""
    found = card.announcement

    def audience(words: str, kind: AudienceKind, key: str = "") -> list[InlineKeyboardButton]:
        return [_audience_button(words, found, Audience(kind, key))]

    def do(key: str, what: AnnouncementDo) -> InlineKeyboardButton:
        return _button(t(key), OnAnnouncement(do=what, id=found.id))

    rows = [
        audience(t("audience-all", count=choices.everybody), AudienceKind.ALL),
        *(
            audience(t(f"audience-{code}", count=count), AudienceKind.LANGUAGE, code)
            for code in LANGUAGES
            if (count := choices.languages.get(code, 0)) and count < choices.everybody
        ),
    ]
    is_marked = found.audience.kind in (AudienceKind.RUBRIC, AudienceKind.SOURCE)
    if is_marked:
        words = _MARK + t("audience-named", name=card.name, count=card.readers)
        rows.append([_button(words, OnAnnouncement(do=AnnouncementDo.OPEN, id=found.id))])
    if choices.rubrics:
        rows.append([do("button-audience-rubrics", AnnouncementDo.RUBRICS)])
    if choices.sources:
        rows.append([do("button-audience-sources", AnnouncementDo.SOURCES)])
    if card.price or found.is_paid:
        paid = AnnouncementDo.FREE if found.is_paid else AnnouncementDo.PAY
        rows.append([do(f"button-announcement-{paid.value}", paid)])
    rows += _leave(t, card)
    rows.append(
        [
            do("button-preview", AnnouncementDo.SHOW),
            do("button-announcement-replace", AnnouncementDo.REPLACE),
        ]
    )
    rows.append([do("button-delete", AnnouncementDo.DISCARD)])
    return InlineKeyboardMarkup(inline_keyboard=rows)


def _leave(t: Translator, card: Card) -> list[list[InlineKeyboardButton]]:
    if card.next_at is not None:
        # Where it may go tomorrow, this shows the way on.
        return [[_back(t, card.announcement, "button-refresh")]]
    return [[_send_button(t, card, AnnouncementDo.SEND)]] if card.readers else []


def choices_keyboard(
    t: Translator, announcement: Announcement, choices: Choices, kind: AudienceKind
) -> InlineKeyboardMarkup:
    """The rubrics, or the sources, with how many readers each has."""
    named = (
        [(rubric.label, rubric.id, count) for rubric, count in choices.rubrics]
        if kind is AudienceKind.RUBRIC
        else [(source.name, source.id, count) for source, count in choices.sources]
    )
    rows = [
        [
            _audience_button(
                t("audience-named", name=name, count=count), announcement,
                Audience(kind, str(key)),
            )
        ]
        for name, key, count in named
    ]  # fmt: skip
    return _rows(*rows, [_back(t, announcement)])


def price_keyboard(t: Translator, card: Card) -> InlineKeyboardMarkup:
    """Pay, or not."""
    data = OnAnnouncement(do=AnnouncementDo.PAY_SURE, id=card.announcement.id)
    sure = _button(t("button-pay", stars=card.price), data)
    return _rows([sure], [_back(t, card.announcement, "button-cancel")])


def sure_keyboard(t: Translator, card: Card) -> InlineKeyboardMarkup:
    """The last question before it goes."""
    return _rows(
        [_send_button(t, card, AnnouncementDo.SEND_SURE)],
        [_back(t, card.announcement, "button-cancel")],
    )


def _send_button(t: Translator, card: Card, do: AnnouncementDo) -> InlineKeyboardButton:
    words = t("button-announcement-send", count=card.readers)
    return _button(words, OnAnnouncement(do=do, id=card.announcement.id))


def _back(
    t: Translator, announcement: Announcement, key: str = "button-back"
) -> InlineKeyboardButton:
    return _button(t(key), OnAnnouncement(do=AnnouncementDo.OPEN, id=announcement.id))


def _audience_button(
    words: str, announcement: Announcement, audience: Audience
) -> InlineKeyboardButton:
    mark = _MARK if announcement.audience == audience else ""
    data = SetAudience(id=announcement.id, kind=audience.kind, key=audience.key)
    return _button(mark + words, data)


def _button(text: str, data: CallbackData) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=text, callback_data=data.pack())


def _rows(*rows: list[InlineKeyboardButton]) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(inline_keyboard=list(rows))
