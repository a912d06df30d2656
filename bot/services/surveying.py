"""What lies ahead in a channel: planned posts and free slots between two moments."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from bot.clock import Clock
from bot.domain import slots
from bot.domain.channels import Channel
from bot.domain.posts import Post
from bot.domain.rubrics import fold_tag
from bot.domain.slots import Slot
from bot.domain.weeks import Standing
from bot.services.planning import Planned
from storage import plans, posts, rubrics, weeks
from storage import slots as stored_slots
from storage.db import Database

_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


class Surveying:
    """Reads the plan of a channel by time; changes nothing."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    async def list_planned(
        self,
        channel: Channel,
        since: datetime,
        until: datetime,
        *,
        limit: int,
        after: int = 0,
        author_id: int | None = None,
    ) -> list[Planned]:
        """Posts planned from `since` on and before `until`, soonest first.

        Those of the moment `since` itself only behind the publication `after`; with an author
        only theirs.
        """
        rows = await plans.list_between(
            self._db, channel.id, since=since, until=until, after=after, limit=limit,
            author_id=author_id,
        )  # fmt: skip
        found = await posts.list_posts(self._db, [row.post_id for row in rows])
        by_id = {post.id: post for post in found}
        return [Planned(by_id[row.post_id], row) for row in rows if row.post_id in by_id]

    async def list_week(
        self,
        channel: Channel,
        since: datetime,
        until: datetime,
        *,
        author_id: int | None = None,
    ) -> list[tuple[Post, datetime, Standing]]:
        """Posts with their moments from `since` on and before `until`, in order, told or to come.

        When it is now in between, what still waits of before is among them. With an author, of
        what is not published only theirs.
        """
        is_present = since <= self._clock.now() < until
        return await weeks.list_posts(
            self._db, channel.id, since=since, until=until, author_id=author_id,
            waiting_since=_BEGINNING if is_present else since,
        )  # fmt: skip

    async def list_moments(
        self, channel: Channel, since: datetime, until: datetime
    ) -> list[datetime]:
        """Moments that planned posts take, whosever they are; one that two take stands twice."""
        return await plans.list_moments(self._db, channel.id, since=since, until=until)

    async def list_free_slots(
        self,
        channel: Channel,
        since: datetime,
        until: datetime,
        *,
        tags: Iterable[str] | None = None,
    ) -> list[tuple[datetime, Slot]]:
        """Free slots to come from `since` on and before `until`, in order.

        With `tags` only those that a post with these rubrics may take.
        """
        own = await stored_slots.list_slots(self._db, channel.id)
        week = slots.DEFAULT_SLOTS if own is None else own
        if tags is not None:
            folds = await rubrics.list_family(self._db, channel.id, tags)
            week = [slot for slot in week if slot.takes(folds)]
        taken = set(await self.list_moments(channel, since, until))
        now = self._clock.now()
        found = slots.occurrences(week, since=since, until=until, zone=channel.zoneinfo)
        return [(at, slot) for at, slot in found if at > now and at not in taken]

    async def list_fitting(
        self, channel: Channel, slot: Slot, found: Sequence[Post]
    ) -> list[Post]:
        """Those of the posts that may take a slot: any, or those of its rubric by any tag."""
        if not slot.rubric:
            return list(found)
        family = await rubrics.list_family(self._db, channel.id, [slot.rubric])
        return [
            post
            for post in found
            if not family.isdisjoint(fold_tag(tag) for tag in post.content.all_tags)
        ]
