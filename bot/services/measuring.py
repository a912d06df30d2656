"""Statistics of a channel and of its rubrics, for everybody of its team; changes nothing."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.domain.channels import Channel
from bot.domain.posts import Post
from bot.domain.statistics import (
    SETTLED,
    BestTime,
    Curve,
    Extremes,
    Glance,
    HeatMap,
    KindTable,
    Measure,
    Overview,
    Period,
    RubricTable,
    Sample,
    Span,
    Tag,
    sums,
)
from bot.domain.statistics.best_time import find_best_time
from bot.domain.statistics.curves import course_of, median_course, read_course, smooth_course
from bot.domain.statistics.periods import period_of
from bot.errors import NotFound
from bot.services.rights import Rights
from bot.services.sampling import Samples, Stock, gather
from storage import channels, gaps, rubrics, statistics
from storage.db import Database
from storage.statistics import Scope

OTHERS = 100
"""The course of so many other posts is the course of a channel."""
_RECENT = timedelta(days=365)


class Measuring:
    """Reads the numbers of many posts at once and says what they come to.

    `until` ends a period elsewhere than now; `tag_id` narrows it to a rubric.
    """

    def __init__(self, db: Database, clock: Clock, rights: Rights) -> None:
        self._db = db
        self._clock = clock
        self._rights = rights

    async def channel_for(self, person_id: int, channel_id: int) -> Channel:
        """The channel whose figures a person may see: authors see as much as editors.

        Raises:
            NotAllowed: the person is a reader there.
            NotFound: there is no such channel.
        """
        await self._rights.require_member(person_id, channel_id)
        channel = await channels.get_channel(self._db, channel_id)
        if channel is None:
            raise NotFound
        return channel

    async def glance(
        self, channel: Channel, span: Span, *, tag_id: int | None = None
    ) -> Glance:  # fmt: skip
        """What a period is and how many posts it has: quick, however many.

        Raises:
            NotFound: the channel has no such rubric.
        """
        tag = await self._tag(channel, tag_id)
        period = await self._period(channel, span, None, tag_id)
        scope = _scope(channel, period, tag_id)
        return Glance(period=period, posts=await statistics.count_posts(self._db, scope), tag=tag)

    async def overview(
        self,
        channel: Channel,
        span: Span,
        *,
        tag_id: int | None = None,
        until: datetime | None = None,
    ) -> Overview:
        """Totals of a period, their change, and the series of its posts and reactions.

        Raises:
            NotFound: the channel has no such rubric.
        """
        tag = await self._tag(channel, tag_id)
        period = await self._period(channel, span, until, tag_id)
        stock = await self._read(channel, period, tag_id, has_reposts=True, has_counts=True)
        before = await self._read_before(
            channel, period, tag_id, has_reposts=True, has_counts=True
        )

        def compute() -> Overview:
            now, earlier = self._gather(stock), self._gather(before)
            return sums.sum_up(
                now.items, earlier.items, period, channel.zoneinfo, now.bases, tag=tag
            )

        return await asyncio.to_thread(compute)

    async def rubrics(
        self, channel: Channel, span: Span, *, until: datetime | None = None
    ) -> RubricTable:
        """A row a rubric of a period."""
        period = await self._period(channel, span, until, None)
        stock = await self._read(channel, period, None, has_reposts=True, has_tags=True)
        before = await self._read_before(channel, period, None, has_reposts=True, has_tags=True)

        def compute() -> RubricTable:
            now, earlier = self._gather(stock), self._gather(before)
            return sums.by_rubric(now.items, earlier.items, period, now.bases)

        return await asyncio.to_thread(compute)

    async def hours(
        self, channel: Channel, span: Span, *, tag_id: int | None = None
    ) -> tuple[HeatMap, BestTime | None]:
        """The hours of the week of a period, on the clock of the channel; their best time."""
        period = await self._period(channel, span, None, tag_id)
        stock = await self._read(channel, period, tag_id)

        def compute() -> tuple[HeatMap, BestTime | None]:
            now = self._gather(stock)
            heat = sums.by_hour(now.items, period, channel.zoneinfo, now.bases)
            best = find_best_time(
                now.items, period, channel.zoneinfo, basis=now.bases[Measure.REACTIONS]
            )
            return heat, best

        return await asyncio.to_thread(compute)

    async def kinds(self, channel: Channel, span: Span, *, tag_id: int | None = None) -> KindTable:
        """Posts of a period by length and by kind of media."""
        period = await self._period(channel, span, None, tag_id)
        stock = await self._read(channel, period, tag_id, has_reposts=True, has_shapes=True)

        def compute() -> KindTable:
            now = self._gather(stock)
            return sums.by_kind(now.items, period, now.bases)

        return await asyncio.to_thread(compute)

    async def extremes(
        self,
        channel: Channel,
        span: Span,
        *,
        size: int = 5,
        tag_id: int | None = None,
        until: datetime | None = None,
    ) -> Extremes:
        """The posts of a period with most and with fewest reactions, with their titles."""
        period = await self._period(channel, span, until, tag_id)
        stock = await self._read(channel, period, tag_id, has_reposts=True)

        def compute() -> Extremes:
            now = self._gather(stock)
            return sums.find_extremes(now.items, period, now.bases, size=size)

        found = await asyncio.to_thread(compute)
        ids = [sample.post_id for sample in (*found.best, *found.worst)]
        titles = await statistics.list_titles(self._db, ids)
        return replace(found, best=_titled(found.best, titles), worst=_titled(found.worst, titles))

    async def best_time(
        self, channel: Channel, span: Span, *, tag_id: int | None = None
    ) -> BestTime | None:
        """The hours at which posts do better, None where the posts of the period do not say."""
        _, best = await self.hours(channel, span, tag_id=tag_id)
        return best

    async def curve(self, post: Post) -> Curve:
        """The first 48 hours of a post beside the median of the channel's newest other posts.

        Those of a year that were heard from the first minute on.
        """
        db, now = self._db, self._clock.now()
        published_at = post.published_at or now
        others = await statistics.list_heard(
            db, post.channel_id or 0, since=now - _RECENT, before=now - SETTLED, within=SETTLED,
            limit=OTHERS,
        )  # fmt: skip
        others.pop(post.id, None)
        points = await statistics.list_first_points(db, [post.id, *others], within=SETTLED)
        stock = Stock(
            posts=await statistics.get_post(db, post.id),
            gaps=await gaps.list_gaps(db, post.channel_id or 0),
        )

        def compute() -> Curve:
            own = course_of(points.get(post.id, []), published_at)
            courses = [
                smooth_course(course_of(points.get(one, []), at)) for one, at in others.items()
            ]
            return Curve(
                post_id=post.id,
                published_at=published_at,
                points=tuple(read_course(own, age=(now - published_at) / timedelta(minutes=1))),
                median=tuple(median_course(courses)),
                posts=len(courses),
                basis=self._gather(stock).bases[Measure.REACTIONS],
            )

        return await asyncio.to_thread(compute)

    async def _tag(self, channel: Channel, tag_id: int | None) -> Tag | None:
        if tag_id is None:
            return None
        rubric = await rubrics.get_rubric(self._db, tag_id)
        if rubric is None or rubric.channel_id != channel.id:
            raise NotFound
        return Tag(rubric.id, rubric.tag)

    async def _period(
        self, channel: Channel, span: Span, until: datetime | None, tag_id: int | None
    ) -> Period:
        first = await statistics.first_published(
            self._db, channel.id, rubric_id=tag_id if span is Span.ALL else None
        )
        until = until or self._clock.now()
        return period_of(span, until=until, first=first, zone=channel.zoneinfo)

    async def _read_before(
        self, channel: Channel, period: Period, tag_id: int | None, **wanted: bool
    ) -> Stock:
        if period.before_since is None or period.before_until is None:
            return Stock()
        before = replace(period, since=period.before_since, until=period.before_until)
        return await self._read(channel, before, tag_id, **wanted)

    async def _read(
        self,
        channel: Channel,
        period: Period,
        tag_id: int | None,
        *,
        has_reposts: bool = False,
        has_counts: bool = False,
        has_tags: bool = False,
        has_shapes: bool = False,
    ) -> Stock:
        db = self._db
        scope = _scope(channel, period, tag_id)
        return Stock(
            posts=await statistics.list_posts(db, scope),
            marked=await statistics.list_marked_reactions(db, scope),
            reposts=await statistics.list_reposts(db, scope) if has_reposts or has_counts else {},
            counts=await statistics.list_counts(db, scope) if has_counts else (),
            comments=await statistics.list_comments(db, scope) if has_counts else {},
            tags=await statistics.list_tags(db, scope) if has_tags else {},
            shapes=await statistics.list_shapes(db, scope) if has_shapes else {},
            gaps=await gaps.list_gaps(db, channel.id),
            connected_at=await statistics.get_connected_at(db, channel.id),
        )

    def _gather(self, stock: Stock) -> Samples:
        return gather(stock, now=self._clock.now())


def _scope(channel: Channel, period: Period, tag_id: int | None) -> Scope:
    return Scope(channel_id=channel.id, since=period.since, until=period.until, rubric_id=tag_id)


def _titled(samples: tuple[Sample, ...], titles: dict[int, str]) -> tuple[Sample, ...]:
    return tuple(replace(one, title=titles.get(one.post_id, "")) for one in samples)
