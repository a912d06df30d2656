"""An export in words: its page, its file's caption, and the words inside its tables."""

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from aiogram.utils.formatting import Bold, Text, as_list
from aiogram.utils.keyboard import InlineKeyboardBuilder

from bot.domain.numbers import Metric, NumberSource
from bot.domain.posts import MediaKind
from bot.domain.reactions import PAID
from bot.domain.statistics import Span
from bot.domain.tables import Table, TableWords
from bot.domain.zones import describe_zone
from bot.services.export_files import Progress, Selection
from bot.services.export_rows import NUMBER_COLUMNS, NUMBERS, POINT_COLUMNS, POST_COLUMNS
from bot.translator import Translator
from handlers.authors.stats_callbacks import ExportDo, OnExport, StatsPage
from handlers.authors.stats_keyboards import span_rows
from handlers.authors.stats_words import days_of

NOTES = ("empty", "at-least", "rounded", "stale", "series", "moments")
"""What the legend explains besides numbers and their sources."""


def export_page(t: Translator, selection: Selection, data: OnExport, note: str = "") -> Text:
    """What a file would hold; `note` stands above."""
    lines: list[Text | str] = [note, ""] if note else []
    lines.append(Bold(t("export-title", channel=selection.channel.title)))
    lines.append(_holds(t, selection, data.span, Progress(selection.posts, selection.points)))
    lines.append(t("export-formats" if selection.posts else "export-nothing"))
    return as_list(*lines)


def export_caption(t: Translator, selection: Selection, data: OnExport, rows: Progress) -> Text:
    """What is in the file."""
    return as_list(
        Bold(t("export-done")),
        t("card-channel", channel=selection.channel.title),
        _holds(t, selection, data.span, rows),
        t("export-zones", zone=describe_zone(selection.channel.zone)),
    )


def progress_words(t: Translator, selection: Selection, progress: Progress) -> Text:
    """How far a file is."""
    return Text(
        t(
            "export-progress",
            posts=str(progress.posts),
            all_posts=str(selection.posts),
            points=str(progress.points),
            all_points=str(selection.points),
        )
    )


def export_keyboard(t: Translator, selection: Selection, data: OnExport) -> InlineKeyboardMarkup:
    """The formats, where there is anything to export; the periods; the way back."""
    builder = InlineKeyboardBuilder()
    if selection.posts:
        builder.row(*[
            InlineKeyboardButton(
                text=t(f"button-export-{do.value}"),
                callback_data=data.model_copy(update={"do": do}).pack(),
            )
            for do in (ExportDo.CSV, ExportDo.XLSX)
        ])  # fmt: skip
    opening = data.model_copy(update={"do": ExportDo.OPEN})
    for row in span_rows(t, data.span, lambda span: opening.model_copy(update={"span": span})):
        builder.row(*row)
    back = StatsPage(channel=data.channel, span=data.span, dark=data.dark)
    builder.row(InlineKeyboardButton(text=t("button-back"), callback_data=back.pack()))
    return builder.as_markup()


def cancel_keyboard(t: Translator, data: OnExport) -> InlineKeyboardMarkup:
    """The way out of a long export."""
    cancel = data.model_copy(update={"do": ExportDo.CANCEL})
    button = InlineKeyboardButton(text=t("button-cancel"), callback_data=cancel.pack())
    return InlineKeyboardMarkup(inline_keyboard=[[button]])


def table_words(t: Translator) -> TableWords:
    """The words inside the tables."""
    names = {metric.value: t(f"measure-{metric.value}") for metric in Metric}
    names[PAID] = t("measure-stars")
    return TableWords(
        posts=Table(file="posts", title=t("export-posts"), headings=_post_headings(t)),
        series=Table(
            file="series",
            title=t("export-series"),
            headings=tuple(t(f"export-column-{name}") for name in POINT_COLUMNS),
        ),
        legend=Table(
            file="legend",
            title=t("export-legend"),
            headings=(t("export-legend-word"), t("export-legend-meaning")),
        ),
        explained=tuple(_explained(t)),
        sources={source: t(f"number-source-{source.value}") for source in NumberSource},
        media={kind: t(f"media-{kind.value}") for kind in MediaKind},
        names=names,
        custom=t("export-custom"),
        at_least=t("export-note-at-least"),
        rounded=t("export-note-rounded"),
        stale=t("export-note-stale"),
    )


def _post_headings(t: Translator) -> tuple[str, ...]:
    plain = [t(f"export-column-{name}") for name in POST_COLUMNS]
    parts = NUMBER_COLUMNS[1:]
    numbers = [t(f"measure-{name}") for name in NUMBERS]
    return (
        *plain,
        *(
            heading
            for number in numbers
            for heading in (number, *(t(f"export-part-{part}", number=number) for part in parts))
        ),
    )


def _explained(t: Translator) -> list[tuple[str, str]]:
    """What the words of sources and notes mean, and how cells are to be read."""
    rows = [
        (t(f"number-source-{source.value}"), t(f"export-means-{source.value}"))
        for source in NumberSource
    ]
    rows += [(t(f"measure-{name}"), t(f"export-means-{name}")) for name in NUMBERS]
    return rows + [(t(f"export-note-{note}"), t(f"export-means-{note}")) for note in NOTES]


def _holds(t: Translator, selection: Selection, span: Span, rows: Progress) -> str:
    return t(
        "export-holds",
        days=days_of(t, selection.since.astimezone(selection.channel.zoneinfo).date(),
                     selection.today),
        span=t(f"button-span-{span.name.lower()}"),
        posts=rows.posts,
        points=rows.points,
    )  # fmt: skip
