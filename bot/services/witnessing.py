"""A post of ours that the channel shows settles the doubt about its sending."""

from bot.clock import Clock
from bot.domain.channels import Channel
from bot.domain.hand_edits import look_alike
from bot.domain.pieces import Piece
from bot.domain.posts import Content
from bot.domain.publications import Publication, PublicationState, layout
from bot.services import settling
from storage import attempts, channels, messages, posts, publications
from storage.db import Database


class Witnessing:
    """Adopts messages seen in a channel, or echoed in its discussion group.

    An album is several messages, each seen by itself: its doubt is left to its author.
    """

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    async def claim(self, channel: Channel, piece: Piece) -> bool:
        """Whether a message is the one that an uncertain publication may have sent."""
        for publication in await publications.list_in_state(self._db, PublicationState.UNCERTAIN):
            if publication.channel_id == channel.id and await self._fits(publication, piece):
                return await self._adopt(publication, channel, piece)
        return False

    async def _fits(self, publication: Publication, piece: Piece) -> bool:
        post = await posts.get_post(self._db, publication.post_id)
        known = await attempts.last_known_message_id(self._db, publication.id)
        if post is None or known is None or piece.message_id <= known:
            return False
        part = layout(post.content)[publication.part]
        seen = Content(text=piece.text, media=(piece.media,) if piece.media else ())
        return look_alike(seen, Content(text=part.text, media=part.media))

    async def _adopt(self, publication: Publication, channel: Channel, piece: Piece) -> bool:
        async with self._db.transaction(durable=True) as session:
            current = await publications.get_publication(session, publication.id)
            post = await posts.get_post(session, publication.post_id)
            if post is None or current != publication:
                return False
            await messages.insert(
                session, post.id, piece.chat_id, [piece.message_id], part=publication.part
            )
            await channels.note_message(session, channel.id, piece.message_id)
            await settling.advance(
                session,
                publication,
                post,
                source=PublicationState.UNCERTAIN,
                now=self._clock.now(),
            )
        return True
