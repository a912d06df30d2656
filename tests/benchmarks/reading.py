"""Pages of the archive through the service, against the same SQL through bare aiosqlite."""

import random
import sqlite3
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import aiosqlite

from bot.clock import SystemClock
from bot.domain.archive import Order
from bot.services.browsing import Browsing
from bot.services.searching import Searching
from storage import rubrics
from storage.db import Database
from storage.sqlite import open_sqlite
from tests.benchmarks.filling import RUBRICS, WORDS
from tests.benchmarks.recording import Recording, replay
from tests.benchmarks.table import Line

COUNT = 200


@dataclass(frozen=True)
class Services:
    """What is asked."""

    browsing: Browsing
    searching: Searching

    @classmethod
    def on(cls, db: Database) -> "Services":
        """All of them over one store."""
        browsing = Browsing(db, SystemClock())
        return cls(browsing, Searching(db, browsing, SystemClock()))


Work = Callable[[Services, random.Random], Awaitable[Any]]


async def measure(path: Path, size: int) -> list[Line]:
    """p50 and p95 of a page of a rubric, in both orders, and of a search."""
    db = await open_sqlite(str(path))
    bare = await aiosqlite.connect(path, isolation_level=None)
    bare.row_factory = sqlite3.Row
    channel = 1
    used = await rubrics.list_used(db, channel, size=RUBRICS, cursor=None)
    works: dict[str, Work] = {
        "page of a rubric, newest": lambda service, chance: service.browsing.posts_of(
            chance.choice(used.items)
        ),
        "page of a rubric, best": lambda service, chance: service.browsing.posts_of(
            chance.choice(used.items), Order.BEST
        ),
        "search, two words": lambda service, chance: service.searching.find(
            channel, " ".join(chance.sample(WORDS, 2))
        ),
    }
    lines = [
        await _compare(f"{name}, {size:,} posts", work, db, bare) for name, work in works.items()
    ]
    await bare.close()
    await db.close()
    return lines


async def _compare(name: str, work: Work, db: Database, bare: aiosqlite.Connection) -> Line:
    ours, theirs = [], []
    for number in range(COUNT):
        recording = Recording(db)
        await work(Services.on(recording), random.Random(number))
        service = Services.on(db)
        ours.append(await _seconds(work(service, random.Random(number))))
        theirs.append(await _seconds(replay(bare, recording.statements)))
    p95, base95 = quantiles(ours, n=20)[-1], quantiles(theirs, n=20)[-1]
    ratio = p95 / base95
    return Line(
        name,
        f"p50 {median(ours) * 1e3:.2f} p95 {p95 * 1e3:.2f} ms",
        f"aiosqlite {median(theirs) * 1e3:.2f} / {base95 * 1e3:.2f} ms",
        f"{ratio:.2f}", "at most 2", ratio <= 2,
    )  # fmt: skip


async def _seconds(work: Awaitable[Any]) -> float:
    start = time.perf_counter()
    await work
    return time.perf_counter() - start
