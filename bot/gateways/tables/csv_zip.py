"""CSV files in a zip: RFC 4180, UTF-8 with a byte order mark, by which Excel knows Cyrillic."""

import csv
import io
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from bot.domain.tables import Cell, Row, Table

_FORMULAS = tuple("=+-@\t\r\n＝＋－＠")
"""What a cell must not begin with: a table program would compute it (owasp.org, CSV injection)."""


class CsvZip:
    """One table after the other, written through to the disk. Its calls are for one thread."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "tables.zip"
        self._zip = ZipFile(self._path, "w", ZIP_DEFLATED)
        self._file: io.TextIOWrapper | None = None

    def begin(self, table: Table) -> None:
        """Begin a table; the one before is over."""
        self._finish_file()
        # Its size is not known before its end.
        entry = self._zip.open(f"{table.file}.csv", "w", force_zip64=True)
        self._file = io.TextIOWrapper(entry, "utf-8-sig", newline="")
        self.write([table.headings])

    def write(self, rows: Iterable[Row]) -> None:
        """Add rows to the table that was begun last."""
        assert self._file is not None
        csv.writer(self._file).writerows([[_written(cell) for cell in row] for row in rows])

    @property
    def bytes_written(self) -> int:
        """What of the file is on the disk: it will have no fewer."""
        return self._path.stat().st_size

    def close(self) -> Path:
        """The finished file."""
        self.abandon()
        return self._path

    def abandon(self) -> None:
        """Let the file go as it is; closing again does nothing."""
        self._finish_file()
        self._zip.close()

    def _finish_file(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None


def _written(cell: Cell) -> Cell:
    if isinstance(cell, str):
        return f"'{cell}" if cell.startswith(_FORMULAS) else cell
    if isinstance(cell, datetime):
        return cell.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return cell
