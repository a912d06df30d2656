"""Repeats: one content as many posts of the plan, each of which can be moved, edited, skipped."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.clock import Clock
from bot.domain.journal import Deed
from bot.domain.posts import Post
from bot.domain.publications import PublicationState
from bot.domain.repeats import MOST, Every, list_repeats
from bot.domain.team import Action
from bot.errors import ChannelUnavailable, InputRefused, NotEditable, NotFound
from bot.services.drafting import Drafting
from bot.services.planning import Judge, require_ready, require_working
from storage import channels, journal, posts, publications, series
from storage.db import Database, Session

FARTHEST = timedelta(days=366)
"""Nothing is planned farther ahead."""

_REPEATABLE = (
    PublicationState.DUE,
    PublicationState.SENDING,
    PublicationState.LATE,
    PublicationState.PUBLISHED,
)


@dataclass(frozen=True, slots=True)
class Series:
    """The moments of a post's repeats that stand in the plan now; how many of them are new.

    `is_cut`: more were asked for than are planned at once.
    """

    moments: list[datetime]
    made: int
    is_cut: bool


class Recurring:
    """The only writer of series. `wake` is called when something was planned."""

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

    async def repeat(
        self,
        person_id: int,
        post_id: int,
        every: Every,
        *,
        times: int = MOST,
        until: date | None = None,
    ) -> Series:
        """Plan copies of a planned or published post behind its moment, within a year.

        A moment that has its repeat already gets no second one: done twice is as good as once.

        Raises:
            NotAllowed: the person may not publish it.
            NotEditable: it is neither planned nor published.
            Unready: it cannot be published as it is.
            InputRefused: no repeat would fit.
        """
        post = await self._drafting.get_for(person_id, post_id)
        moments, is_cut = await self._moments(post, every, times, until)
        require_ready(post)
        await self._judge.require_obeyed(post)
        async with self._db.transaction(durable=True) as session:
            await self._drafting.rights.require(person_id, Action.PUBLISH, post, session)
            source_id = await series.get_source(session, post.id) or post.id
            known = set(await series.list_moments(session, source_id))
            fresh = [moment for moment in moments if moment not in known]
            for moment in fresh:
                await self._copy(session, post, source_id, moment, person_id)
            if fresh:
                detail = f"{len(fresh)} {fresh[-1].isoformat()}"
                await self._note(session, Deed.REPEATED, post, person_id, detail)
        self._wake()
        return Series(moments, len(fresh), is_cut)

    async def is_repeat(self, post_id: int) -> bool:
        """Whether a post was made as a repeat of another one."""
        return await series.get_source(self._db, post_id) is not None

    async def count_others(self, post_id: int) -> int:
        """How many other posts of its series are planned."""
        source_id = await series.get_source(self._db, post_id) or post_id
        return len(await series.list_planned(self._db, source_id, but=post_id))

    async def skip(self, person_id: int, post_id: int) -> Post:
        """Delete one repeat; twice is as good as once.

        Raises:
            NotAllowed: the person may not work on it.
            NotEditable: its sending has begun, or it is published.
        """
        return await self._drafting.delete(person_id, post_id, Deed.SKIPPED)

    async def stop(self, person_id: int, post_id: int) -> int:
        """Delete the other planned repeats of a series, all or none; how many there were.

        Raises:
            NotAllowed: the person may not work on one of them.
            NotEditable: the sending of one has begun.
        """
        post = await self._drafting.get_for(person_id, post_id)
        async with self._db.transaction() as session:
            source_id = await series.get_source(session, post_id) or post_id
            others = await series.list_planned(session, source_id, but=post_id)
            for other in others:
                await self._drafting.delete_in(session, person_id, other)
            if others:
                detail = str(len(others))
                await self._note(session, Deed.REPEATS_STOPPED, post, person_id, detail)
        return len(others)

    async def _note(
        self, session: Session, deed: Deed, post: Post, person_id: int, detail: str
    ) -> None:
        await journal.insert(
            session, deed, channel_id=post.channel_id, person_id=person_id, post_id=post.id,
            detail=detail, now=self._clock.now(),
        )  # fmt: skip

    async def _moments(
        self, post: Post, every: Every, times: int, until: date | None
    ) -> tuple[list[datetime], bool]:
        """The moments that can be planned, and whether more were asked for."""
        channel = await channels.get_channel(self._db, post.channel_id or 0)
        if channel is None:
            raise ChannelUnavailable("error-no-channel")
        require_working(channel)
        publication = await publications.get_of_post(self._db, post.id)
        if publication is None or publication.state not in _REPEATABLE:
            raise NotEditable("error-not-planned")
        now = self._clock.now()
        zone = channel.zoneinfo
        found = list_repeats(publication.planned_at, every, zone=zone, times=times, until=until)
        is_cut = any(moment > now + FARTHEST for moment in found)
        if until is not None and len(found) == MOST:
            is_cut |= bool(list_repeats(found[-1], every, zone=zone, times=1, until=until))
        moments = [moment for moment in found if now < moment <= now + FARTHEST]
        if not moments:
            raise InputRefused("repeat-none")
        return moments, is_cut

    async def _copy(
        self, session: Session, post: Post, source_id: int, at: datetime, person_id: int
    ) -> None:
        now = self._clock.now()
        copy = await posts.insert(
            session, channel_id=post.channel_id, author_id=post.author_id or person_id,
            content=post.content, now=now,
        )  # fmt: skip
        await series.insert(session, copy.id, source_id=source_id, made_for=at)
        await series.copy_background(session, post.id, copy.id)
        assert copy.channel_id is not None
        publication = await publications.plan(
            session, post_id=copy.id, channel_id=copy.channel_id, due_at=at,
            requested_by=person_id, is_immediate=False, now=now,
        )  # fmt: skip
        if publication is None:
            raise NotFound("error-post-gone")
