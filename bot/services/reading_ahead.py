"""Reads the posts of an export ahead of whoever writes them: in a thread, or in a process apart.

What a post of the past needs before it is written (the stems of its words, its rubrics, its JSON)
is half the work of an import. A large file has a process for it: whoever imports it goes on
answering meanwhile, and the other core works.
"""

import asyncio
import gc
import os
import signal
import threading
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import (
    BrokenExecutor,
    Executor,
    Future,
    ProcessPoolExecutor,
    ThreadPoolExecutor,
)
from contextlib import asynccontextmanager
from datetime import datetime, tzinfo
from functools import partial
from itertools import islice
from multiprocessing import get_context, parent_process
from pathlib import Path
from typing import Protocol, TypeVar

from bot.domain.exports.summaries import ExportSummary
from bot.domain.histories import HistoryPost
from bot.domain.imports import ImportSource
from bot.errors import AppError
from bot.services.preparing import Batch, take, unpack

APART_FROM = 4 * 2**20
"""Bytes of JSON from which a process of its own is worth its start, about half a second."""

AHEAD = 4
"""Batches that are read and not asked for yet: writing one takes now more, now less than it does
to read one, and neither side is to wait for the other."""

_T = TypeVar("_T")


class Export(Protocol):
    """A file of Telegram Desktop. Its calls take long, and are for one thread at a time.

    It can be pickled: another process reads it, too.
    """

    size: int

    def summary(self) -> ExportSummary:
        """What it holds, read to its end. Raises AppError: it is broken, or none."""
        ...

    def posts(self, chat_id: int, zone: tzinfo) -> Iterator[HistoryPost]:
        """The posts of a channel (-100…) as a stream; `zone` is for moments without one."""
        ...


OpenExport = Callable[[Path], Export]


class Reader:
    """The batches of one export, in their order."""

    def __init__(self, executor: Executor, source: ImportSource, told_at: datetime) -> None:
        self._executor = executor
        self._source = source
        self._told_at = told_at
        # Asked for, in their order; one thread or process carries them out one by one.
        self._coming: deque[Future[bytes | None]] = deque()

    async def skip(self, count: int) -> None:
        """Pass over what was written before."""
        await self._await(self._submit(partial(_skip, count)))

    async def take(self) -> Batch | None:
        """The next batch; None when there are no more.

        Raises:
            AppError: the file cannot be read on, or the process that reads it was killed.
        """
        while len(self._coming) < AHEAD:
            self._coming.append(self._submit(partial(_take, self._source, self._told_at)))
        packed = await self._await(self._coming.popleft())
        return unpack(packed, self._source, self._told_at) if packed else None

    def _submit(self, work: Callable[[], _T]) -> Future[_T]:
        try:
            return self._executor.submit(work)
        except BrokenExecutor as error:
            raise AppError("import-reader-gone") from error

    async def _await(self, begun: Future[_T]) -> _T:
        try:
            return await asyncio.wrap_future(begun)
        except BrokenExecutor as error:
            raise AppError("import-reader-gone") from error


@asynccontextmanager
async def reading(
    export: Export,
    chat_id: int,
    zone: tzinfo,
    *,
    source: ImportSource,
    told_at: datetime,
    apart_from: int = APART_FROM,
) -> AsyncIterator[Reader]:
    """Read the posts of a channel; `apart_from` is in bytes of JSON."""
    executor: Executor
    if export.size >= apart_from:
        executor = ProcessPoolExecutor(
            1, get_context("spawn"), initializer=_begin_apart, initargs=(export, chat_id, zone)
        )
    else:
        executor = ThreadPoolExecutor(
            1, "import", initializer=_begin, initargs=(export, chat_id, zone)
        )
    try:
        yield Reader(executor, source, told_at)
    finally:
        await asyncio.to_thread(executor.shutdown, cancel_futures=True)


# Of the one thread that reads: several imports may run at once.
_own = threading.local()


def _begin(export: Export, chat_id: int, zone: tzinfo) -> None:
    _own.posts = export.posts(chat_id, zone)


def _begin_apart(export: Export, chat_id: int, zone: tzinfo) -> None:
    # Ctrl+C, and the end of a whole group of processes, are for whoever started this one: it
    # ends with that one, however that ends. Gone before, it would make the import a failed one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    # Nothing that it makes is part of a cycle: looking for them is a tenth of its work.
    gc.disable()
    _begin(export, chat_id, zone)


def _end_with_parent() -> None:
    if parent := parent_process():
        parent.join()
        os._exit(1)


def _take(source: ImportSource, told_at: datetime) -> bytes | None:
    batch = take(_own.posts, source, told_at)
    return batch.pack() if batch else None


def _skip(count: int) -> None:
    deque(islice(_own.posts, count), maxlen=0)
