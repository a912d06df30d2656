"""Counts comments: what is written under the automatic forward of a post in a discussion group."""

from datetime import datetime

from bot.domain.channels import Channel, ChannelState
from bot.domain.pieces import Piece
from bot.services.tracking import Claimant
from storage import channels, comments, messages, threads
from storage.db import Database


class Commenting:
    """Writes which message of a discussion group is which post, and what is said under it."""

    def __init__(self, db: Database, claimant: Claimant) -> None:
        self._db = db
        self._claimant = claimant

    async def take_echo(
        self, group_id: int, message_id: int, original: Piece, *, heard_at: datetime
    ) -> bool:
        """Note the automatic forward in the discussion group; False when its post is not known.

        `original` is the channel post that it copies.
        """
        channel = await self._channel(original.chat_id)
        post = await messages.get_post_of(self._db, original.chat_id, original.message_id)
        post_id = post.id if post else None
        if post_id is None and channel is not None:
            post_id = await self._claimant.claim(channel, original, is_echo=True)
        if post_id is None:
            return False
        async with self._db.transaction() as session:
            await threads.insert(
                session,
                group_id=group_id,
                message_id=message_id,
                post_id=post_id,
                heard_at=heard_at,
            )
            await comments.keep_total(session, post_id)
        return True

    async def learn_thread(self, group_id: int, thread_id: int, original: Piece) -> None:
        """Note the thread of a post whose automatic forward only a reply to it tells of."""
        post = await messages.get_post_of(self._db, original.chat_id, original.message_id)
        if post is None or await threads.get_post_id(self._db, group_id, thread_id) is not None:
            return
        async with self._db.transaction() as session:
            await threads.insert(session, group_id=group_id, message_id=thread_id, post_id=post.id)
            await comments.keep_total(session, post.id)

    async def take_comment(
        self, group_id: int, thread_id: int, message_id: int, *, written_at: datetime
    ) -> bool:
        """Count a message under a post; whether it is new.

        Telegram counts messages, so each item of an album is one. In groups that hold no comments
        of ours nothing is kept.
        """
        if not await comments.is_discussion(self._db, group_id):
            return False
        async with self._db.transaction() as session:
            is_new = await comments.insert(
                session,
                group_id=group_id,
                thread_id=thread_id,
                message_id=message_id,
                written_at=written_at,
            )
            post_id = await threads.get_post_id(session, group_id, thread_id)
            if is_new and post_id is not None:
                await comments.keep_total(session, post_id)
        return is_new

    async def _channel(self, chat_id: int) -> Channel | None:
        channel = await channels.get_by_chat(self._db, chat_id)
        if channel is None or channel.state is ChannelState.DISCONNECTED:
            return None
        return channel
