"""Publishing exactly once: claim, send, settle; what is uncertain is never resent blindly.

Each step of the state machine is one committed transaction; the network is only ever between
two of them (due -> sending -> published; uncertain, failed and late aside).
"""

import asyncio
import secrets
from datetime import datetime, timedelta
from typing import Protocol

from bot.clock import Clock
from bot.domain.channels import Channel, LatePolicy
from bot.domain.publications import (
    Part,
    Publication,
    PublicationState,
    Refused,
    SendOutcome,
    layout,
)
from bot.errors import NotEditable
from bot.services import settling
from bot.services.drafting import Drafting
from bot.services.outages import Outages
from bot.services.reconciling import Reconciling
from bot.services.settling import Claim
from bot.services.telling import Telling
from bot.tasks import Tasks
from storage import attempts, channels, lateness, messages, posts, publications
from storage.db import Database, Session


class Sender(Protocol):
    """Sends one part of a post to a chat, and says what came of it. Never retries."""

    async def send(
        self, chat_id: int, part: Part, *, reply_to: int | None = None
    ) -> SendOutcome: ...


class OwnersNotifier(Protocol):
    """Tells owners what needs them."""

    async def channel_lost(self, channel: Channel, reason: str) -> None:
        """Tell the owners that a channel's plan is paused, and why."""
        ...


class Publishing:
    """The only path from the plan to a channel."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        tasks: Tasks,
        drafting: Drafting,
        sender: Sender,
        notifier: OwnersNotifier,
        reconciling: Reconciling,
        telling: Telling,
        outages: Outages,
        *,
        late_grace_minutes: int,
    ) -> None:
        self._db = db
        self._clock = clock
        self._tasks = tasks
        self._drafting = drafting
        self._sender = sender
        self._notifier = notifier
        self._reconciling = reconciling
        self._telling = telling
        self._outages = outages
        self._grace = timedelta(minutes=late_grace_minutes)
        # Sends of this process: a row in `sending` that is not among them lost its process.
        self._in_flight: set[int] = set()
        self._turn = asyncio.Lock()
        self._is_stopping = False

    @property
    def is_idle(self) -> bool:
        """Whether no send and no notice is under way."""
        return not self._in_flight and self._telling.is_idle and self._outages.is_idle

    def stop(self) -> None:
        """Claim nothing more; what is in flight is settled."""
        self._is_stopping = True

    async def publish_due(self) -> datetime | None:
        """Begin all that is due; the next due moment. Never waits for Telegram."""
        if self._is_stopping:
            return None
        async with self._turn:
            await self._find_orphans()
            next_look = await self._reconciling.gather_due(then=self.publish_due)
            await self._judge_late()
            for publication in await publications.list_claimable(self._db, now=self._clock.now()):
                if claim := await self._claim(publication):
                    self._in_flight.add(publication.id)
                    self._tasks.start(self._carry_out(claim), name=f"publication {publication.id}")
        if self._telling.is_idle:
            self._tasks.start(self._telling.tell_due(), name="notices of publications")
        if self._outages.is_idle:
            self._tasks.start(self._outages.look(), name="notices of outages")
        moments = (await publications.next_due(self._db, now=self._clock.now()), next_look)
        return min((moment for moment in moments if moment), default=None)

    async def answer(
        self, person_id: int, post_id: int, *, attempt: int, is_published: bool
    ) -> Publication:
        """The author's answer to the question about an attempt whose outcome is uncertain.

        Raises:
            NotEditable: there is no question any more.
        """
        post = await self._drafting.get_for(person_id, post_id)
        async with self._db.transaction(durable=True) as session:
            publication = await publications.get_of_post(session, post.id)
            if publication is None or publication.state is not PublicationState.UNCERTAIN:
                raise NotEditable("error-not-uncertain")
            # An old button, or a press that is dispatched again, says nothing of a later attempt.
            if await attempts.last_id(session, publication.id) != attempt:
                raise NotEditable("error-not-uncertain")
            await self._reconciling.hear(session, publication, post, is_published=is_published)
        return publication

    async def _claim(self, publication: Publication) -> Claim | None:
        """Move a publication to `sending`; None when it is empty, or no longer due."""
        now = self._clock.now()
        async with self._db.transaction(durable=True) as session:
            post = await posts.get_post(session, publication.post_id)
            channel = await channels.get_channel(session, publication.channel_id)
            if post is None or channel is None:
                return None
            parts = layout(post.content)
            # The content shrank below what went out already: a person has to look.
            is_short = publication.part >= len(parts)
            target = PublicationState.FAILED if is_short else PublicationState.SENDING
            is_sending = target is PublicationState.SENDING
            claimed = await publications.move(
                session,
                publication,
                source=PublicationState.DUE,
                target=target,
                now=now,
                is_notice_due=not is_sending,
            )
            if not claimed or not is_sending:
                return None
            claim = Claim(publication, post, channel, parts[publication.part])
            await self._note_attempt(session, claim, now)
            return claim

    async def _note_attempt(self, session: Session, claim: Claim, now: datetime) -> None:
        await attempts.insert(
            session,
            publication_id=claim.publication.id,
            part=claim.publication.part,
            channel_id=claim.channel.id,
            fingerprint=claim.part.fingerprint(),
            nonce=secrets.token_hex(8),
            now=now,
        )

    async def _carry_out(self, claim: Claim) -> None:
        try:
            reply_to = None
            if claim.part.is_reply:
                sent = await messages.list_ids(self._db, claim.post.id)
                reply_to = sent[0] if sent else None
            outcome = await self._sender.send(claim.channel.chat_id, claim.part, reply_to=reply_to)
            async with self._db.transaction(durable=True) as session:
                await settling.settle(session, claim, outcome, now=self._clock.now())
            if isinstance(outcome, Refused) and outcome.is_channel_lost:
                await self._lose_channel(claim.channel, outcome.reason)
        finally:
            self._in_flight.discard(claim.publication.id)
        # A further part, another post of this channel, or a notice may be waiting.
        await self.publish_due()

    async def _find_orphans(self) -> None:
        """Sends whose process died, or whose outcome could not be stored, are uncertain."""
        for publication in await publications.list_in_state(self._db, PublicationState.SENDING):
            if publication.id not in self._in_flight:
                async with self._db.transaction(durable=True) as session:
                    await settling.doubt(
                        session,
                        publication,
                        "the process ended while sending",
                        now=self._clock.now(),
                    )

    async def _judge_late(self) -> None:
        """What is late beyond the grace follows its channel's policy: it asks, or is skipped.

        All at once, so that whom it concerns hears of all of it at once.
        """
        now = self._clock.now()
        late = await lateness.list_overdue(self._db, now=now, before=now - self._grace)
        if not late:
            return
        async with self._db.transaction(durable=True) as session:
            for publication, policy in late:
                is_skipped = policy is LatePolicy.SKIP
                await publications.move(
                    session,
                    publication,
                    source=PublicationState.DUE,
                    target=PublicationState.CANCELLED if is_skipped else PublicationState.LATE,
                    now=now,
                    is_notice_due=True,
                )

    async def _lose_channel(self, channel: Channel, reason: str) -> None:
        async with self._db.transaction() as session:
            paused = await channels.pause(session, channel.id)
        if paused:
            await self._notifier.channel_lost(channel, reason)
