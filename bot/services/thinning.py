"""Thins the series of posts as they grow old, a few posts at a time."""

from collections import defaultdict
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.domain.numbers import NumberSource, Point
from bot.domain.thinning import next_due, thin
from storage import points, posts, thinnings
from storage.db import Database, Session

BATCH = 10
PAUSE = timedelta(hours=6)
"""A post is not thinned more often: what an hour brings is not worth reading its series."""


class Thinning:
    """Keeps the store small: what a post needs in it is bounded at any age."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    async def thin_due(self) -> None:
        """Thin the series of the posts that are due longest, in one transaction."""
        now = self._clock.now()
        if not await thinnings.list_due(self._db, now=now, limit=1):
            return
        async with self._db.transaction() as session:
            for post_id in await thinnings.list_due(session, now=now, limit=BATCH):
                await self._thin(session, post_id, now)

    async def _thin(self, session: Session, post_id: int, now: datetime) -> None:
        post = await posts.get_post(session, post_id)
        assert post is not None
        published_at = post.published_at or post.created_at
        series: dict[tuple[str, NumberSource], list[Point]] = defaultdict(list)
        for point in await points.list_points(session, post_id):
            series[point.name, point.source].append(point)
        moments = []
        for whole in series.values():
            kept = thin(whole, now, published_at)
            moments.append(next_due(kept, now, published_at))
            stays = {point.counted_at for point in kept}
            gone = [point for point in whole if point.counted_at not in stays]
            await points.delete(session, post_id, gone)
        due = min((moment for moment in moments if moment is not None), default=None)
        await thinnings.set_due(session, post_id, due and max(due, now + PAUSE))
