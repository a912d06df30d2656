"""How an announcement is shown before it goes."""

from aiogram.types import InlineKeyboardMarkup
from aiogram.utils.formatting import Bold, Text, as_list

from bot.domain.announcements import AudienceKind
from bot.domain.paid_sending import FREE_A_SECOND, PAID_A_SECOND
from bot.services.addressing import Card, Choices
from bot.translator import Translator
from handlers.authors.announcement_keyboards import (
    card_keyboard,
    choices_keyboard,
    price_keyboard,
    sure_keyboard,
)
from handlers.authors.sending_times import took
from handlers.moments import describe_moment

Page = tuple[Text, InlineKeyboardMarkup]


def card_screen(t: Translator, card: Card, choices: Choices, note: str = "") -> Page:
    """Whom it is for, how many that are, when it may go; `note` stands above."""
    lines: list[Text | str] = [note, ""] if note else []
    lines.append(Text(Bold(t("announcement-title")), " · ", card.channel.title))
    lines.append(t("announcement-readers", count=card.readers, audience=audience_words(t, card)))
    if card.refused:
        lines.append(t("announcement-refused-by", count=card.refused))
    if card.announcement.is_paid:
        lines.append(t("announcement-is-paid", stars=card.price))
    if card.next_at:
        at = describe_moment(t, card.next_at, card.channel.zoneinfo)
        lines += ["", t("announcement-too-many", at=at)]
    elif not card.readers:
        lines += ["", t("announcement-nobody")]
    else:
        lines += ["", t("announcement-next")]
    return as_list(*lines), card_keyboard(t, card, choices)


def choices_screen(t: Translator, card: Card, choices: Choices, kind: AudienceKind) -> Page:
    """The rubrics, or the sources."""
    words = Text(t(f"announcement-choose-{kind.value}"))
    return words, choices_keyboard(t, card.announcement, choices, kind)


def price_screen(t: Translator, card: Card) -> Page:
    """What it costs to go faster, and what it is worth, before anything is switched on."""
    free, paid = (took(t, card.readers, a_second) for a_second in (FREE_A_SECOND, PAID_A_SECOND))
    text = as_list(
        Bold(t("paid-title")),
        t("paid-price", stars=card.price, count=card.readers),
        t("paid-time", free=free, paid=paid),
        t("paid-terms"),
    )
    return text, price_keyboard(t, card)


def sure_screen(t: Translator, card: Card) -> Page:
    """The last question."""
    rate = PAID_A_SECOND if card.announcement.is_paid else FREE_A_SECOND
    lines: list[Text | str] = [
        Bold(t("announcement-sure", count=card.readers)),
        t("announcement-sure-about", time=took(t, card.readers, rate)),
    ]
    if card.announcement.is_paid:
        lines.append(t("announcement-is-paid", stars=card.price))
    return as_list(*lines), sure_keyboard(t, card)


def audience_words(t: Translator, card: Card) -> str:
    """Whom it is for, in words."""
    audience = card.announcement.audience
    if audience.kind is AudienceKind.LANGUAGE:
        return t(f"audience-is-{audience.key}")
    return t(f"audience-is-{audience.kind.value}", name=card.name)
