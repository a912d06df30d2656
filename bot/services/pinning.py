"""Pins published posts, and takes over what is pinned by hand."""

from datetime import datetime
from typing import Protocol

from bot.clock import Clock
from bot.domain.channels import Channel
from bot.domain.expiries import Ending
from bot.domain.journal import Deed
from bot.domain.posts import Post
from bot.domain.publications import Postponed, Refused, Unknown
from bot.domain.refusals import ChangeOutcome, Done, sort_refusal
from bot.errors import ChannelUnavailable, NotFound
from bot.services.drafting import Drafting
from bot.services.published import require_published
from storage import channels, expiries, journal, messages, pin_orders, pins
from storage.db import Database, Session


class Pinner(Protocol):
    """Pins and unpins messages of channels. Never raises for what Telegram answers."""

    async def pin(self, chat_id: int, message_id: int) -> ChangeOutcome: ...

    async def unpin(self, chat_id: int, message_id: int) -> ChangeOutcome: ...

    async def newest_pin(self, chat_id: int) -> int | None:
        """The message that was pinned last; None: there is none, or Telegram does not say."""
        ...


class Pinning:
    """Other pins of a channel stay as they are: Telegram keeps as many as there are."""

    def __init__(self, db: Database, clock: Clock, drafting: Drafting, pinner: Pinner) -> None:
        self._db = db
        self._clock = clock
        self._drafting = drafting
        self._pinner = pinner

    async def pin(self, person_id: int, post_id: int) -> Post:
        """Pin a post, silently; one that is pinned already, by hand perhaps, stays so.

        Raises:
            ChannelUnavailable: Telegram refused, or its answer was lost and nothing tells.
        """
        post, channel, message_id = await self._find(person_id, post_id)
        if await pins.get_pin(self._db, post.id):
            return post
        if await self._pinner.newest_pin(channel.chat_id) != message_id:
            outcome = await self._pinner.pin(channel.chat_id, message_id)
            if isinstance(outcome, Unknown):
                newest = await self._pinner.newest_pin(channel.chat_id)
                outcome = Done() if newest == message_id else outcome
            _require_done(outcome)
        async with self._db.transaction() as session:
            if await pins.insert(session, post.id, person_id=person_id, now=self._clock.now()):
                await self._note(session, Deed.PINNED, post, person_id)
        return post

    async def unpin(self, person_id: int, post_id: int) -> Post:
        """Unpin a post and no other.

        Raises:
            ChannelUnavailable: Telegram refused, or its answer was lost.
        """
        post, channel, message_id = await self._find(person_id, post_id)
        _require_done(await self._pinner.unpin(channel.chat_id, message_id))
        async with self._db.transaction() as session:
            await expiries.drop(session, post.id, Ending.UNPIN, now=self._clock.now())
            await pin_orders.drop(session, post.id)
            if await pins.delete(session, post.id):
                await self._note(session, Deed.UNPINNED, post, person_id)
        return post

    async def take_pin(self, chat_id: int, message_id: int, *, at: datetime) -> None:
        """A message was pinned in a channel, by whomever; of other posts' pins nothing is said."""
        post = await messages.get_post_of(self._db, chat_id, message_id)
        if post is not None:
            async with self._db.transaction() as session:
                await pins.insert(session, post.id, person_id=None, now=at)

    async def _note(self, session: Session, deed: Deed, post: Post, person_id: int) -> None:
        await journal.insert(
            session, deed, channel_id=post.channel_id, person_id=person_id, post_id=post.id,
            now=self._clock.now(),
        )  # fmt: skip

    async def _find(self, person_id: int, post_id: int) -> tuple[Post, Channel, int]:
        post = await require_published(self._drafting, person_id, post_id)
        channel = await channels.get_channel(self._db, post.channel_id or 0)
        ids = await messages.first_ids(self._db, [post.id])
        if channel is None or post.id not in ids:
            raise NotFound("error-message-unknown")
        return post, channel, ids[post.id]


def _require_done(outcome: ChangeOutcome) -> None:
    match outcome:
        case Refused(reason):
            raise ChannelUnavailable(f"refused-{sort_refusal(reason).value}", reason=reason)
        case Postponed(seconds):
            raise ChannelUnavailable("refused-for-now", seconds=round(seconds))
        case Unknown():
            raise ChannelUnavailable("error-pin-lost")
