"""The plan: when posts go out, moved and cancelled by their authors."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from bot.clock import Clock
from bot.domain import slots
from bot.domain.channels import Channel, ChannelState
from bot.domain.journal import Deed
from bot.domain.pieces import Piece
from bot.domain.posts import Post, check
from bot.domain.publications import Publication, PublicationState, layout
from bot.domain.reviews import ReviewState
from bot.domain.team import Action
from bot.domain.touches import Touch
from bot.errors import ChannelUnavailable, NotAllowed, NotEditable, NotFound, Unready
from bot.services.drafting import Drafting, note
from bot.services.spreading import make_sibling
from storage import channels, journal, plans, posts, publications, reviews, siblings, touches
from storage import slots as stored_slots
from storage.db import Database, Session
from storage.rubrics import list_family

_PLANNED = (PublicationState.DUE, PublicationState.LATE)


@dataclass(frozen=True, slots=True)
class Planned:
    """A post and its publication."""

    post: Post
    publication: Publication


class Judge(Protocol):
    """Knows what a channel asks of its posts."""

    async def require_obeyed(self, post: Post) -> None:
        """Refuse a post that breaks the rules of its channel.

        Raises:
            Unready: an error stands that nobody has overridden.
        """
        ...


class Planning:
    """Puts posts into the plan. `wake` is called when something became due."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        drafting: Drafting,
        judge: Judge,
        wake: Callable[[], None],
    ) -> None:
        self._db = db
        self._clock = clock
        self._drafting = drafting
        self._judge = judge
        self._wake = wake

    async def schedule(
        self, person_id: int, post_id: int, at: datetime, *, piece: Piece | None = None
    ) -> Publication:
        """Plan a post for a moment, or move it there.

        `piece` is the message with the words of the moment: dispatched twice, it plans once.

        Raises:
            Unready: it cannot be published as it is.
            NotEditable: its sending has begun or is over.
        """
        return await self._plan(person_id, post_id, at, is_immediate=False, piece=piece)

    async def planned_by(self, piece: Piece) -> Publication | None:
        """What a message with a moment planned before, if it was dispatched already."""
        post_id = await self._drafting.used_for(piece.chat_id, piece.message_id)
        return await publications.get_of_post(self._db, post_id) if post_id else None

    async def publish_now(self, person_id: int, post_id: int) -> Publication:
        """Plan a post for this moment.

        Raises:
            Unready: it cannot be published as it is.
            NotEditable: its sending has begun or is over.
        """
        return await self._plan(person_id, post_id, self._clock.now(), is_immediate=True)

    async def cancel(self, person_id: int, post_id: int) -> Post:
        """Take a post out of the plan; it is a draft again.

        Raises:
            NotEditable: its sending has begun.
        """
        known = await self._drafting.get_for(person_id, post_id)
        async with self._db.transaction(durable=True) as session:
            now = self._clock.now()
            if await publications.cancel(session, post_id, now=now):
                await journal.insert(
                    session, Deed.CANCELLED, channel_id=known.channel_id, person_id=person_id,
                    post_id=post_id, now=now,
                )  # fmt: skip
                await touches.insert(
                    session, post_id, Touch.CANCELLED, person_id=person_id, now=now
                )
            else:
                publication = await publications.get_of_post(session, post_id)
                # Cancelled before, by an update that is dispatched again.
                if publication is None or publication.state is not PublicationState.CANCELLED:
                    raise NotEditable(_why_not(publication))
            post = await posts.get_post(session, post_id)
        assert post is not None
        return post

    async def next_slot(self, channel: Channel, post: Post) -> datetime | None:
        """The first free slot of a channel that fits the rubrics of a post."""
        own = await stored_slots.list_slots(self._db, channel.id)
        now = self._clock.now()
        taken = await plans.list_moments(
            self._db, channel.id, since=now, until=now + timedelta(days=slots.HORIZON_DAYS + 1)
        )
        return slots.next_fitting(
            slots.DEFAULT_SLOTS if own is None else own,
            tags=await list_family(self._db, channel.id, post.content.all_tags),
            taken=taken,
            now=now,
            zone=channel.zoneinfo,
        )

    async def list_beside(self, publication: Publication) -> list[Post]:
        """Other posts of the channel that are planned for the same moment."""
        found = await publications.list_at(
            self._db, publication.channel_id, publication.planned_at
        )
        others = [row.post_id for row in found if row.post_id != publication.post_id]
        return await posts.list_posts(self._db, others)

    async def is_taken(self, channel: Channel, at: datetime, *, but: Post) -> bool:
        """Whether another post than this one is planned for a moment."""
        found = await publications.list_at(self._db, channel.id, at)
        return any(row.post_id != but.id for row in found)

    async def _plan(
        self,
        person_id: int,
        post_id: int,
        at: datetime,
        *,
        is_immediate: bool,
        piece: Piece | None = None,
    ) -> Publication:
        post = await self._drafting.get_for(person_id, post_id)
        channel = await self._channel_for(post)
        require_ready(post)
        await self._judge.require_obeyed(post)
        async with self._db.transaction(durable=True) as session:
            await self._approve(session, person_id, post.id)
            before = await publications.get_of_post(session, post.id)
            publication = await publications.plan(
                session,
                post_id=post.id,
                channel_id=channel.id,
                due_at=at,
                requested_by=person_id,
                is_immediate=is_immediate,
                now=self._clock.now(),
            )
            if publication is None:
                raise NotEditable(_why_not(await publications.get_of_post(session, post.id)))
            if piece is not None:
                await note(session, piece, post.id, "moment")
            await _note_planned(session, publication, before, now=self._clock.now())
            await self._plan_siblings(session, publication, post)
        self._wake()
        return publication

    async def _plan_siblings(self, session: Session, publication: Publication, post: Post) -> None:
        """The same post for its further channels, each planned like the first one."""
        for channel in await siblings.list_unmade(session, post.id):
            require_working(channel)
            now = self._clock.now()
            sibling = await make_sibling(session, post, channel, now)
            await self._admit_further(session, publication.requested_by, sibling, channel)
            planned = await publications.plan(
                session,
                post_id=sibling.id,
                channel_id=channel.id,
                due_at=publication.due_at,
                requested_by=publication.requested_by,
                is_immediate=publication.is_immediate,
                now=now,
            )
            await _note_planned(session, planned, None, now=now)

    async def _admit_further(
        self, session: Session, person_id: int, sibling: Post, channel: Channel
    ) -> None:
        """Refuse by the channel's name: the post there has no card to be mended or reviewed."""
        try:
            await self._judge.require_obeyed(sibling)
            await self._approve(session, person_id, sibling.id)
        except Unready as error:
            key = "error-further-rules-broken"
            raise Unready(key, channel=channel.title, **error.params) from error
        except NotAllowed as error:
            raise NotAllowed("error-further-needs-approval", channel=channel.title) from error

    async def _approve(self, session: Session, person_id: int, post_id: int) -> None:
        """Refuse what may not go out as it is now; what an editor plans needs no other review.

        Raises:
            NotAllowed: an author's post that no editor has approved.
        """
        post = await posts.get_post(session, post_id)
        if post is None:
            raise NotFound("error-post-gone")
        await self._drafting.rights.require(person_id, Action.PUBLISH, post, session)
        now = self._clock.now()
        if await reviews.close(
            session, post_id, ReviewState.APPROVED, person_id=person_id, now=now
        ):
            await journal.insert(
                session, Deed.APPROVED, channel_id=post.channel_id, person_id=person_id,
                post_id=post_id, now=now,
            )  # fmt: skip

    async def _channel_for(self, post: Post) -> Channel:
        if post.channel_id is None:
            raise ChannelUnavailable("error-no-channel")
        channel = await channels.get_channel(self._db, post.channel_id)
        if channel is None:
            raise NotFound
        require_working(channel)
        return channel


async def _note_planned(
    session: Session, publication: Publication | None, before: Publication | None, *, now: datetime
) -> None:
    """What goes out at once is noted when it is out; what is asked for again, once."""
    if publication is None or publication.is_immediate:
        return
    deed = Deed.PLANNED
    if before is not None and before.state in _PLANNED:
        if before == replace(publication, requested_by=before.requested_by):
            return
        deed = Deed.MOVED
        person_id = publication.requested_by
        await touches.insert(
            session, publication.post_id, Touch.MOVED, person_id=person_id, now=now
        )
    await journal.insert(
        session, deed,
        channel_id=publication.channel_id, person_id=publication.requested_by,
        post_id=publication.post_id, detail=publication.planned_at.isoformat(), now=now,
    )  # fmt: skip


def require_working(channel: Channel) -> None:
    """Refuse what cannot go out until somebody acts.

    Raises:
        ChannelUnavailable: the channel is paused or disconnected.
    """
    if channel.state is ChannelState.PAUSED:
        raise ChannelUnavailable("error-channel-paused", channel=channel.title)
    if channel.state is ChannelState.DISCONNECTED:
        raise ChannelUnavailable("error-channel-gone")


def require_ready(post: Post) -> None:
    """Refuse what Telegram would refuse.

    Raises:
        Unready: with the first blocking finding.
    """
    parts = layout(post.content)
    for finding in check(post.content, parts=len(parts)):
        if finding.is_blocking:
            raise Unready(f"finding-{finding.kind.value}")


def _why_not(publication: Publication | None) -> str:
    """The sentence for a post that can be neither planned nor cancelled now."""
    match publication:
        case None:
            return "error-not-planned"
        case Publication(state=PublicationState.PUBLISHED):
            return "error-already-published"
        case Publication(state=PublicationState.UNCERTAIN):
            return "error-uncertain"
        case Publication(state=PublicationState.CANCELLED | PublicationState.FAILED):
            return "error-not-planned"
    return "error-sending-begun"
