"""A reader's choices about digests: how often, when, in which zone, what there would be now."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.domain.digests import Frequency, Schedule, next_delivery, period_key
from bot.domain.editions import Edition
from bot.domain.people import Person
from bot.domain.subscriptions import Scope, Subscription, unsubscribed
from bot.errors import ChannelUnavailable
from bot.services.delivering import leave_alone
from bot.services.digesting import Editions
from storage import digests, people, subscriptions
from storage.db import Database, Session


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
            taste = replace(known.taste, scope=scope)
            return await self._save(session, replace(known, taste=taste), known.schedule)

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
        edition = await Editions(self._db).of(subscription, since=since, until=until)
        if edition is None:
            raise ChannelUnavailable("error-reader-channel-gone")
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
