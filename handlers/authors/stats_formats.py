"""Posts by length and by what they carry: as a picture, and in words."""

from collections.abc import Sequence
from datetime import datetime

from aiogram.utils.formatting import Text

from bot.domain.channels import Channel
from bot.domain.pictures.charts import Head, KindChart, KindGroup
from bot.domain.pictures.charts import KindRow as Bar
from bot.domain.statistics import KindRow, KindTable, Length
from bot.translator import Translator
from handlers.authors.stats_words import median_notes, medians_of, page_head, period_words, share


def formats_chart(t: Translator, channel: Channel, table: KindTable, now: datetime) -> KindChart:
    """The median of reactions by length, then by kind of media."""
    groups = ((t("stats-lengths"), table.lengths), (t("stats-kinds"), table.kinds))
    return KindChart(
        head=Head(
            title=channel.title,
            subject=t("stats-by-format", period=period_words(t, table.period, channel.zoneinfo)),
            notes=tuple(median_notes(t, table.bases, now, channel.zoneinfo)),
            decimal_mark=t("decimal-mark"),
        ),
        value=t("stats-median-reactions"),
        groups=tuple(
            KindGroup(
                name,
                tuple(
                    Bar(name=_name(t, row), note=_posts_of(t, row), value=row.reactions)
                    for row in rows
                ),
            )
            for name, rows in groups
            if rows
        ),
    )


def formats_lines(
    t: Translator, channel: Channel, table: KindTable, now: datetime, *, is_brief: bool = False
) -> list[Text | str]:
    """A line a length and a kind; briefly, without reposts."""
    notes = median_notes(t, table.bases, now, channel.zoneinfo, is_brief=is_brief)
    return [
        *page_head(t, channel, table.period),
        t("stats-formats-how"),
        "",
        t("stats-lengths"),
        *_lines(t, table.lengths, is_brief=is_brief),
        "",
        t("stats-kinds"),
        *_lines(t, table.kinds, is_brief=is_brief),
        "",
        *notes,
    ]


def _lines(t: Translator, rows: Sequence[KindRow], *, is_brief: bool) -> list[str]:
    return [
        f"{_name(t, row)}: {_posts_of(t, row)} · "
        + medians_of(t, row.reactions, row.reposts, is_brief=is_brief)
        for row in rows
    ]


def _name(t: Translator, row: KindRow) -> str:
    if isinstance(row.of, Length):
        return t(f"length-{row.of.value}")
    return t(f"kind-of-{row.of.value}")


def _posts_of(t: Translator, row: KindRow) -> str:
    return t("stats-share", posts=row.posts, share=share(row.share))
