"""The overview of statistics: a trend as a picture, the same in words."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby

from aiogram.utils.formatting import Text

from bot.domain.channels import Channel
from bot.domain.pictures.charts import MOST_STEPS, Head, TrendChart, TrendSeries
from bot.domain.statistics import Bucket, Measure, Overview, Step, Total
from bot.translator import Translator
from handlers.authors.stats_words import (
    bases_lines,
    direction_of,
    figure,
    page_head,
    percent,
    period_words,
    title_words,
)

SHOWN = (Measure.REACTIONS, Measure.REPOSTS, Measure.VIEWS, Measure.COMMENTS)
"""Told of every channel, known or not."""
RARE = (Measure.FORWARDS, Measure.STARS)
"""Told where there are any."""


def overview_chart(
    t: Translator, channel: Channel, overview: Overview, now: datetime
) -> TrendChart:
    """Posts and reactions, step by step."""
    step, names, buckets = _steps(overview)
    reactions = overview.totals[Measure.REACTIONS]
    words = period_words(t, overview.period, channel.zoneinfo)
    return TrendChart(
        head=Head(
            title=title_words(channel, overview.tag),
            subject=t("stats-trend", period=words),
            notes=tuple(_notes(t, channel, overview, now)),
            decimal_mark=t("decimal-mark"),
        ),
        series=(
            TrendSeries(
                name=t("stats-posts"),
                total=overview.posts,
                change=_change(t, overview.posts_change, overview.posts_before),
                direction=direction_of(overview.posts_change),
                bars=tuple(bucket.posts for bucket in buckets),
            ),
            TrendSeries(
                name=t("measure-reactions"),
                total=reactions.value,
                change=_change(t, reactions.change, reactions.before),
                direction=direction_of(reactions.change),
                bars=tuple(bucket.reactions for bucket in buckets),
            ),
        ),
        steps=tuple(names),
        now=t(f"stats-step-{step}"),
        before=t("stats-before"),
    )


def overview_lines(
    t: Translator, channel: Channel, overview: Overview, now: datetime, *, is_brief: bool = False
) -> list[Text | str]:
    """Whose numbers they are, and all of them."""
    head = page_head(t, channel, overview.period, overview.tag)
    return [*head, *total_lines(t, channel, overview, now, is_brief=is_brief)]


def total_lines(
    t: Translator, channel: Channel, overview: Overview, now: datetime, *, is_brief: bool = False
) -> list[str]:
    """Every total with its change; then who counted and when, briefly in one line."""
    change = _change(t, overview.posts_change, overview.posts_before)
    lines = [_line(t("stats-posts"), figure(t, overview.posts), change)]
    lines += [_total_line(t, measure, overview.totals[measure]) for measure in SHOWN]
    lines += [
        _total_line(t, measure, overview.totals[measure])
        for measure in RARE
        if overview.totals[measure].value
    ]
    return [*lines, "", *_notes(t, channel, overview, now, is_brief=is_brief)]


def _total_line(t: Translator, measure: Measure, total: Total) -> str:
    value = figure(t, total.value)
    if total.value is not None and total.basis.is_at_least:
        value = t("stats-at-least", value=value)
    details = [_change(t, total.change, total.before)]
    if total.value is not None and total.known < total.posts:
        details.append(
            t("stats-known", known=figure(t, total.known), posts=figure(t, total.posts))
        )
    return _line(t(f"measure-{measure.value}"), value, *details)


def _line(name: str, value: str, *details: str) -> str:
    return " · ".join([f"{name}: {value}", *filter(None, details)])


def _change(t: Translator, change: float | None, before: int | None) -> str:
    """`+12 %, 304 before`; empty where nothing can be compared."""
    if change is None or before is None:
        return ""
    return t("stats-change", change=percent(change), before=figure(t, before))


def _notes(
    t: Translator, channel: Channel, overview: Overview, now: datetime, *, is_brief: bool = False
) -> list[str]:
    totals = overview.totals
    shown = [measure for measure in SHOWN if totals[measure].value is not None]
    shown += [measure for measure in RARE if totals[measure].value]
    bases = {measure: totals[measure].basis for measure in shown}
    lines = bases_lines(t, bases, now, channel.zoneinfo, is_brief=is_brief)
    if overview.fresh:
        lines.append(t("stats-fresh", count=overview.fresh))
    return lines


def _steps(overview: Overview) -> tuple[str, list[str], Sequence[Bucket]]:
    """How long a step is, its names and bars: a year, where months are too many for a picture."""
    buckets = overview.series
    if len(buckets) > MOST_STEPS:
        years = [_year(list(group)) for _, group in groupby(buckets, lambda one: one.first.year)]
        return "year", [str(bucket.first.year) for bucket in years], years
    step = overview.step
    return step.value, [_step_name(step, bucket.first) for bucket in buckets], buckets


def _year(months: list[Bucket]) -> Bucket:
    known = [month.reactions for month in months if month.reactions is not None]
    return Bucket(
        first=months[0].first,
        posts=sum(month.posts for month in months),
        known=sum(month.known for month in months),
        reactions=sum(known) if known else None,
    )


def _step_name(step: Step, first: date) -> str:
    """`16`, and `1.11` where a month begins; `16.11` of a week; `11.26` of a month."""
    if step is Step.MONTH:
        return f"{first:%m.%y}"
    return str(first.day) if step is Step.DAY and first.day > 1 else f"{first.day}.{first:%m}"
