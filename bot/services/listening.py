"""Knows of which times updates are lost: nobody listened for a day, or the bot was no admin."""

import logging
from datetime import datetime, timedelta

from bot.clock import Clock
from storage import channels, gaps
from storage.db import Database, StoreFull

log = logging.getLogger(__name__)

KEPT = timedelta(hours=24)
"""Telegram keeps updates that were not fetched so long (Bot API, "Getting updates")."""
WRITE_EVERY = timedelta(minutes=1)


class Listening:
    """Notes when Telegram was heard, and the gaps between."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock
        self._heard_at: datetime | None = None
        self._written_at: datetime | None = None
        # Telegram may have dropped something since the last time, and nobody looked yet.
        self._is_broken = True

    async def hear(self, *, is_after_break: bool) -> None:
        """Telegram handed over everything that it had.

        `is_after_break`: the answer before did not come, or there was none in this process. What
        was made longer than a day ago, and after the last time, is lost then.
        """
        now = self._clock.now()
        self._is_broken = self._is_broken or is_after_break
        if self._is_broken or not self._is_written(now):
            try:
                await self._write(now)
            except StoreFull:
                log.warning("the disk is full: when Telegram was heard is not noted")
                return
        self._heard_at = now

    async def lose(self, chat_id: int, *, at: datetime) -> None:
        """The bot is no administrator of a channel any more: nothing is made for it from now on.

        A moment before the end of a gap that is known is told again, and changes nothing.
        """
        channel = await channels.get_by_chat(self._db, chat_id)
        if channel is not None:
            async with self._db.transaction() as session:
                await gaps.open_gap(session, channel.id, from_at=at)

    async def regain(self, chat_id: int, *, at: datetime) -> None:
        """The bot is an administrator again."""
        channel = await channels.get_by_chat(self._db, chat_id)
        if channel is not None:
            async with self._db.transaction() as session:
                await gaps.close_gap(session, channel.id, until_at=at)

    async def _write(self, now: datetime) -> None:
        async with self._db.transaction() as session:
            before = self._heard_at or await gaps.get_heard_at(session)
            if self._is_broken and before is not None and before < now - KEPT:
                await gaps.insert_everywhere(session, from_at=before, until_at=now - KEPT)
            await gaps.set_heard_at(session, now)
        self._written_at, self._is_broken = now, False

    def _is_written(self, now: datetime) -> bool:
        """Whether the moment in the store is fresh enough."""
        return self._written_at is not None and (
            self._written_at <= now < self._written_at + WRITE_EVERY
        )
