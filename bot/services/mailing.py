"""Delivers digests, at most one a period: a period without news is over with nothing sent."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol

from bot.clock import Clock
from bot.domain.digests import next_delivery, period_key
from bot.domain.editions import Edition
from bot.domain.publications import Postponed, Refused, SendOutcome, Sent, Unknown
from bot.domain.subscriptions import Subscription
from bot.services.delivering import UNREACHABLE, Delivering, leave_alone, reachable
from bot.services.digesting import Editions
from bot.services.registering import Registering
from bot.tasks import Tasks
from storage import digests, subscriptions
from storage.db import Database, Session
from storage.digests import OpenDelivery

log = logging.getLogger(__name__)


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
    edition: Edition = field(repr=False)


class Mailing(Delivering[_Claim, OpenDelivery]):
    """The only writer of deliveries."""

    name = "digests"

    def __init__(
        self,
        db: Database,
        clock: Clock,
        tasks: Tasks,
        registering: Registering,
        messenger: Messenger,
    ) -> None:
        super().__init__(db, clock, tasks, messenger)
        self._registering = registering
        self._messenger = messenger
        self._editions = Editions(db)

    async def next_due(self) -> datetime | None:
        """When the next digest is due."""
        return min((await subscriptions.next_due(self._db)).values(), default=None)

    async def claim(self, limit: int, now: datetime) -> list[_Claim]:
        """Begin what is due, at most `limit` of them; what has nothing to tell is over here."""
        due = await self._list_due(limit, now)
        await self._editions.freshen(due)
        found = [(subscription, await self._edition(subscription, now)) for subscription in due]
        # Durable: a power cut must not bring back what was begun.
        async with self._db.transaction(durable=True) as session:
            begun = [await self._begin(session, *pair, now) for pair in found]
        return [claim for claim in begun if claim]

    async def _list_due(self, limit: int, now: datetime) -> list[Subscription]:
        due: list[Subscription] = []
        for channel_id, next_at in (await subscriptions.next_due(self._db)).items():
            if next_at <= now and (room := limit - len(due)):
                due += await subscriptions.list_due(self._db, channel_id, now=now, limit=room)
        return due

    async def _edition(self, subscription: Subscription, now: datetime) -> Edition | None:
        """The edition of a subscription's period; one for all who share it and their choices."""
        return await self._editions.of(
            subscription, since=subscription.period_from_at, until=subscription.period_until(now)
        )

    async def _begin(
        self, session: Session, subscription: Subscription, edition: Edition | None, now: datetime
    ) -> _Claim | None:
        assert subscription.next_at is not None
        next_at = next_delivery(subscription.schedule, after=now)
        if not await subscriptions.advance(session, subscription, next_at=next_at):
            return None
        period = period_key(subscription.schedule, subscription.next_at)
        has_news = edition is not None and edition.is_worth_sending
        begun = await digests.claim(
            session, subscription.id, period, state="sending" if has_news else "empty", now=now
        )
        if not begun or edition is None or not has_news:
            return None
        await subscriptions.set_period_from(
            session, subscription.id, edition.until, is_delivered=True
        )
        return _Claim(subscription, replace(subscription, next_at=next_at), period, edition)

    async def send(self, claim: _Claim) -> SendOutcome:
        """Send a digest to its person, in their language."""
        person = await reachable(self._db, claim.subscription.person_id)
        if person is None:
            return UNREACHABLE
        language = self._registering.language_of(person)
        return await self._messenger.deliver(person.id, language, claim.edition)

    async def settle(self, session: Session, claim: _Claim, outcome: SendOutcome) -> None:
        """Write what a digest came to."""
        now, subscription = self._clock.now(), claim.subscription
        match outcome:
            case Sent():
                await digests.settle(session, subscription.id, claim.period, state="sent", now=now)
            case Postponed():
                await self._give_back(session, claim)
            case Refused():
                await self._fail(session, claim, outcome, now)
            case Unknown(reason):
                # Unknown for good when the owners have been told, see `tell_lost`.
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
            await leave_alone(session, person_id)

    async def _reopen_period(self, session: Session, claim: _Claim) -> None:
        before = claim.subscription
        await subscriptions.set_period_from(
            session, before.id, before.period_from_at, is_delivered=before.delivered
        )

    async def list_lost(self) -> Sequence[OpenDelivery]:
        """Digests whose outcome nobody knows."""
        return await digests.list_open(self._db)

    async def tell_lost(self, lost: Sequence[OpenDelivery]) -> bool:
        """Tell the owners."""
        return await self._messenger.tell_unknown([delivery.name for delivery in lost])

    async def settle_lost(self, session: Session, lost: OpenDelivery, now: datetime) -> None:
        """Write that nobody knows."""
        await digests.settle(session, lost.subscription_id, lost.period, state="unknown", now=now)

    async def forget(self) -> None:
        """Editions are of one run."""
        self._editions.clear()
