"""Pages of the archive through the service, against the same SQL through bare aiosqlite."""

import random
import sqlite3
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import aiosqlite

from bot.clock import SystemClock
from bot.domain.archive import Order, Period, Rubric, TopBy
from bot.services.browsing import Browsing
from bot.services.searching import Searching
from storage import rubrics
from storage.db import Database
from storage.sqlite import open_sqlite
from tests.benchmarks.archives import BETWEEN, RARE_WORDS, rare_words
from tests.benchmarks.filling import RUBRICS, WORDS
from tests.benchmarks.recording import Recording, replay
from tests.benchmarks.table import Line

COUNT = 100
"""Repetitions of a row; the first ones, which warm both ways up, are left out."""
WARM = 10
INLINE = 20


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
CHANNEL = 1


async def measure(path: Path, size: int) -> list[Line]:
    """p50 and p95 of what readers ask for, at one size of the archive."""
    db = await open_sqlite(str(path))
    bare = await aiosqlite.connect(path, isolation_level=None)
    bare.row_factory = sqlite3.Row
    used = (await rubrics.list_used(db, CHANNEL, size=RUBRICS, cursor=None)).items
    works = _rubrics(used) | _searches(size) | _tops() | _inline()
    lines = [
        await _compare(f"{name}, {size:,} posts", work, db, bare) for name, work in works.items()
    ]
    await bare.close()
    await db.close()
    return lines


def _rubrics(used: Sequence[Rubric]) -> dict[str, Work]:
    return {
        "page of a rubric, newest": lambda service, chance: service.browsing.posts_of(
            chance.choice(used)
        ),
        "page of a rubric, best": lambda service, chance: service.browsing.posts_of(
            chance.choice(used), Order.BEST
        ),
    }


def _searches(size: int) -> dict[str, Work]:
    """Frequent words are in half of the posts, rare ones in a few of ten thousand."""
    rare = rare_words(RARE_WORDS)[:200]
    last = datetime.now(UTC).date()
    days = min(size * BETWEEN // timedelta(days=1), 3000)

    def span(chance: random.Random) -> str:
        first = last - timedelta(days=chance.randrange(10, days))
        return f"{first}..{first + timedelta(days=30)}"

    def words(of: Callable[[random.Random], str], order: Order = Order.BEST) -> Work:
        return lambda service, chance: service.searching.find(CHANNEL, of(chance), order)

    def correct(service: Services, chance: random.Random) -> Awaitable[Any]:
        word = chance.choice(rare)
        at = chance.randrange(1, len(word) - 1)
        return service.searching.correct(CHANNEL, word[:at] + "ъ" + word[at + 1 :])

    return {
        "search, a rare word": words(lambda chance: chance.choice(rare)),
        "search, a frequent word": words(lambda chance: chance.choice(WORDS)),
        "search, a frequent word, newest": words(
            lambda chance: chance.choice(WORDS), Order.NEWEST
        ),
        "search, two words": words(lambda chance: " ".join(chance.sample(WORDS, 2))),
        "search, a phrase": words(lambda chance: f'"{" ".join(chance.sample(WORDS, 2))}"'),
        "search, a word but not another": words(lambda chance: " -".join(chance.sample(WORDS, 2))),
        "search, a word in a month": words(
            lambda chance: f"{chance.choice(WORDS)} {span(chance)}"
        ),
        "search, a month": words(span),
        "search, a month but not a word": words(
            lambda chance: f"{span(chance)} -{chance.choice(WORDS)}"
        ),
        "search, a word in a rubric": words(
            lambda chance: f"{chance.choice(WORDS)} #рубрика{chance.randrange(RUBRICS)}"
        ),
        "search, a mistyped word": correct,
    }


def _tops() -> dict[str, Work]:
    def top(period: Period, by: TopBy) -> Work:
        return lambda service, _: service.browsing.top(CHANNEL, period, by)

    return {
        f"/top of the {period.name.lower()} by {by.name.lower()}": top(period, by)
        for period in (Period.WEEK, Period.YEAR)
        for by in TopBy
    }


def _inline() -> dict[str, Work]:
    """What the answer to an inline query reads: half a word, a page of twenty."""

    def half(service: Services, chance: random.Random) -> Awaitable[Any]:
        word = chance.choice(WORDS)
        return service.searching.find(CHANNEL, word[:-2], is_partial=True, size=INLINE)

    return {
        "inline, half a frequent word": half,
        "inline, nothing typed": lambda service, _: service.browsing.top(
            CHANNEL, Period.MONTH, size=INLINE
        ),
    }


async def _compare(name: str, work: Work, db: Database, bare: aiosqlite.Connection) -> Line:
    ours, theirs = [], []
    for number in range(COUNT):
        recording = Recording(db)
        await work(Services.on(recording), random.Random(number))
        service = Services.on(db)
        seconds = await _seconds(work(service, random.Random(number)))
        bare_seconds = await _seconds(replay(bare, recording.statements))
        if number >= WARM:
            ours.append(seconds)
            theirs.append(bare_seconds)
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
