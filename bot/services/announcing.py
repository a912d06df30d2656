"""Sends announcements: each reader gets one at most once, whatever dies.

People are begun with in the order of their ids: a place in the list moves and a row for each
message under way is written in one transaction, before anything is sent. A run that is paused is
not due; one that was stopped lets go of whoever is left.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from bot.clock import Clock
from bot.domain.announcements import Announcement
from bot.domain.posts import Content
from bot.domain.publications import Postponed, Refused, SendOutcome, Sent, Unknown
from bot.domain.runs import Run, RunKind, RunState
from bot.services.delivering import Begin, Delivering, leave_alone
from bot.services.refusals import TRY_AGAIN, Refusals
from bot.services.two_rates import TwoRates, is_pay_refused
from bot.tasks import Tasks
from storage import addressees, announcements, runs
from storage.addressees import Reach, Reader
from storage.announcements import OpenDelivery
from storage.db import Database, Session

log = logging.getLogger(__name__)


class Messenger(Protocol):
    """Writes announcements to people."""

    async def wait_for_room(self, *, is_paid: bool = False) -> int:
        """Return when announcements may be sent now: how many at once."""
        ...

    async def deliver(
        self, person_id: int, language: str, channel_id: int, content: Content, *, is_paid: bool
    ) -> SendOutcome:
        """Send an announcement, never twice; `is_channel_lost` says: the person is not reachable.

        `is_paid`: for Stars, where Telegram takes them.
        """
        ...

    async def tell_paused(self, run_id: int, channel_id: int, reason: str) -> None:
        """Tell the owners that a run is paused, as Telegram refuses what it sends, and why."""
        ...


@dataclass(frozen=True, slots=True)
class _Claim:
    """A message that this process, and no other, is to send."""

    run_id: int
    announcement: Announcement = field(repr=False)
    reader: Reader
    is_paid: bool


@dataclass(frozen=True, slots=True)
class _Plan:
    """Who of a run is next: `again` and then `fresh`, above `begun_to`; `is_last`: no more."""

    run_id: int
    announcement: Announcement = field(repr=False)
    reach: Reach
    again: Sequence[Reader]
    fresh: Sequence[Reader]
    begun_to: int | None
    is_last: bool


class Announcing(Delivering[_Claim, OpenDelivery]):
    """The only writer of what becomes of announcements that were confirmed."""

    name = "announcements"

    def __init__(
        self,
        db: Database,
        clock: Clock,
        tasks: Tasks,
        messenger: Messenger,
        default_language: str,
    ) -> None:
        self._rates = TwoRates(messenger)
        super().__init__(db, clock, tasks, self._rates)
        self._messenger = messenger
        self._refusals = Refusals(tasks, messenger)
        self._default_language = default_language

    async def next_due(self) -> datetime | None:
        """The moment itself while anybody is left of a run that goes on."""
        going = [
            run for run in await runs.list_open(self._db, RunKind.ANNOUNCEMENT)
            if run.state is RunState.SENDING and await self._has_more(run)
        ]  # fmt: skip
        self._rates.want(run.goes_paid for run in going)
        return min((run.began_at for run in going), default=None)

    async def _has_more(self, run: Run) -> bool:
        assert run.subject_id is not None
        if await announcements.get_begun_to(self._db, run.subject_id) is not None:
            return True
        return await announcements.is_any_again(self._db, run.subject_id)

    async def find(self, limit: int, now: datetime) -> Begin[_Claim] | None:  # noqa: ARG002
        """Look who is next in every run that goes on at this rate, at most `limit` people."""
        self._refusals.tell()
        plans: list[_Plan] = []
        for run in await runs.list_open(self._db, RunKind.ANNOUNCEMENT):
            room = limit - sum(len(plan.again) + len(plan.fresh) for plan in plans)
            is_next = run.state is RunState.SENDING and run.goes_paid is self._rates.is_paid
            if is_next and room > 0:
                plans += await self._look_ahead(run, room)

        async def begin(session: Session) -> list[_Claim]:
            return [claim for plan in plans for claim in await _begin(session, plan)]

        return begin if plans else None

    async def _look_ahead(self, run: Run, room: int) -> list["_Plan"]:
        """Who is next in a run: those who are to be sent to again first."""
        assert run.subject_id is not None
        found = await announcements.get(self._db, run.subject_id)
        if found is None:
            return []
        reach, fresh = self._reach(found), list[Reader]()
        begun_to = await announcements.get_begun_to(self._db, found.id)
        again = await addressees.list_again(self._db, reach, found.id, limit=room)
        more = room - len(again)
        if begun_to is not None and more:
            fresh = await addressees.list_readers(
                self._db, reach, found.audience, after=begun_to, limit=more
            )
        is_last = begun_to is not None and len(fresh) < more
        return [_Plan(run.id, found, reach, again, fresh, begun_to, is_last)]

    def _reach(self, announcement: Announcement) -> Reach:
        assert announcement.confirmed_at is not None
        return Reach(
            channel_id=announcement.channel_id, sender_id=announcement.created_by,
            until=announcement.confirmed_at, default_language=self._default_language,
        )  # fmt: skip

    async def send(self, claim: _Claim) -> SendOutcome:
        """Send the announcement to a person, its buttons in their language."""
        found = claim.announcement
        return await self._messenger.deliver(
            claim.reader.id, claim.reader.language, found.channel_id, found.content,
            is_paid=claim.is_paid,
        )  # fmt: skip

    async def settle(self, session: Session, claim: _Claim, outcome: SendOutcome) -> None:
        """Write what a message came to; of an unknown outcome it stays in flight."""
        found, person_id = claim.announcement, claim.reader.id
        if claim.is_paid and is_pay_refused(outcome):
            await self._go_on_free(session, claim, outcome)
        elif self._refusals.is_of_all(claim.run_id, found.content, person_id, outcome):
            await self._pause(session, claim, outcome)
        else:
            await self._settle_one(session, claim, outcome)

    async def _settle_one(self, session: Session, claim: _Claim, outcome: SendOutcome) -> None:
        now, person_id, subject_id = self._clock.now(), claim.reader.id, claim.announcement.id
        match outcome:
            case Sent():
                await self._count(session, claim.run_id, subject_id, person_id, "sent", now)
            case Postponed():
                await announcements.give_back(session, subject_id, person_id)
            case Refused(reason):
                log.info("announcement %s for %s refused: %s", subject_id, person_id, reason)
                is_lost = outcome.is_channel_lost
                state: announcements.Outcome = "unreached" if is_lost else "failed"
                await self._count(session, claim.run_id, subject_id, person_id, state, now)
                if is_lost:
                    await leave_alone(session, person_id)
            case Unknown(reason):
                log.info("announcement %s for %s: %s", subject_id, person_id, reason)

    async def _go_on_free(self, session: Session, claim: _Claim, outcome: SendOutcome) -> None:
        assert isinstance(outcome, Refused | Postponed)
        found = claim.announcement
        log.warning("announcement %s is not paid for: %s", found.id, outcome.reason)
        await runs.refuse_paid(session, claim.run_id, outcome.reason)
        await announcements.give_back(session, found.id, claim.reader.id)

    async def _pause(self, session: Session, claim: _Claim, outcome: SendOutcome) -> None:
        """What is refused to everybody alike: those who were refused are still to get it."""
        assert isinstance(outcome, Refused)
        found, now, reason = claim.announcement, self._clock.now(), outcome.reason
        await announcements.give_back(session, found.id, claim.reader.id)
        if await self._refusals.pause(session, claim.run_id, found.channel_id, reason, now):
            refused = self._refusals.refused(claim.run_id)
            again = await announcements.take_back_refused(session, found.id, refused)
            await runs.add(session, claim.run_id, now=now, failed=-again)

    async def _count(
        self,
        session: Session,
        run_id: int,
        announcement_id: int,
        person_id: int,
        outcome: announcements.Outcome,
        now: datetime,
    ) -> None:
        if await announcements.settle(session, announcement_id, person_id, outcome, now=now):
            counted = "failed" if outcome == "unreached" else outcome
            await runs.add(session, run_id, now=now, **{counted: 1})

    async def list_lost(self) -> Sequence[OpenDelivery]:
        """Messages whose outcome nobody knows."""
        return await announcements.list_open(self._db)

    async def tell_lost(self, lost: Sequence[OpenDelivery]) -> bool:
        """The report of the run names them, and its owner reads it."""
        log.info("announcements in doubt: %s", [one.person_id for one in lost])
        return True

    async def settle_lost(self, session: Session, lost: OpenDelivery, now: datetime) -> None:
        """Write that nobody knows."""
        run_id = await announcements.get_run_id(session, lost.announcement_id)
        assert run_id is not None
        await self._count(session, run_id, lost.announcement_id, lost.person_id, "unknown", now)

    async def finish(self) -> None:
        """End what is over, be it done or stopped; try again what paused by itself."""
        self._refusals.tell()
        for run in await runs.list_open(self._db, RunKind.ANNOUNCEMENT):
            if run.state is RunState.PAUSED:
                await self._try_again(run)
            else:
                await self._end(run)

    async def _try_again(self, run: Run) -> None:
        now = self._clock.now()
        if run.reason and run.state_at <= now - TRY_AGAIN:
            async with self._db.transaction() as session:
                await runs.go_on_since(session, run.kind, now - TRY_AGAIN, now=now)

    async def _end(self, run: Run) -> None:
        """A run is over when nobody is left: those whom a stop let go count as left out."""
        assert run.subject_id is not None
        async with self._db.transaction() as session:
            current = await runs.get(session, run.id)
            if current is None or current.state is RunState.PAUSED:
                return
            if current.state is RunState.STOPPED:
                await announcements.end_list(session, run.subject_id)
                await announcements.drop_again(session, run.subject_id)
            is_begun = await announcements.get_begun_to(session, run.subject_id) is None
            if not is_begun or await announcements.is_any_in_flight(session, run.subject_id):
                return
            now = self._clock.now()
            if current.left:
                await runs.add(session, run.id, now=now, skipped=current.left)
            await runs.end(session, run.id, now=now)
        self._refusals.forget(run.id)


async def _begin(session: Session, plan: _Plan) -> list[_Claim]:
    """Who is begun with: nobody, when the run was paused or stopped meanwhile."""
    run = await runs.get(session, plan.run_id)
    if run is None or run.state is not RunState.SENDING:
        return []
    subject_id = plan.announcement.id
    if plan.again:
        await addressees.let_go_again(session, plan.reach, subject_id)
    ids = [reader.id for reader in plan.again]
    again = await announcements.begin_again(session, subject_id, ids)
    readers = [reader for reader in plan.again if reader.id in again]
    if plan.fresh and plan.begun_to is not None:
        ids = [reader.id for reader in plan.fresh]
        if not await announcements.begin(session, subject_id, ids, begun_to=plan.begun_to):
            return _claims(run, plan, readers)
        readers += plan.fresh
    if plan.is_last:
        await announcements.end_list(session, subject_id)
    return _claims(run, plan, readers)


def _claims(run: Run, plan: _Plan, readers: Sequence[Reader]) -> list[_Claim]:
    is_paid = run.goes_paid
    return [_Claim(run.id, plan.announcement, reader, is_paid) for reader in readers]
