"""Times in which Telegram takes nothing of a channel: told once when it lasts, once when over."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol

from bot.clock import Clock
from bot.domain.outages import QUIET, TELL_AFTER, TELL_EVERY, WAIT_FOR_OTHERS, Outage
from storage import outages
from storage.db import Database

log = logging.getLogger(__name__)

FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=2), timedelta(minutes=1)


class OutageReporter(Protocol):
    """Tells a person of outages."""

    async def tell_outages(self, person_id: int, told: Sequence[Outage], *, now: datetime) -> bool:
        """Tell that posts wait, or of outages that ended that they go on; False: not reached."""
        ...


class Outages:
    """Ends outages that are over, and tells of them."""

    def __init__(
        self, db: Database, clock: Clock, reporter: OutageReporter, owner_ids: frozenset[int]
    ) -> None:
        self._db = db
        self._clock = clock
        self._reporter = reporter
        self._owner_ids = owner_ids
        self._running = asyncio.Lock()
        self._pause = timedelta(0)
        self._again_at: datetime | None = None

    @property
    def is_idle(self) -> bool:
        """Whether nothing is being told."""
        return not self._running.locked()

    async def look(self) -> None:
        """Close what is over; tell what is to be told by now."""
        async with self._running:
            known = await outages.list_outages(self._db)
            if not known:
                return
            now = self._clock.now()
            if idle := await outages.list_idle(self._db, before=now - QUIET, now=now):
                async with self._db.transaction() as session:
                    for channel_id in idle:
                        await outages.end(session, channel_id, now=now)
                known = await outages.list_outages(self._db)
            if self._again_at and timedelta(0) < self._again_at - now <= LONGEST_PAUSE:
                return
            await self._tell_begun(known, now)
            await self._tell_ended(known, now)

    async def _tell_begun(self, known: Sequence[Outage], now: datetime) -> None:
        new = [row for row in known if row.told_at is None and row.ended_at is None]
        if not any(now - row.began_at >= TELL_AFTER for row in new):
            return
        told = [row.told_at for row in known if row.told_at is not None]
        if told and now - max(told) < TELL_EVERY:
            return
        # Those that began a little later are of the same trouble: one message for all.
        fresh = [row for row in new if now - row.began_at >= TELL_AFTER / 10]
        if await self._tell(fresh, now):
            async with self._db.transaction() as session:
                await outages.set_told(session, [row.channel_id for row in fresh], now=now)

    async def _tell_ended(self, known: Sequence[Outage], now: datetime) -> None:
        told = [row for row in known if row.told_at is not None]
        ended = [row for row in told if row.ended_at is not None]
        if not ended:
            return
        oldest = min(row.ended_at for row in ended if row.ended_at is not None)
        if len(ended) < len(told) and now - oldest < WAIT_FOR_OTHERS:
            return
        if await self._tell(ended, now):
            async with self._db.transaction() as session:
                await outages.forget(session, [row.channel_id for row in ended])

    async def _tell(self, told: Sequence[Outage], now: datetime) -> bool:
        """Owners hear of all, others of where a post of theirs waits; True when anybody heard."""
        theirs: dict[int, set[int]] = defaultdict(set)
        for person_id in self._owner_ids:
            theirs[person_id] |= {row.channel_id for row in told}
        for person_id, channel_id in await outages.list_waiting(
            self._db, [row.channel_id for row in told]
        ):
            theirs[person_id].add(channel_id)
        answers = []
        for person_id, channels in sorted(theirs.items()):
            rows = [row for row in told if row.channel_id in channels]
            answers.append(await self._reporter.tell_outages(person_id, rows, now=now))
        is_told = any(answers) or not answers
        self._pause = (
            timedelta(0) if is_told else min(max(self._pause * 2, FIRST_PAUSE), LONGEST_PAUSE)
        )
        self._again_at = now + self._pause
        return is_told
