"""Rubrics suggested for a draft, against one plain query of FTS5 with the same words."""

import sqlite3
import time
from collections.abc import Awaitable
from pathlib import Path
from statistics import median, quantiles

import aiosqlite

from bot.services.suggesting import query_stems, suggest
from storage.sqlite import open_sqlite
from tests.benchmarks.table import Line
from tests.services.marketing_archive import make_posts

COUNT = 100
PLAIN = "SELECT rowid FROM post_fts WHERE post_fts MATCH :match ORDER BY rank LIMIT 7"


def texts(count: int) -> list[str]:
    """Posts for the archive, of twelve rubrics whose words overlap."""
    return [
        f"{post.text}\n\n{' '.join(f'#{tag}' for tag in post.tags)}"
        for post in make_posts(count, seed=count)
    ]


async def measure(path: Path, size: int) -> list[Line]:
    """p50 and p95 over drafts like the archive's posts; each query follows its baseline."""
    db = await open_sqlite(str(path))
    bare = await aiosqlite.connect(path, isolation_level=None)
    bare.row_factory = sqlite3.Row
    ours, theirs = [], []
    for post in make_posts(COUNT, seed=1):
        match = " OR ".join(f'"{stem}"' for stem in query_stems(post.text))
        theirs.append(await _seconds(bare.execute_fetchall(PLAIN, {"match": match})))
        ours.append(await _seconds(suggest(db, 1, post.text)))
    await bare.close()
    await db.close()
    p95, base95 = quantiles(ours, n=20)[-1], quantiles(theirs, n=20)[-1]
    ratio = p95 / base95
    return [
        Line(
            f"rubrics for a draft, {size:,} posts",
            f"p50 {median(ours) * 1e3:.1f} p95 {p95 * 1e3:.1f} ms",
            f"one FTS5 query {median(theirs) * 1e3:.1f} / {base95 * 1e3:.1f} ms",
            f"{ratio:.2f}", "at most 2", ratio <= 2,
        )
    ]  # fmt: skip


async def _seconds(work: Awaitable[object]) -> float:
    start = time.perf_counter()
    await work
    return time.perf_counter() - start
