"""Settles doubts: evidence about a send whose answer was lost is gathered, and acted upon.

uncertain -> published (found), -> due again, once (surely absent), or its author is asked. Each
look ends in one transaction that holds what was learned and what follows from it: a process that
dies in between has learned nothing, and looks again.
"""

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.clock import Clock
from bot.domain.channels import Channel
from bot.domain.evidence import (
    KNOWS_ABSENCE,
    Doubt,
    Finding,
    Schedule,
    Source,
    Step,
    Verdict,
    count_messages,
    decide,
    schedule,
)
from bot.domain.posts import Post
from bot.domain.publications import Publication, PublicationState, layout
from bot.services import settling
from bot.tasks import Tasks
from storage import attempts, channels, evidence, messages, posts, publications
from storage.attempts import Attempt
from storage.db import Database, Session

log = logging.getLogger(__name__)


class Evidence(Protocol):
    """One source of evidence."""

    @property
    def source(self) -> Source:
        """Its name."""
        ...

    async def look(self, doubt: Doubt) -> Finding:
        """Look once. Whatever the outside world refuses or fails to do is unknown, no error."""
        ...


class Echoes:
    """What the discussion group echoed; it comes unasked, see `Witnessing`."""

    source = Source.ECHO

    def __init__(self, db: Database) -> None:
        self._db = db

    async def look(self, doubt: Doubt) -> Finding:
        """What was noted so far."""
        note = await evidence.get_last(self._db, doubt.attempt_id, self.source)
        return note.finding if note else Finding(Verdict.UNKNOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    publication: Publication
    post: Post
    channel: Channel
    attempt: Attempt
    doubt: Doubt
    times: Schedule
    now: datetime


class Reconciling:
    """Asks the sources in their order, round by round, until a doubt is settled."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        tasks: Tasks,
        sources: Sequence[Evidence],
        *,
        settle_seconds: int,
    ) -> None:
        self._db = db
        self._clock = clock
        self._tasks = tasks
        self._sources = sources
        self._settle = timedelta(seconds=settle_seconds)
        self._looking: set[int] = set()

    async def gather_due(self, then: Callable[[], Awaitable[object]]) -> datetime | None:
        """Begin every look that is due; the moment of the next one. Waits for none of them.

        `then` is called after a look that settled a doubt, or gave it to its author.
        """
        moments = []
        for publication in await publications.list_in_state(self._db, PublicationState.UNCERTAIN):
            if publication.asked_at is not None or publication.id in self._looking:
                continue
            at = await self._next_look(publication)
            if at > self._clock.now():
                moments.append(at)
                continue
            self._looking.add(publication.id)
            name = f"evidence of publication {publication.id}"
            self._tasks.start(self._look(publication, then), name=name)
        return min(moments, default=None)

    async def hear(
        self, session: Session, publication: Publication, post: Post, *, is_published: bool
    ) -> None:
        """The author looked into the channel: act on the answer, in the caller's transaction."""
        now = self._clock.now()
        channel = await channels.get_channel(session, publication.channel_id)
        attempt = await attempts.get_last(session, publication.id)
        if channel is None or attempt is None:
            return
        ids = await self._candidates(session, publication, post, attempt) if is_published else ()
        verdict = Verdict.FOUND if is_published else Verdict.ABSENT
        finding = Finding(verdict, ids)
        await self._note(session, publication, attempt, Source.AUTHOR, finding, now)
        if is_published:
            await settling.adopt(session, publication, post, channel, ids, now=now)
        else:
            await settling.send_again(session, publication, now=now, planned_at=now)

    async def _next_look(self, publication: Publication) -> datetime:
        attempt = await attempts.get_last(self._db, publication.id)
        if attempt is None:
            return self._clock.now()
        last = await evidence.last_look(self._db, attempt.id)
        return self._times(attempt).next_look(last)

    def _times(self, attempt: Attempt) -> Schedule:
        doubted_at = attempt.finished_at or attempt.started_at
        return schedule(attempt.started_at, doubted_at, self._settle)

    async def _look(self, publication: Publication, then: Callable[[], Awaitable[object]]) -> None:
        step = Step.WAIT
        try:
            if case := await self._open(publication):
                step = await self._conclude(case, await self._gather(case.doubt))
        finally:
            self._looking.discard(publication.id)
        if step is not Step.WAIT:
            await then()

    async def _open(self, publication: Publication) -> _Case | None:
        post = await posts.get_post(self._db, publication.post_id)
        channel = await channels.get_channel(self._db, publication.channel_id)
        attempt = await attempts.get_last(self._db, publication.id)
        if post is None or channel is None or attempt is None:
            return None
        now, times, after = self._clock.now(), self._times(attempt), attempt.last_known_message_id
        known = await messages.list_behind(self._db, channel.chat_id, after)
        doubt = Doubt(
            attempt_id=attempt.id,
            part=layout(post.content)[publication.part],
            chat_id=channel.chat_id,
            username=channel.username,
            after=after,
            newest=channel.last_message_id,
            known=frozenset(known),
            is_last=now >= times.sure_at,
        )
        return _Case(
            publication=publication, post=post, channel=channel, attempt=attempt, doubt=doubt,
            times=times, now=now,
        )  # fmt: skip

    async def _gather(self, doubt: Doubt) -> list[tuple[Source, Finding]]:
        findings = []
        for source in self._sources:
            finding = await self._ask(source, doubt)
            findings.append((source.source, finding))
            is_absent = finding.verdict is Verdict.ABSENT and source.source in KNOWS_ABSENCE
            if finding.verdict is Verdict.FOUND or is_absent:
                break
        return findings

    async def _ask(self, source: Evidence, doubt: Doubt) -> Finding:
        try:
            return await source.look(doubt)
        except Exception as error:
            # A mistake in one source must not keep the channel waiting for ever.
            log.exception("evidence from %s failed", source.source)
            return Finding(Verdict.UNKNOWN, detail=repr(error))

    async def _conclude(self, case: _Case, findings: list[tuple[Source, Finding]]) -> Step:
        publication = case.publication
        async with self._db.transaction(durable=True) as session:
            current = await publications.get_publication(session, publication.id)
            attempt_id = await attempts.last_id(session, publication.id)
            if current != publication or attempt_id != case.attempt.id:
                return Step.WAIT
            for source, finding in findings:
                # Echoes are noted as they come; one may have come while others were asked.
                if source is not Source.ECHO:
                    await self._note(session, publication, case.attempt, source, finding, case.now)
            if echo := await evidence.get_last(session, attempt_id, Source.ECHO):
                findings = [(Source.ECHO, echo.finding), *findings]
            step = decide(
                findings,
                case.times,
                now=case.now,
                doubts=await attempts.count_doubts(session, publication.id, publication.part),
                is_accepted=case.attempt.is_accepted,
            )
            await self._take(session, case, step, findings)
        log.info("publication %s: %s", publication.id, step.value)
        return step

    async def _take(
        self,
        session: Session,
        case: _Case,
        step: Step,
        findings: Sequence[tuple[Source, Finding]],
    ) -> None:
        now = self._clock.now()
        match step:
            case Step.ADOPT:
                found = (f for _, f in findings if f.verdict is Verdict.FOUND)
                await settling.adopt(
                    session, case.publication, case.post, case.channel, next(found).message_ids,
                    now=now,
                )  # fmt: skip
            case Step.SEND_AGAIN:
                await settling.send_again(session, case.publication, now=now)
            case Step.ASK:
                await publications.ask(session, case.publication.id, now=now)

    async def _candidates(
        self, session: Session, publication: Publication, post: Post, attempt: Attempt
    ) -> tuple[int, ...]:
        """What an author confirms: messages that could not be looked at, if they are as many."""
        note = await evidence.get_last(session, attempt.id, Source.PROBES)
        ids = note.finding.message_ids if note else ()
        expected = count_messages(layout(post.content)[publication.part])
        return ids if len(ids) == expected and all(ids) else ()

    async def _note(
        self,
        session: Session,
        publication: Publication,
        attempt: Attempt,
        source: Source,
        finding: Finding,
        now: datetime,
    ) -> None:
        await evidence.note(
            session, publication_id=publication.id, attempt_id=attempt.id, source=source,
            finding=finding, now=now,
        )  # fmt: skip
