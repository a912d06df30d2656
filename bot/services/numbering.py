"""Reads what is known of posts in numbers: each with its source and its moment."""

import asyncio
from collections.abc import Sequence
from datetime import datetime

from bot.domain.choices import choose
from bot.domain.gaps import Gap, stale_since
from bot.domain.numbers import UNKNOWN, Metric, Number, NumberSource, PostNumbers
from bot.domain.posts import Post
from bot.domain.reactions import PAID
from storage import comments, counts, gaps, numbers, reposts
from storage.comments import Heard
from storage.counts import Count
from storage.db import Session
from storage.numbers import Reacted
from storage.reposts import Seen
from storage.together import together


class Numbering:
    """Puts together what updates, pages, the meter and authors counted."""

    def __init__(self, db: Session) -> None:
        self._db = db

    async def of(self, post: Post) -> PostNumbers:
        """Everything that is known of a post."""
        return (await self.of_many([post]))[post.id]

    async def of_many(self, posts: Sequence[Post]) -> dict[int, PostNumbers]:
        """post id -> everything that is known of it; five queries, however many the posts."""
        ids = [post.id for post in posts]
        if not ids:
            return {}
        db = together(self._db)
        reacted, told, seen, heard, lost = await asyncio.gather(
            numbers.list_reacted(db, ids),
            counts.list_of(db, ids),
            reposts.count_of(db, ids),
            comments.count_of(db, ids),
            gaps.list_of(db, {post.channel_id for post in posts}),
        )
        return {
            post.id: _numbers(
                post, reacted.get(post.id), told.get(post.id, []), seen.get(post.id),
                heard.get(post.id), lost.get(post.channel_id, []),
            )
            for post in posts
        }  # fmt: skip


def _numbers(
    post: Post,
    reacted: Reacted | None,
    told: Sequence[Count],
    seen: Seen | None,
    heard: Heard | None,
    lost: Sequence[Gap],
) -> PostNumbers:
    published_at = post.published_at or post.created_at
    kinds = dict(reacted.kinds) if reacted else {}
    stars = kinds.pop(PAID, None)
    reactions = _reactions(reacted, lost, published_at)
    return PostNumbers(
        post_id=post.id,
        reactions=reactions,
        kinds=kinds,
        stars=_stars(reacted, reactions, stars),
        reposts=_reposts(seen),
        forwards=choose(_told(told, Metric.FORWARDS)),
        comments=choose([*_told(told, Metric.COMMENTS), _comments(heard, lost, published_at)]),
        views=choose(_told(told, Metric.VIEWS)),
    )


def _reactions(reacted: Reacted | None, lost: Sequence[Gap], published_at: datetime) -> Number:
    if reacted is None or reacted.counted_at is None:
        return UNKNOWN
    return Number(
        total=reacted.total,
        source=reacted.source,
        counted_at=reacted.counted_at,
        is_rounded=any(kind != PAID for kind in reacted.rounded),
        stale_since=stale_since(lost, counted_at=reacted.counted_at, published_at=published_at),
    )


def _stars(reacted: Reacted | None, reactions: Number, total: int | None) -> Number:
    """Stars are told with the reactions; where none are, nobody gave any or a page hid them."""
    if reacted is None or total is None or not reactions.is_known:
        return UNKNOWN
    return Number(
        total=total,
        source=reactions.source,
        counted_at=reactions.counted_at,
        is_rounded=PAID in reacted.rounded,
        stale_since=reactions.stale_since,
    )


def _reposts(seen: Seen | None) -> Number:
    """What was seen is a lower bound; that none was seen says nothing."""
    if seen is None:
        return UNKNOWN
    return Number(
        total=seen.total,
        source=NumberSource.UPDATES,
        counted_at=seen.last_at,
        is_at_least=True,
    )


def _comments(heard: Heard | None, lost: Sequence[Gap], published_at: datetime) -> Number:
    """None is a number only where the discussion group is heard from the post on."""
    if heard is None or (heard.since is None and not heard.total):
        return UNKNOWN
    moments = [moment for moment in (heard.since, heard.last_at) if moment is not None]
    return Number(
        total=heard.total,
        source=NumberSource.UPDATES,
        counted_at=max(moments),
        is_at_least=heard.since is None,
        stale_since=stale_since(lost, counted_at=None, published_at=published_at),
    )


def _told(told: Sequence[Count], metric: Metric) -> list[Number]:
    return [
        Number(
            total=count.total,
            source=count.source,
            counted_at=count.counted_at,
            is_rounded=count.is_rounded,
            person_id=count.person_id,
        )
        for count in told
        if count.metric is metric
    ]
