"""Numbered steps, forward only, each in one transaction with its own record."""

import re
import sqlite3
from collections.abc import Iterator
from importlib import resources

from storage.db import Database, StoreUnusable

DIALECT = "sqlite"

_HISTORY = """
CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY, applied_at INTEGER NOT NULL) STRICT
"""


def list_steps(dialect: str = DIALECT) -> list[tuple[str, str]]:
    """(name, SQL) of every step for a dialect, in order."""
    files = [
        file for file in resources.files("migrations").iterdir() if _is_for(file.name, dialect)
    ]
    return [(file.name, file.read_text("utf-8")) for file in sorted(files, key=lambda f: f.name)]


async def migrate(db: Database, *, now_ms: int) -> list[str]:
    """Apply the steps not applied yet; their names.

    Raises:
        StoreUnusable: a step failed, and left no trace.
    """
    try:
        return await _migrate(db, now_ms)
    except sqlite3.Error as error:
        raise StoreUnusable(f"the store cannot be brought up to date: {error}") from error


async def _migrate(db: Database, now_ms: int) -> list[str]:
    async with db.transaction() as session:
        await session.execute(_HISTORY)
        done = {row["name"] for row in await session.fetch_all("SELECT name FROM migrations")}
    applied = []
    for name, sql in list_steps():
        if name not in done:
            await _apply(db, name, sql, now_ms)
            applied.append(name)
    return applied


async def _apply(db: Database, name: str, sql: str, now_ms: int) -> None:
    async with db.transaction(durable=True) as session:
        for statement in split_statements(sql):
            await session.execute(statement)
        await session.execute(
            "INSERT INTO migrations (name, applied_at) VALUES (:name, :now)",
            {"name": name, "now": now_ms},
        )


def split_statements(sql: str) -> Iterator[str]:
    """The statements of a script; executescript() would commit behind our back."""
    statement = ""
    for piece in re.split("(?<=;)", sql):
        statement += piece
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip():
        raise ValueError(f"a statement without an end: {statement.strip()[:60]}")


def _is_for(name: str, dialect: str) -> bool:
    if not name.endswith(".sql"):
        return False
    parts = name.split(".")
    return len(parts) == 2 or parts[1] == dialect


async def list_pending(db: Database, dialect: str = DIALECT) -> list[str]:
    """Names of the steps that the store lacks, and of those that it has and we do not know."""
    tables = await db.fetch_one("SELECT name FROM sqlite_master WHERE name = 'migrations'")
    rows = await db.fetch_all("SELECT name FROM migrations") if tables else []
    return sorted({name for name, _ in list_steps(dialect)} ^ {row["name"] for row in rows})
