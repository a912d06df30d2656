"""How a run is told: while it goes on, its report, and the list of a channel's runs."""

from collections.abc import Sequence
from datetime import datetime

from aiogram.types import InlineKeyboardMarkup
from aiogram.utils.formatting import Bold, ExpandableBlockQuote, Text, as_list

from bot.domain.paid_sending import FREE_A_SECOND, PAID_A_SECOND
from bot.domain.runs import Run, RunKind, RunState
from bot.domain.texts import cut_around, fitting
from bot.services.overseeing import PaidDigests, Progress, Runs
from bot.translator import Translator
from handlers.authors.run_keyboards import (
    a_day_keyboard,
    paid_digests_keyboard,
    run_keyboard,
    runs_keyboard,
    stop_keyboard,
)
from handlers.authors.sending_times import took
from handlers.moments import describe_length, describe_moment

_MOST_TITLE = 40
# Of a message's 4,096 units; counts, and what Telegram said, stand before the names.
_ROOM_OF_NAMES = 2_800
# More names than these are folded, and shown by a tap.
_MOST_OPEN = 20

Screen = tuple[Text, InlineKeyboardMarkup]


def run_screen(t: Translator, progress: Progress, now: datetime) -> Screen:
    """A run as it is now: its progress with buttons, or its report."""
    run = progress.run
    lines: list[Text | str] = [Bold(state_words(t, run)), title_of(t, progress)]
    lines += ["", *(_going(t, progress, now) if run.is_open else _over(t, progress))]
    if run.paid_refused:
        lines += ["", t("paid-refused", reason=run.paid_refused)]
    named = progress.doubts[: fitting(progress.doubts, _ROOM_OF_NAMES)]
    has_more = run.unknown > len(named)
    if named:
        lines += ["", _doubts(t, run, named)]
    return as_list(*lines), run_keyboard(t, run, has_more_doubts=bool(named) and has_more)


def stop_screen(t: Translator, progress: Progress) -> Screen:
    """The question before a stop: how many will not get it."""
    run = progress.run
    key = f"run-stop-{run.kind.value}"
    lines = [Bold(t("run-stop-ask", count=run.left)), t(key)]
    return as_list(*lines), stop_keyboard(t, run)


def runs_screen(t: Translator, found: Runs) -> Screen:
    """The runs of a channel, newest first."""
    lines: list[Text | str] = [Bold(t("runs-title", channel=found.channel.title))]
    for progress in found.items:
        run = progress.run
        at = describe_moment(t, run.began_at, progress.channel.zoneinfo)
        counts = t("run-sent-of", sent=run.sent, total=run.total)
        if run.state is not RunState.DONE:
            counts = f"{state_words(t, run)}. {counts}"
        lines += ["", Text(Bold(title_of(t, progress))), at, counts]
    if not found.items:
        lines += ["", t("runs-none")]
    titles = [f"{_sign(progress.run)} {title_of(t, progress)}" for progress in found.items]
    return as_list(*lines), runs_keyboard(t, found, titles)


def a_day_screen(t: Translator, found: Runs) -> Screen:
    """How many announcements a day."""
    return Text(t("runs-a-day-ask")), a_day_keyboard(t, found)


def paid_digests_screen(t: Translator, found: PaidDigests) -> Screen:
    """What paid sending of digests costs, and what it is worth, before it is switched on."""
    settings, count = found.settings, found.readers
    lines: list[Text | str] = [
        Text(Bold(t("paid-digests-title")), " · ", found.channel.title),
        t("paid-digests-is", state="on" if settings.are_digests_paid else "off"),
        t("paid-digests-price", count=count, stars=found.price)
        if found.price
        else t("paid-digests-few", count=count),
    ]
    if found.price:
        free, paid = (took(t, count, a_second) for a_second in (FREE_A_SECOND, PAID_A_SECOND))
        lines.append(t("paid-time", free=free, paid=paid))
    lines.append(t("paid-terms"))
    if settings.paid_refused:
        lines.append(t("paid-digests-refused", reason=settings.paid_refused))
    is_on = settings.are_digests_paid
    return as_list(*lines), paid_digests_keyboard(t, found.channel.id, is_on=is_on)


def title_of(t: Translator, progress: Progress) -> str:
    """What a run sends."""
    if progress.run.kind is RunKind.DIGEST:
        return t("run-digest", channel=progress.channel.title)
    about = cut_around(progress.about, 0, _MOST_TITLE)[0]
    return t("run-announcement", title=about) if about else t("run-announcement-untitled")


def state_words(t: Translator, run: Run) -> str:
    """`Sending`, `Paused`, `Being stopped`, `Stopped`, `Sent`."""
    if run.is_open and run.state is RunState.STOPPED:
        return t("run-state-stopping")
    return t(f"run-state-{run.state.value}")


def _sign(run: Run) -> str:
    return {
        RunState.SENDING: "▶️", RunState.PAUSED: "⏸", RunState.STOPPED: "⏹", RunState.DONE: "✅",
    }[run.state]  # fmt: skip


def _going(t: Translator, progress: Progress, now: datetime) -> list[str]:
    run = progress.run
    lines = [t("run-sent-of", sent=run.sent, total=run.total), t("run-left", count=run.left)]
    if run.state is RunState.SENDING and run.pace > 0:
        lines.append(_pace(t, run.pace))
        if end := run.ends_at(now):
            local = end.astimezone(progress.channel.zoneinfo)
            span = describe_length(t, now, end)
            lines.append(t("run-ends", time=f"{local:%H:%M}", span=span))
    if run.state is RunState.PAUSED:
        lines.append(t("run-is-paused"))
        if run.reason:
            lines.append(t("run-reason", reason=run.reason))
    return [*lines, *_losses(t, progress)]


def _over(t: Translator, progress: Progress) -> list[str]:
    run = progress.run
    assert run.ended_at is not None
    lines = [t("run-sent-of", sent=run.sent, total=run.total), *_losses(t, progress)]
    span = describe_length(t, run.began_at, run.ended_at)
    lines.append(t("run-took", span=span))
    seconds = (run.ended_at - run.began_at).total_seconds()
    # One that lay paused for a night has none to speak of.
    if seconds > 0 and (pace := round(run.sent / seconds, 1)):
        lines.append(_pace(t, pace))
    return lines


def _losses(t: Translator, progress: Progress) -> list[str]:
    run = progress.run
    is_left = run.kind is RunKind.ANNOUNCEMENT or run.state is RunState.STOPPED
    counts = (
        ("run-not-sent" if is_left else "run-skipped", run.skipped),
        ("run-unreached", progress.unreached),
        ("run-refused", run.failed - progress.unreached),
        ("run-unknown", run.unknown),
    )
    return [t(key, count=count) for key, count in counts if count]


def _pace(t: Translator, pace: float) -> str:
    return t("run-pace", pace=round(pace, 1))


def _doubts(t: Translator, run: Run, named: Sequence[str]) -> Text | str:
    """Who may have got it or not."""
    names = ", ".join(named)
    if (more := run.unknown - len(named)) > 0:
        names += t("run-doubts-more", count=more)
    told = f"{t('run-doubts')} {names}"
    return told if len(named) <= _MOST_OPEN else ExpandableBlockQuote(told)
