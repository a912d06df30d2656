"""Tells authors, once, what others did to their posts before they went out."""

from datetime import datetime, timedelta
from typing import Protocol

from bot.clock import Clock
from bot.domain.posts import Post, PostState
from bot.domain.publications import Publication, PublicationState
from bot.domain.team import Action
from bot.domain.touches import Touch, Touched
from bot.services.rights import Rights
from storage import posts, publications, touches
from storage.db import Database

# Whoever could not be told is tried again after so long.
_PAUSE = timedelta(minutes=1)
_PLANNED = (PublicationState.DUE, PublicationState.LATE)


class TouchNotifier(Protocol):
    """Tells an author what somebody did to a post."""

    async def tell_touch(
        self, author_id: int, post: Post, touched: Touched, moment: datetime | None
    ) -> bool:
        """`moment` is that of a post that was moved; False when it is to be tried again."""
        ...


class Touching:
    """Notices of touches, which their writers noted in the transactions of the deeds."""

    def __init__(
        self, db: Database, clock: Clock, rights: Rights, notifier: TouchNotifier
    ) -> None:
        self._db = db
        self._clock = clock
        self._rights = rights
        self._notifier = notifier

    async def tell_due(self) -> None:
        """Tell whatever is due (a job)."""
        for touched in await touches.list_due(self._db, now=self._clock.now()):
            is_told = await self._tell(touched)
            async with self._db.transaction() as session:
                if is_told:
                    await touches.delete(session, touched)
                else:
                    due_at = self._clock.now() + _PAUSE
                    await touches.postpone(session, touched, due_at=due_at)

    async def _tell(self, touched: Touched) -> bool:
        """True also when there is nothing left to tell: the post or its author has gone."""
        post = await posts.get_post(self._db, touched.post_id)
        if post is None or post.author_id is None or post.state is PostState.DELETED:
            return True
        if not await self._rights.may(post.author_id, Action.WORK, post):
            return True
        publication = await publications.get_of_post(self._db, post.id)
        is_planned = publication is not None and publication.state in _PLANNED
        if touched.what is Touch.MOVED and not is_planned:
            # Its cancelling or its outcome is told instead.
            return True
        moment = _moment(touched, publication if is_planned else None)
        return await self._notifier.tell_touch(post.author_id, post, touched, moment)


def _moment(touched: Touched, planned: Publication | None) -> datetime | None:
    """When a moved post goes out; one that is in the plan again was moved, not cancelled."""
    is_of_plan = touched.what in (Touch.MOVED, Touch.CANCELLED)
    return planned.planned_at if planned and is_of_plan else None
