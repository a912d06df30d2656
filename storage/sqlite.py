"""The store on SQLite: one writer connection, readers apart; nobody else knows the driver."""

import asyncio
import itertools
import sqlite3
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager, suppress
from functools import partial
from pathlib import Path

import aiosqlite

from storage.db import Params, Positional, Read, Row, Session, StoreFull, StoreUnusable
from storage.room import Room

READERS = 2
BUSY_MS = 5000
"""How long a connection waits for another process."""
WRITER_CACHE_KIB = 16_000
"""Pages that the writing connection keeps in memory at most."""

_NONE: Params = {}
# What a full disk, a quota or a failing one looks like (sqlite.org/rescode.html).
_DISK_ERRORS = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR)


class _Connection(aiosqlite.Connection):
    """A connection whose thread answers several queries in one hop, which is what costs."""

    async def fetch_each(self, reads: Sequence[Read]) -> list[list[Row]]:
        found: list[list[Row]]
        found = await self._execute(self._fetch_each, reads)  # type: ignore[no-untyped-call]
        return found

    def _fetch_each(self, reads: Sequence[Read]) -> list[list[Row]]:
        return [self._conn.execute(sql, dict(params)).fetchall() for sql, params in reads]


class _Session:
    """SQL on one connection: each call is one hop to its thread."""

    def __init__(self, connection: _Connection) -> None:
        self._connection = connection

    async def fetch_all(self, sql: str, params: Params = _NONE) -> list[Row]:
        return list(await self._connection.execute_fetchall(sql, dict(params)))  # type: ignore[arg-type]

    async def fetch_one(self, sql: str, params: Params = _NONE) -> Row | None:
        rows = await self.fetch_all(sql, params)
        return rows[0] if rows else None

    async def fetch_each(self, reads: Sequence[Read]) -> list[list[Row]]:
        return await self._connection.fetch_each(reads)

    async def execute(self, sql: str, params: Params = _NONE) -> int:
        cursor = await self._connection.execute(sql, dict(params))
        return cursor.rowcount

    async def execute_many(self, sql: str, rows: Iterable[Params | Positional]) -> None:
        given = [row if isinstance(row, tuple) else dict(row) for row in rows]
        await self._connection.executemany(sql, given)


class SqliteDatabase:
    """One file. Reads see what is committed; writes queue in order of arrival."""

    def __init__(self, writer: _Connection, readers: list[_Connection]) -> None:
        self._writer = writer
        self._readers = readers
        self._next_reader = itertools.cycle([_Session(reader) for reader in readers])
        self._turn = asyncio.Lock()
        self._durable: bool | None = False
        self._room = Room()

    async def fetch_all(self, sql: str, params: Params = _NONE) -> list[Row]:
        return await next(self._next_reader).fetch_all(sql, params)

    async def fetch_one(self, sql: str, params: Params = _NONE) -> Row | None:
        return await next(self._next_reader).fetch_one(sql, params)

    async def fetch_each(self, reads: Sequence[Read]) -> list[list[Row]]:
        return await next(self._next_reader).fetch_each(reads)

    async def execute(self, sql: str, params: Params = _NONE) -> int:
        """Refused by the readers' connections, which are read-only: write in a transaction."""
        return await next(self._next_reader).execute(sql, params)

    async def execute_many(self, sql: str, rows: Iterable[Params | Positional]) -> None:
        await next(self._next_reader).execute_many(sql, rows)

    def transaction(self, *, durable: bool = False) -> AbstractAsyncContextManager[Session]:
        return self._transaction(durable)

    @asynccontextmanager
    async def _transaction(self, durable: bool) -> AsyncIterator[Session]:
        async with self._turn:
            with self._full_disk_noted():
                await self._set_durable(durable)
                try:
                    await self._writer.execute("BEGIN IMMEDIATE")
                    yield _Session(self._writer)
                    await self._writer.execute("COMMIT")
                except BaseException:
                    # The connection's thread may still be at the statement whose wait was
                    # cancelled: this queues behind it, and does nothing where no transaction is
                    # left.
                    await self._writer.rollback()
                    raise

    async def _set_durable(self, durable: bool) -> None:
        if durable != self._durable:
            # Unknown while the wait may be cancelled.
            self._durable = None
            await self._writer.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
            self._durable = durable

    @contextmanager
    def _full_disk_noted(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            # Errors of the driver itself carry no code.
            if getattr(error, "sqlite_errorcode", 0) & 0xFF not in _DISK_ERRORS:
                raise
            self._room.ran_out(error.sqlite_errorname)
            raise StoreFull(f"nothing can be written: {error}") from error

    async def is_writable(self) -> bool:
        if self._room.is_asked():
            with suppress(StoreFull):
                async with self.transaction(durable=True) as session:
                    # Written although nothing changes, and nobody uses it: it needs a page.
                    await session.execute("PRAGMA user_version = 0")
                self._room.came_back()
        return self._room.is_there

    async def empty_log(self) -> bool:
        async with self._turn:
            await self._writer.execute("PRAGMA busy_timeout = 0")
            try:
                rows = await self._writer.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:
                await self._writer.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
        # Whether it was busy, then two counts (sqlite.org/pragma.html#pragma_wal_checkpoint).
        return all(row[0] == 0 for row in rows)

    async def close(self) -> None:
        for connection in (*self._readers, self._writer):
            await connection.close()


async def open_sqlite(path: str) -> SqliteDatabase:
    """Open the file, creating it and its folder.

    Raises:
        StoreUnusable: the file is no store, or cannot be written; or this SQLite lacks what the
            schema needs.
    """
    if sqlite3.sqlite_version_info < (3, 38):
        raise StoreUnusable(f"SQLite 3.38 or newer is needed, this is {sqlite3.sqlite_version}")
    opened: list[_Connection] = []
    try:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        await _forget_statistics(path)
        for _ in range(1 + READERS):
            opened.append(await _connect(path))
        writer, *readers = opened
        await writer.execute("PRAGMA journal_mode = WAL")
        await writer.execute("PRAGMA synchronous = NORMAL")
        # What is deleted is overwritten: a forgotten person is not left in free pages either.
        await writer.execute("PRAGMA secure_delete = ON")
        # Taken as it is needed: what an import writes to stays in memory.
        await writer.execute(f"PRAGMA cache_size = -{WRITER_CACHE_KIB}")
        for reader in readers:
            await reader.execute("PRAGMA query_only = ON")
    except (OSError, sqlite3.Error) as error:
        # The thread of an open connection would keep the process alive.
        for connection in opened:
            await connection.close()
        raise StoreUnusable(f"{path} cannot be opened: {error}") from error
    return SqliteDatabase(writer, readers)


async def _forget_statistics(path: str) -> None:
    """Drop what somebody's ANALYZE left: the plans that are tested are made without.

    One that was run while a store was small would have a large one walked through, table by table.
    """
    # Whoever reads a schema keeps its statistics: a connection of its own.
    connection = await _connect(path)
    try:
        known = await connection.execute_fetchall(
            "SELECT name FROM sqlite_master WHERE name IN ('sqlite_stat1', 'sqlite_stat4')"
        )
        # A full disk does not keep the store from opening.
        with suppress(sqlite3.OperationalError):
            for (name,) in known:
                await connection.execute(f"DROP TABLE {name}")
    finally:
        await connection.close()


async def _connect(path: str) -> _Connection:
    connect = partial(sqlite3.connect, path, isolation_level=None, cached_statements=512)
    # As `aiosqlite.connect` makes it, with its own number of rows that a cursor reads ahead.
    connection = _Connection(connect, iter_chunk_size=64)
    await connection
    connection.row_factory = sqlite3.Row
    await connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
    await connection.execute("PRAGMA foreign_keys = ON")
    return connection
