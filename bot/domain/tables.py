"""Tables that leave Rubrika as a file: their names, headings and rows, and the words in them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.numbers import NumberSource
from bot.domain.posts import MediaKind

Cell = str | int | datetime | None
"""Words, a number, a moment in UTC, or nothing: what is not known is empty, never 0."""
Row = tuple[Cell, ...]


class TableFormat(StrEnum):
    """CSV is a zip of one file a table, XLSX a workbook of one sheet a table."""

    CSV = "csv"
    XLSX = "xlsx"

    @property
    def suffix(self) -> str:
        """How the name of the file ends."""
        return "zip" if self is TableFormat.CSV else self.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table before its rows: `file` names it in a zip, `title` is what its sheet is called."""

    file: str
    title: str
    headings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableWords:
    """The tables of an export and what stands in their cells, in one language.

    `names` are of series: those of metrics and of paid reactions; `custom` goes before the id of
    a custom emoji, `stale` before the moment since when a number is. `legend` explains the rest.
    """

    posts: Table
    series: Table
    legend: Table
    explained: tuple[Row, ...]
    sources: Mapping[NumberSource, str]
    media: Mapping[MediaKind, str]
    names: Mapping[str, str]
    custom: str
    at_least: str
    rounded: str
    stale: str
