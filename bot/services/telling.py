"""Tells people what became of their posts, once; what one outage did to many, in one message."""

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol

from bot.clock import Clock
from bot.domain.publications import Publication, PublicationState
from storage import attempts, lateness, outages, publications
from storage.attempts import Attempt
from storage.db import Database

# Less than that is no lateness that anybody would notice.
LATE_FROM = timedelta(minutes=1)
# A row of late posts that go out one by one is told at its end, but not later than that.
BURST_LASTS = timedelta(minutes=10)
# Whoever cannot be told now is tried again: pauses double, to a minute.
LONGEST_PAUSE_SECONDS = 60

# Whose, in which channel, what became of it: notices of one kind come in heaps.
_Kind = tuple[int, int, PublicationState]


class Notifier(Protocol):
    """Tells people what became of publications."""

    async def tell(self, publication: Publication) -> bool:
        """Tell the outcome, or ask the question; False when it is to be tried again."""
        ...

    async def tell_late(self, late: Sequence[Publication]) -> bool:
        """Tell a person what became of several late posts, all in the same state; or ask."""
        ...


def late_by(publication: Publication, tried: Sequence[Attempt]) -> timedelta:
    """How long behind its moment a published post went out, which no answer of ours told."""
    first = [attempt for attempt in tried if attempt.part == 0]
    if publication.is_immediate or not first:
        return timedelta(0)
    return max(first[-1].started_at - publication.planned_at, timedelta(0))


class Telling:
    """Notices that are due, as few messages as they can be."""

    def __init__(self, db: Database, clock: Clock, notifier: Notifier) -> None:
        self._db = db
        self._clock = clock
        self._notifier = notifier
        self._running = asyncio.Lock()
        # By person: how often in a row nothing could be told, and from when it is tried again.
        self._failures: dict[int, tuple[int, datetime]] = {}

    @property
    def is_idle(self) -> bool:
        """Whether nothing is being told."""
        return not self._running.locked()

    async def tell_due(self) -> None:
        """Tell whatever is due, but nobody who could not be reached a moment ago."""
        async with self._running:
            notices = await publications.list_notices_due(self._db)
            if not notices:
                return
            held = {row.channel_id for row in await outages.list_outages(self._db)
                    if row.ended_at is None}  # fmt: skip
            calm: set[_Kind] = set()
            for notice in notices:
                if self._is_patient(notice.requested_by):
                    continue
                if not await self._is_late(notice):
                    await self._tell([notice])
                elif notice.channel_id not in held and not await self._is_amid(notice):
                    calm.add(_kind_of(notice))
            for group in await self._group(calm):
                if not self._is_patient(group[0].requested_by):
                    await self._tell(group)

    async def _group(self, calm: set[_Kind]) -> list[list[Publication]]:
        """What is told in one message, by people: nothing more of these kinds is on its way."""
        groups: dict[tuple[int, PublicationState], list[Publication]] = defaultdict(list)
        # Read again: the last of them may have gone out while the first was judged.
        for notice in await publications.list_notices_due(self._db) if calm else ():
            if _kind_of(notice) in calm and await self._is_late(notice):
                groups[notice.requested_by, notice.state].append(notice)
        return [
            sorted(group, key=lambda row: (row.planned_at, row.id)) for group in groups.values()
        ]

    async def _is_late(self, notice: Publication) -> bool:
        """Whether a notice is of the kind that comes in heaps, and says nothing but that."""
        if notice.state in (PublicationState.LATE, PublicationState.CANCELLED):
            return True
        if notice.state is not PublicationState.PUBLISHED or notice.asked_at is not None:
            return False
        tried = await attempts.list_attempts(self._db, notice.id)
        was_lost = any(attempt.outcome == "unknown" for attempt in tried)
        return not was_lost and late_by(notice, tried) >= LATE_FROM

    async def _is_amid(self, notice: Publication) -> bool:
        """Whether more of the same is on its way, so that the notice waits for it."""
        if notice.state is not PublicationState.PUBLISHED:
            return False
        now = self._clock.now()
        last = await attempts.get_last(self._db, notice.id)
        is_old = last is None or now - (last.finished_at or now) > BURST_LASTS
        return not is_old and await lateness.is_burst(self._db, notice, now=now)

    async def _tell(self, group: Sequence[Publication]) -> None:
        person_id = group[0].requested_by
        tell = self._notifier.tell
        is_told = await (
            tell(group[0]) if len(group) == 1 else self._notifier.tell_late(group)
        )  # fmt: skip
        if not is_told:
            failures, _ = self._failures.get(person_id, (0, None))
            pause = timedelta(seconds=min(2 ** min(failures, 10), LONGEST_PAUSE_SECONDS))
            self._failures[person_id] = failures + 1, self._clock.now() + pause
            return
        self._failures.pop(person_id, None)
        async with self._db.transaction() as session:
            for publication in group:
                await publications.clear_notice(session, publication.id)

    def _is_patient(self, person_id: int) -> bool:
        # A clock that was set back must not make anybody wait longer than a pause lasts.
        _, again_at = self._failures.get(person_id, (0, self._clock.now()))
        wait = again_at - self._clock.now()
        return timedelta(0) < wait <= timedelta(seconds=LONGEST_PAUSE_SECONDS)


def _kind_of(notice: Publication) -> _Kind:
    return notice.requested_by, notice.channel_id, notice.state
