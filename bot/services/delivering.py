"""What all messages to people go by that nobody asked for: claimed, sent once at most, settled.

    due -> sending -> sent
              |-> failed    refused for good; a person who cannot be reached is left alone
              |-> (as it was)   known not sent: due again when Telegram lets bulk go on
              `-> unknown   the answer was lost, or the process died: never resent

A row stays `sending` until its loss is told, so that no unknown one is forgotten.
"""

import asyncio
import logging
from abc import ABC, abstractmethod
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Generic, Protocol, TypeVar

from bot.clock import Clock
from bot.domain.people import Person
from bot.domain.publications import Refused, SendOutcome, Unknown
from bot.tasks import Tasks
from storage import alerts, people, subscriptions, welcomes
from storage.db import Database, Session

log = logging.getLogger(__name__)

# Sends under way at once; the rate is kept by the messenger, this bounds slow answers.
MOST_IN_FLIGHT = 100
# Losses that nobody could be told of are told again after this.
TELL_AGAIN = timedelta(minutes=1)

UNREACHABLE = Refused("the person cannot be reached", is_channel_lost=True)
"""The outcome for a person who blocked the bot: nothing is sent."""

Claim = TypeVar("Claim")
"""A message that this process, and no other, is to send."""
Lost = TypeVar("Lost")
"""A message whose outcome nobody knows."""


class Room(Protocol):
    """Says when messages in bulk may go."""

    async def wait_for_room(self) -> int:
        """Return when messages may be sent now: how many at once."""
        ...


class Delivering(ABC, Generic[Claim, Lost]):
    """The loop of a kind of messages; the kind says what is due, how it is sent and settled."""

    name: str
    """Of the kind, in logs."""

    def __init__(self, db: Database, clock: Clock, tasks: Tasks, room: Room) -> None:
        self._db = db
        self._clock = clock
        self._tasks = tasks
        self._room = room
        self._tell_after: datetime | None = None
        # The run that waits for room: the only wait that a stop cuts short.
        self._waiting: asyncio.Task[Any] | None = None
        self._is_stopping = False

    @abstractmethod
    async def next_due(self) -> datetime | None:
        """When something is due next; a moment that is past: now."""

    @abstractmethod
    async def claim(self, limit: int, now: datetime) -> list[Claim]:
        """Mark at most `limit` messages that are due as `sending`, durably, and give them."""

    @abstractmethod
    async def send(self, claim: Claim) -> SendOutcome:
        """Send a message, never twice."""

    @abstractmethod
    async def settle(self, session: Session, claim: Claim, outcome: SendOutcome) -> None:
        """Write what a message came to; of an unknown outcome it stays `sending`."""

    @abstractmethod
    async def list_lost(self) -> Sequence[Lost]:
        """What is `sending`, asked when nothing of ours is in flight."""

    @abstractmethod
    async def tell_lost(self, lost: Sequence[Lost]) -> bool:
        """Tell whom it concerns; False when it is to be tried again."""

    @abstractmethod
    async def settle_lost(self, session: Session, lost: Lost, now: datetime) -> None:
        """Write that nobody will ever know what a message came to."""

    async def forget(self) -> None:
        """A run is over: forget what was kept for it alone."""

    def stop(self) -> None:
        """Begin nothing more; what is in flight is settled."""
        self._is_stopping = True
        if self._waiting is not None:
            self._waiting.cancel()

    async def deliver_due(self) -> datetime | None:
        """Deliver all that is due; the next due moment.

        When the caller is cancelled, nothing more is begun, and what is in flight is settled.
        """
        if self._is_stopping:
            return None
        run = self._tasks.start(self._run(), name=self.name)
        try:
            return await asyncio.shield(run)
        except asyncio.CancelledError:
            self.stop()
            raise

    async def _run(self) -> datetime | None:
        flight: set[asyncio.Task[None]] = set()
        while not self._is_stopping and await self._is_any_due():
            room = await self._wait_for_room()
            for claim in await self._claim(room):
                flight.add(self._tasks.start(self._carry_out(claim), name=f"one of {self.name}"))
            flight = {task for task in flight if not task.done()}
            if len(flight) >= MOST_IN_FLIGHT:
                await asyncio.wait(flight, return_when=asyncio.FIRST_COMPLETED)
        if flight:
            await asyncio.wait(flight)
        await self.forget()
        await self._settle_unknown()
        return await self.next_due()

    async def _is_any_due(self) -> bool:
        next_at = await self.next_due()
        return next_at is not None and next_at <= self._clock.now()

    async def _wait_for_room(self) -> int:
        self._waiting = asyncio.current_task()
        try:
            return await self._room.wait_for_room()
        finally:
            self._waiting = None

    async def _claim(self, room: int) -> list[Claim]:
        return [] if self._is_stopping else await self.claim(room, self._clock.now())

    async def _carry_out(self, claim: Claim) -> None:
        outcome = await self._send(claim)
        async with self._db.transaction() as session:
            await self.settle(session, claim, outcome)

    async def _send(self, claim: Claim) -> SendOutcome:
        try:
            return await self.send(claim)
        except Exception as error:
            # Whatever went wrong in our own code, it may have been after the send.
            log.exception("%s: %s", self.name, claim)
            return Unknown(repr(error))

    async def _settle_unknown(self) -> None:
        """Nothing is in flight: what is still `sending` lost its answer, or its process."""
        now = self._clock.now()
        if self._tell_after and now < self._tell_after:
            return
        lost = await self.list_lost()
        if not lost:
            return
        log.warning("%s: %s with an unknown outcome", self.name, len(lost))
        if not await self.tell_lost(lost):
            self._tell_after = now + TELL_AGAIN
            return
        async with self._db.transaction() as session:
            for one in lost:
                await self.settle_lost(session, one, now)


async def reachable(db: Session, person_id: int) -> Person | None:
    """The person, if the bot may write to them."""
    person = await people.get_person(db, person_id)
    return person if person is not None and person.is_reachable else None


async def leave_alone(session: Session, person_id: int) -> None:
    """A person cannot be reached: nothing comes by itself any more, until they choose again."""
    await people.set_reachable(session, person_id, False)
    await subscriptions.turn_off(session, person_id)
    await alerts.turn_off_all(session, person_id)
    await welcomes.stop_all(session, person_id)
