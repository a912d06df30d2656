"""How the welcome of a source is shown: its messages, their delays, what became of them."""

from aiogram.types import InlineKeyboardMarkup
from aiogram.utils.formatting import Bold, Text, as_list

from bot.domain.posts import Content
from bot.domain.texts import cut_around
from bot.domain.welcomes import Step
from bot.services.arranging import Series
from bot.translator import Translator
from handlers.authors.welcome_keyboards import delay_words, list_keyboard, step_keyboard

# Characters of a message's beginning on its page.
_MOST_SHOWN = 300

Page = tuple[Text, InlineKeyboardMarkup]


def list_screen(t: Translator, series: Series, note: str = "") -> Page:
    """The messages of a welcome, and who is on the way; `note` stands above."""
    lines: list[Text | str] = [note, ""] if note else []
    lines.append(Text(Bold(t("welcome-title")), ": ", series.source.name))
    lines.append(t("welcome-about", channel=series.channel.title))
    titles = [f"{delay_words(t, step.delay)} · {_title(t, step.content)}" for step in series.steps]
    if not series.steps:
        lines += ["", t("welcome-none")]
    for number, (step, title) in enumerate(zip(series.steps, titles, strict=True), start=1):
        lines += ["", Text(Bold(f"{number}. "), title), _told(t, series, step)]
    people = (series.running, series.stopped, series.done)
    if any(people):
        running, stopped, done = people
        lines += ["", t("welcome-people", running=running, stopped=stopped, done=done)]
    if not series.source.is_open:
        lines += ["", t("welcome-closed")]
    return as_list(*lines), list_keyboard(t, series, titles)


def step_screen(t: Translator, series: Series, step: Step, note: str = "") -> Page:
    """One message: when it comes, how it begins, how many got it."""
    lines: list[Text | str] = [note, ""] if note else []
    lines.append(Bold(t("welcome-step", number=series.number_of(step), count=len(series.steps))))
    lines.append(delay_words(t, step.delay))
    lines.append(_told(t, series, step))
    content = step.content
    if content.media:
        lines += ["", t(f"media-{content.media[0].kind.value}")]
    if content.text:
        lines += ["", _beginning(content.text.text)]
    return as_list(*lines), step_keyboard(t, series, step)


def _told(t: Translator, series: Series, step: Step) -> str:
    counts = series.told.get(step.id, {})
    parts = [t("welcome-sent", count=counts.get("sent", 0))]
    if failed := counts.get("failed", 0):
        parts.append(t("welcome-failed", count=failed))
    if unknown := counts.get("unknown", 0) + counts.get("sending", 0):
        parts.append(t("welcome-unknown", count=unknown))
    return " · ".join(parts)


def _title(t: Translator, content: Content) -> str:
    if content.title:
        return content.title
    if content.media:
        return t(f"media-{content.media[0].kind.value}")
    return _beginning(content.text.text)


def _beginning(text: str) -> str:
    return cut_around(text, 0, _MOST_SHOWN)[0]
