"""Imports in words: what a file holds, how far it is, how it ended, and the ways to import."""

import json
import shlex

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from aiogram.utils.formatting import Bold, Code, Text, as_list
from aiogram.utils.keyboard import InlineKeyboardBuilder

from bot.domain.channels import Channel
from bot.domain.imports import Import, ImportState
from bot.errors import AppError
from bot.services.importing import LARGEST_FILE, Offer
from bot.translator import Translator
from handlers.authors.import_callbacks import ImportDo, OnImport
from handlers.authors.stats_words import days_of
from handlers.errors import sentence_of

_BAR = 12
"""Characters of the bar."""

Screen = tuple[Text, InlineKeyboardMarkup | None]


def offer_screen(t: Translator, offer: Offer) -> Screen:
    """What a file holds, and whether it is to be imported."""
    if offer.channel is None:
        return _choice(t, offer)
    lines = [*_holds(t, offer.job, offer.channel), "", _news(t, offer)]
    if offer.unreadable:
        lines.append(t("import-unreadable", count=offer.unreadable))
    lines.append(t("import-question", channel=offer.channel.title))
    keyboard = [[_button(t, ImportDo.START, offer.job), _button(t, ImportDo.CANCEL, offer.job)]]
    return as_list(*lines), InlineKeyboardMarkup(inline_keyboard=keyboard)


def _choice(t: Translator, offer: Offer) -> Screen:
    """Whose past it is, where the id does not say; without any choice: connect first."""
    lines = _holds(t, offer.job, None)
    if not offer.choices:
        lines += ["", t("import-connect-first", title=offer.job.holding.title)]
        return as_list(*lines), None
    is_other = not any(_is_named(channel, offer.job) for channel in offer.choices)
    key = "import-other-channel" if is_other else "import-which"
    lines += ["", t(key, title=offer.job.holding.title)]
    builder = InlineKeyboardBuilder()
    for channel in offer.choices:
        data = OnImport(do=ImportDo.CHOOSE, job=offer.job.id, channel=channel.id)
        builder.row(InlineKeyboardButton(text=channel.title, callback_data=data.pack()))
    builder.row(_button(t, ImportDo.CANCEL, offer.job))
    return as_list(*lines), builder.as_markup()


def progress_screen(t: Translator, job: Import) -> Screen:
    """How far an import is."""
    share = min(1.0, job.position / max(1, job.holding.messages, job.holding.posts))
    filled = round(share * _BAR)
    lines: list[Text | str] = [
        Bold(t("import-running")),
        Code("█" * filled + "░" * (_BAR - filled)) + Text(f" {share:.0%}"),
        *_counts(t, job),
    ]
    keyboard = [[_button(t, ImportDo.CANCEL, job)]]
    return as_list(*lines), InlineKeyboardMarkup(inline_keyboard=keyboard)


def end_screen(t: Translator, job: Import) -> Screen:
    """How an import ended."""
    match job.state:
        case ImportState.DONE:
            lines: list[Text | str] = [Bold(t("import-done")), *_counts(t, job)]
            if not job.tally.has_changed:
                lines.append(t("import-nothing-new"))
        case ImportState.FAILED:
            lines = [_failure(t, job), *_kept(t, job)]
        case _:
            lines = [Bold(t("import-cancelled")), *_kept(t, job)]
    return as_list(*lines), None


def line_screen(t: Translator, name: str, channel: Channel | None) -> Text:
    """The file is too large for a bot: the line that imports it."""
    return as_list(
        t("import-too-large", limit=LARGEST_FILE // 2**20),
        Code(command_line(name, channel)),
        t("import-line-about"),
    )


def command_line(name: str, channel: Channel | None) -> str:
    """The line of the command line that imports a file."""
    is_plain = not set('"$`\\!') & set(name) and name.isprintable()
    quoted = f'"{name}"' if is_plain else shlex.quote(name)
    target = f"@{channel.username}" if channel and channel.username else "-100…"
    if channel and not channel.username:
        target = str(channel.chat_id)
    return f".venv/bin/rubrika import {quoted} --channel {target}"


def ways_screen(t: Translator, channel: Channel | None) -> Text:
    """The ways to import the past of a channel."""
    page = f"https://t.me/s/{channel.username if channel and channel.username else '…'}"
    return as_list(
        Bold(t("import-title")),
        t("import-way-file", limit=LARGEST_FILE // 2**20),
        t("import-way-line"),
        Code(command_line("result.json", channel)),
        t("import-way-page"),
        Code(f".venv/bin/rubrika import {page}"),
        t("import-ways-again"),
    )


def _holds(t: Translator, job: Import, channel: Channel | None) -> list[Text | str]:
    holding = job.holding
    lines: list[Text | str] = [Bold(t("import-holds", title=holding.title or job.name))]
    lines.append(t("import-counts", posts=holding.posts, messages=holding.messages))
    if holding.first_at and holding.last_at:
        zone = channel.zoneinfo if channel else holding.first_at.tzinfo
        first, last = (at.astimezone(zone).date() for at in (holding.first_at, holding.last_at))
        lines.append(days_of(t, first, last))
    return lines


def _news(t: Translator, offer: Offer) -> str:
    fresh = max(0, offer.job.holding.posts - offer.known)
    if not fresh:
        return t("import-all-known")
    return t("import-news", fresh=fresh, known=offer.known)


def _counts(t: Translator, job: Import) -> list[Text | str]:
    tally = job.tally
    lines: list[Text | str] = [t("import-added", count=tally.added)]
    for key, count in (
        ("import-known", tally.known),
        ("import-changed", tally.changed),
        ("import-counted", tally.counted),
        ("import-left-alone", tally.left_alone),
    ):
        if count:
            lines.append(t(key, count=count))
    return lines


def _kept(t: Translator, job: Import) -> list[Text | str]:
    """What is in already, of an import that did not come to its end."""
    if not job.position:
        is_failed = job.state is ImportState.FAILED
        return [t("import-nothing-in-yet" if is_failed else "import-nothing-in")]
    return [*_counts(t, job), t("import-in-stays")]


def _failure(t: Translator, job: Import) -> str:
    told = json.loads(job.error or "{}")
    return sentence_of(AppError(told.get("key", "import-failed"), **told.get("params", {})), t)


def _is_named(channel: Channel, job: Import) -> bool:
    """Whether a file names a channel by its id."""
    return channel.chat_id == -(10**12) - (job.holding.history_id or 0)


def _button(t: Translator, do: ImportDo, job: Import) -> InlineKeyboardButton:
    words = t("button-import" if do is ImportDo.START else "button-cancel")
    return InlineKeyboardButton(text=words, callback_data=OnImport(do=do, job=job.id).pack())
