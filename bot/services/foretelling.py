"""Foretells to a channel's team what its readers get next: the digest, when, and how many."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.domain.channels import Channel, ChannelState
from bot.domain.digests import Frequency
from bot.domain.editions import Edition
from bot.domain.subscriptions import unsubscribed
from bot.domain.team import Role
from bot.errors import ChannelUnavailable
from bot.services.digesting import Editions
from bot.services.rights import Rights
from storage import audiences, channels
from storage.db import Database

# Somebody who chose nothing and was told of nothing yet; ids of people are above it.
_NOBODY = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscribers:
    """How many readers of a channel have a digest, `at` a moment.

    Whoever cannot be reached has none: it was switched off. `by_frequency` names only what
    somebody chose. `next_at` is the next delivery to anybody, None when there is none;
    `next_count` how many it is for.
    """

    channel: Channel
    at: datetime
    by_frequency: dict[Frequency, int]
    paused: int
    next_at: datetime | None
    next_count: int

    @property
    def total(self) -> int:
        """All who have a digest, those who pause it too."""
        return sum(self.by_frequency.values())


class Foretelling:
    """Only reads: nothing that it shows counts as a delivery, nobody is sent anything."""

    def __init__(self, db: Database, clock: Clock, rights: Rights) -> None:
        self._db = db
        self._clock = clock
        self._rights = rights

    async def is_open_to(self, person_id: int, channel_id: int) -> bool:
        """Whether a person is of the channel's team."""
        return await self._rights.role_in(person_id, channel_id) is not Role.READER

    async def count(self, person_id: int, channel_id: int) -> Subscribers:
        """Who subscribes, and when the next digest goes out.

        Raises:
            NotAllowed: the person is a reader there.
            ChannelUnavailable: the channel is not connected.
        """
        await self._rights.require_member(person_id, channel_id)
        channel = await channels.get_channel(self._db, channel_id)
        if channel is None or channel.state is ChannelState.DISCONNECTED:
            raise _gone()
        now = self._clock.now()
        groups = await audiences.list_groups(self._db, channel_id)
        next_at, next_count = await audiences.next_delivery(self._db, channel_id)
        by_frequency = {
            frequency: sum(group.count for group in groups if group.frequency is frequency)
            for frequency in Frequency
        }
        return Subscribers(
            channel=channel,
            at=now,
            by_frequency={key: count for key, count in by_frequency.items() if count},
            paused=sum(group.count for group in groups if group.is_paused(now)),
            next_at=next_at,
            next_count=next_count,
        )

    async def edition_now(self, person_id: int, channel_id: int) -> Edition:
        """What a digest would tell now whoever chose nothing: of seven days, all rubrics.

        Raises:
            NotAllowed: the person is a reader there.
            ChannelUnavailable: the channel is not connected.
        """
        now = self._clock.now()
        reader = unsubscribed(_NOBODY, channel_id, zone="UTC", now=now)
        # Up to and with this very moment, in the resolution of the store.
        until = now + timedelta(milliseconds=1)
        return await self.edition_of(
            person_id, channel_id, since=reader.period_from_at, until=until
        )

    async def edition_of(
        self, person_id: int, channel_id: int, *, since: datetime, until: datetime
    ) -> Edition:
        """That of a period, as things are now.

        Raises:
            NotAllowed: the person is a reader there.
            ChannelUnavailable: the channel is not connected.
        """
        await self._rights.require_member(person_id, channel_id)
        reader = unsubscribed(_NOBODY, channel_id, zone="UTC", now=self._clock.now())
        edition = await Editions(self._db).of(reader, since=since, until=until)
        if edition is None:
            raise _gone()
        return edition


def _gone() -> ChannelUnavailable:
    return ChannelUnavailable("error-reader-channel-gone")
