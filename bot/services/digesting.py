"""Makes editions: what the digest of a period tells, and what of it one reader is told."""

import asyncio
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.domain.archive import Rubric
from bot.domain.channels import Channel, ChannelState
from bot.domain.digests import Frequency
from bot.domain.editions import Edition, Item, RubricName
from bot.domain.posts import Post
from bot.domain.rubrics import fold_tag
from bot.domain.subscriptions import Scope, Subscription, Taste, nominal_period
from bot.services.numbering import Numbering
from storage import channels, follows, left_out, messages, notices, posts, rubrics, stamps
from storage.db import Session
from storage.stamps import Stamp
from storage.together import together

# More posts of one period than this are not looked at; a message holds some twenty.
MOST_POSTS = 1_000

# Periods kept at once in one run, and choices of each: memory does not grow with the readers.
MOST_PERIODS, MOST_CHOICES = 64, 256

_Period = tuple[int, datetime, datetime]
_Choice = tuple[Frequency, Taste, frozenset[int], frozenset[int]]


@dataclass(slots=True)
class _Whole:
    """All of a period, as it was when `stamp` was read; `batch` is the one that looked last."""

    edition: Edition | None
    stamp: Stamp
    batch: int
    chosen: dict[_Choice, Edition] = field(default_factory=dict)


class Editions:
    """Editions of one run: each period is read once, each reader's choice composed once.

    Before each batch of readers, `freshen` says so: what was edited, deleted or hidden since is
    then seen by them.
    """

    def __init__(self, db: Session) -> None:
        self._db = db
        self._wholes: OrderedDict[_Period, _Whole] = OrderedDict()
        self._batch = 0
        self._told: dict[tuple[int, int], frozenset[int]] = {}
        # Rubrics that scopes name, by subscription.
        self._named: dict[int, dict[int, str]] = {}

    async def freshen(self, batch: Sequence[Subscription]) -> None:
        """Begin a batch: look again at what is kept, read what its people were told at once."""
        self._batch += 1
        self._told = {}
        followed = [one.id for one in batch if one.taste.scope is Scope.FOLLOWED]
        leaving = [one.id for one in batch if one.taste.scope is Scope.EXCEPT]
        self._named = await follows.list_folds_of_many(self._db, followed) if followed else {}
        if leaving:
            self._named |= await left_out.list_folds_of_many(self._db, leaving)
        for channel_id in sorted({one.channel_id for one in batch}):
            ours = [one for one in batch if one.channel_id == channel_id]
            told = await notices.list_told(
                self._db,
                channel_id,
                [one.person_id for one in ours],
                since=min(one.period_from_at for one in ours),
            )
            for one in ours:
                posts_told = told.get(one.person_id, frozenset())
                self._told[channel_id, one.person_id] = posts_told

    async def of(
        self, subscription: Subscription, *, since: datetime, until: datetime
    ) -> Edition | None:
        """What a reader is told of a period; None when the channel is not connected any more.

        Posts that a notice told them of at once are left out. Those who share a period, their
        choices and what they know are given the very same edition.
        """
        whole = await self._whole((subscription.channel_id, since, until))
        if whole.edition is None:
            return None
        named = await self._named_rubrics(subscription)
        told = await self._known(subscription, since)
        known = told & {item.post.id for item in whole.edition.items} if told else told
        key = (
            subscription.schedule.frequency, subscription.taste, frozenset(named), frozenset(known)
        )  # fmt: skip
        if key not in whole.chosen:
            if len(whole.chosen) >= MOST_CHOICES:
                whole.chosen.clear()
            chosen = await self._choose(whole.edition, subscription, named)
            items = tuple(item for item in chosen.items if item.post.id not in known)
            whole.chosen[key] = replace(chosen, items=items)
        return whole.chosen[key]

    def clear(self) -> None:
        """A run is over."""
        self._wholes.clear()
        self._told = {}
        self._named = {}

    async def _whole(self, period: _Period) -> _Whole:
        known = self._wholes.get(period)
        if known is not None and known.batch == self._batch:
            return known
        channel_id, since, until = period
        # Read before what it stands for: a change in between is seen by the next batch.
        stamp = await stamps.get_stamp(self._db, channel_id, since=since, until=until)
        if known is None or known.stamp != stamp:
            edition = await compose(self._db, channel_id, since=since, until=until)
            known = _Whole(edition, stamp, self._batch)
        known.batch = self._batch
        self._wholes[period] = known
        self._wholes.move_to_end(period)
        if len(self._wholes) > MOST_PERIODS:
            self._wholes.popitem(last=False)
        return known

    async def _known(self, subscription: Subscription, since: datetime) -> frozenset[int]:
        """Posts that a reader was told of at once."""
        channel_id, person_id = subscription.channel_id, subscription.person_id
        if (channel_id, person_id) in self._told:
            return self._told[channel_id, person_id]
        told = await notices.list_told(self._db, channel_id, [person_id], since=since)
        return told.get(person_id, frozenset())

    async def _named_rubrics(self, subscription: Subscription) -> dict[int, str]:
        """The rubrics that a scope names, folded tags by id."""
        if subscription.id in self._named:
            return self._named[subscription.id]
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
        since = _shown_since(whole, frequency)
        edition = replace(whole, taste=taste, frequency=frequency, since=since)
        match taste.scope:
            case Scope.ALL:
                return edition
            case Scope.FOLLOWED:
                return await narrow(self._db, edition, named)
            case Scope.EXCEPT:
                return await leave_out(self._db, edition, named)


def _shown_since(whole: Edition, frequency: Frequency) -> datetime:
    """Where a period begins for its reader: a whole one, or more if older posts are in it."""
    moments = [item.post.published_at for item in whole.items if item.post.published_at]
    nominal = whole.until - nominal_period(frequency)
    return max(whole.since, min([nominal, *moments]))


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
    newest_at = max((post.published_at for post in found if post.published_at), default=None)
    return Edition(channel=channel, since=since, until=until, items=items, newest_at=newest_at)


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
