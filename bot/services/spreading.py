"""Spreads a post over several channels: each gets a post of its own, with its own outcome."""

from dataclasses import dataclass
from datetime import datetime

from bot.clock import Clock
from bot.domain.channels import Channel
from bot.domain.posts import Post
from bot.errors import NotAllowed, NotEditable
from bot.services.drafting import Drafting
from bot.services.registering import Registering
from storage import posts, siblings
from storage.db import Database, Session


@dataclass(frozen=True, slots=True)
class Choice:
    """A further channel for a post, and whether it is chosen."""

    channel: Channel
    is_on: bool


class Spreading:
    """Channels are chosen while a post is a draft; their posts are made when it is planned."""

    def __init__(
        self, db: Database, clock: Clock, drafting: Drafting, registering: Registering
    ) -> None:
        self._db = db
        self._clock = clock
        self._drafting = drafting
        self._registering = registering

    async def look(self, person_id: int, post_id: int) -> tuple[Post, list[Choice]]:
        """A draft, and the further channels that its author may choose from.

        Raises:
            NotEditable: the draft is planned or published.
        """
        post = await self._drafting.require_editable(person_id, post_id)
        chosen = {channel.id for channel in await siblings.list_unmade(self._db, post.id)}
        own = await self._registering.list_own_channels(person_id)
        return post, [
            Choice(channel, channel.id in chosen)
            for channel in own
            if channel.id != post.channel_id
        ]

    async def choose(
        self, person_id: int, post_id: int, channel_id: int, *, is_on: bool
    ) -> tuple[Post, list[Choice]]:
        """Choose a further channel, or leave it out; what is so already stays as it is.

        Raises:
            NotAllowed: the person does not write for it.
            NotEditable: the draft is planned or published, or has no channel itself.
        """
        own = await self._registering.list_own_channels(person_id)
        if channel_id not in {channel.id for channel in own}:
            raise NotAllowed("error-not-of-team")
        post = await self._drafting.require_editable(person_id, post_id)
        if post.channel_id is None:
            raise NotEditable("error-no-first-channel")
        async with self._db.transaction() as session:
            if is_on:
                await siblings.insert(session, post.id, channel_id)
            else:
                await siblings.delete(session, post.id, channel_id)
        return await self.look(person_id, post_id)


async def make_sibling(session: Session, post: Post, channel: Channel, now: datetime) -> Post:
    """The post of a further channel, in the caller's transaction, which is to plan it."""
    sibling = await posts.insert(
        session,
        channel_id=channel.id,
        author_id=post.author_id,
        content=post.content,
        now=now,
    )
    await siblings.set_sibling(session, post.id, channel.id, sibling.id)
    return sibling
