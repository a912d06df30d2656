"""Applies wanted edits in their channels, message by message.

wanted -> sending -> done. A call whose answer was lost leaves an edit uncertain: the channel is
looked at before anything is sent again, and what somebody wrote by hand meanwhile is taken over
and put to the author instead of being overwritten. Each step is one committed transaction, the
network only ever between two of them.
"""

import asyncio
import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.clock import Clock
from bot.domain.channels import Channel
from bot.domain.edits import Change, EditState, Gone, Standing, plan, standing_of
from bot.domain.evidence import Shown
from bot.domain.hand_edits import with_edited_message
from bot.domain.journal import Deed
from bot.domain.posts import Post, PostState
from bot.domain.publications import Postponed, Refused, Unknown
from bot.domain.refusals import ChangeOutcome, Done
from bot.errors import InputRefused, NotFound
from bot.services import indexing
from bot.services.glancing import Glancing
from bot.tasks import Tasks
from storage import edits, journal, posts
from storage.db import Database, Session
from storage.edits import Edit

log = logging.getLogger(__name__)

FIRST_PAUSE = timedelta(seconds=3)
"""After a lost answer: a server may still be at the call (its flood wait lasts up to 8 s)."""
MOST_LOSSES = 6
"""Lost answers, one after another, after which the author is asked."""
LOST = "lost"
OVERWROTE = "overwrote"
GONE = "message to edit not found"


class Editor(Protocol):
    """Edits one message of a channel. Never retries, never raises for what Telegram answers."""

    async def edit(self, chat_id: int, change: Change) -> ChangeOutcome: ...


class EditTeller(Protocol):
    """Tells an author what became of an edit."""

    async def tell_edit(self, edit: Edit) -> bool:
        """Tell the outcome, or ask for the choice; False when it is to be tried again."""
        ...


@dataclass(frozen=True, slots=True)
class _Claim:
    edit: Edit
    post: Post
    was_lost: bool


class Applying:
    """One call under way a post; other posts go on beside it."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        tasks: Tasks,
        glancing: Glancing,
        editor: Editor,
        teller: EditTeller,
    ) -> None:
        self._db = db
        self._clock = clock
        self._tasks = tasks
        self._glancing = glancing
        self._editor = editor
        self._teller = teller
        self._in_flight: set[int] = set()
        self._turn = asyncio.Lock()
        self._telling = asyncio.Lock()

    async def apply_due(self) -> datetime | None:
        """Begin every edit that is due; the next due moment. Never waits for Telegram (a job)."""
        async with self._turn:
            await self._find_orphans()
            for edit in await edits.list_due(self._db, now=self._clock.now()):
                if edit.id not in self._in_flight and (claim := await self._claim(edit)):
                    self._in_flight.add(edit.id)
                    self._tasks.start(self._carry_out(claim), name=f"edit {edit.id}")
        if not self._telling.locked():
            self._tasks.start(self._tell(), name="notices of edits")
        return await edits.next_due(self._db)

    async def _claim(self, edit: Edit) -> _Claim | None:
        """Move an edit to `sending`; None when its post changed, or is published no more."""
        async with self._db.transaction(durable=True) as session:
            post = await posts.get_post(session, edit.post_id)
            if post is None or post.state is not PostState.PUBLISHED:
                await self._move(session, edit, edit.state, EditState.REFUSED, error=GONE)
                return None
            if post.revision != edit.base:
                await self._move(session, edit, edit.state, EditState.CONFLICT)
                return None
            claimed = await edits.move(
                session, edit, sources=(edit.state,), target=EditState.SENDING,
                now=self._clock.now(),
            )  # fmt: skip
        return _Claim(edit, post, edit.state is EditState.UNCERTAIN) if claimed else None

    async def _carry_out(self, claim: _Claim) -> None:
        edit = claim.edit
        try:
            changes, channel = await self._changes(claim)
            if edit.step >= len(changes):
                outcome: ChangeOutcome = Done()
            else:
                outcome = await self._make(claim, changes[edit.step], channel)
            async with self._db.transaction(durable=True) as session:
                await self._settle(session, claim, changes, outcome)
        except (InputRefused, NotFound) as error:
            # It could be made when it was saved: the channel or its messages are known no more.
            log.warning("edit %s: %s", edit.id, error.message_key)
            async with self._db.transaction(durable=True) as session:
                await self._move(session, edit, EditState.SENDING, EditState.REFUSED, error=GONE)
        finally:
            self._in_flight.discard(edit.id)
        # The next message, or a notice, may be waiting.
        await self.apply_due()

    async def _changes(self, claim: _Claim) -> tuple[tuple[Change, ...], Channel]:
        places, captioned = await self._glancing.places(claim.post)
        changes = plan(claim.post.content, claim.edit.content, places, captioned=captioned)
        return changes, await self._glancing.channel_of(claim.post)

    async def _make(self, claim: _Claim, change: Change, channel: Channel) -> ChangeOutcome:
        """Look first, then edit."""
        glance = await self._glancing.look(channel, change.message_id, claim.edit.person_id)
        if isinstance(glance, Gone):
            return Refused(GONE)
        if isinstance(glance, Shown):
            match standing_of(change, glance):
                case Standing.AS_WANTED:
                    return Done()
                case Standing.OTHER if await self._glancing.take_over(channel, glance):
                    # The claim that follows sees the new revision, and asks.
                    return Postponed(0, "edited by hand")
        elif claim.was_lost:
            # What cannot be seen is not sent again blindly.
            return glance
        return await self._editor.edit(channel.chat_id, change)

    async def _settle(
        self,
        session: Session,
        claim: _Claim,
        changes: tuple[Change, ...],
        outcome: ChangeOutcome,
    ) -> None:
        """Take one step out of `sending`, in the caller's transaction."""
        edit, now = claim.edit, self._clock.now()
        match outcome:
            case Done(at) if edit.step + 1 >= len(changes):
                await self._finish(session, edit, at or now)
            case Done():
                await self._again(session, edit, now, step=edit.step + 1, losses=0)
            case Postponed(seconds):
                await self._again(session, edit, now + timedelta(seconds=seconds))
            case Refused(reason):
                base = await self._keep_done(session, claim, changes)
                await self._move(
                    session, edit, EditState.SENDING, EditState.REFUSED, error=reason, base=base
                )
            case Unknown(reason):
                await self._doubt(session, edit, reason)

    async def _finish(self, session: Session, edit: Edit, at: datetime) -> None:
        """What was wanted is in the channel: it becomes a revision, and the archive follows."""
        post = await posts.get_post(session, edit.post_id)
        assert post is not None
        error = OVERWROTE if post.revision != edit.base else None
        if not await self._move(session, edit, EditState.SENDING, EditState.DONE, error=error):
            return
        changed = await posts.set_content(
            session, post, edit.content, editor_id=edit.person_id, now=self._clock.now()
        )
        await posts.set_edited(session, post.id, at=at)
        await indexing.index(session, changed)
        if post.is_navigation:
            # Kept up to date by itself: nobody did it.
            return
        await journal.insert(
            session, Deed.EDITED, channel_id=post.channel_id, person_id=edit.person_id,
            post_id=post.id, now=self._clock.now(),
        )  # fmt: skip

    async def _again(
        self,
        session: Session,
        edit: Edit,
        due_at: datetime,
        *,
        step: int | None = None,
        losses: int | None = None,
    ) -> None:
        await edits.move(
            session, edit, sources=(EditState.SENDING,), target=EditState.WANTED,
            now=self._clock.now(), step=step, losses=losses, due_at=due_at,
        )  # fmt: skip

    async def _doubt(self, session: Session, edit: Edit, reason: str) -> None:
        losses = edit.losses + 1
        log.warning("edit %s is uncertain: %s", edit.id, reason)
        if losses > MOST_LOSSES:
            await self._move(session, edit, EditState.SENDING, EditState.REFUSED, error=LOST)
            return
        now = self._clock.now()
        await edits.move(
            session, edit, sources=(EditState.SENDING,), target=EditState.UNCERTAIN, now=now,
            losses=losses, due_at=now + FIRST_PAUSE * 2 ** (losses - 1), error=reason,
        )  # fmt: skip

    async def _keep_done(
        self, session: Session, claim: _Claim, changes: tuple[Change, ...]
    ) -> int | None:
        """Of an edit that is refused half-way: the post is as its messages are; its revision."""
        done = claim.edit.step
        post = await posts.get_post(session, claim.post.id)
        if not done or post is None:
            return None
        places, _ = await self._glancing.places(post)
        where = {place.message_id: place for place in places}
        content = post.content
        for change in changes[:done]:
            place = where[change.message_id]
            content = with_edited_message(
                content,
                part=place.part,
                position=place.position,
                text=change.after.text,
                media=next(iter(change.after.media), None),
                is_captioned=bool(change.after.text),
            )
        changed = await posts.set_content(
            session, post, content, editor_id=claim.edit.person_id, now=self._clock.now()
        )
        await indexing.index(session, changed)
        return changed.revision

    async def _find_orphans(self) -> None:
        """Calls whose process died have an outcome that nobody knows."""
        for edit in await edits.list_sending(self._db):
            if edit.id not in self._in_flight:
                async with self._db.transaction(durable=True) as session:
                    await self._doubt(session, edit, "the process ended while editing")

    async def _tell(self) -> None:
        async with self._telling:
            for edit in await edits.list_notices_due(self._db):
                if await self._teller.tell_edit(edit):
                    async with self._db.transaction() as session:
                        await edits.clear_notice(session, edit.id)

    async def _move(
        self,
        session: Session,
        edit: Edit,
        source: EditState,
        target: EditState,
        *,
        error: str | None = None,
        base: int | None = None,
    ) -> bool:
        """A step that its author is told of."""
        return await edits.move(
            session, edit, sources=(source,), target=target, now=self._clock.now(),
            is_notice_due=True, error=error, base=base,
        )  # fmt: skip
