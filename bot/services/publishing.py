"""Publishing exactly once: claim, send, settle; what is uncertain is never resent blindly.

Each step of the state machine is one committed transaction; the network is only ever between
two of them (due -> sending -> published; uncertain, failed and late aside).
"""

import asyncio
import secrets
from collections.abc import Callable, Sequence
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
from storage.attempts import Begun
from storage.db import Database, Session

# So many begin in one commit: the first of a long row must not wait for all of it.
CLAIMED_TOGETHER = 20


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
        # Looks are numbered as they are asked for; one serves all who asked before it began.
        self._asked = 0
        self._served = 0
        self._next_at: datetime | None = None
        self._remind: Callable[[datetime], None] | None = None
        self._is_stopping = False

    @property
    def is_idle(self) -> bool:
        """Whether no send and no notice is under way."""
        return not self._in_flight and self._telling.is_idle and self._outages.is_idle

    def remind_by(self, remind: Callable[[datetime], None]) -> None:
        """Whom a look tells the next due moment, whoever asked for the look."""
        self._remind = remind

    def stop(self) -> None:
        """Claim nothing more; what is in flight is settled."""
        self._is_stopping = True

    async def publish_due(self) -> datetime | None:
        """Begin all that is due; the next due moment. Never waits for Telegram.

        The next is whatever was not due when the look began, even if it has become so since.
        """
        self._asked += 1
        asked = self._asked
        async with self._turn:
            if self._is_stopping:
                return None
            if self._served < asked:
                covers = self._asked
                self._next_at = await self._look()
                self._served = covers
                if self._next_at and self._remind:
                    self._remind(self._next_at)
            return self._next_at

    async def _look(self) -> datetime | None:
        # One moment for the whole look: none falls between what is begun and what is next.
        now = self._clock.now()
        await self._begin_due(now)
        await self._find_orphans()
        next_look = await self._reconciling.gather_due(then=self.publish_due)
        if self._telling.is_idle:
            self._tasks.start(self._telling.tell_due(), name="notices of publications")
        if self._outages.is_idle:
            self._tasks.start(self._outages.look(), name="notices of outages")
        moments = (await publications.next_due(self._db, now=now), next_look)
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

    async def _begin_due(self, now: datetime) -> None:
        due = await publications.list_due(self._db, now=now)
        if any(publication.planned_at < now - self._grace for publication in due):
            await self._judge_late(now)
            due = await publications.list_due(self._db, now=now)
        first: dict[int, Publication] = {}
        for publication in due:
            first.setdefault(publication.channel_id, publication)
        turn = list(first.values())
        for start in range(0, len(turn), CLAIMED_TOGETHER):
            if self._is_stopping:
                return
            for claim in await self._claim(turn[start : start + CLAIMED_TOGETHER]):
                name = f"publication {claim.publication.id}"
                self._in_flight.add(claim.publication.id)
                self._tasks.start(self._carry_out(claim), name=name)

    async def _claim(self, due: Sequence[Publication]) -> list[Claim]:
        """Move publications to `sending`, each with its attempt; what was changed since stays."""
        now = self._clock.now()
        async with self._db.transaction(durable=True) as session:
            ids = [publication.id for publication in due]
            current = await publications.list_by_ids(session, ids)
            found = await posts.list_posts(session, [publication.post_id for publication in due])
            content = {post.id: post for post in found}
            claims = []
            for publication in due:
                channel = await channels.get_channel(session, publication.channel_id)
                post = content.get(publication.post_id)
                if publication not in current or post is None or channel is None:
                    continue
                parts = layout(post.content)
                if publication.part < len(parts):
                    part = parts[publication.part]
                    claims.append(Claim(publication, post, channel, part))
                else:
                    await self._give_up(session, publication, now)
            await publications.begin(session, [claim.publication for claim in claims], now=now)
            await attempts.insert(session, [_begun(claim) for claim in claims], now=now)
        return claims

    async def _give_up(self, session: Session, publication: Publication, now: datetime) -> None:
        """The content shrank below what went out already: a person has to look."""
        await publications.move(
            session, publication, source=PublicationState.DUE, target=PublicationState.FAILED,
            now=now, is_notice_due=True,
        )  # fmt: skip

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

    async def _judge_late(self, now: datetime) -> None:
        """What is late beyond the grace follows its channel's policy: it asks, or is skipped.

        All at once, so that whom it concerns hears of all of it at once.
        """
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


def _begun(claim: Claim) -> Begun:
    return Begun(
        publication_id=claim.publication.id,
        part=claim.publication.part,
        channel_id=claim.channel.id,
        fingerprint=claim.part.fingerprint(),
        nonce=secrets.token_hex(8),
    )
