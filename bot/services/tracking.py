"""Follows a channel: posts and edits made by hand."""

from dataclasses import replace
from datetime import datetime
from typing import Protocol

from bot.clock import Clock
from bot.domain.channels import Channel, ChannelState
from bot.domain.edits import Place, is_as
from bot.domain.hand_edits import look_alike, with_edited_message
from bot.domain.pieces import Piece
from bot.domain.posts import Content, Origin, Post, PostState
from bot.services import indexing
from storage import channels, edits, inputs, messages, posts, rubric_news
from storage.db import Database, Session

# What the inputs of a channel are noted as: they tell the items of an album, and its caption.
_PURPOSE = "channel"


class Claimant(Protocol):
    """Knows posts of ours whose send is in doubt."""

    async def claim(self, channel: Channel, piece: Piece, *, is_echo: bool = False) -> int | None:
        """The post of ours that a message belongs to; what was in doubt is settled then.

        `piece` carries the channel's chat and message id, whether it was seen in the channel
        itself or as the automatic forward in its discussion group (`is_echo`).
        """
        ...


class Tracking:
    """Writes what happened in channels by other hands than ours."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        claimant: Claimant | None = None,
    ) -> None:
        self._db = db
        self._clock = clock
        self._claimant = claimant

    async def note_message(self, chat_id: int, message_id: int) -> None:
        """Any message takes an id of its channel, service messages too."""
        channel = await self._channel(chat_id)
        if channel is not None and channel.last_message_id < message_id:
            async with self._db.transaction() as session:
                await channels.note_message(session, channel.id, message_id)

    async def take_post(self, piece: Piece) -> Post | None:
        """Take a post made by hand into the archive; the items of an album are one post.

        None when the channel is not connected, or when the post turns out to be ours. A post
        without words and media that we know is not taken. A message taken before changes nothing.
        Items of an album come in their order: updates of a chat are handled in order.
        """
        channel = await self._channel(piece.chat_id)
        if channel is None or not (piece.text or piece.media):
            return None
        known = await messages.get_post_of(self._db, piece.chat_id, piece.message_id)
        if known is not None:
            return known
        if self._claimant is not None and await self._claimant.claim(channel, piece) is not None:
            return None
        async with self._db.transaction() as session:
            post = await self._join(session, channel, piece)
            await indexing.index(session, post)
            await rubric_news.note(session, post.id, now=self._clock.now())
        return post

    async def take_edit(self, piece: Piece, *, edited_at: datetime) -> Post | None:
        """Take over what was edited by hand, as a new revision; the post, if it changed.

        Posts that are not in the archive stay out of it: one of ours whose send is in doubt must
        not come in by another door.
        """
        post = await messages.get_post_of(self._db, piece.chat_id, piece.message_id)
        is_stale = post and post.edited_at and edited_at < post.edited_at
        if post is None or is_stale or post.state is not PostState.PUBLISHED:
            return None
        async with self._db.transaction() as session:
            if await self._is_ours(session, post, piece):
                return None
            content = await self._edited(session, post, piece)
            if look_alike(content, post.content):
                return None
            changed = await posts.set_content(
                session, post, content, editor_id=None, now=self._clock.now()
            )
            await posts.set_edited(session, post.id, at=edited_at)
            await indexing.index(session, changed)
        return changed

    async def _channel(self, chat_id: int) -> Channel | None:
        channel = await channels.get_by_chat(self._db, chat_id)
        if channel is None or channel.state is ChannelState.DISCONNECTED:
            return None
        return channel

    async def _join(self, session: Session, channel: Channel, piece: Piece) -> Post:
        whole = piece.album_id and await inputs.get_of_album(
            session, piece.chat_id, piece.album_id
        )
        post = await posts.get_post(session, whole.post_id) if whole else None
        if post is None:
            post = await self._insert(session, channel, piece)
        else:
            post = await self._add(session, post, piece)
        await inputs.insert(
            session,
            chat_id=piece.chat_id,
            message_id=piece.message_id,
            post_id=post.id,
            purpose=_PURPOSE,
            album_id=piece.album_id,
            units=piece.text.units,
            received_at=self._clock.now(),
        )
        ids = await messages.list_ids(session, post.id)
        await messages.insert(session, post.id, piece.chat_id, [*ids, piece.message_id])
        await channels.note_message(session, channel.id, piece.message_id)
        return post

    async def _insert(self, session: Session, channel: Channel, piece: Piece) -> Post:
        media = (piece.media,) if piece.media else ()
        return await posts.insert(
            session,
            channel_id=channel.id,
            author_id=None,
            content=Content(text=piece.text, media=media),
            now=self._clock.now(),
            state=PostState.PUBLISHED,
            origin=Origin.CHANNEL,
            published_at=piece.sent_at,
        )

    async def _add(self, session: Session, post: Post, piece: Piece) -> Post:
        """A further item of an album; the words are those of the first item that has some."""
        media = (*post.content.media, piece.media) if piece.media else post.content.media
        content = replace(post.content, media=media, text=post.content.text or piece.text)
        return await posts.set_content(
            session, post, content, editor_id=None, now=self._clock.now()
        )

    async def _is_ours(self, session: Session, post: Post, piece: Piece) -> bool:
        """Whether a message is as the post has it, or as an edit of ours on its way makes it."""
        place, is_captioned = await self._place(session, piece)
        wanted = await edits.get_under_way(session, post.id)
        return any(
            is_as(content, place, piece.text, piece.media, is_captioned=is_captioned)
            for content in (post.content, *([wanted.content] if wanted else ()))
        )

    async def _edited(self, session: Session, post: Post, piece: Piece) -> Content:
        place, is_captioned = await self._place(session, piece)
        return with_edited_message(
            post.content,
            part=place.part,
            position=place.position,
            text=piece.text,
            media=piece.media,
            is_captioned=is_captioned,
        )

    async def _place(self, session: Session, piece: Piece) -> tuple[Place, bool]:
        """The place of a message in its post, and whether the words of its album stand there."""
        part, position = await messages.get_place(session, piece.chat_id, piece.message_id)
        made_by_hand = await inputs.get_input(session, piece.chat_id, piece.message_id)
        is_captioned = made_by_hand.units > 0 if made_by_hand else position == 0
        return Place(piece.message_id, part, position), is_captioned
