"""Work that waits while the disk is full: what cannot be noted is not begun."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from storage.db import Database, StoreFull

Work = Callable[[], Awaitable[datetime | None]]


def held(db: Database, work: Work) -> Work:
    """A job's work that does nothing as long as nothing can be written.

    Else a notice that is told and cannot be noted as told would be told each second.
    """

    async def hold() -> datetime | None:
        if not await db.is_writable():
            return None
        try:
            return await work()
        except StoreFull:
            # The store has said so, once.
            return None

    return hold
