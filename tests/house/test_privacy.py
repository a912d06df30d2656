"""No column that holds people is left out: storage/privacy.py says what becomes of each."""

import re
from pathlib import Path

from bot.clock import SystemClock
from storage import privacy
from storage.db import Database, to_ms
from storage.migrate import migrate
from storage.privacy import BELONGING, SECTIONS, Fate
from storage.sqlite import open_sqlite

# How a column that may hold a person is called; `test_the_names_are_those_of_people` sees to it.
PERSON = re.compile(r"person|people|user|author|editor|chat|member|owner|reader|maker|who|_by$"
                    r"|place|group|spread|sender|follower|subscriber_id")  # fmt: skip


async def columns(folder: Path) -> tuple[Database, dict[tuple[str, str], int]]:
    """(table, column) of the whole schema, virtual tables aside, and whether it may be NULL."""
    db = await open_sqlite(str(folder / "rubrika.db"))
    await migrate(db, now_ms=to_ms(SystemClock().now()))
    rows = await db.fetch_all(
        """
        SELECT tables.name AS tbl, info.name AS col, info."notnull" AS filled
        FROM sqlite_master AS tables JOIN pragma_table_info(tables.name) AS info
        WHERE tables.type = 'table' AND tables.name NOT GLOB '*_fts*'
        """
    )
    return db, {(row["tbl"], row["col"]): row["filled"] for row in rows}


async def test_every_column_of_people_is_spoken_of(tmp_path: Path) -> None:
    db, schema = await columns(tmp_path)
    await db.close()
    spoken = {(column.table, column.name) for column in privacy.COLUMNS}
    silent = sorted(
        f"{table}.{name}"
        for table, name in schema
        if PERSON.search(name) and (table, name) not in spoken
    )
    assert not silent, (
        f"{', '.join(silent)}: say in storage/privacy.py what becomes of it when a person is "
        "forgotten (Fate.OTHER where it holds no person)"
    )


async def test_nothing_is_spoken_of_that_is_not_there(tmp_path: Path) -> None:
    db, schema = await columns(tmp_path)
    await db.close()
    spoken = [(column.table, column.name) for column in privacy.COLUMNS]
    assert len(spoken) == len(set(spoken))
    assert [one for one in spoken if one not in schema] == []
    assert [one[:2] for one in BELONGING if (one[0], one[1]) not in schema] == []


async def test_what_must_be_filled_is_not_cleared(tmp_path: Path) -> None:
    db, schema = await columns(tmp_path)
    await db.close()
    assert [
        column
        for column in privacy.personal()
        if column.fate is Fate.CLEARED and schema[column.table, column.name]
    ] == []


def test_every_row_of_a_person_is_shown_somewhere() -> None:
    shown = {column.table for column in privacy.personal() if column.section}
    assert [one for one in privacy.personal() if one.table not in shown] == []
    assert {one.section for one in privacy.personal() if one.section} <= set(SECTIONS)


def test_the_names_are_those_of_people() -> None:
    assert [column for column in privacy.personal() if not PERSON.search(column.name)] == [
        privacy.Column("people", "id", Fate.DELETED, "profile")
    ]
