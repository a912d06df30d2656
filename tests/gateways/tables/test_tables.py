"""Files of tables hold what was put in, and nothing in them is ever computed."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.tables import Row, Table, TableFormat
from bot.gateways.tables import open_tables
from bot.gateways.tables.workbook import Workbook
from tests.gateways.tables.reading import formulas_in, read_csv, read_xlsx

POSTS = Table(file="posts", title="Posts", headings=("Post", "Text"))
SERIES = Table(file="series", title="Series", headings=("Post", "Total"))
MOSCOW = timezone(timedelta(hours=3))

# What Telegram lets through: no surrogates, no NUL.
texts = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=60
) | st.from_regex(r"[=+\-@\t＝<]{1,2}.{0,9}", fullmatch=True)


def fill(format_: TableFormat, folder: Path, rows: list[Row]) -> Path:
    tables = open_tables(format_, folder)
    tables.begin(POSTS)
    tables.write(rows)
    tables.begin(SERIES)
    return tables.close()


@given(st.lists(texts, max_size=5))
def test_any_text_comes_back_from_csv_but_for_the_apostrophe(words: list[str]) -> None:
    with TemporaryDirectory() as folder:
        path = fill(TableFormat.CSV, Path(folder), [(1, text) for text in words])
        found = [row[1] for row in read_csv(path)["posts.csv"][1:]]
    assert [text.removeprefix("'") for text in found] == [text.removeprefix("'") for text in words]
    assert not any(text.startswith(tuple("=+-@\t\r\n＝＋－＠")) for text in found)


@given(st.lists(texts, max_size=5))
@example(["<r><t>a</t></r>"])
@example(["<r>&</r>", "_x0041_", " edges \n"])
def test_any_text_comes_back_from_a_workbook_and_is_no_formula(words: list[str]) -> None:
    with TemporaryDirectory() as folder:
        path = fill(TableFormat.XLSX, Path(folder), [(1, text) for text in words])
        found = [row[1] if len(row) > 1 else None for row in read_xlsx(path)["Posts"][1:]]
        assert formulas_in(path) == 0
    assert [_of_xml(str(text or "")) for text in found] == [_of_xml(text) for text in words]


def _of_xml(text: str) -> str:
    """XML knows one end of a line; what looks like markup of XlsxWriter's got a blank."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    is_marked = text.startswith("<r>") and text.rstrip(" ").endswith("</r>")
    return text.rstrip(" ") if is_marked else text


@pytest.mark.parametrize("format_", list(TableFormat))
def test_what_is_not_known_is_an_empty_cell_and_zero_is_a_zero(
    format_: TableFormat, tmp_path: Path
) -> None:
    path = fill(format_, tmp_path, [(0, None), (None, "x")])
    if format_ is TableFormat.CSV:
        assert read_csv(path)["posts.csv"][1:] == [["0", ""], ["", "x"]]
    else:
        assert read_xlsx(path)["Posts"][1:] == [[0.0], [None, "x"]]


def test_moments_are_utc_whatever_zone_they_come_in(tmp_path: Path) -> None:
    moment = datetime(2026, 11, 18, 12, 0, tzinfo=MOSCOW)
    path = fill(TableFormat.CSV, tmp_path, [(1, moment)])
    assert read_csv(path)["posts.csv"][1] == ["1", "2026-11-18T09:00:00Z"]
    path = fill(TableFormat.XLSX, tmp_path, [(1, moment)])
    days = read_xlsx(path)["Posts"][1][1]
    assert isinstance(days, float)
    # Excel counts days from here (ECMA-376, 18.17.4.1).
    read = datetime(1899, 12, 30, tzinfo=UTC) + timedelta(days=days)
    assert abs(read - moment) < timedelta(seconds=1)


def test_a_table_longer_than_a_sheet_goes_on_in_the_next_one(tmp_path: Path) -> None:
    book = Workbook(tmp_path, sheet_rows=4)
    book.begin(POSTS)
    book.write([(number, None) for number in range(3)])
    book.begin(SERIES)
    for start in (0, 5):
        book.write([(number, None) for number in range(start, start + 5)])
    found = read_xlsx(book.close())
    assert list(found) == ["Posts", "Series", "Series 2", "Series 3", "Series 4"]
    headings = [list(SERIES.headings)]
    series = [rows for title, rows in found.items() if title != "Posts"]
    assert all(rows[:1] == headings for rows in series)
    assert [row[0] for rows in series for row in rows[1:]] == list(range(10))


@pytest.mark.parametrize("format_", list(TableFormat))
def test_a_file_may_be_let_go_at_any_moment(format_: TableFormat, tmp_path: Path) -> None:
    for steps in range(3):
        tables = open_tables(format_, tmp_path)
        if steps:
            tables.begin(POSTS)
        if steps > 1:
            tables.write([(1, "x")] * 10_000)
        tables.abandon()


def test_a_text_longer_than_a_cell_is_cut_in_a_workbook_only(tmp_path: Path) -> None:
    """Excel specifications and limits: 32,767 characters, which are units of UTF-16."""
    long = "🔥" * 16_384
    path = fill(TableFormat.XLSX, tmp_path, [(1, long)])
    assert read_xlsx(path)["Posts"][1][1] == long[:-1]
    path = fill(TableFormat.CSV, tmp_path, [(1, long)])
    assert read_csv(path)["posts.csv"][1][1] == long
