"""A reader's choices about digests: how often, when, in which zone, what there would be now."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.domain.archive import Rubric
from bot.domain.channels import Channel, ChannelState
from bot.domain.digests import Frequency, Schedule, next_delivery, period_key
from bot.domain.editions import Edition, Item
from bot.domain.people import Person
from bot.domain.posts import Post
from bot.domain.rubrics import fold_tag
from bot.domain.subscriptions import Scope, Subscription, unsubscribed
from bot.errors import ChannelUnavailable
from bot.services.delivering import leave_alone
from bot.services.numbering import Numbering
from storage import channels, digests, follows, messages, people, posts, rubrics, subscriptions
from storage.db import Database, Session

# More posts of one period than this are not looked at; a message holds some twenty.
MOST_POSTS = 1_000


class Subscribing:
    """The only writer of what a person chose; deliveries are Mailing's."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    async def get(self, person: Person, channel_id: int) -> Subscription:
        """The subscription of a person; what holds before the first choice, if there is none."""
        return await self._get(self._db, person, channel_id)

    async def set_frequency(
        self, person: Person, channel_id: int, frequency: Frequency
    ) -> Subscription:
        """Subscribe at once, change how often, or stop."""
        return await self._change(person, channel_id, frequency=frequency)

    async def set_minute(self, person: Person, channel_id: int, minute: int) -> Subscription:
        """Set the time, in minutes since local midnight."""
        return await self._change(person, channel_id, minute=minute)

    async def set_scope(self, person: Person, channel_id: int, scope: Scope) -> Subscription:
        """Tell of all rubrics, or of those that the person follows."""
        async with self._db.transaction() as session:
            known = await self._get(session, person, channel_id)
            return await self._save(session, replace(known, scope=scope), known.schedule)

    async def set_zone(self, person: Person, channel_id: int, zone: str) -> Subscription:
        """Set the zone (an IANA name) of a person, and of all that comes to them."""
        async with self._db.transaction() as session:
            await people.set_zone(session, person.id, zone)
            for other in await subscriptions.list_of_person(session, person.id):
                await self._save(session, other, replace(other.schedule, zone=zone))
        return await self.get(replace(person, zone=zone), channel_id)

    async def leave_alone(self, person_id: int) -> None:
        """A person blocked the bot: nothing comes any more until they choose again."""
        async with self._db.transaction() as session:
            await leave_alone(session, person_id)

    async def edition_now(self, person: Person, channel_id: int) -> Edition:
        """What a digest would tell now; no delivery, nothing is counted.

        Raises:
            ChannelUnavailable: the channel is not connected.
        """
        subscription = await self.get(person, channel_id)
        since = subscription.period_from_at
        # Up to and with this very moment, in the resolution of the store.
        until = self._clock.now() + timedelta(milliseconds=1)
        edition = await compose(self._db, channel_id, since=since, until=until)
        if edition is None:
            raise ChannelUnavailable("error-reader-channel-gone")
        if subscription.scope is Scope.FOLLOWED:
            followed = await follows.list_folds(self._db, person.id, channel_id)
            return await narrow(self._db, edition, followed)
        return edition

    async def _get(self, db: Session, person: Person, channel_id: int) -> Subscription:
        known = await subscriptions.get_of(db, person.id, channel_id)
        return known or unsubscribed(
            person.id, channel_id, zone=person.zone, now=self._clock.now()
        )

    async def _change(
        self,
        person: Person,
        channel_id: int,
        *,
        frequency: Frequency | None = None,
        minute: int | None = None,
    ) -> Subscription:
        async with self._db.transaction() as session:
            known = await self._get(session, person, channel_id)
            schedule = known.schedule
            if frequency is not None:
                schedule = replace(schedule, frequency=frequency)
            if minute is not None:
                schedule = replace(schedule, minute=minute)
            return await self._save(session, known, schedule)

    async def _save(
        self, session: Session, known: Subscription, schedule: Schedule
    ) -> Subscription:
        now = self._clock.now()
        changed = known.with_schedule(schedule, now=now)
        next_at = await self._next(session, changed, now)
        await subscriptions.save(session, replace(changed, next_at=next_at))
        stored = await subscriptions.get_of(session, known.person_id, known.channel_id)
        assert stored is not None
        return stored

    async def _next(
        self, session: Session, subscription: Subscription, now: datetime
    ) -> datetime | None:
        """The first delivery to come whose period has had none."""
        schedule = subscription.schedule
        at = next_delivery(schedule, after=now)
        while at and await digests.has(session, subscription.id, period_key(schedule, at)):
            at = next_delivery(schedule, after=at)
        return at


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
    first = await messages.first_ids(db, [post.id for post in found])

    def link(channel: Channel, post_id: int) -> str | None:
        return channel.link(first[post_id]) if post_id in first else None

    numbers = await Numbering(db).of_many(found)
    stand_in = await rubrics.list_of_posts(db, [post.id for post in found])
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


def _in_order(post: Post, found: Sequence[Rubric]) -> tuple[tuple[str, str], ...]:
    """The rubrics of a post as it names them: folded and shown tags; synonyms' ones last."""
    places = {fold_tag(tag): place for place, tag in enumerate(post.content.all_tags)}
    ordered = sorted(found, key=lambda rubric: places.get(rubric.fold, len(places)))
    return tuple((rubric.fold, rubric.tag) for rubric in ordered)
