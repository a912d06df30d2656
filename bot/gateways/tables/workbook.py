"""A workbook for Excel and its kin (Office Open XML), row by row."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.domain.tables import Cell, Row, Table

SHEET_ROWS = 1_048_576
"""Rows of a sheet (Excel specifications and limits)."""
_WIDTH = 18
"""Of a column, in characters."""


class Workbook:
    """One table after the other, kept on the disk row by row. Its calls are for one thread.

    A table with more rows than a sheet holds goes on in the next one.
    """

    def __init__(self, folder: Path, *, sheet_rows: int = SHEET_ROWS) -> None:
        # Imported at the first workbook: nothing of it is needed at start.
        import xlsxwriter

        self._path = folder / "tables.xlsx"
        self._book = xlsxwriter.Workbook(
            str(self._path), {"constant_memory": True, "tmpdir": str(folder)}
        )
        self._bold = self._book.add_format({"bold": True})
        self._moment = self._book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        self._sheet_rows = sheet_rows
        self._table: Table | None = None
        self._sheet: Any = None
        self._row = self._sheets = 0

    def begin(self, table: Table) -> None:
        """Begin a table; the one before is over."""
        self._table, self._sheets = table, 0
        self._add_sheet(table)

    def write(self, rows: Iterable[Row]) -> None:
        """Add rows to the table that was begun last."""
        assert self._table is not None
        for row in rows:
            if self._row == self._sheet_rows:
                self._add_sheet(self._table)
            for column, cell in enumerate(row):
                self._put(column, cell)
            self._row += 1

    @property
    def bytes_written(self) -> int:
        """What of the file is on the disk: nothing before its end."""
        return 0

    def close(self) -> Path:
        """The finished file."""
        self._book.close()
        return self._path

    def abandon(self) -> None:
        """Let the file go as it is, without the work of finishing it."""
        for sheet in self._book.worksheets():
            sheet.row_data_fh.close()

    def _add_sheet(self, table: Table) -> None:
        self._sheets += 1
        number = f" {self._sheets}" if self._sheets > 1 else ""
        self._sheet = self._book.add_worksheet(f"{table.title}{number}")
        self._sheet.set_column(0, len(table.headings) - 1, _WIDTH)
        self._sheet.freeze_panes(1, 0)
        for column, heading in enumerate(table.headings):
            self._sheet.write_string(0, column, heading, self._bold)
        self._row = 1

    def _put(self, column: int, cell: Cell) -> None:
        if isinstance(cell, str):
            self._sheet.write_string(self._row, column, _plain(cell))
        elif isinstance(cell, datetime):
            # Excel knows no zones.
            moment = cell.astimezone(UTC).replace(tzinfo=None)
            self._sheet.write_datetime(self._row, column, moment, self._moment)
        elif cell is not None:
            self._sheet.write_number(self._row, column, cell)


def _plain(words: str) -> str:
    """XlsxWriter takes what stands between these for markup of its own, and writes it as it is."""
    return f"{words} " if words.startswith("<r>") and words.endswith("</r>") else words
