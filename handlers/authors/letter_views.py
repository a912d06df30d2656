"""The words of the letter of the week, and its buttons."""

from enum import StrEnum

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from aiogram.utils.formatting import Bold, Text, TextLink, as_list

from bot.domain.letters import Letter, Planned
from bot.domain.statistics import Measure, Sample
from bot.translator import Translator
from handlers.authors.stats_hours import best_words
from handlers.authors.stats_overview import total_lines
from handlers.authors.stats_words import (
    bases_lines,
    days_of,
    figure,
    median_notes,
    percent,
    span_name,
)
from handlers.numbers import Number


class LetterDo(StrEnum):
    """What a button of a letter does."""

    STATS = "stats"
    STOP = "stop"
    RESUME = "resume"


class OnLetter(CallbackData, prefix="alt1"):
    """A button under a letter about a channel."""

    do: LetterDo
    channel: Number


def letter_text(t: Translator, letter: Letter) -> Text:
    """The week in figures, the best of it, what grew, what is to come, how to switch it off."""
    channel, first_last = letter.channel, letter.days
    blocks: list[Text | str] = [
        as_list(Bold(t("letter-title", channel=channel.title)), days_of(t, *first_last)),
        as_list(*total_lines(t, channel, letter.overview, letter.written_at)),
    ]
    blocks += _best(t, letter)
    blocks += _grown(t, letter)
    blocks.append(_planned(t, letter))
    if best := letter.best_time:
        bases = {Measure.REACTIONS: best.basis}
        notes = bases_lines(t, bases, letter.written_at, channel.zoneinfo)
        blocks.append(as_list(best_words(t, best), *notes))
    blocks.append(t("letter-how"))
    return as_list(*blocks, sep="\n\n")


def letter_keyboard(t: Translator, channel_id: int, *, is_on: bool = True) -> InlineKeyboardMarkup:
    """The statistics, and the switch as it may be pressed next."""
    stats = OnLetter(do=LetterDo.STATS, channel=channel_id).pack()
    do = LetterDo.STOP if is_on else LetterDo.RESUME
    switch = OnLetter(do=do, channel=channel_id).pack()
    key = "button-letter-stop" if is_on else "button-letter-resume"
    return InlineKeyboardMarkup(
        inline_keyboard=[
            [InlineKeyboardButton(text=t("button-letter-stats"), callback_data=stats)],
            [InlineKeyboardButton(text=t(key), callback_data=switch)],
        ]
    )


def _best(t: Translator, letter: Letter) -> list[Text | str]:
    """The posts with most reactions among those that are old enough to be compared."""
    if not letter.extremes.best:
        return []
    lines = [_post(t, letter, sample) for sample in letter.extremes.best]
    return [as_list(Bold(t("letter-best")), *lines)]


def _post(t: Translator, letter: Letter, sample: Sample) -> Text:
    title = sample.title or t("post-untitled")
    link = letter.links.get(sample.post_id)
    shown = TextLink(title, url=link) if link else Text(title)
    return Text("• ", shown, " · ", t("letter-reactions", count=figure(t, sample.reactions)))


def _grown(t: Translator, letter: Letter) -> list[Text | str]:
    if letter.grown is None:
        return []
    row, table = letter.grown
    line = t(
        "letter-grown-line",
        tag=row.tag.tag,
        value=figure(t, row.reactions),
        change=percent(row.trend or 0),
        span=span_name(t, table.period.span),
    )
    zone = letter.channel.zoneinfo
    notes = median_notes(t, table.bases, letter.written_at, zone)
    return [as_list(Bold(t("letter-grown")), line, *notes)]


def _planned(t: Translator, letter: Letter) -> Text:
    """What is to come, the first of it one by one."""
    if not letter.planned:
        return Text(t("letter-nothing-planned"))
    lines = [_coming(t, letter, one) for one in letter.planned]
    if rest := letter.planned_count - len(letter.planned):
        lines.append(t("letter-more", count=rest))
    return as_list(Bold(t("letter-planned", count=letter.planned_count)), *lines)


def _coming(t: Translator, letter: Letter, planned: Planned) -> str:
    local = planned.moment.astimezone(letter.channel.zoneinfo)
    when = f"{t(f'weekday-{local.weekday()}')} {local:%H:%M}"
    return f"• {when} · {planned.title or t('post-untitled')}"
