"""Delivers digests, at most one a period: a period without news is over with nothing sent."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol

from bot.clock import Clock
from bot.domain.digests import next_delivery
from bot.domain.editions import Edition
from bot.domain.publications import Postponed, Refused, SendOutcome, Sent, Unknown
from bot.domain.runs import RunState
from bot.domain.subscriptions import Subscription
from bot.services.delivering import UNREACHABLE, Begin, Delivering, leave_alone
from bot.services.digest_claims import Claim, Draft
from bot.services.digest_pages import DuePage
from bot.services.digest_runs import DigestRuns, Tally
from bot.services.registering import Registering
from bot.services.two_rates import TwoRates, is_pay_refused
from bot.tasks import Tasks
from storage import digests, runs, subscriptions
from storage.db import Database, Session
from storage.digests import NewDelivery, OpenDelivery, Turn
from storage.subscriptions import Move

log = logging.getLogger(__name__)

KEPT = timedelta(days=30)
"""What was delivered is known so long: no clock is set back further, no period comes again."""
# Those who go without a digest, as its run was stopped, in one transaction.
LET_GO_AT_ONCE = 500
REVIEW_EVERY = timedelta(seconds=2)


class Messenger(Protocol):
    """Writes digests to people."""

    async def wait_for_room(self, *, is_paid: bool = False) -> int:
        """Return when digests may be sent now, free or for Stars: how many at once."""
        ...

    async def deliver(
        self, person_id: int, language: str, edition: Edition, *, is_paid: bool
    ) -> SendOutcome:
        """Send an edition to a person, never twice; `is_channel_lost` says: not reachable."""
        ...

    async def tell_unknown(self, names: Sequence[str]) -> bool:
        """Tell the owners whose digest may not have come; False when it is to be tried again."""
        ...

    async def tell_paused(self, run_id: int, channel_id: int, reason: str) -> None:
        """Tell the owners that a run is paused, as Telegram refuses what it sends, and why."""
        ...

    async def tell_unpaid(self, channel_id: int, reason: str) -> None:
        """Tell the owners that Telegram did not take Stars for digests, and why."""
        ...


class Mailing(Delivering[Claim, OpenDelivery]):
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
        self._rates = TwoRates(messenger)
        super().__init__(db, clock, tasks, self._rates)
        self._registering = registering
        self._messenger = messenger
        self._runs = DigestRuns(db, tasks, messenger)
        self._review_at: datetime | None = None
        # Of what is free, and of what is paid for.
        self._pages = {is_paid: DuePage(db, clock) for is_paid in (False, True)}
        self._last_channel_id = 0

    async def next_due(self) -> datetime | None:
        """When the next digest is due that is not held."""
        turns = [turn for turn in await digests.list_turns(self._db) if not turn.is_held]
        now = self._clock.now()
        self._rates.want(turn.goes_paid for turn in turns if turn.is_due(now))
        return min((turn.next_at for turn in turns if turn.next_at), default=None)

    async def find(self, limit: int, now: datetime) -> Begin[Claim] | None:
        """Look who is due, a channel at a time, and compose what they are told."""
        self._runs.tell()
        if self._review_at is None or not timedelta() < self._review_at - now <= REVIEW_EVERY:
            self._review_at = now + REVIEW_EVERY
            await self._runs.review(await digests.list_turns(self._db), now)
        page = self._pages[self._rates.is_paid]
        if not await page.is_true(now):
            turn = await self._next_turn(now)
            if turn is None:
                return None
            if turn.state is RunState.STOPPED or not turn.is_connected:
                return await self._find_let_go(turn, now)
            await page.read(turn.channel_id, limit, now)
        drafts = page.take(limit)

        async def begin(session: Session) -> list[Claim]:
            return await self._begin(session, drafts, now)

        return begin if drafts else None

    async def _next_turn(self, now: datetime) -> Turn | None:
        """The channel behind the last one in which something is due now, and not held."""
        due = [
            turn for turn in await digests.list_turns(self._db)
            if turn.is_due(now) and not turn.is_held and turn.goes_paid is self._rates.is_paid
        ]  # fmt: skip
        later = [turn for turn in due if turn.channel_id > self._last_channel_id]
        turn = next(iter(later or due), None)
        self._last_channel_id = turn.channel_id if turn else 0
        return turn

    async def _begin(
        self, session: Session, drafts: Sequence[Draft], now: datetime
    ) -> list[Claim]:
        run = await self._runs.open(session, drafts[0].subscription.channel_id, now)
        if run.state is not RunState.SENDING:
            self._pages[self._rates.is_paid].drop()
            return []
        new = [
            NewDelivery(
                subscription_id=draft.subscription.id, due_at=draft.due_at, period=draft.period,
                state="sending" if draft.news else "empty", version=draft.subscription.version,
            )
            for draft in drafts
        ]  # fmt: skip
        begun = await digests.begin(session, new, run_id=run.id, now=now)
        schedules = {draft.subscription.schedule for draft in drafts}
        nexts = {schedule: next_delivery(schedule, after=now) for schedule in schedules}
        claims = []
        moves = []
        for draft in drafts:
            subscription = draft.subscription
            next_at = nexts[subscription.schedule]
            news = draft.news if subscription.id in begun else None
            moves.append(draft.move(next_at, news))
            if news:
                claims.append(Claim(
                    subscription, draft.person, draft.period, news, next_at, run.id, run.goes_paid
                ))  # fmt: skip
        await subscriptions.advance(session, moves)
        ids = [draft.subscription.id for draft in drafts]
        await digests.forget_before(session, ids, (now - KEPT).date())
        if skipped := len(begun) - len(claims):
            await runs.add(session, run.id, now=now, skipped=skipped)
        return claims

    async def _find_let_go(self, turn: Turn, now: datetime) -> Begin[Claim]:
        """Those due when a run was stopped, or of no channel now, go without until the next time.

        What they were not told of comes then.
        """
        run_id = turn.run_id
        until = turn.state_at if turn.state is RunState.STOPPED else None
        due = await subscriptions.list_due(
            self._db, turn.channel_id, now=until or now, limit=LET_GO_AT_ONCE
        )
        moves = [
            Move(
                id=one.id, due_at=one.next_at, next_at=next_delivery(one.schedule, after=now),
                period_from_at=one.period_from_at, delivered=one.delivered,
                version=one.version,
            )
            for one in due
            if one.next_at
        ]  # fmt: skip

        async def begin(session: Session) -> list[Claim]:
            skipped = await subscriptions.advance(session, moves)
            if run_id is not None and moves:
                await runs.add(session, run_id, now=now, skipped=skipped)
            elif run_id is not None:
                await runs.end(session, run_id, now=now)
                self._runs.refusals.forget(run_id)
            return []

        return begin

    async def send(self, claim: Claim) -> SendOutcome:
        """Send a digest to its person, in their language."""
        if claim.person is None or not claim.person.is_reachable:
            return UNREACHABLE
        language = self._registering.language_of(claim.person)
        return await self._messenger.deliver(
            claim.person.id, language, claim.edition, is_paid=claim.is_paid
        )

    async def settle_all(
        self, session: Session, outcomes: Sequence[tuple[Claim, SendOutcome]]
    ) -> None:
        """Write what digests came to, and count it in their runs."""
        now, tally = self._clock.now(), Tally()
        sent = [claim for claim, outcome in outcomes if isinstance(outcome, Sent)]
        await digests.settle_sent(
            session, [(claim.subscription.id, claim.period) for claim in sent], now=now
        )
        for claim, outcome in outcomes:
            if await self._is_no_fault(session, claim, outcome, now):
                await self._give_back(session, claim)
            elif isinstance(outcome, Sent):
                tally.note(claim.run_id, "sent")
            else:
                await self.settle(session, claim, outcome)
                tally.note(claim.run_id, "failed", int(isinstance(outcome, Refused)))
        await self._runs.count(session, tally, now)

    async def settle(self, session: Session, claim: Claim, outcome: SendOutcome) -> None:
        """Write what a digest came to that was not sent."""
        now, subscription = self._clock.now(), claim.subscription
        match outcome:
            case Postponed():
                await self._give_back(session, claim)
            case Refused():
                await self._fail(session, claim, outcome, now)
            case Unknown(reason):
                # Unknown for good when the owners have been told, see `tell_lost`.
                await digests.settle(
                    session, subscription.id, claim.period, state="sending", now=now, error=reason
                )

    async def _is_no_fault(
        self, session: Session, claim: Claim, outcome: SendOutcome, now: datetime
    ) -> bool:
        """Whether a digest was refused for what it has in common with all others of its run.

        Then the run goes on for free, or is paused.
        """
        run_id, channel_id = claim.run_id, claim.subscription.channel_id
        if claim.is_paid and is_pay_refused(outcome):
            assert isinstance(outcome, Refused | Postponed)
            await self._runs.go_on_free(session, run_id, channel_id, outcome.reason)
            return True
        person_id, refusals = claim.subscription.person_id, self._runs.refusals
        if not refusals.is_of_all(run_id, claim.edition, person_id, outcome):
            return False
        assert isinstance(outcome, Refused)
        await refusals.pause(session, run_id, channel_id, outcome.reason, now)
        return True

    async def _give_back(self, session: Session, claim: Claim) -> None:
        """Known not sent: due as before. Telegram's wait holds all digests, see `Limiter.hold`."""
        await digests.withdraw(session, claim.subscription.id, claim.period)
        await self._reopen_period(session, claim.subscription)
        if back := claim.back():
            await subscriptions.advance(session, [back])

    async def _fail(self, session: Session, claim: Claim, outcome: Refused, now: datetime) -> None:
        await digests.settle(
            session, claim.subscription.id, claim.period, state="failed", now=now,
            error=outcome.reason,
        )  # fmt: skip
        await self._reopen_period(session, claim.subscription)
        if outcome.is_channel_lost:
            await leave_alone(session, claim.subscription.person_id)

    async def _reopen_period(self, session: Session, before: Subscription) -> None:
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
        if lost.run_id is not None:
            await runs.add(session, lost.run_id, now=now, unknown=1)

    async def forget(self) -> None:
        """Editions and who is due are of what is due now."""
        for page in self._pages.values():
            page.forget()

    async def finish(self) -> None:
        """End the runs of which nothing is left."""
        self._runs.tell()
        await self._runs.review(await digests.list_turns(self._db), self._clock.now())
