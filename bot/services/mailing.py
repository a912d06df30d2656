"""Delivers digests: claimed in one transaction, sent once at most, settled.

    due -> sending -> sent
              |-> failed    refused for good; a person who cannot be reached is unsubscribed
              |-> (as it was)   known not sent: due again when Telegram lets bulk go on
              `-> unknown   the answer was lost, or the process died: never resent, told to owners
    due -> empty            nothing new: nothing is sent, and the period goes on

A row stays `sending` until the owners were told of it, so that no unknown one is forgotten.
"""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Protocol

from bot.clock import Clock
from bot.domain.digests import next_delivery, period_key
from bot.domain.editions import Edition
from bot.domain.publications import Postponed, Refused, SendOutcome, Sent, Unknown
from bot.domain.subscriptions import Subscription
from bot.services.registering import Registering
from bot.services.subscribing import compose
from bot.tasks import Tasks
from storage import digests, people, subscriptions
from storage.db import Database, Session

log = logging.getLogger(__name__)

# Sends under way at once; the rate is kept by the messenger, this bounds slow answers.
MOST_IN_FLIGHT = 100
# Owners who cannot be reached now are tried again after this.
TELL_AGAIN = timedelta(minutes=1)


class Messenger(Protocol):
    """Writes digests to people."""

    async def wait_for_room(self) -> int:
        """Return when digests may be sent now: how many at once."""
        ...

    async def deliver(self, person_id: int, language: str, edition: Edition) -> SendOutcome:
        """Send an edition to a person, never twice; `is_channel_lost` says: not reachable."""
        ...

    async def tell_unknown(self, names: Sequence[str]) -> bool:
        """Tell the owners whose digest may not have come; False when it is to be tried again."""
        ...


@dataclass(frozen=True, slots=True)
class _Claim:
    """A delivery that this process, and no other, is to send; `moved` is what is stored now."""

    subscription: Subscription
    moved: Subscription
    period: str
    edition: Edition


class Mailing:
    """The only writer of deliveries."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        tasks: Tasks,
        registering: Registering,
        messenger: Messenger,
    ) -> None:
        self._db = db
        self._clock = clock
        self._tasks = tasks
        self._registering = registering
        self._messenger = messenger
        self._editions: dict[tuple[int, datetime, datetime], Edition | None] = {}
        self._tell_after: datetime | None = None
        # The run that waits for room: the only wait that a stop cuts short.
        self._waiting: asyncio.Task[Any] | None = None
        self._is_stopping = False

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
        run = self._tasks.start(self._run(), name="digests")
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
                flight.add(self._tasks.start(self._carry_out(claim), name="delivery of a digest"))
            flight = {task for task in flight if not task.done()}
            if len(flight) >= MOST_IN_FLIGHT:
                await asyncio.wait(flight, return_when=asyncio.FIRST_COMPLETED)
        if flight:
            await asyncio.wait(flight)
        self._editions.clear()
        await self._settle_unknown()
        return await subscriptions.next_due(self._db)

    async def _is_any_due(self) -> bool:
        next_at = await subscriptions.next_due(self._db)
        return next_at is not None and next_at <= self._clock.now()

    async def _wait_for_room(self) -> int:
        self._waiting = asyncio.current_task()
        try:
            return await self._messenger.wait_for_room()
        finally:
            self._waiting = None

    async def _claim(self, room: int) -> list[_Claim]:
        """Begin what is due, at most `room` deliveries; what has nothing to tell is over here."""
        now = self._clock.now()
        if self._is_stopping:
            return []
        due = await subscriptions.list_due(self._db, now=now, limit=room)
        found = [(subscription, await self._edition(subscription, now)) for subscription in due]
        # Durable: a power cut must not bring back what was begun.
        async with self._db.transaction(durable=True) as session:
            begun = [await self._begin(session, *pair, now) for pair in found]
        return [claim for claim in begun if claim]

    async def _edition(self, subscription: Subscription, now: datetime) -> Edition | None:
        """The edition of a subscription's period; one for all who share it."""
        since, until = subscription.period_from_at, subscription.period_until(now)
        key = subscription.channel_id, since, until
        if key not in self._editions:
            self._editions[key] = await compose(
                self._db, subscription.channel_id, since=since, until=until
            )
        return self._editions[key]

    async def _begin(
        self, session: Session, subscription: Subscription, edition: Edition | None, now: datetime
    ) -> _Claim | None:
        assert subscription.next_at is not None
        next_at = next_delivery(subscription.schedule, after=now)
        if not await subscriptions.advance(session, subscription, next_at=next_at):
            return None
        period = period_key(subscription.schedule, subscription.next_at)
        has_news = edition is not None and bool(edition.items)
        begun = await digests.claim(
            session, subscription.id, period, state="sending" if has_news else "empty", now=now
        )
        if not begun or edition is None or not has_news:
            return None
        await subscriptions.set_period_from(session, subscription.id, edition.until)
        return _Claim(subscription, replace(subscription, next_at=next_at), period, edition)

    async def _carry_out(self, claim: _Claim) -> None:
        outcome = await self._send(claim)
        async with self._db.transaction() as session:
            await self._settle(session, claim, outcome)

    async def _send(self, claim: _Claim) -> SendOutcome:
        person_id = claim.subscription.person_id
        try:
            person = await people.get_person(self._db, person_id)
            if person is None or not person.is_reachable:
                return Refused("the person cannot be reached", is_channel_lost=True)
            language = self._registering.language_of(person)
            return await self._messenger.deliver(person_id, language, claim.edition)
        except Exception as error:
            # Whatever went wrong in our own code, it may have been after the send.
            log.exception("digest for subscription %s", claim.subscription.id)
            return Unknown(repr(error))

    async def _settle(self, session: Session, claim: _Claim, outcome: SendOutcome) -> None:
        now, subscription = self._clock.now(), claim.subscription
        match outcome:
            case Sent():
                await digests.settle(session, subscription.id, claim.period, state="sent", now=now)
            case Postponed():
                await self._give_back(session, claim)
            case Refused():
                await self._fail(session, claim, outcome, now)
            case Unknown(reason):
                # Unknown for good when the owners have been told, see `_settle_unknown`.
                await digests.settle(
                    session, subscription.id, claim.period, state="sending", now=now, error=reason
                )

    async def _give_back(self, session: Session, claim: _Claim) -> None:
        """Known not sent: due as before. Telegram's wait holds all digests, see `Limiter.hold`."""
        await digests.withdraw(session, claim.subscription.id, claim.period)
        await self._reopen_period(session, claim)
        assert claim.subscription.next_at is not None
        await subscriptions.advance(session, claim.moved, next_at=claim.subscription.next_at)

    async def _fail(
        self, session: Session, claim: _Claim, outcome: Refused, now: datetime
    ) -> None:
        person_id = claim.subscription.person_id
        log.info("digest for %s refused: %s", person_id, outcome.reason)
        await digests.settle(
            session,
            claim.subscription.id,
            claim.period,
            state="failed",
            now=now,
            error=outcome.reason,
        )
        await self._reopen_period(session, claim)
        if outcome.is_channel_lost:
            await people.set_reachable(session, person_id, False)
            await subscriptions.turn_off(session, person_id)

    async def _reopen_period(self, session: Session, claim: _Claim) -> None:
        await subscriptions.set_period_from(
            session, claim.subscription.id, claim.subscription.period_from_at
        )

    async def _settle_unknown(self) -> None:
        """Nothing is in flight: what is still `sending` lost its answer, or its process."""
        now = self._clock.now()
        if self._tell_after and now < self._tell_after:
            return
        lost = await digests.list_open(self._db)
        if not lost:
            return
        log.warning("%s digests have an unknown outcome", len(lost))
        if not await self._messenger.tell_unknown([delivery.name for delivery in lost]):
            self._tell_after = now + TELL_AGAIN
            return
        async with self._db.transaction() as session:
            for delivery in lost:
                await digests.settle(
                    session, delivery.subscription_id, delivery.period, state="unknown", now=now
                )
