"""Takes Telegram's own count of a post's reposts, which only an app shows, from an author."""

from bot.clock import Clock
from bot.domain.numbers import Metric, NumberSource
from bot.domain.posts import Post
from bot.services.drafting import Drafting
from bot.services.published import require_published
from storage import counts
from storage.counts import Count
from storage.db import Database


class Entering:
    """Writes what authors enter by hand; it stays marked as such."""

    def __init__(self, db: Database, clock: Clock, drafting: Drafting) -> None:
        self._db = db
        self._clock = clock
        self._drafting = drafting

    async def look(self, person_id: int, post_id: int) -> Count | None:
        """What is entered for a post that a person may work on.

        Raises:
            NotFound, NotAllowed, NotEditable: as `require_published`.
        """
        await require_published(self._drafting, person_id, post_id)
        return await self._get(post_id)

    async def enter(
        self, person_id: int, post_id: int, total: int, *, is_rounded: bool = False
    ) -> Post:
        """Note a count, as of now, in place of one entered before.

        Raises:
            NotFound, NotAllowed, NotEditable: as `require_published`.
        """
        post = await require_published(self._drafting, person_id, post_id)
        count = Count(
            metric=Metric.FORWARDS,
            source=NumberSource.AUTHOR,
            total=total,
            counted_at=self._clock.now(),
            is_rounded=is_rounded,
            person_id=person_id,
        )
        async with self._db.transaction() as session:
            await counts.put(session, post_id, count)
        return post

    async def take_back(self, person_id: int, post_id: int) -> bool:
        """Forget what was entered; False when nothing was.

        Raises:
            NotFound, NotAllowed, NotEditable: as `require_published`.
        """
        await require_published(self._drafting, person_id, post_id)
        async with self._db.transaction() as session:
            return await counts.remove(session, post_id, Metric.FORWARDS, NumberSource.AUTHOR)

    async def _get(self, post_id: int) -> Count | None:
        for count in await counts.list_counts(self._db, post_id):
            if count.metric is Metric.FORWARDS and count.source is NumberSource.AUTHOR:
                return count
        return None
