"""Two planned posts of a channel exchange their moments."""

from collections.abc import Callable
from zlib import crc32

from bot.clock import Clock
from bot.domain.journal import Deed
from bot.domain.publications import Publication, PublicationState
from bot.domain.team import Action
from bot.domain.touches import Touch
from bot.errors import NotEditable
from bot.services.drafting import Drafting
from storage import journal, publications, touches
from storage.db import Database, Session, to_ms


def stamp_of(mine: Publication, theirs: Publication) -> int:
    """A mark of the moments as they were shown: turned around it is another one."""
    return crc32(f"{to_ms(mine.planned_at)}:{to_ms(theirs.planned_at)}".encode())


class Swapping:
    """Exchanges moments, both at once or none. `wake` is called when that was done."""

    def __init__(
        self, db: Database, clock: Clock, drafting: Drafting, wake: Callable[[], None]
    ) -> None:
        self._db = db
        self._clock = clock
        self._drafting = drafting
        self._wake = wake

    async def swap(
        self, person_id: int, post_id: int, other_id: int, stamp: int
    ) -> tuple[Publication, Publication]:
        """Exchange the moments of two posts that had the moments of `stamp` (`stamp_of`).

        Asked for again after it was done, it changes nothing.

        Raises:
            NotAllowed: the person may not publish one of them.
            NotEditable: one has left the plan, goes out now, or was moved meanwhile.
        """
        for each in (post_id, other_id):
            await self._drafting.require_editable(person_id, each)
        async with self._db.transaction(durable=True) as session:
            mine = await self._planned(session, person_id, post_id)
            theirs = await self._planned(session, person_id, other_id)
            if mine.channel_id != theirs.channel_id:
                raise NotEditable("error-plan-changed")
            if stamp_of(theirs, mine) == stamp:
                return mine, theirs
            if stamp_of(mine, theirs) != stamp:
                raise NotEditable("error-plan-changed")
            now = self._clock.now()
            for moved, at in ((mine, theirs.planned_at), (theirs, mine.planned_at)):
                await publications.set_moment(session, moved.id, at, now=now)
                await journal.insert(
                    session, Deed.MOVED, channel_id=moved.channel_id, person_id=person_id,
                    post_id=moved.post_id, detail=at.isoformat(), now=now,
                )  # fmt: skip
                await touches.insert(
                    session, moved.post_id, Touch.MOVED, person_id=person_id, now=now
                )
            swapped = (
                await self._planned(session, person_id, post_id),
                await self._planned(session, person_id, other_id),
            )
        self._wake()
        return swapped

    async def _planned(self, session: Session, person_id: int, post_id: int) -> Publication:
        """The publication of a post that is still to come."""
        post = await self._drafting.get_for(person_id, post_id)
        await self._drafting.rights.require(person_id, Action.PUBLISH, post, session)
        found = await publications.get_of_post(session, post_id)
        if found is None or found.state is not PublicationState.DUE or found.part:
            raise NotEditable("error-plan-changed")
        if min(found.planned_at, found.due_at) <= self._clock.now():
            raise NotEditable("error-sending-begun")
        return found
