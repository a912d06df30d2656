"""Pages of statistics through the service, against the same SQL through bare aiosqlite."""

import random
import sqlite3
import time
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import aiosqlite

from bot.domain.channels import Channel
from bot.domain.reactions import emoji_kind
from bot.domain.statistics import Span
from bot.services.measuring import Measuring
from bot.services.rights import Rights
from storage import channels, posts, rubrics
from storage.db import Database, to_ms
from storage.sqlite import open_sqlite
from tests.benchmarks.filling import WORDS
from tests.benchmarks.recording import Recording, replay
from tests.benchmarks.table import Line

COUNT = 20
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
BETWEEN = timedelta(minutes=157)
"""Between two posts: ten thousand are three years."""
POINTS = 100
"""Points of a post: twenty of each of four reactions, and of its views."""
MOST, MOST_CURVE = 4, 6
"""Times the bare SQL; a curve is mostly counting, of a hundred posts."""
_KINDS = tuple(emoji_kind(emoji) for emoji in "🔥👍🤔😁")
_MINUTE = 60_000


class _Clock:
    def now(self) -> datetime:
        return NOW


def texts(count: int) -> Iterator[str]:
    """Posts of 20 to 250 words, in one or two of 40 rubrics."""
    chance = random.Random(count)
    for number in range(count):
        words = chance.choices(WORDS, k=chance.randrange(20, 250))
        tags = {chance.randrange(40) for _ in range(2)}
        yield f"{' '.join(words)} №{number}\n" + " ".join(f"#рубрика{tag}" for tag in tags)


def fill_numbers(path: Path) -> tuple[int, int]:
    """Spread the posts of a store over years, and give each a hundred points; how many of each."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("BEGIN")
    [count] = connection.execute("SELECT count(*) FROM posts").fetchone()
    moment = {"now": to_ms(NOW), "step": BETWEEN // timedelta(milliseconds=1), "count": count}
    for table, key in (("posts", "id"), ("post_rubrics", "post_id")):
        connection.execute(
            f"UPDATE {table} SET published_at = :now - (:count - {key} + 1) * :step", moment
        )
    connection.execute("UPDATE channels SET connected_at = 0")
    chance = random.Random(count)
    for post_id in range(1, count + 1):
        at = moment["now"] - (count - post_id + 1) * moment["step"]
        _fill_post(connection, chance, post_id, at)
    connection.execute("COMMIT")
    connection.execute("ANALYZE")
    [points] = connection.execute("SELECT count(*) FROM points").fetchone()
    connection.close()
    return count, points


def _fill_post(
    connection: sqlite3.Connection, chance: random.Random, post_id: int, at: int
) -> None:
    totals = [chance.randrange(20, 200) for _ in _KINDS]
    series = {kind: ("updates", total) for kind, total in zip(_KINDS, totals, strict=True)}
    views = chance.randrange(1000, 5000)
    steps = POINTS // (len(series) + 1)
    connection.executemany(
        "INSERT INTO points (post_id, name, source, counted_at, total) VALUES (?, ?, ?, ?, ?)",
        [
            (post_id, name, source, at + (step * step + 1) * 8 * _MINUTE, total * step // steps)
            for name, (source, total) in (series | {"views": ("preview", views)}).items()
            for step in range(1, steps + 1)
        ],
    )
    counted_at = at + steps * steps * 8 * _MINUTE
    connection.executemany(
        "INSERT INTO reactions (post_id, kind, total) VALUES (?, ?, ?)",
        [(post_id, kind, total) for kind, total in zip(_KINDS, totals, strict=True)],
    )
    connection.execute(
        """
        UPDATE posts SET reactions = ?, reactions_at = ?, reactions_source = 'updates', reposts = 2
        WHERE id = ?
        """,
        (sum(totals), counted_at, post_id),
    )
    connection.execute(
        "INSERT INTO counts VALUES (?, 'views', 'preview', ?, 1, ?, NULL)",
        (post_id, views, counted_at),
    )
    connection.executemany(
        "INSERT INTO reposts (key, post_id, kind, seen_at) VALUES (?, ?, 'forward', ?)",
        [(f"f:{post_id}:{number}", post_id, counted_at) for number in range(2)],
    )
    connection.execute("INSERT INTO threads VALUES (-100, ?, ?, ?)", (post_id, post_id, at))
    connection.executemany(
        "INSERT INTO comments VALUES (-100, ?, ?, ?)",
        [(post_id, post_id * 100 + number, counted_at) for number in range(10)],
    )


Work = Callable[[Measuring], Awaitable[Any]]


async def measure(path: Path, size: int) -> list[Line]:
    """p50 and p95 of each page of a channel, and of the curve of a post; each follows its SQL."""
    db = await open_sqlite(str(path))
    bare = await aiosqlite.connect(path, isolation_level=None)
    bare.row_factory = sqlite3.Row
    channel = await channels.get_channel(db, 1)
    post = await posts.get_post(db, size - 100)
    assert channel is not None
    rubric = await rubrics.find_rubric(db, channel.id, "рубрика3")
    assert post is not None
    assert rubric is not None
    works = _works(channel, rubric.id)
    lines = [await _compare(name, work, db, bare, MOST) for name, work in works.items()]
    lines.append(
        await _compare("curve of a post", lambda stats: stats.curve(post), db, bare, MOST_CURVE)
    )
    await bare.close()
    await db.close()
    return lines


def measure_growth(path: Path, before: int, count: int, points: int) -> Line:
    """What a store grows by a post with its points, before thinning."""
    grown = (path.stat().st_size - before) / count
    return Line(
        f"store of a post with {points // count} points",
        f"{grown:,.0f} bytes",
        f"{points:,} points of 13 bytes",
        f"{grown / (points / count * 13):.2f}", "at most 5", grown <= points / count * 13 * 5,
    )  # fmt: skip


def _works(channel: Channel, tag_id: int) -> dict[str, Work]:
    return {
        "overview, all": lambda stats: stats.overview(channel, Span.ALL),
        "overview, year and before": lambda stats: stats.overview(channel, Span.YEAR),
        "overview, week and before": lambda stats: stats.overview(channel, Span.WEEK),
        "a rubric, all": lambda stats: stats.overview(channel, Span.ALL, tag_id=tag_id),
        "rubrics, all": lambda stats: stats.rubrics(channel, Span.ALL),
        "hours, all": lambda stats: stats.hours(channel, Span.ALL),
        "kinds, all": lambda stats: stats.kinds(channel, Span.ALL),
        "extremes, all": lambda stats: stats.extremes(channel, Span.ALL),
        "best time, all": lambda stats: stats.best_time(channel, Span.ALL),
    }


async def _compare(
    name: str, work: Work, db: Database, bare: aiosqlite.Connection, most: int
) -> Line:
    rights = Rights(db, frozenset({1}))
    recording = Recording(db)
    await work(Measuring(recording, _Clock(), rights))
    ours, theirs = [], []
    for _ in range(COUNT):
        ours.append(await _seconds(work(Measuring(db, _Clock(), rights))))
        theirs.append(await _seconds(replay(bare, recording.statements)))
    p95, base95 = quantiles(ours, n=20)[-1], quantiles(theirs, n=20)[-1]
    ratio = median(ours) / median(theirs)
    return Line(
        f"stats: {name}",
        f"p50 {median(ours) * 1e3:.0f} p95 {p95 * 1e3:.0f} ms",
        f"aiosqlite {median(theirs) * 1e3:.0f} / {base95 * 1e3:.0f} ms",
        f"{ratio:.2f}", f"at most {most}", ratio <= most,
    )  # fmt: skip


async def _seconds(work: Awaitable[Any]) -> float:
    start = time.perf_counter()
    await work
    return time.perf_counter() - start
