"""Glances at published posts as they stand in their channels: what differs was done by hand."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.clock import Clock
from bot.domain.channels import Channel
from bot.domain.edits import Glance, Gone, Place, expected, shows
from bot.domain.evidence import Shown
from bot.domain.pieces import Piece
from bot.domain.posts import Post
from bot.errors import NotFound
from storage import channels, inputs, messages, posts
from storage.db import Database


class Onlooker(Protocol):
    """Sees single messages of channels."""

    async def look(self, chat_id: int, message_id: int, *, person_id: int) -> Glance:
        """A message as it is; `person_id` may be shown a silent copy that is taken back."""
        ...


class HandEdits(Protocol):
    """Takes over what was edited by hand."""

    async def take_edit(self, piece: Piece, *, edited_at: datetime) -> Post | None:
        """The post with what the message says now; None when nothing differs."""
        ...


class Glancing:
    """A bot is not told of edits of its own messages but by the discussion group's echo, so
    before it edits it looks."""

    def __init__(
        self, db: Database, clock: Clock, onlooker: Onlooker, hand_edits: HandEdits
    ) -> None:
        self._db = db
        self._clock = clock
        self._onlooker = onlooker
        self._hand_edits = hand_edits

    async def look(self, channel: Channel, message_id: int, person_id: int) -> Glance:
        """A message as it stands now."""
        return await self._onlooker.look(channel.chat_id, message_id, person_id=person_id)

    async def places(self, post: Post) -> tuple[list[Place], int]:
        """The messages of a post, and which item of its album has the words.

        Raises:
            NotFound: none of them is known.
        """
        places = await messages.list_places(self._db, post.id)
        if not places:
            raise NotFound("error-message-unknown")
        channel = await self.channel_of(post)
        for place in places if post.author_id is None else ():
            made = await inputs.get_input(self._db, channel.chat_id, place.message_id)
            if made is not None and made.units > 0:
                return places, place.position
        return places, 0

    async def channel_of(self, post: Post) -> Channel:
        """The channel of a published post."""
        channel = await channels.get_channel(self._db, post.channel_id or 0)
        if channel is None:
            raise NotFound("error-channel-gone")
        return channel

    async def refresh(self, person_id: int, post: Post) -> Post:
        """The post with whatever was written by hand into the messages that have its words.

        Raises:
            NotFound: the post is not in the channel any more.
        """
        places, captioned = await self.places(post)
        channel = await self.channel_of(post)
        spoken = [
            place
            for place in places
            if place.position == (captioned if _is_album(places, place.part) else 0)
        ]
        parts = len({place.part for place in places})
        for place in spoken:
            part = expected(post.content, place, parts=parts, captioned=captioned)
            if part is None:
                return post
            glance = await self.look(channel, place.message_id, person_id)
            if isinstance(glance, Gone):
                raise NotFound("refused-gone")
            if isinstance(glance, Shown) and not shows(part, glance):
                post = await self.take_over(channel, glance) or post
        return post

    async def take_over(self, channel: Channel, shown: Shown) -> Post | None:
        """Take over a message that somebody edited by hand; None when nothing came of it."""
        # Telegram's moments are whole seconds: an edit told of later in this one is no older.
        now = self._clock.now().replace(microsecond=0)
        piece = Piece(
            chat_id=channel.chat_id,
            message_id=shown.message_id,
            text=shown.text,
            media=shown.media,
            sent_at=now,
        )
        taken = await self._hand_edits.take_edit(piece, edited_at=now)
        return await posts.get_post(self._db, taken.id) if taken else None


def _is_album(places: Sequence[Place], part: int) -> bool:
    return sum(place.part == part for place in places) > 1
