"""The only maker of background tasks: it keeps the reference and logs the failure."""

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any

from storage.db import StoreFull

log = logging.getLogger(__name__)


class Tasks:
    """A group of background tasks with one end."""

    def __init__(self) -> None:
        self._running: set[asyncio.Task[Any]] = set()

    @property
    def is_idle(self) -> bool:
        """Whether nothing runs."""
        return not self._running

    def start(self, work: Coroutine[Any, Any, Any], *, name: str) -> asyncio.Task[Any]:
        """Run `work` beside the caller; an exception is logged under `name`."""
        task = asyncio.create_task(work, name=name)
        self._running.add(task)
        task.add_done_callback(self._finished)
        return task

    async def finish(self, *, timeout_seconds: float) -> None:
        """Wait for what is in hand, then cancel what is left."""
        if self._running:
            await asyncio.wait(self._running, timeout=timeout_seconds)
        for task in list(self._running):
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)

    def _finished(self, task: asyncio.Task[Any]) -> None:
        self._running.discard(task)
        error = None if task.cancelled() else task.exception()
        if isinstance(error, StoreFull):
            # The store has said so, once; whatever is due is begun again.
            log.info("background task %s: %s", task.get_name(), error)
        elif error:
            log.error("background task %s failed", task.get_name(), exc_info=error)
