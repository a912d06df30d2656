"""Withdraws published posts from their channels, as their authors confirmed it.

wanted -> sending -> done. What is deleted can be deleted again, and a stub be written again, so a
lost answer is simply asked for again. The archive forgets the post when the channel has.
"""

import asyncio
import logging
from datetime import datetime, timedelta
from typing import Protocol

from bot.clock import Clock
from bot.domain.journal import Deed
from bot.domain.posts import Post, PostState
from bot.domain.publications import Postponed, Refused, Unknown
from bot.domain.refusals import ChangeOutcome, Done, Refusal, sort_refusal
from bot.domain.removals import Removal, RemovalState, removal_of, stub_changes
from bot.errors import NotEditable, NotFound
from bot.services import indexing
from bot.services.applying import GONE, LOST, Editor
from bot.services.drafting import Drafting
from bot.services.glancing import Glancing
from bot.services.published import require_published
from bot.tasks import Tasks
from storage import edits, journal, pins, posts, removals
from storage.db import Database, Session
from storage.removals import Order

log = logging.getLogger(__name__)

FIRST_PAUSE = timedelta(seconds=2)
MOST_LOSSES = 8
"""Lost answers, one after another, after which the author is told."""


class Remover(Editor, Protocol):
    """Edits messages of channels, and deletes them."""

    async def delete(self, chat_id: int, message_ids: list[int]) -> ChangeOutcome:
        """Delete messages; those that are not there are as good as deleted."""
        ...


class RemovalTeller(Protocol):
    """Tells an author what became of a removal."""

    async def tell_removal(self, order: Order) -> bool:
        """Tell the outcome; False when it is to be tried again."""
        ...


class Withdrawing:
    """One call under way a post; other posts go on beside it."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        tasks: Tasks,
        drafting: Drafting,
        glancing: Glancing,
        remover: Remover,
        teller: RemovalTeller,
    ) -> None:
        self._db = db
        self._clock = clock
        self._tasks = tasks
        self._drafting = drafting
        self._glancing = glancing
        self._remover = remover
        self._teller = teller
        self._in_flight: set[int] = set()
        self._turn = asyncio.Lock()
        self._telling = asyncio.Lock()

    async def look(self, person_id: int, post_id: int) -> tuple[Post, Removal]:
        """A post that a person may delete, and how it would leave its channel now.

        Raises:
            NotEditable: it is not published, an edit of it is on its way, or it is leaving.
        """
        post = await require_published(self._drafting, person_id, post_id)
        if await edits.get_under_way(self._db, post.id):
            raise NotEditable("error-edit-under-way")
        return post, removal_of(post.published_at or post.created_at, self._clock.now())

    async def withdraw(
        self, person_id: int, post_id: int, way: Removal, *, words: str, page: int | None
    ) -> Removal | None:
        """Order what the author confirmed; None when it can only leave another way by now.

        `words` are those of a stub, `page` the message over which the outcome is told. A second
        order changes nothing.
        """
        post, possible = await self.look(person_id, post_id)
        if way is not possible:
            return None
        now = self._clock.now()
        async with self._db.transaction(durable=True) as session:
            if await removals.want(
                session, post_id=post.id, person_id=person_id, way=way, words=words,
                page_message_id=page, now=now,
            ):  # fmt: skip
                await journal.insert(
                    session, Deed.DELETED, channel_id=post.channel_id, person_id=person_id,
                    post_id=post.id, now=now,
                )  # fmt: skip
        return way

    async def withdraw_due(self) -> datetime | None:
        """Begin all that is due; the next due moment. Never waits for Telegram (a job)."""
        async with self._turn:
            await self._find_orphans()
            for order in await removals.list_due(self._db, now=self._clock.now()):
                if order.post_id not in self._in_flight and await self._claim(order):
                    self._in_flight.add(order.post_id)
                    work = self._carry_out(order)
                    self._tasks.start(work, name=f"removal of post {order.post_id}")
        if not self._telling.locked():
            self._tasks.start(self._tell(), name="notices of removals")
        return await removals.next_due(self._db)

    async def _claim(self, order: Order) -> bool:
        async with self._db.transaction(durable=True) as session:
            return await removals.move(
                session, order, source=RemovalState.WANTED, target=RemovalState.SENDING,
                now=self._clock.now(),
            )  # fmt: skip

    async def _carry_out(self, order: Order) -> None:
        try:
            outcome, is_last = await self._call(order)
            async with self._db.transaction(durable=True) as session:
                await self._settle(session, order, outcome, is_last=is_last)
        finally:
            self._in_flight.discard(order.post_id)
        # The next message, or a notice, may be waiting.
        await self.withdraw_due()

    async def _call(self, order: Order) -> tuple[ChangeOutcome, bool]:
        """What came of the next call, and whether it was the last one needed."""
        post = await posts.get_post(self._db, order.post_id)
        assert post is not None
        try:
            places, captioned = await self._glancing.places(post)
            channel = await self._glancing.channel_of(post)
        except NotFound as error:
            return Refused(error.message_key), True
        if order.way is Removal.DELETE:
            ids = [place.message_id for place in places]
            return await self._remover.delete(channel.chat_id, ids), True
        changes = stub_changes(post.content, places, order.words, captioned=captioned)
        if order.step >= len(changes):
            return Done(), True
        outcome = await self._remover.edit(channel.chat_id, changes[order.step])
        return outcome, order.step + 1 >= len(changes)

    async def _settle(
        self, session: Session, order: Order, outcome: ChangeOutcome, *, is_last: bool
    ) -> None:
        """Take one step out of `sending`, in the caller's transaction."""
        match outcome:
            case Done():
                await self._go_on(session, order, is_last=is_last)
            case Refused(reason) if sort_refusal(reason) is Refusal.GONE:
                # Somebody deleted it in the channel: what was asked for is so. Where nothing of
                # the post was there, nothing stands in its place.
                is_first = order.step == 0 or order.error == GONE
                await self._go_on(
                    session, order, is_last=is_last, error=GONE if is_first else None
                )
            case Postponed(seconds):
                pause = timedelta(seconds=seconds)
                await self._again(session, order, pause, error=order.error)
            case Refused(reason):
                await self._refuse(session, order, reason)
            case Unknown(reason):
                await self._ask_again(session, order, reason)

    async def _go_on(
        self, session: Session, order: Order, *, is_last: bool, error: str | None = None
    ) -> None:
        if is_last:
            await self._finish(session, order, error)
        else:
            await self._again(
                session, order, timedelta(0), step=order.step + 1, losses=0, error=error
            )

    async def _finish(self, session: Session, order: Order, error: str | None) -> None:
        now = self._clock.now()
        moved = await removals.move(
            session, order, source=RemovalState.SENDING, target=RemovalState.DONE, now=now,
            is_notice_due=True, error=error,
        )  # fmt: skip
        if moved:
            await posts.set_state(session, order.post_id, PostState.DELETED, now=now)
            await indexing.unindex(session, order.post_id)
            await pins.delete(session, order.post_id)

    async def _again(
        self,
        session: Session,
        order: Order,
        pause: timedelta,
        *,
        step: int | None = None,
        losses: int | None = None,
        error: str | None = None,
    ) -> None:
        now = self._clock.now()
        await removals.move(
            session, order, source=RemovalState.SENDING, target=RemovalState.WANTED, now=now,
            due_at=now + pause, step=step, losses=losses, error=error,
        )  # fmt: skip

    async def _refuse(self, session: Session, order: Order, reason: str) -> None:
        await removals.move(
            session, order, source=RemovalState.SENDING, target=RemovalState.REFUSED,
            now=self._clock.now(), is_notice_due=True, error=reason,
        )  # fmt: skip

    async def _ask_again(self, session: Session, order: Order, reason: str) -> None:
        losses = order.losses + 1
        log.warning("removal of post %s: %s", order.post_id, reason)
        if losses > MOST_LOSSES:
            await self._refuse(session, order, LOST)
        else:
            pause = FIRST_PAUSE * 2 ** (losses - 1)
            await self._again(session, order, pause, losses=losses, error=order.error)

    async def _find_orphans(self) -> None:
        """Calls whose process died are made again."""
        for order in await removals.list_sending(self._db):
            if order.post_id not in self._in_flight:
                async with self._db.transaction(durable=True) as session:
                    await self._ask_again(session, order, "the process ended while deleting")

    async def _tell(self) -> None:
        async with self._telling:
            for order in await removals.list_notices_due(self._db):
                if await self._teller.tell_removal(order):
                    async with self._db.transaction() as session:
                        await removals.clear_notice(session, order.post_id)
