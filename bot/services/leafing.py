"""Opens an edition because somebody asked: what there would be now, what a digest left over."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.domain.editions import Edition
from bot.domain.people import Person
from bot.domain.subscriptions import Sorting, Subscription, unsubscribed
from bot.errors import ChannelUnavailable
from bot.services.digesting import Editions
from storage import subscriptions
from storage.db import Database


class Leafing:
    """Only reads: nothing that it shows counts as a delivery."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    async def edition_now(self, person: Person, channel_id: int) -> Edition:
        """What a digest would tell a person now.

        Raises:
            ChannelUnavailable: the channel is not connected.
        """
        subscription = await self._subscription(person, channel_id)
        # Up to and with this very moment, in the resolution of the store.
        until = self._clock.now() + timedelta(milliseconds=1)
        return await self._edition(subscription, subscription.period_from_at, until)

    async def edition_of(
        self,
        person: Person,
        channel_id: int,
        *,
        since: datetime,
        until: datetime,
        sorting: Sorting,
    ) -> Edition:
        """What a digest of a period has to tell a person as things are now.

        Raises:
            ChannelUnavailable: the channel is not connected.
        """
        subscription = await self._subscription(person, channel_id)
        taste = replace(subscription.taste, sorting=sorting)
        return await self._edition(replace(subscription, taste=taste), since, until)

    async def _subscription(self, person: Person, channel_id: int) -> Subscription:
        """That of a person, or what holds before the first choice."""
        known = await subscriptions.get_of(self._db, person.id, channel_id)
        return known or unsubscribed(
            person.id, channel_id, zone=person.zone, now=self._clock.now()
        )

    async def _edition(
        self, subscription: Subscription, since: datetime, until: datetime
    ) -> Edition:
        edition = await Editions(self._db).of(subscription, since=since, until=until)
        if edition is None:
            raise ChannelUnavailable("error-reader-channel-gone")
        return replace(edition, frequency=None)
