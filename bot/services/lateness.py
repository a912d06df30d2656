"""What becomes of late posts: the policy of a channel, and the answer about many at once."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.domain.channels import Channel, LatePolicy
from bot.domain.journal import Deed
from bot.domain.publications import Publication
from bot.domain.team import Action
from bot.errors import NotFound
from bot.services.rights import Rights
from storage import channels, journal, lateness, posts, publications
from storage.db import Database, Session


class Lateness:
    """Sets policies, and carries out what an author says. `wake`: something became due."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        rights: Rights,
        wake: Callable[[], None],
        *,
        grace: timedelta,
    ) -> None:
        """`grace`: so much later than planned is still in time."""
        self.grace = grace
        self._db = db
        self._clock = clock
        self._rights = rights
        self._wake = wake

    async def set_policy(self, person_id: int, channel_id: int, policy: LatePolicy) -> Channel:
        """Say what becomes of a channel's late posts.

        Raises:
            NotAllowed: the person is no owner.
            NotFound: there is no such channel.
        """
        self._rights.require_owner(person_id)
        async with self._db.transaction() as session:
            if await channels.set_late_policy(session, channel_id, policy):
                await journal.insert(
                    session, Deed.LATE_POLICY_SET, channel_id=channel_id, person_id=person_id,
                    now=self._clock.now(), detail=policy.value,
                )  # fmt: skip
            channel = await channels.get_channel(session, channel_id)
        if channel is None:
            raise NotFound("error-channel-gone")
        return channel

    async def list_late(self, person_id: int, *, first: int, last: int) -> list[Publication]:
        """The late posts of a person, planned between two moments (milliseconds)."""
        return await lateness.list_late(self._db, person_id, first=first, last=last)

    async def publish_all(self, person_id: int, *, first: int, last: int) -> int:
        """Let late posts go out now, in the order of their moments; how many there were.

        Raises:
            NotAllowed: one of them may not be published by this person any more.
        """
        now = self._clock.now()
        async with self._db.transaction(durable=True) as session:
            late = await self._theirs(session, person_id, first, last)
            await lateness.want(session, late, now=now)
            await _note(session, Deed.LATE_WANTED, late, person_id, now)
        if late:
            self._wake()
        return len(late)

    async def drop_all(self, person_id: int, *, first: int, last: int) -> int:
        """Make late posts drafts again; how many there were.

        Raises:
            NotAllowed: one of them is not this person's to decide about any more.
        """
        now = self._clock.now()
        async with self._db.transaction(durable=True) as session:
            late = await self._theirs(session, person_id, first, last)
            for publication in late:
                await publications.cancel(session, publication.post_id, now=now)
            await _note(session, Deed.CANCELLED, late, person_id, now)
        return len(late)

    async def _theirs(
        self, session: Session, person_id: int, first: int, last: int
    ) -> list[Publication]:
        late = await lateness.list_late(session, person_id, first=first, last=last)
        for publication in late:
            post = await posts.get_post(session, publication.post_id)
            if post is not None:
                await self._rights.require(person_id, Action.PUBLISH, post, session)
        return late


async def _note(
    session: Session, deed: Deed, late: Sequence[Publication], person_id: int, now: datetime
) -> None:
    for publication in late:
        await journal.insert(
            session, deed, channel_id=publication.channel_id, person_id=person_id,
            post_id=publication.post_id, now=now,
        )  # fmt: skip
