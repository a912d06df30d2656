"""Reads that wait for nothing of one another, asked of the store in one go."""

import asyncio
from collections.abc import Iterable

from storage.db import Params, Positional, Read, Row, Session

_NONE: Params = {}


class Together:
    """A session for reads that run side by side, in `asyncio.gather`: one hop serves them all.

    Each answer of a store costs a hop to its thread or over a network, which is longer than most
    queries take. What is asked later, after the answer to another read, goes in a hop of its own.
    """

    def __init__(self, db: Session) -> None:
        self._db = db
        self._waiting: list[tuple[Read, asyncio.Future[list[Row]]]] = []

    async def fetch_all(self, sql: str, params: Params = _NONE) -> list[Row]:
        answer: asyncio.Future[list[Row]] = asyncio.get_running_loop().create_future()
        self._waiting.append(((sql, params), answer))
        if len(self._waiting) == 1:
            await self._ask()
        return await answer

    async def fetch_one(self, sql: str, params: Params = _NONE) -> Row | None:
        rows = await self.fetch_all(sql, params)
        return rows[0] if rows else None

    async def fetch_each(self, reads: Iterable[Read]) -> list[list[Row]]:
        return list(await asyncio.gather(*(self.fetch_all(*read) for read in reads)))

    async def execute(self, sql: str, params: Params = _NONE) -> int:
        """Not put together with anything: a write has its place in an order."""
        return await self._db.execute(sql, params)

    async def execute_many(self, sql: str, rows: Iterable[Params | Positional]) -> None:
        await self._db.execute_many(sql, rows)

    async def _ask(self) -> None:
        """The first that asks lets the others ask, and then asks for all."""
        asked = self._waiting
        try:
            try:
                # Twice: who asks in a gather inside of a gather does so a turn later.
                await asyncio.sleep(0)
                await asyncio.sleep(0)
            finally:
                self._waiting = []
            found = await self._db.fetch_each([read for read, _ in asked])
        except Exception as error:
            for _, answer in asked:
                if not answer.done():
                    answer.set_exception(error)
        else:
            for (_, answer), rows in zip(asked, found, strict=True):
                if not answer.done():
                    answer.set_result(rows)
        finally:
            # Where this one was cancelled, nobody gets an answer.
            for _, answer in asked:
                answer.cancel()


def together(db: Session) -> Together:
    """A session for reads side by side: the same one for those inside of others."""
    return db if isinstance(db, Together) else Together(db)
