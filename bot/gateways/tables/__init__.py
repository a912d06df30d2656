"""Tables as files that other programs open, for whom nothing heavy is imported at start."""

from pathlib import Path

from bot.domain.tables import TableFormat
from bot.gateways.tables.csv_zip import CsvZip
from bot.gateways.tables.workbook import Workbook


def open_tables(format_: TableFormat, folder: Path) -> CsvZip | Workbook:
    """A file of a format to be filled, in a folder that holds whatever it needs meanwhile."""
    return CsvZip(folder) if format_ is TableFormat.CSV else Workbook(folder)
