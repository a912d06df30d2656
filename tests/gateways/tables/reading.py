"""Reads exported files as another program would: CSV by its module, XLSX as XML in a zip."""

import csv
import io
import re
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def read_csv(path: Path) -> dict[str, list[list[str]]]:
    """File to rows."""
    with ZipFile(path) as files:
        assert files.testzip() is None
        found = {}
        for name in files.namelist():
            raw = files.read(name)
            assert raw.startswith(b"\xef\xbb\xbf"), "Excel would take it for a Windows code page"
            text = raw.decode("utf-8-sig")
            found[name] = list(csv.reader(io.StringIO(text, newline=""), strict=True))
        return found


def read_xlsx(path: Path) -> dict[str, list[list[str | float | None]]]:
    """Sheet to rows; cells that are not there are None at the end of no row."""
    with ZipFile(path) as files:
        assert files.testzip() is None
        book = ElementTree.fromstring(files.read("xl/workbook.xml"))
        titles = [sheet.attrib["name"] for sheet in book.iter(f"{_MAIN}sheet")]
        return {
            title: _rows(ElementTree.fromstring(files.read(f"xl/worksheets/sheet{number}.xml")))
            for number, title in enumerate(titles, 1)
        }


def formulas_in(path: Path) -> int:
    """How many cells a table program would compute."""
    with ZipFile(path) as files:
        sheets = [name for name in files.namelist() if name.startswith("xl/worksheets/sheet")]
        return sum(files.read(name).count(b"<f>") for name in sheets)


def _rows(sheet: ElementTree.Element) -> list[list[str | float | None]]:
    rows = []
    for row in sheet.iter(f"{_MAIN}row"):
        cells: list[str | float | None] = []
        for cell in row.iter(f"{_MAIN}c"):
            column = _column(re.sub(r"\d", "", cell.attrib["r"]))
            cells += [None] * (column - len(cells)) + [_value(cell)]
        rows.append(cells)
    return rows


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _value(cell: ElementTree.Element) -> str | float | None:
    if cell.attrib.get("t") == "inlineStr":
        text = "".join(part.text or "" for part in cell.iter(f"{_MAIN}t"))
        return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    value = cell.find(f"{_MAIN}v")
    return None if value is None or value.text is None else float(value.text)
