"""Buttons that ask a language model for something, and those of what it proposes."""

from collections.abc import Sequence
from enum import StrEnum

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.domain.texts import cut_around
from bot.translator import Translator
from handlers.numbers import Number

# Telegram cuts a longer button off by itself, in the middle of a word.
_MOST_ON_BUTTON = 40


class Ask(StrEnum):
    """What a button of a draft asks a language model for."""

    SHORTER = "shorter"
    SHARPER = "sharper"
    CALMER = "calmer"
    HEADLINES = "headlines"
    TRANSLATE = "translate"
    BY_WORDS = "by-words"


class OnAsk(CallbackData, prefix="aa1"):
    """A button that asks for another version of a post, or for what is needed to ask."""

    ask: Ask
    post: Number


class Tongue(StrEnum):
    """A language to translate into."""

    RU = "ru"
    EN = "en"
    DE = "de"
    ZH = "zh"
    KO = "ko"


class OnTongue(CallbackData, prefix="aw1"):
    """Translate a post into a language."""

    tongue: Tongue
    post: Number


class ProposalDo(StrEnum):
    """What may be done with a proposal."""

    TAKE = "take"
    AGAIN = "again"
    LEAVE = "leave"


class OnProposal(CallbackData, prefix="ay1"):
    """A button of a proposal: of this one, and of no later one of the same post."""

    do: ProposalDo
    post: Number
    proposal: Number


class TakeHeadline(CallbackData, prefix="az1"):
    """Take one of the headlines of a proposal; `index` counts from 0."""

    post: Number
    proposal: Number
    index: Number


def model_rows(t: Translator, post_id: int) -> list[list[InlineKeyboardButton]]:
    """What a language model can do with a post."""
    rows = (
        (Ask.SHORTER, Ask.SHARPER, Ask.CALMER),
        (Ask.HEADLINES, Ask.TRANSLATE),
        (Ask.BY_WORDS,),
    )
    return [
        [InlineKeyboardButton(
            text=t(f"button-ask-{ask.value}"), callback_data=OnAsk(ask=ask, post=post_id).pack()
        ) for ask in row]
        for row in rows
    ]  # fmt: skip


def tongues_keyboard(
    t: Translator, post_id: int, back: InlineKeyboardButton
) -> InlineKeyboardMarkup:
    """The languages to choose from."""
    buttons = [
        InlineKeyboardButton(
            text=t(f"tongue-{tongue.value}"),
            callback_data=OnTongue(tongue=tongue, post=post_id).pack(),
        )
        for tongue in Tongue
    ]
    return InlineKeyboardMarkup(inline_keyboard=[buttons[:2], buttons[2:], [back]])


def proposal_keyboard(
    t: Translator, post_id: int, proposal_id: int, dos: Sequence[ProposalDo] = tuple(ProposalDo)
) -> InlineKeyboardMarkup:
    """Take it, Again, Leave it: those that still make sense."""
    return InlineKeyboardMarkup(inline_keyboard=[_proposal_row(t, post_id, proposal_id, dos)])


def headlines_keyboard(
    t: Translator, post_id: int, proposal_id: int, headlines: Sequence[str]
) -> InlineKeyboardMarkup:
    """A button for each headline, cut where it is too long for one."""
    rows = [
        [InlineKeyboardButton(
            text=f"{index + 1}. {cut_around(headline, 0, _MOST_ON_BUTTON)[0]}",
            callback_data=TakeHeadline(post=post_id, proposal=proposal_id, index=index).pack(),
        )]
        for index, headline in enumerate(headlines)
    ]  # fmt: skip
    last = _proposal_row(t, post_id, proposal_id, (ProposalDo.AGAIN, ProposalDo.LEAVE))
    return InlineKeyboardMarkup(inline_keyboard=[*rows, last])


def _proposal_row(
    t: Translator, post_id: int, proposal_id: int, dos: Sequence[ProposalDo]
) -> list[InlineKeyboardButton]:
    return [
        InlineKeyboardButton(
            text=t(f"button-proposal-{do.value}"),
            callback_data=OnProposal(do=do, post=post_id, proposal=proposal_id).pack(),
        )
        for do in dos
    ]
