"""Rubrics side by side: as a picture, and in words."""

from datetime import datetime

from aiogram.utils.formatting import Text

from bot.domain.channels import Channel
from bot.domain.pictures.charts import MOST_ROWS, Head, RubricChart
from bot.domain.pictures.charts import RubricRow as Bar
from bot.domain.statistics import RubricRow, RubricTable
from bot.translator import Translator
from handlers.authors.stats_words import (
    direction_of,
    median_notes,
    medians_of,
    page_head,
    percent,
    period_words,
    share,
    shorten,
)

_LONGEST_TAG = 40


def rubrics_chart(
    t: Translator, channel: Channel, table: RubricTable, now: datetime
) -> RubricChart:
    """The most used rubrics; a column of reposts where any are known."""
    shown = table.rows[:MOST_ROWS]
    more = len(table.rows) - len(shown)
    has_reposts = any(row.reposts is not None for row in shown)
    return RubricChart(
        head=Head(
            title=channel.title,
            subject=t("stats-by-rubric", period=period_words(t, table.period, channel.zoneinfo)),
            notes=tuple(_notes(t, channel, table, now)),
            decimal_mark=t("decimal-mark"),
        ),
        rows=tuple(
            Bar(
                tag=row.tag.tag,
                note=_posts_of(t, row),
                reactions=row.reactions,
                reposts=row.reposts,
                direction=direction_of(row.trend),
            )
            for row in shown
        ),
        reactions=t("stats-median-reactions"),
        reposts=t("stats-median-reposts") if has_reposts else "",
        more=t("stats-more-rubrics", count=more) if more else "",
    )


def rubrics_lines(
    t: Translator, channel: Channel, table: RubricTable, now: datetime, *, most: int
) -> list[Text | str]:
    """A line a rubric, `most` of them; then who counted and when."""
    lines = page_head(t, channel, table.period)
    lines += [t("stats-rubrics-how"), ""]
    lines += [_line(t, row) for row in table.rows[:most]]
    if (more := len(table.rows) - most) > 0:
        lines.append(t("stats-more-rubrics", count=more))
    if table.untagged:
        lines.append(t("stats-untagged", count=table.untagged))
    return [*lines, "", *_notes(t, channel, table, now)]


def _line(t: Translator, row: RubricRow) -> str:
    parts = [
        f"#{shorten(row.tag.tag, _LONGEST_TAG)}: {_posts_of(t, row)}",
        medians_of(t, row.reactions, row.reposts),
    ]
    if row.trend is not None:
        parts.append(percent(row.trend))
    return " · ".join(parts)


def _posts_of(t: Translator, row: RubricRow) -> str:
    return t("stats-share", posts=row.posts, share=share(row.share))


def _notes(t: Translator, channel: Channel, table: RubricTable, now: datetime) -> list[str]:
    return median_notes(t, table.bases, now, channel.zoneinfo)
