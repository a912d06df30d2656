"""Ends posts when their time is up: they are handed over to be deleted, or unpinned.

The end is a row of the transaction that published the post, so none is set for a post that may
not be out. waiting -> done; a death in between changes nothing: a removal is ordered in the
transaction that ends the waiting, and what is unpinned may be unpinned again.
"""

from datetime import datetime, timedelta
from typing import Protocol

from bot.clock import Clock
from bot.domain.expiries import Ending, Expiry, ExpiryState, require_end
from bot.domain.journal import Deed
from bot.domain.posts import Post, PostState
from bot.domain.publications import Postponed, Refused, Unknown
from bot.domain.refusals import Done
from bot.domain.removals import Removal, RemovalState, removal_of
from bot.errors import NotEditable
from bot.services.applying import LOST
from bot.services.drafting import Drafting
from bot.services.pin_orders import FIRST_PAUSE, MOST_LOSSES
from bot.services.pinning import Pinner
from bot.services.published import require_published
from storage import (
    channels,
    edits,
    expiries,
    journal,
    messages,
    pin_orders,
    pins,
    posts,
    removals,
)
from storage.db import Database, Session

NOTICE_PAUSE = timedelta(minutes=1)
"""Between two tries to tell somebody who cannot be told now."""
EDIT_PAUSE = timedelta(seconds=5)
EDIT_PATIENCE = timedelta(minutes=10)
"""How long an edit on its way is waited for, every few seconds: what is deleted can be edited no
more. A stub waits without end, since an edit would put the words back."""

_SET = {Ending.DELETE: Deed.DELETION_SET, Ending.UNPIN: Deed.UNPINNING_SET}
_DROPPED = {Ending.DELETE: Deed.DELETION_DROPPED, Ending.UNPIN: Deed.UNPINNING_DROPPED}


class StubWords(Protocol):
    """Knows what readers are to see in the place of a post that cannot be deleted any more."""

    async def words_of_stub(self, person_id: int, post: Post) -> str: ...


class UnpinTeller(Protocol):
    """Tells people that a post was unpinned, or was not."""

    async def tell_unpinned(self, expiry: Expiry) -> bool:
        """Tell the outcome; False when it is to be tried again."""
        ...


class Expiring:
    """The only writer of ends of posts that are out; those of drafts are options."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        drafting: Drafting,
        pinner: Pinner,
        stubs: StubWords,
        teller: UnpinTeller,
    ) -> None:
        self._db = db
        self._clock = clock
        self._drafting = drafting
        self._pinner = pinner
        self._stubs = stubs
        self._teller = teller

    async def look(self, person_id: int, post_id: int, ending: Ending) -> Post:
        """A published post whose end a person may set.

        Raises:
            NotEditable: it is not published, is leaving already, or is not pinned.
        """
        post = await require_published(self._drafting, person_id, post_id)
        order = await removals.get_order(self._db, post.id)
        if order is not None and order.state is not RemovalState.REFUSED:
            raise NotEditable("error-leaving")
        if ending is Ending.UNPIN and not await self._may_be_pinned(post.id):
            raise NotEditable("error-not-pinned")
        return post

    async def set_end(self, person_id: int, post_id: int, ending: Ending, at: datetime) -> Post:
        """Set when a published post ends, in place of what was set; done twice is as good.

        Raises:
            InputRefused: the moment is past, or too far.
            NotEditable: see `look`.
        """
        post = await self.look(person_id, post_id, ending)
        now = self._clock.now()
        require_end(ending, at, published_at=post.published_at or post.created_at, now=now)
        async with self._db.transaction(durable=True) as session:
            waiting = await expiries.list_waiting(session, post.id)
            if ending not in waiting or waiting[ending].ends_at != at:
                await expiries.put(session, post.id, ending, person_id=person_id, at=at, now=now)
                await self._note(session, _SET[ending], post, person_id, detail=at.isoformat())
        return post

    async def keep(self, person_id: int, post_id: int, ending: Ending) -> Post:
        """Take an end back: the post stays; one that has none is kept as well."""
        post = await require_published(self._drafting, person_id, post_id)
        async with self._db.transaction(durable=True) as session:
            if await expiries.drop(session, post.id, ending, now=self._clock.now()):
                await self._note(session, _DROPPED[ending], post, person_id)
        return post

    async def expire_due(self) -> datetime | None:
        """End all that is due, and tell of it; the next due moment (a job)."""
        for expiry in await expiries.list_due(self._db, now=self._clock.now()):
            if expiry.ending is Ending.DELETE:
                await self._hand_over(expiry)
            else:
                await self._unpin(expiry)
        for expiry in await expiries.list_notices_due(self._db, now=self._clock.now()):
            await self._tell(expiry)
        return await expiries.next_due(self._db)

    async def _tell(self, expiry: Expiry) -> None:
        is_told = await self._teller.tell_unpinned(expiry)
        async with self._db.transaction() as session:
            if is_told:
                await expiries.clear_notice(session, expiry)
            else:
                due_at = self._clock.now() + NOTICE_PAUSE
                await expiries.postpone_notice(session, expiry, due_at=due_at)

    async def _hand_over(self, expiry: Expiry) -> None:
        """Order the removal, in the transaction that ends the waiting."""
        post = await posts.get_post(self._db, expiry.post_id)
        words = await self._stubs.words_of_stub(expiry.person_id, post) if post else ""
        now = self._clock.now()
        async with self._db.transaction(durable=True) as session:
            current = await expiries.get_expiry(session, expiry.post_id, expiry.ending)
            post = await posts.get_post(session, expiry.post_id)
            if current != expiry:
                return
            if post is None or post.state is not PostState.PUBLISHED:
                await expiries.finish(session, expiry, ExpiryState.DROPPED, now=now)
                return
            way = removal_of(post.published_at or post.created_at, now)
            is_patient = way is Removal.STUB or now - expiry.ends_at < EDIT_PATIENCE
            if is_patient and await edits.get_under_way(session, post.id):
                await expiries.postpone(session, expiry, due_at=now + EDIT_PAUSE, losses=0)
                return
            await self._order(session, expiry, post, way, words)

    async def _order(
        self, session: Session, expiry: Expiry, post: Post, way: Removal, words: str
    ) -> None:
        """Order a removal and end the waiting; one that was ordered by hand stays as it is."""
        now = self._clock.now()
        is_ours = await removals.want(
            session, post_id=post.id, person_id=expiry.person_id, way=way, words=words,
            page_message_id=None, now=now,
        )  # fmt: skip
        state = ExpiryState.DONE if is_ours else ExpiryState.DROPPED
        await expiries.finish(session, expiry, state, now=now)
        if is_ours:
            await self._note(session, Deed.DELETED_ON_TIME, post, expiry.person_id)

    async def _unpin(self, expiry: Expiry) -> None:
        post = await posts.get_post(self._db, expiry.post_id)
        ids = await messages.first_ids(self._db, [expiry.post_id])
        channel = await channels.get_channel(self._db, post.channel_id or 0) if post else None
        is_out = post is not None and post.state is PostState.PUBLISHED and post.id in ids
        if not is_out or channel is None or not await self._may_be_pinned(expiry.post_id):
            # Somebody deleted or unpinned it meanwhile, or it never was pinned.
            await self._finish(expiry, ExpiryState.DROPPED)
            return
        match await self._pinner.unpin(channel.chat_id, ids[expiry.post_id]):
            case Done():
                await self._finish(expiry, ExpiryState.DONE, unpinned=post)
            case Postponed(seconds):
                await self._postpone(expiry, seconds, expiry.losses)
            case Unknown() if expiry.losses + 1 < MOST_LOSSES:
                await self._postpone(expiry, FIRST_PAUSE * 2**expiry.losses, expiry.losses + 1)
            case Unknown():
                await self._finish(expiry, ExpiryState.REFUSED, error=LOST)
            case Refused(reason):
                await self._finish(expiry, ExpiryState.REFUSED, error=reason)

    async def _may_be_pinned(self, post_id: int) -> bool:
        """Whether it is pinned as far as is known, or is going to be."""
        if await pins.get_pin(self._db, post_id) is not None:
            return True
        return await pin_orders.has_waiting(self._db, post_id)

    async def _finish(
        self,
        expiry: Expiry,
        state: ExpiryState,
        *,
        unpinned: Post | None = None,
        error: str | None = None,
    ) -> None:
        now, is_notice_due = self._clock.now(), state is not ExpiryState.DROPPED
        async with self._db.transaction(durable=True) as session:
            is_over = await expiries.finish(
                session, expiry, state, now=now, is_notice_due=is_notice_due, error=error
            )
            if is_over or unpinned is not None:
                # What waited for its pin is not to be pinned after its time.
                await pin_orders.drop(session, expiry.post_id)
            if unpinned is not None:
                await pins.delete(session, unpinned.id)
            if unpinned is not None and is_over:
                await self._note(session, Deed.UNPINNED_ON_TIME, unpinned, expiry.person_id)

    async def _postpone(self, expiry: Expiry, seconds: float, losses: int) -> None:
        due_at = self._clock.now() + timedelta(seconds=seconds)
        async with self._db.transaction() as session:
            await expiries.postpone(session, expiry, due_at=due_at, losses=losses)

    async def _note(
        self, session: Session, deed: Deed, post: Post, person_id: int, *, detail: str = ""
    ) -> None:
        if post.channel_id is not None:
            await journal.insert(
                session, deed, channel_id=post.channel_id, person_id=person_id, post_id=post.id,
                detail=detail, now=self._clock.now(),
            )  # fmt: skip
