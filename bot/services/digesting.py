"""Makes editions: what the digest of a period tells, and what of it one reader is told."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain.archive import Rubric
from bot.domain.channels import Channel, ChannelState
from bot.domain.digests import Frequency
from bot.domain.editions import Edition, Item, RubricName
from bot.domain.posts import Post
from bot.domain.rubrics import fold_tag
from bot.domain.subscriptions import Scope, Subscription, Taste
from bot.services.numbering import Numbering
from storage import channels, follows, left_out, messages, posts, rubrics
from storage.db import Session
from storage.together import together

# More posts of one period than this are not looked at; a message holds some twenty.
MOST_POSTS = 1_000

_Period = tuple[int, datetime, datetime]


class Editions:
    """Editions of one run: each period is read once, each reader's choice composed once."""

    def __init__(self, db: Session) -> None:
        self._db = db
        self._whole: dict[_Period, Edition | None] = {}
        self._chosen: dict[tuple[_Period, Frequency, Taste, frozenset[int]], Edition] = {}

    async def of(
        self, subscription: Subscription, *, since: datetime, until: datetime
    ) -> Edition | None:
        """What a reader is told of a period; None when the channel is not connected any more.

        Those who share a period and their choices are given the very same edition.
        """
        period = subscription.channel_id, since, until
        if period not in self._whole:
            self._whole[period] = await compose(
                self._db, subscription.channel_id, since=since, until=until
            )
        whole = self._whole[period]
        if whole is None:
            return None
        named = await self._named_rubrics(subscription)
        key = period, subscription.schedule.frequency, subscription.taste, frozenset(named)
        if key not in self._chosen:
            self._chosen[key] = await self._choose(whole, subscription, named)
        return self._chosen[key]

    def clear(self) -> None:
        """A run is over."""
        self._whole.clear()
        self._chosen.clear()

    async def _named_rubrics(self, subscription: Subscription) -> dict[int, str]:
        """The rubrics that a scope names, folded tags by id."""
        match subscription.taste.scope:
            case Scope.ALL:
                return {}
            case Scope.FOLLOWED:
                return await follows.list_folds(
                    self._db, subscription.person_id, subscription.channel_id
                )
            case Scope.EXCEPT:
                return await left_out.list_folds(self._db, subscription.id)

    async def _choose(
        self, whole: Edition, subscription: Subscription, named: Mapping[int, str]
    ) -> Edition:
        taste, frequency = subscription.taste, subscription.schedule.frequency
        edition = replace(whole, taste=taste, frequency=frequency)
        match taste.scope:
            case Scope.ALL:
                return edition
            case Scope.FOLLOWED:
                return await narrow(self._db, edition, named)
            case Scope.EXCEPT:
                return await leave_out(self._db, edition, named)


async def compose(
    db: Session, channel_id: int, *, since: datetime, until: datetime
) -> Edition | None:
    """The edition of a period; None when the channel is not connected any more."""
    channel = await channels.get_channel(db, channel_id)
    if channel is None or channel.state is ChannelState.DISCONNECTED:
        return None
    found = await posts.list_published_between(
        db, channel_id, since=since, until=until, limit=MOST_POSTS
    )
    ids = [post.id for post in found]
    at_once = together(db)
    first, numbers, stand_in = await asyncio.gather(
        messages.first_ids(at_once, ids),
        Numbering(at_once).of_many(found),
        rubrics.list_of_posts(at_once, ids),
    )

    def link(channel: Channel, post_id: int) -> str | None:
        return channel.link(first[post_id]) if post_id in first else None

    items = tuple(
        Item(
            post=post, link=link(channel, post.id), numbers=numbers[post.id],
            rubrics=_in_order(post, stand_in.get(post.id, [])),
        )
        for post in found
    )  # fmt: skip
    return Edition(channel=channel, since=since, until=until, items=items)


async def narrow(db: Session, edition: Edition, followed: Mapping[int, str]) -> Edition:
    """The posts of an edition that stand in rubrics, given as id -> folded tag."""
    kept = await rubrics.list_posts_between(
        db, list(followed), since=edition.since, until=edition.until
    )
    items = tuple(item for item in edition.items if item.post.id in kept)
    return replace(edition, items=items, folds=frozenset(followed.values()))


async def leave_out(db: Session, edition: Edition, unwanted: Mapping[int, str]) -> Edition:
    """The posts of an edition that stand in none of the rubrics, given as id -> folded tag."""
    left = await rubrics.list_posts_between(
        db, list(unwanted), since=edition.since, until=edition.until
    )
    items = tuple(item for item in edition.items if item.post.id not in left)
    return replace(edition, items=items, without=frozenset(unwanted.values()))


def _in_order(post: Post, found: Sequence[Rubric]) -> tuple[RubricName, ...]:
    """The rubrics of a post as it names them; synonyms' ones last."""
    places = {fold_tag(tag): place for place, tag in enumerate(post.content.all_tags)}
    ordered = sorted(found, key=lambda rubric: places.get(rubric.fold, len(places)))
    return tuple(
        RubricName(rubric.fold, rubric.tag, rubric.emoji, rubric.description) for rubric in ordered
    )
