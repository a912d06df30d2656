"""How much a person may ask of a language model in a day, and what it came to."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.channels import Channel
from bot.domain.usage import ChannelUsage, Ticket
from bot.domain.writing import Spent
from bot.errors import LlmLimitReached, LlmStopped
from storage import channels, usage
from storage.db import Database

MONTH = timedelta(days=29)


class Usage:
    """Counts questions to language models; `daily_limit` is a person's, over all channels."""

    def __init__(self, db: Database, *, daily_limit: int, zone: str) -> None:
        self._db = db
        self._limit = daily_limit
        self._zone = zone

    async def take(
        self, person_id: int, now: datetime, *, channel_id: int | None = None
    ) -> Ticket:
        """Count a question before it is asked; the day is that of the channel's zone.

        Without a channel the day is that of the zone that was set for the bot.

        Raises:
            LlmLimitReached: the person has asked as often as a day allows.
        """
        async with self._db.transaction() as session:
            channel = await channels.get_channel(session, channel_id) if channel_id else None
            zone = channel.zone if channel else self._zone
            ticket = Ticket(
                person_id=person_id,
                channel_id=channel.id if channel else 0,
                day=_day(now, zone).isoformat(),
            )
            if await usage.count_requests(session, person_id, ticket.day) >= self._limit:
                raise LlmLimitReached(limit=self._limit, zone=zone)
            await usage.add_request(session, ticket)
        return ticket

    async def note(self, ticket: Ticket, spent: Spent, *, is_counted: bool = True) -> None:
        """Note what a question has cost; one that is not to count is given back."""
        async with self._db.transaction() as session:
            if not is_counted:
                await usage.remove_request(session, ticket)
            await usage.add_spent(session, ticket, spent)

    @asynccontextmanager
    async def question(
        self, person_id: int, now: datetime, *, channel_id: int | None = None
    ) -> AsyncIterator[Spent]:
        """One question, asked in the block: counted before, with what it cost after.

        What failed without a word is given back. What the author stopped is not: the model had
        begun to read.

        Raises:
            LlmLimitReached: as `take` does, before the block.
        """
        ticket = await self.take(person_id, now, channel_id=channel_id)
        spent = Spent()
        is_counted = True
        try:
            yield spent
        except LlmStopped:
            raise
        except BaseException:
            is_counted = spent.answer_characters > 0
            raise
        finally:
            await self.note(ticket, spent, is_counted=is_counted)

    async def get_of_channel(self, channel: Channel, now: datetime) -> ChannelUsage:
        """What is to be shown of a channel."""
        today = _day(now, channel.zone)
        day, first = today.isoformat(), (today - MONTH).isoformat()
        return ChannelUsage(
            limit=self._limit,
            today=await usage.get_total(self._db, channel.id, since=day, until=day),
            month=await usage.get_total(self._db, channel.id, since=first, until=day),
            people=tuple(await usage.list_people(self._db, channel.id, day)),
        )


def _day(now: datetime, zone: str) -> date:
    return now.astimezone(ZoneInfo(zone)).date()
