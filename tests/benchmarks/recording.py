"""Reads that are noted as they pass, to be asked again of the bare driver."""

from collections.abc import Sequence
from typing import Any

import aiosqlite

from storage.db import Database, Params, Read, Row


class Recording:
    """Passes reads on, and notes what they were."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self.statements: list[tuple[str, Params]] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._db, name)

    async def fetch_all(self, sql: str, params: Params | None = None) -> list[Row]:
        self.statements.append((sql, params or {}))
        return await self._db.fetch_all(sql, params or {})

    async def fetch_one(self, sql: str, params: Params | None = None) -> Row | None:
        self.statements.append((sql, params or {}))
        return await self._db.fetch_one(sql, params or {})

    async def fetch_each(self, reads: Sequence[Read]) -> list[list[Row]]:
        self.statements += reads
        return await self._db.fetch_each(reads)


async def replay(bare: aiosqlite.Connection, statements: list[tuple[str, Params]]) -> None:
    """Ask again what was noted."""
    for sql, params in statements:
        await bare.execute_fetchall(sql, dict(params))
