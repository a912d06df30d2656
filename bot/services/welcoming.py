"""Welcomes people: a short series of messages to those who came by a source, stopped by a tap.

Whoever stopped it, or blocked the bot, is not welcomed again; neither is the team.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from bot.clock import Clock
from bot.domain.channels import Channel, ChannelState
from bot.domain.posts import Content
from bot.domain.publications import Postponed, Refused, SendOutcome, Sent, Unknown
from bot.domain.team import Role
from bot.domain.welcomes import Step, look_ahead
from bot.errors import NotFound
from bot.services.delivering import UNREACHABLE, Begin, Delivering, leave_alone, reachable
from bot.services.registering import Registering
from bot.tasks import Tasks
from storage import channels, subscriber_sources, welcome_steps, welcomes
from storage.db import Database, Session
from storage.welcomes import DeliveryKey, Welcome

log = logging.getLogger(__name__)

# Welcomes in one transaction: after a change of the steps, most of them only get another moment.
LOOKED_AT = 50


class Messenger(Protocol):
    """Writes to people who came."""

    async def wait_for_room(self) -> int:
        """Return when welcomes may be sent now: how many at once."""
        ...

    async def deliver(
        self, person_id: int, language: str, channel_id: int, content: Content
    ) -> SendOutcome:
        """Send a message, never twice; `is_channel_lost` says: the person is not reachable."""
        ...


@dataclass(frozen=True, slots=True)
class _Claim:
    """A message that this process, and no other, is to send to a person."""

    welcome: Welcome
    step: Step

    @property
    def key(self) -> DeliveryKey:
        return DeliveryKey(self.welcome.id, self.step.id)


class Welcoming(Delivering[_Claim, DeliveryKey]):
    """The only writer of welcomes and their messages; the steps are Arranging's."""

    name = "welcomes"

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

    async def begin(
        self,
        session: Session,
        channel_id: int,
        person_id: int,
        source_id: int,
        came_at: datetime,
    ) -> None:
        """Somebody came by a source and pressed Start: told again, it is the same welcome.

        Nobody is welcomed twice in a channel, nor by a source that is closed or says nothing.
        """
        source = await subscriber_sources.get_source(session, source_id)
        if source is None or not source.is_open or source.channel_id != channel_id:
            return
        steps = await welcome_steps.list_steps(session, source_id)
        role = await self._registering.rights.role_in(person_id, channel_id, session)
        if not steps or role is not Role.READER:
            return
        await welcomes.insert(
            session,
            channel_id=channel_id,
            person_id=person_id,
            source_id=source_id,
            began_at=came_at,
            due_at=self._clock.now(),
        )

    async def stop_for(self, person_id: int, channel_id: int) -> Channel:
        """A person wants no more of it; the channel, which may be disconnected by now.

        Raises:
            NotFound: there is no such channel.
        """
        async with self._db.transaction() as session:
            channel = await channels.get_channel(session, channel_id)
            if channel is None:
                raise NotFound("error-channel-gone")
            await welcomes.stop(session, person_id, channel_id)
        return channel

    async def next_due(self) -> datetime | None:
        """When the next welcome is to be looked at."""
        return await welcomes.next_due(self._db)

    async def find(self, limit: int, now: datetime) -> Begin[_Claim] | None:
        """Look for what is due, at most `limit` messages; what is too late is left out then."""
        due = await welcomes.list_due(self._db, now=now, limit=max(limit, LOOKED_AT))
        if not due:
            return None

        async def begin(session: Session) -> list[_Claim]:
            claims: list[_Claim] = []
            for welcome in due:
                if len(claims) < limit and (claim := await self._begin(session, welcome, now)):
                    claims.append(claim)
            return claims

        return begin

    async def _begin(self, session: Session, welcome: Welcome, now: datetime) -> _Claim | None:
        channel = await channels.get_channel(session, welcome.channel_id)
        if channel is None or channel.state is ChannelState.DISCONNECTED:
            await welcomes.stop(session, welcome.person_id, welcome.channel_id)
            return None
        steps = await _untold(session, welcome)
        ahead = look_ahead(steps, welcome.course, now)
        if ahead.step is None or not ahead.is_due:
            await welcomes.advance(session, welcome, passed=ahead.passed, due_at=ahead.at)
            return None
        claim = _Claim(welcome, ahead.step)
        course = replace(welcome.course, passed=ahead.step.delay, last_at=now)
        further = look_ahead(steps, course, now)
        if not await welcomes.advance(
            session, welcome, passed=ahead.step.delay, due_at=further.at
        ):
            return None
        return claim if await welcomes.claim(session, claim.key, now=now) else None

    async def send(self, claim: _Claim) -> SendOutcome:
        """Send a message to its person."""
        person = await reachable(self._db, claim.welcome.person_id)
        if person is None:
            return UNREACHABLE
        language = self._registering.language_of(person)
        return await self._messenger.deliver(
            person.id, language, claim.welcome.channel_id, claim.step.content
        )

    async def settle(self, session: Session, claim: _Claim, outcome: SendOutcome) -> None:
        """Write what a message came to; after one that was refused the series goes on."""
        now = self._clock.now()
        match outcome:
            case Sent():
                await welcomes.settle(session, claim.key, state="sent", now=now)
            case Postponed(wait_seconds):
                await welcomes.withdraw(session, claim.key)
                again_at = now + timedelta(seconds=wait_seconds)
                await welcomes.give_back(session, claim.welcome, due_at=again_at)
            case Refused(reason):
                log.info("welcome of %s refused: %s", claim.welcome.person_id, reason)
                await welcomes.settle(session, claim.key, state="failed", now=now, error=reason)
                if outcome.is_channel_lost:
                    await leave_alone(session, claim.welcome.person_id)
            case Unknown(reason):
                await welcomes.settle(session, claim.key, state="sending", now=now, error=reason)

    async def list_lost(self) -> Sequence[DeliveryKey]:
        """Messages whose outcome nobody knows."""
        return await welcomes.list_open(self._db)

    async def tell_lost(self, lost: Sequence[DeliveryKey]) -> bool:
        """The page of the welcome counts them: nobody is written to for it."""
        return bool(lost)

    async def settle_lost(self, session: Session, lost: DeliveryKey, now: datetime) -> None:
        """Write that nobody knows."""
        await welcomes.settle(session, lost, state="unknown", now=now)


async def _untold(session: Session, welcome: Welcome) -> list[Step]:
    """Steps that a person has not had, and may not have had."""
    told = await welcomes.list_told(session, welcome.id)
    steps = await welcome_steps.list_steps(session, welcome.source_id)
    return [step for step in steps if step.id not in told]
