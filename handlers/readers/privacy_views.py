"""What a person reads of what is kept about them."""

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from aiogram.utils.formatting import Text, as_list

from bot.domain.people import Person
from bot.domain.personal import Kept
from bot.translator import Translator
from handlers.readers.privacy_callbacks import Privacy, PrivacyDo
from handlers.readers.screens import Screen

# The profile has a sentence of its own.
_LINES = {
    "digests": "privacy-kept-digests",
    "announcements": "privacy-kept-announcements",
    "saved": "privacy-kept-saved",
    "follows": "privacy-kept-follows",
    "arrivals": "privacy-kept-arrivals",
    "welcomes": "privacy-kept-welcomes",
    "reposts": "privacy-kept-reposts",
    "team": "privacy-kept-team",
    "letters": "privacy-kept-letters",
    "model": "privacy-kept-model",
    "posts": "privacy-kept-posts",
    "work": "privacy-kept-work",
    "messages": "privacy-kept-messages",
    "conversations": "privacy-kept-conversations",
    "updates": "privacy-kept-updates",
}


def kept_screen(t: Translator, person: Person, kept: Kept, channel: str) -> Screen:
    """What is kept, and what can be done about it; `channel` is the chosen one, or empty."""
    lines = [t("privacy-head"), "", "• " + _profile(t, person)]
    if channel:
        lines.append("• " + t("privacy-kept-channel", channel=channel))
    lines += [
        "• " + t(key, count=kept.sections[section])
        for section, key in _LINES.items()
        if section in kept.sections
    ]
    text = as_list(*lines, "", t("privacy-words"), "", t("privacy-others"))
    return Screen(text, _keyboard(t, (PrivacyDo.EXPORT,), (PrivacyDo.ASK,)))


def ask_screen(t: Translator, kept: Kept) -> Screen:
    """The confirmation: what goes, what stays."""
    lines = [t("privacy-ask"), "", t("privacy-goes")]
    if kept.drafts:
        lines.append(t("privacy-goes-drafts", count=kept.drafts))
    if kept.planned:
        lines.append(t("privacy-goes-planned", count=kept.planned))
    lines += ["", t("privacy-stays")]
    if kept.published:
        lines.append(t("privacy-stays-posts", count=kept.published))
    if kept.is_owner:
        lines += ["", t("privacy-owner")]
    return Screen(Text("\n".join(lines)), _keyboard(t, (PrivacyDo.FORGET, PrivacyDo.SHOW)))


def forgotten_screen(t: Translator) -> Screen:
    """The last word."""
    return Screen(Text(t("privacy-forgotten")))


def _profile(t: Translator, person: Person) -> str:
    return t(
        "privacy-kept-profile",
        name=person.name,
        username=f"@{person.username}" if person.username else "-",
        language=t.language,
        zone=person.zone,
    )


_WORDS = {
    PrivacyDo.EXPORT: "button-privacy-export",
    PrivacyDo.ASK: "button-privacy-ask",
    PrivacyDo.FORGET: "button-privacy-ask",
    PrivacyDo.SHOW: "button-cancel",
}


def _keyboard(t: Translator, *rows: tuple[PrivacyDo, ...]) -> InlineKeyboardMarkup:
    def button(do: PrivacyDo) -> InlineKeyboardButton:
        data: CallbackData = Privacy(do=do)
        return InlineKeyboardButton(text=t(_WORDS[do]), callback_data=data.pack())

    return InlineKeyboardMarkup(inline_keyboard=[[button(do) for do in row] for row in rows])
