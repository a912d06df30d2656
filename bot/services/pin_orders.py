"""Pins what its author wanted pinned, as soon as it is out.

The order is a row of the transaction that published the post, so that no death loses it. To pin
twice does no harm, but readers see each time: what is pinned already is left alone.
"""

from datetime import datetime, timedelta
from typing import Protocol

from bot.clock import Clock
from bot.domain.expiries import Ending
from bot.domain.posts import Post, PostState
from bot.domain.publications import Postponed, Publication, Refused, Unknown
from bot.domain.refusals import ChangeOutcome, Done
from bot.services.pinning import Pinner
from storage import channels, expiries, messages, pin_orders, pins, posts, publications
from storage.db import Database
from storage.pin_orders import PinOrder

# A lost answer is asked again after so many seconds, then twice as many, at most so often.
FIRST_PAUSE = 5
MOST_LOSSES = 6


class PinNotifier(Protocol):
    """Tells an author that a post is out, and is not pinned."""

    async def tell_not_pinned(self, person_id: int, post: Post, reason: str) -> bool:
        """`reason` is Telegram's text; False when it is to be tried again."""
        ...


class PinOrders:
    """Carries out orders one by one, in the background."""

    def __init__(self, db: Database, clock: Clock, pinner: Pinner, notifier: PinNotifier) -> None:
        self._db = db
        self._clock = clock
        self._pinner = pinner
        self._notifier = notifier

    async def carry_out(self) -> datetime | None:
        """Pin all that is due; the next due moment (a job)."""
        for order in await pin_orders.list_due(self._db, now=self._clock.now()):
            await self._carry_out(order)
        return await pin_orders.next_due(self._db)

    async def _carry_out(self, order: PinOrder) -> None:
        publication = await publications.get_publication(self._db, order.publication_id)
        post = await posts.get_post(self._db, publication.post_id) if publication else None
        if publication is None or post is None or post.state is not PostState.PUBLISHED:
            # It was deleted meanwhile.
            await self._finish(order)
            return
        if await self._is_over(post):
            # Unpinning it, which has its own job, ends the order as well.
            return
        match await self._pin(publication, post):
            case Done():
                async with self._db.transaction() as session:
                    now = self._clock.now()
                    await pins.insert(
                        session, post.id, person_id=publication.requested_by, now=now
                    )
                    await pin_orders.finish(session, order)
            case Postponed(seconds):
                await self._postpone(order, seconds, order.losses)
            case Unknown() if order.losses + 1 < MOST_LOSSES:
                pause = FIRST_PAUSE * 2**order.losses
                await self._postpone(order, pause, order.losses + 1)
            case Refused(reason) | Unknown(reason):
                await self._give_up(order, publication, post, reason)

    async def _is_over(self, post: Post) -> bool:
        """Whether its pin was to end by now."""
        end = (await expiries.list_waiting(self._db, post.id)).get(Ending.UNPIN)
        return end is not None and end.ends_at <= self._clock.now()

    async def _pin(self, publication: Publication, post: Post) -> ChangeOutcome:
        channel = await channels.get_channel(self._db, publication.channel_id)
        ids = await messages.first_ids(self._db, [post.id])
        if channel is None or post.id not in ids:
            return Refused("message to pin not found")
        if await self._pinner.newest_pin(channel.chat_id) == ids[post.id]:
            return Done()
        return await self._pinner.pin(channel.chat_id, ids[post.id])

    async def _give_up(
        self, order: PinOrder, publication: Publication, post: Post, reason: str
    ) -> None:
        if await self._notifier.tell_not_pinned(publication.requested_by, post, reason):
            await self._finish(order, error=reason)
        else:
            await self._postpone(order, FIRST_PAUSE, order.losses)

    async def _finish(self, order: PinOrder, *, error: str | None = None) -> None:
        async with self._db.transaction() as session:
            await pin_orders.finish(session, order, error=error)

    async def _postpone(self, order: PinOrder, seconds: float, losses: int) -> None:
        due_at = self._clock.now() + timedelta(seconds=seconds)
        async with self._db.transaction() as session:
            await pin_orders.postpone(session, order, due_at=due_at, losses=losses)
