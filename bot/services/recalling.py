"""Brings back good old posts: a random one, and those of this day in other years."""

import math
import random
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.domain.anniversaries import days_in_years
from bot.domain.archive import Entry
from bot.domain.channels import Channel
from bot.domain.pages import Cursor, Page
from bot.services.browsing import POSTS_A_PAGE, Browsing
from storage import recollections
from storage.db import Database
from storage.recollections import DAYS_KEYSET, Known

OLD = timedelta(days=90)
"""A post is old after this; in an archive of less than twice as long, in its older half."""

BEST_SHARE = 3
"""One in so many of the posts around it is good: those with most reactions."""

AROUND = 150
"""A post is compared with up to so many before it and so many behind: a channel grows."""

DAYS_AROUND = 3
"""When nothing was posted on this day: three days before it and three after, the week of it."""


@dataclass(frozen=True, slots=True)
class Anniversary:
    """Posts of earlier years; `is_week`: of the days around this one, as it has none."""

    page: Page[Entry]
    is_week: bool = False


class Recalling:
    """Only published posts are ever given."""

    def __init__(
        self, db: Database, clock: Clock, browsing: Browsing, chance: random.Random | None = None
    ) -> None:
        self._db = db
        self._clock = clock
        self._browsing = browsing
        self._chance = chance or random.Random()

    async def any_good(
        self, channel_id: int, seen: Sequence[int] = ()
    ) -> tuple[Entry, Channel] | None:
        """A random old post in the upper third by known reactions among those of its time.

        `seen` are ids of posts shown before, the last one last: they are not shown again while
        there are others. None when no old post has known reactions.
        """
        now = self._clock.now()
        first = await recollections.first_published(self._db, channel_id)
        if first is None or first >= now:
            return None
        before = max(now - OLD, first + (now - first) / 2)
        moment = first + (before - first) * self._chance.random()
        around = await recollections.list_around(
            self._db, channel_id, moment, before=before, limit=AROUND
        )
        good = _upper(around)
        post_id = self._choose(good, seen) if good else None
        return await self._browsing.entry(post_id) if post_id is not None else None

    async def of_this_day(self, channel: Channel, cursor: str = "") -> Anniversary:
        """What was posted on this day of earlier years, in the channel's zone; newest first.

        When nothing was: in the week around it.
        """
        first = await recollections.first_published(self._db, channel.id)
        if first is None:
            return Anniversary(Page())
        exact = await self._of_days(channel, first, cursor)
        if exact.items:
            return Anniversary(exact)
        return Anniversary(await self._of_days(channel, first, cursor, DAYS_AROUND), is_week=True)

    async def _of_days(
        self, channel: Channel, first: datetime, cursor: str, around: int = 0
    ) -> Page[Entry]:
        zone = channel.zoneinfo
        today = self._clock.now().astimezone(zone).date()
        spans = days_in_years(today, first.astimezone(zone).date(), zone, around=around)
        start = Cursor.unpack(cursor, length=DAYS_KEYSET.length)
        page = await recollections.list_of_spans(
            self._db, channel.id, spans, size=POSTS_A_PAGE, cursor=start
        )
        return await self._browsing.entries(page)

    def _choose(self, good: Collection[int], seen: Sequence[int]) -> int:
        """Any that was not seen; of those that all were, any but the last, if there is another."""
        fresh = [post_id for post_id in good if post_id not in seen]
        others = [post_id for post_id in good if post_id not in seen[-1:]]
        return self._chance.choice(fresh or others or list(good))


def _upper(posts: Sequence[Known]) -> list[int]:
    """Ids of the upper third by reactions; a post without a reaction is in none."""
    ranked = sorted(posts, key=lambda post: (-post.reactions, post.post_id))
    upper = ranked[: math.ceil(len(ranked) / BEST_SHARE)]
    return [post.post_id for post in upper if post.reactions > 0]
