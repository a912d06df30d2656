"""What all messages to people go by that nobody asked for: claimed, sent once at most, settled.

    due -> sending -> sent
              |-> failed    refused for good; a person who cannot be reached is left alone
              |-> (as it was)   known not sent: due again when Telegram lets bulk go on
              `-> unknown   the answer was lost, or the process died: never resent

A row stays `sending` until its loss is told, so that no unknown one is forgotten.

The loop goes in steps, one as soon as there is room for more: one transaction, on the disk before
anything is sent, writes what came of the messages that were answered since, and claims the next
ones. So at most what is in flight, and what was answered since the last step, is ever in doubt.
"""

import asyncio
import logging
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from typing import Generic, Protocol, TypeVar

from bot.clock import Clock
from bot.domain.people import Person
from bot.domain.publications import Refused, SendOutcome, Unknown
from bot.tasks import Tasks
from storage import alerts, people, subscriptions, welcomes
from storage.db import Database, Session, StoreFull

log = logging.getLogger(__name__)

# Sends under way at once; the rate is kept by the messenger, this bounds slow answers.
MOST_IN_FLIGHT = 100
# With as many in flight, so long is waited for more answers before the next ones are claimed.
STEP_SECONDS = 0.01
# What was answered is written at the latest after this, when there is no room for more.
UNSETTLED_SECONDS = 0.25
# Losses that are told and settled in one go: others write in between.
LOST_AT_ONCE = 200
# Losses that nobody could be told of are told again after this.
TELL_AGAIN = timedelta(minutes=1)

UNREACHABLE = Refused("the person cannot be reached", is_channel_lost=True)
"""The outcome for a person who blocked the bot: nothing is sent."""

Claim = TypeVar("Claim")
"""A message that this process, and no other, is to send."""
Lost = TypeVar("Lost")
"""A message whose outcome nobody knows."""
Begin = Callable[[Session], Awaitable[list[Claim]]]
"""Marks what was found as `sending`, inside the transaction given: what is to be sent."""


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
        self._turn = asyncio.Lock()
        self._flight: set[asyncio.Task[None]] = set()
        # What was answered and is not written yet.
        self._outcomes: list[tuple[Claim, SendOutcome]] = []
        # The wait for room: the only one that a stop cuts short.
        self._waiting: asyncio.Task[int] | None = None
        self._is_stopping = False

    @abstractmethod
    async def next_due(self) -> datetime | None:
        """When something is due next; a moment that is past: now."""

    @abstractmethod
    async def find(self, limit: int, now: datetime) -> Begin[Claim] | None:
        """Look for what is due, at most `limit` messages, and make it ready; None: nothing is.

        What it returns is called once, in the transaction that makes it durable: whatever changed
        meanwhile is not begun.
        """

    @abstractmethod
    async def send(self, claim: Claim) -> SendOutcome:
        """Send a message, never twice."""

    @abstractmethod
    async def settle(self, session: Session, claim: Claim, outcome: SendOutcome) -> None:
        """Write what a message came to; of an unknown outcome it stays `sending`."""

    async def settle_all(
        self, session: Session, outcomes: Sequence[tuple[Claim, SendOutcome]]
    ) -> None:
        """Write what several messages came to."""
        for claim, outcome in outcomes:
            await self.settle(session, claim, outcome)

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
        """Nothing is due any more: forget what was kept for the sake of what was."""

    async def finish(self) -> None:
        """Nothing is due, in flight or in doubt, but losses that nobody could be told of."""

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
        async with self._turn:
            await self._deliver()
            await self.forget()
            await self._settle_unknown()
            await self.finish()
            return await self.next_due()

    async def _deliver(self) -> None:
        is_full = False
        while not self._is_stopping and (is_full or await self._is_any_due()):
            room = await self._wait_for_room()
            claimed = await self._step(min(room, MOST_IN_FLIGHT - len(self._flight)))
            is_full = claimed >= room
            if len(self._flight) >= MOST_IN_FLIGHT:
                await asyncio.wait(self._flight, return_when=asyncio.FIRST_COMPLETED)
                await asyncio.sleep(STEP_SECONDS)
        while self._flight or self._outcomes:
            if self._flight:
                await asyncio.wait(self._flight, timeout=UNSETTLED_SECONDS)
            await self._settle()

    async def _is_any_due(self) -> bool:
        next_at = await self.next_due()
        return next_at is not None and next_at <= self._clock.now()

    async def _wait_for_room(self) -> int:
        """How many may be begun; 0 when it is over. What is answered meanwhile is written."""
        self._waiting = asyncio.ensure_future(self._room.wait_for_room())
        try:
            while not self._waiting.done():
                is_busy = bool(self._flight or self._outcomes)
                timeout = UNSETTLED_SECONDS if is_busy else None
                await asyncio.wait((self._waiting,), timeout=timeout)
                if not self._waiting.done():
                    await self._settle()
            return 0 if self._waiting.cancelled() else self._waiting.result()
        finally:
            self._waiting.cancel()
            self._waiting = None

    async def _step(self, room: int) -> int:
        """Write what was answered and begin what is due; how many were begun."""
        is_open = room > 0 and not self._is_stopping
        begin = await self.find(room, self._clock.now()) if is_open else None
        if begin is None:
            await self._settle()
            return 0
        claims = await self._claim(begin)
        for claim in claims:
            task = self._tasks.start(self._carry_out(claim), name=f"one of {self.name}")
            self._flight.add(task)
            task.add_done_callback(self._flight.discard)
        return len(claims)

    async def _claim(self, begin: Begin[Claim]) -> list[Claim]:
        outcomes = list(self._outcomes)
        # Durable: a power cut must not bring back what was begun.
        async with self._db.transaction(durable=True) as session:
            await self._settle_these(session, outcomes)
            claims = await begin(session)
        del self._outcomes[: len(outcomes)]
        return claims

    async def _settle(self) -> None:
        outcomes = list(self._outcomes)
        if not outcomes:
            return
        async with self._db.transaction(durable=True) as session:
            await self._settle_these(session, outcomes)
        del self._outcomes[: len(outcomes)]

    async def _settle_these(
        self, session: Session, outcomes: Sequence[tuple[Claim, SendOutcome]]
    ) -> None:
        try:
            await self.settle_all(session, outcomes)
        except StoreFull:
            raise
        except Exception:
            # Rather in doubt, and told, than in the way of all others.
            log.error("%s: %s answers cannot be written", self.name, len(outcomes))
            del self._outcomes[: len(outcomes)]
            raise

    async def _carry_out(self, claim: Claim) -> None:
        outcome = await self._send(claim)
        self._outcomes.append((claim, outcome))

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
        for first in range(0, len(lost), LOST_AT_ONCE):
            some = lost[first : first + LOST_AT_ONCE]
            if not await self.tell_lost(some):
                self._tell_after = now + TELL_AGAIN
                return
            async with self._db.transaction() as session:
                for one in some:
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
