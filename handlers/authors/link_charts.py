"""A picture of the sources of a channel, and the same in words below it."""

import asyncio
from collections.abc import Callable

from aiogram.utils.formatting import Bold, Text, as_list

from bot.domain.pictures.charts import Head, SourceChart, SourceRow
from bot.domain.pictures.shapes import Theme
from bot.domain.subscribers import Figures, Reach, Retention, Source, SourceTable
from bot.domain.texts import CAPTION_LIMIT, utf16_len
from bot.translator import Translator
from handlers.authors.link_keyboards import chart_keyboard
from handlers.authors.link_views import head_lines, joined_words, note_lines, stayed_words
from handlers.pictures import Shot

_SHOWN = 8
"""Sources on a picture: more of them make it too long for a phone."""

Painter = Callable[[SourceChart, Theme], bytes]
"""Draws a PNG; called in a thread."""


class LinkCharts:
    """Makes pictures of tables of sources."""

    def __init__(self, paint: Painter) -> None:
        self._paint = paint

    async def take(self, t: Translator, table: SourceTable, theme: Theme) -> Shot:
        """The picture of a table with its caption and buttons."""
        png = await asyncio.to_thread(self._paint, links_chart(t, table), theme)
        keyboard = chart_keyboard(t, table.channel.id, table.reach, theme)
        return Shot(png, _caption(t, table), keyboard, "links.png")


def links_chart(t: Translator, table: SourceTable) -> SourceChart:
    """The sources that brought most, and who came by none of them."""
    shown = table.rows[:_SHOWN]
    rows = [_row(source.name, figures, source) for source, figures in shown]
    rows.append(_row(t("links-others"), table.others, None))
    hidden = len(table.rows) - len(shown)
    head = Head(
        title=t("links-title", channel=table.channel.title),
        subject=head_lines(t, table)[0],
        notes=(head_lines(t, table)[1], t("links-chart-note"), *note_lines(t, table)),
        decimal_mark=t("decimal-mark"),
    )
    return SourceChart(
        head=head, rows=tuple(rows), came=t("links-chart-came"), week=t("links-chart-week"),
        month=t("links-chart-month"), more=t("links-chart-more", count=hidden) if hidden else "",
    )  # fmt: skip


def _row(name: str, figures: Figures, source: Source | None) -> SourceRow:
    has_no_link = source is not None and source.invite_link is None
    is_unknown = has_no_link or (figures.is_at_least and not figures.joined)
    return SourceRow(
        name=name,
        came=None if is_unknown else figures.joined,
        week=_stayed(figures.week),
        month=_stayed(figures.month),
    )


def _stayed(retention: Retention | None) -> int | None:
    return retention.stayed if retention else None


def _caption(t: Translator, table: SourceTable) -> Text:
    """At most 1,024 units of UTF-16 (Bot API, captions): as many sources as fit."""
    title = t("links-title", channel=table.channel.title)
    lines = head_lines(t, table)
    shown: list[tuple[str, Figures]] = [(source.name, one) for source, one in table.rows]
    for name, figures in [*shown[:_SHOWN], (t("links-others"), table.others)]:
        line = f"{name}: {_words(t, table.reach, figures)}"
        if utf16_len("\n".join([title, *lines, line])) > CAPTION_LIMIT:
            break
        lines.append(line)
    return as_list(Bold(title), *lines)


def _words(t: Translator, reach: Reach, figures: Figures) -> str:
    came = t("links-came", joined=joined_words(t, figures))
    return f"{came} · {stayed_words(t, reach, figures)}"
