"""Appointing: owners say when the channel's own digest comes, and what becomes of it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.clock import Clock
from bot.domain.channels import Channel
from bot.domain.journal import Deed
from bot.domain.roundups import SIZES, Every, Occasion, Roundup, next_occasion
from bot.errors import InputRefused, NotFound
from bot.services.rights import Rights
from storage import channels, journal, roundup_issues, roundups
from storage.db import Database, Session


@dataclass(frozen=True, slots=True)
class Appointed:
    """What is set for a channel, and when the next roundup goes out, or is laid before its author.

    `next_at` None: none comes.
    """

    channel: Channel
    roundup: Roundup
    next_at: datetime | None


class Appointing:
    """The only writer of what is set for roundups. Each step done twice is as good as once."""

    def __init__(self, db: Database, clock: Clock, rights: Rights) -> None:
        self._db = db
        self._clock = clock
        self._rights = rights

    async def look(self, person_id: int, channel_id: int) -> Appointed:
        """What is set for a channel.

        Raises:
            NotAllowed: the person is no owner.
            NotFound: the channel is gone.
        """
        self._rights.require_owner(person_id)
        channel = await _channel(self._db, channel_id)
        roundup = await roundups.get(self._db, channel_id) or Roundup(channel_id=channel_id)
        return await self._appointed(self._db, channel, roundup)

    async def set_every(self, person_id: int, channel_id: int, every: Every) -> Appointed:
        """Say how often it comes; whoever switches it on gets the drafts.

        Raises:
            NotAllowed: the person is no owner.
        """

        def change(roundup: Roundup) -> Roundup:
            is_new = roundup.every is Every.OFF or not roundup.person_id
            return replace(
                roundup, every=every, person_id=person_id if is_new else roundup.person_id
            )

        return await self._change(person_id, channel_id, change)

    async def set_weekday(self, person_id: int, channel_id: int, weekday: int) -> Appointed:
        """Say on which day of the week it comes, Monday 0.

        Raises:
            NotAllowed: the person is no owner.
            InputRefused: there is no such day.
        """
        _require(weekday in range(7))
        return await self._change(
            person_id, channel_id, lambda roundup: replace(roundup, weekday=weekday)
        )

    async def set_minute(self, person_id: int, channel_id: int, minute: int) -> Appointed:
        """Say when it comes, in minutes since midnight of the channel's clock.

        Raises:
            NotAllowed: the person is no owner.
            InputRefused: a day has no such minute.
        """
        _require(minute in range(24 * 60))
        return await self._change(
            person_id, channel_id, lambda roundup: replace(roundup, minute=minute)
        )

    async def set_size(self, person_id: int, channel_id: int, size: int) -> Appointed:
        """Say how many posts it has.

        Raises:
            NotAllowed: the person is no owner.
            InputRefused: it is none of `SIZES`.
        """
        _require(size in SIZES)
        return await self._change(
            person_id, channel_id, lambda roundup: replace(roundup, size=size)
        )

    async def set_automatic(
        self, person_id: int, channel_id: int, *, is_automatic: bool
    ) -> Appointed:
        """Say whether it goes out by itself, or waits for its author.

        Raises:
            NotAllowed: the person is no owner.
        """
        return await self._change(
            person_id, channel_id, lambda roundup: replace(roundup, is_automatic=is_automatic)
        )

    async def set_tag(self, person_id: int, channel_id: int, tag: str) -> Appointed:
        """Say which rubric it is of, without `#`; empty for that of the channel's language.

        Raises:
            NotAllowed: the person is no owner.
        """
        return await self._change(
            person_id, channel_id, lambda roundup: replace(roundup, tag=tag or None)
        )

    async def take_over(self, person_id: int, channel_id: int) -> Appointed:
        """Get the drafts from now on.

        Raises:
            NotAllowed: the person is no owner.
        """
        return await self._change(
            person_id, channel_id, lambda roundup: replace(roundup, person_id=person_id)
        )

    async def _change(
        self, person_id: int, channel_id: int, change: Callable[[Roundup], Roundup]
    ) -> Appointed:
        self._rights.require_owner(person_id)
        async with self._db.transaction() as session:
            channel = await _channel(session, channel_id)
            before = await roundups.get(session, channel_id) or Roundup(channel_id=channel_id)
            after = change(before)
            if after == before:
                return await self._appointed(session, channel, before)
            occasion = await self._next(session, channel, after)
            after = replace(
                after, next_day=occasion.day if occasion else None,
                due_at=occasion.due_at if occasion else None,
            )  # fmt: skip
            await roundups.put(session, after)
            await journal.insert(
                session, Deed.ROUNDUP_SET, channel_id=channel.id, person_id=person_id,
                now=self._clock.now(), detail=after.every.value,
            )  # fmt: skip
            return Appointed(channel, after, occasion.goes_at if occasion else None)

    async def _appointed(self, session: Session, channel: Channel, roundup: Roundup) -> Appointed:
        occasion = await self._next(session, channel, roundup)
        return Appointed(channel, roundup, occasion.goes_at if occasion else None)

    async def _next(self, session: Session, channel: Channel, roundup: Roundup) -> Occasion | None:
        behind = await roundup_issues.last_day(session, channel.id)
        return next_occasion(roundup, channel.zoneinfo, after=self._clock.now(), behind=behind)


async def _channel(session: Session, channel_id: int) -> Channel:
    channel = await channels.get_channel(session, channel_id)
    if channel is None:
        raise NotFound("error-channel-gone")
    return channel


def _require(is_right: bool) -> None:
    """A forged button is refused."""
    if not is_right:
        raise InputRefused
