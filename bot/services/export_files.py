"""Filling the file of an export: rows read page by page, written in a thread."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Protocol

from bot.domain.channels import Channel
from bot.domain.numbers import Point
from bot.domain.posts import Post
from bot.domain.tables import Row, Table, TableFormat, TableWords
from bot.services.export_rows import point_row, post_row
from bot.services.numbering import Numbering
from storage import comments, exports, messages, reposts
from storage.db import Database, to_ms

_POSTS, _POINTS = 100, 1_000
"""Read and written at once: what is kept in memory."""


class Tables(Protocol):
    """A file with tables, one after the other. Its calls take long, and are for one thread."""

    def begin(self, table: Table) -> None:
        """Begin a table; the one before is over."""
        ...

    def write(self, rows: Iterable[Row]) -> None:
        """Add rows to the table that was begun last."""
        ...

    @property
    def bytes_written(self) -> int:
        """What of the file is on the disk: it will have no fewer."""
        ...

    def close(self) -> Path:
        """The finished file."""
        ...

    def abandon(self) -> None:
        """Let the file go as it is."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Posts published from `since` until `today`, with all their points.

    What is published after `until` is not of it.
    """

    channel: Channel
    since: datetime
    until: datetime
    today: date
    posts: int
    points: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How many rows have been written."""

    posts: int = 0
    points: int = 0


OnRows = Callable[[Progress, int], Awaitable[None]]
"""Told after each page: what is written, and the bytes that are on the disk. May raise."""


class Filling:
    """Fills files with what the store holds."""

    def __init__(
        self,
        db: Database,
        numbering: Numbering,
        open_tables: Callable[[TableFormat, Path], Tables],
    ) -> None:
        self._db = db
        self._numbering = numbering
        self._open_tables = open_tables

    async def fill(
        self,
        folder: Path,
        selection: Selection,
        format_: TableFormat,
        words: TableWords,
        on_rows: OnRows,
    ) -> tuple[Path, Progress]:
        """The finished file in the folder, and how many rows it has."""
        async with _opened(self._open_tables, format_, folder) as sheet:
            work = _Work(sheet, selection, words, on_rows)
            await self._write_posts(work)
            await self._write_series(work)
            if format_ is TableFormat.XLSX:
                await sheet.do(sheet.tables.begin, words.legend)
                await sheet.do(sheet.tables.write, words.explained)
            return await sheet.do(sheet.tables.close), work.done

    async def _write_posts(self, work: "_Work") -> None:
        await work.sheet.do(work.sheet.tables.begin, work.words.posts)
        async for page in self._pages(work.selection):
            await work.add(await self._rows(work, page), Progress(posts=len(page)))

    async def _rows(self, work: "_Work", page: list[Post]) -> Iterator[Row]:
        ids, channel = [post.id for post in page], work.selection.channel
        numbers = await self._numbering.of_many(page)
        first = await messages.first_ids(self._db, ids)
        return (
            post_row(
                post,
                channel.link(first[post.id]) if post.id in first else None,
                numbers[post.id],
                work.words,
                channel.zoneinfo,
            )
            for post in page
        )

    async def _write_series(self, work: "_Work") -> None:
        await work.sheet.do(work.sheet.tables.begin, work.words.series)
        async for page in self._pages(work.selection):
            ids, behind = [post.id for post in page], None
            while points := await exports.list_points(self._db, ids, behind=behind, limit=_POINTS):
                await self._write_points(work, points)
                behind = exports.key_of(*points[-1])
            for observed in (reposts.list_series, comments.list_series):
                await self._write_points(work, await observed(self._db, ids))

    async def _write_points(self, work: "_Work", points: list[tuple[int, Point]]) -> None:
        for start in range(0, len(points), _POINTS):
            piece = points[start : start + _POINTS]
            rows = (point_row(post_id, point, work.words) for post_id, point in piece)
            await work.add(rows, Progress(points=len(piece)))

    async def _pages(self, selection: Selection) -> AsyncIterator[list[Post]]:
        behind = None
        while page := await exports.list_posts(
            self._db,
            selection.channel.id,
            since=selection.since,
            until=selection.until,
            behind=behind,
            limit=_POSTS,
        ):
            yield page
            last = page[-1]
            assert last.published_at is not None
            behind = exports.PostKey(to_ms(last.published_at), last.id)


@dataclass(slots=True)
class _Work:
    """A file that is being filled."""

    sheet: "_Sheet"
    selection: Selection
    words: TableWords
    on_rows: OnRows
    done: Progress = Progress()

    async def add(self, rows: Iterable[Row], step: Progress) -> None:
        """Write rows, which are made in the thread too."""
        await self.sheet.do(self.sheet.tables.write, rows)
        size = await self.sheet.do(lambda: self.sheet.tables.bytes_written)
        self.done = Progress(self.done.posts + step.posts, self.done.points + step.points)
        await self.on_rows(self.done, size)


class _Sheet:
    """Tables with the one thread that may touch them."""

    def __init__(self, tables: Tables, thread: ThreadPoolExecutor) -> None:
        self.tables = tables
        self._thread = thread

    async def do(self, call: Callable[..., Any], *args: Any) -> Any:
        """Call in the thread, behind whatever it is at."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, call, *args)


@asynccontextmanager
async def _opened(
    open_tables: Callable[[TableFormat, Path], Tables], format_: TableFormat, folder: Path
) -> AsyncIterator[_Sheet]:
    """Tables that are let go whatever happens."""
    with ThreadPoolExecutor(1, "export") as thread:
        loop = asyncio.get_running_loop()
        tables = await loop.run_in_executor(thread, open_tables, format_, folder)
        sheet = _Sheet(tables, thread)
        try:
            yield sheet
        except BaseException:
            await sheet.do(tables.abandon)
            raise
