"""Reads side by side: one hop for all, each with its own answer."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from storage.db import Database, Params, Read, Row
from storage.sqlite import open_sqlite
from storage.together import Together, together

_NONE: Params = {}


class Counting:
    """Passes reads on, and counts in how many goes they came."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self.hops: list[list[str]] = []
        self.held: asyncio.Event | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._db, name)

    async def fetch_each(self, reads: Sequence[Read]) -> list[list[Row]]:
        self.hops.append([sql for sql, _ in reads])
        if self.held is not None:
            await self.held.wait()
        return await self._db.fetch_each(reads)


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Counting]:
    opened = await open_sqlite(str(tmp_path / "store.db"))
    yield Counting(opened)
    await opened.close()


async def ask(db: Together, number: int) -> int:
    row = await db.fetch_one("SELECT :number AS number", {"number": number})
    assert row is not None
    return int(row["number"])


async def test_several_queries_of_one_go_are_answered_in_their_order(db: Counting) -> None:
    found = await db.fetch_each(
        [("SELECT 1 AS n UNION ALL SELECT 2", {}), ("SELECT :a AS n", {"a": 3})]
    )
    assert [[row["n"] for row in rows] for rows in found] == [[1, 2], [3]]


async def test_several_queries_may_be_asked_inside_a_transaction(db: Counting) -> None:
    async with db.transaction() as session:
        await session.execute("CREATE TABLE things (name TEXT)")
        await session.execute("INSERT INTO things VALUES ('new')")
        found = await session.fetch_each([("SELECT name FROM things", {})] * 2)
    assert [[row["name"] for row in rows] for rows in found] == [["new"], ["new"]]


async def test_reads_side_by_side_are_one_hop_and_each_gets_its_own_answer(db: Counting) -> None:
    both = together(db)
    assert await asyncio.gather(*(ask(both, n) for n in range(5))) == [0, 1, 2, 3, 4]
    assert [len(hop) for hop in db.hops] == [5]


async def test_reads_side_by_side_inside_of_others_are_in_the_same_hop(db: Counting) -> None:
    outer = together(db)
    assert together(outer) is outer

    async def inner() -> list[int]:
        return list(await asyncio.gather(ask(together(outer), 2), ask(together(outer), 3)))

    assert list(await asyncio.gather(ask(outer, 1), inner())) == [1, [2, 3]]
    assert [len(hop) for hop in db.hops] == [3]


async def test_what_is_asked_after_an_answer_is_asked_apart(db: Counting) -> None:
    both = together(db)

    async def twice(number: int) -> int:
        return await ask(both, await ask(both, number) + 10)

    assert list(await asyncio.gather(twice(1), ask(both, 2), twice(3))) == [11, 2, 13]
    assert [len(hop) for hop in db.hops] == [3, 2]


async def test_a_query_that_fails_fails_those_beside_it_and_not_the_next(db: Counting) -> None:
    both = together(db)
    wrong = both.fetch_all("SELECT nothing")
    outcomes = await asyncio.gather(ask(both, 1), wrong, return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [sqlite3.OperationalError] * 2
    assert await ask(both, 2) == 2


@pytest.mark.parametrize("turns", range(4))
async def test_one_that_is_called_off_leaves_nobody_waiting(db: Counting, turns: int) -> None:
    both = together(db)
    db.held = asyncio.Event()
    first, second = (asyncio.ensure_future(ask(both, n)) for n in (1, 2))
    for _ in range(turns):
        await asyncio.sleep(0)
    first.cancel()
    db.held.set()
    outcomes = await asyncio.wait_for(
        asyncio.gather(first, second, return_exceptions=True), timeout=30
    )
    assert isinstance(outcomes[0], asyncio.CancelledError)
    assert outcomes[1] == 2 or isinstance(outcomes[1], asyncio.CancelledError)
    assert await ask(both, 3) == 3


async def test_a_follower_that_is_called_off_disturbs_nobody(db: Counting) -> None:
    both = together(db)
    db.held = asyncio.Event()
    first, second = (asyncio.ensure_future(ask(both, n)) for n in (1, 2))
    await asyncio.sleep(0)
    second.cancel()
    db.held.set()
    assert await first == 1
