"""A post of ours that the channel or its discussion group shows settles the doubt about it."""

from bot.clock import Clock
from bot.domain.channels import Channel
from bot.domain.evidence import Shown, Source, Verdict, merge
from bot.domain.pieces import Piece
from bot.domain.publications import Publication, PublicationState, layout
from bot.services import settling
from storage import attempts, evidence, posts, publications
from storage.db import Database

# An echo may be faster than the answer to the call that sent the post.
_ECHOED = (PublicationState.UNCERTAIN, PublicationState.SENDING)


class Witnessing:
    """Notes messages seen in a channel, or echoed in its discussion group, as evidence.

    An album is several messages, each seen by itself: when all were, it is found.
    """

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    async def claim(self, channel: Channel, piece: Piece, *, is_echo: bool = False) -> int | None:
        """The post whose send in doubt a message settles, at least in part; None for no post.

        `is_echo`: it was seen in the discussion group. Only that tells of posts whose call is
        still under way: of what the bot itself sends, a channel tells it nothing.
        """
        states = _ECHOED if is_echo else (PublicationState.UNCERTAIN,)
        for publication in await publications.list_in_state(self._db, *states):
            if publication.channel_id == channel.id and await self._take(
                publication, channel, piece
            ):
                return publication.post_id
        return None

    async def _take(self, publication: Publication, channel: Channel, piece: Piece) -> bool:
        now = self._clock.now()
        async with self._db.transaction(durable=True) as session:
            post = await posts.get_post(session, publication.post_id)
            attempt = await attempts.get_last(session, publication.id)
            if post is None or attempt is None:
                return False
            if await publications.get_publication(session, publication.id) != publication:
                return False
            if piece.message_id <= attempt.last_known_message_id:
                return False
            before = await evidence.get_last(session, attempt.id, Source.ECHO)
            finding = merge(
                layout(post.content)[publication.part],
                before.finding.message_ids if before else (),
                Shown(piece.message_id, piece.text, piece.media),
            )
            if finding.verdict is Verdict.ABSENT:
                return False
            await evidence.note(
                session, publication_id=publication.id, attempt_id=attempt.id,
                source=Source.ECHO, finding=finding, now=now,
            )  # fmt: skip
            is_settled = publication.state is PublicationState.UNCERTAIN
            if is_settled and finding.verdict is Verdict.FOUND:
                await settling.adopt(
                    session, publication, post, channel, finding.message_ids, now=now
                )
        return True
