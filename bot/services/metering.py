"""Reads exact views and forwards of posts through the meter, a hundred at a time."""

import logging
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from bot.clock import Clock
from bot.domain.channels import Channel
from bot.domain.metering import MOST_IDS, Reading, Refusal, Trouble, count_given
from bot.domain.numbers import Metric, NumberSource
from storage import channels, counts, meterings
from storage.db import Database, Session, StoreFull
from storage.meterings import Metered, Pass

# Where Telegram fills in nothing for a bot, it is asked again so much later.
IN_VAIN = timedelta(days=7)
TOLD_AGAIN = timedelta(minutes=10)
log = logging.getLogger(__name__)


class Meter(Protocol):
    """Reads messages of channels where its bot is an administrator."""

    async def read(self, chat_id: int, message_ids: Sequence[int]) -> Sequence[Reading] | Refusal:
        """What Telegram fills in for at most `MOST_IDS` messages; those gone are left out."""
        ...

    async def close(self) -> None:
        """Hang up."""
        ...


class MeterReporter(Protocol):
    """Tells owners what the meter gets."""

    async def tell(self, channel: Channel, metered: Metered) -> bool:
        """Tell what was given, or what keeps the meter from reading; False: not reached."""
        ...


class Metering:
    """Walks over the posts of each channel, over the fresh ones often."""

    def __init__(self, db: Database, clock: Clock, meter: Meter, reporter: MeterReporter) -> None:
        self._db = db
        self._clock = clock
        self._meter = meter
        self._reporter = reporter
        # Telegram did not take the news: it is not asked every few seconds.
        self._quiet_from: datetime | None = None

    async def read_due(self) -> None:
        """One call of what is due, and news for the owners (a job)."""
        now = self._clock.now()
        if not await meterings.is_planned(self._db):
            async with self._db.transaction() as session:
                await meterings.plan_passes(session, now=now)
        if due := await meterings.next_pass(self._db, now=now):
            await self._read(due, now)
        if self._quiet_from is None or not timedelta(0) <= now - self._quiet_from < TOLD_AGAIN:
            await self._tell(now)

    async def close(self) -> None:
        """Hang up."""
        await self._meter.close()

    async def _read(self, due: Pass, now: datetime) -> None:
        channel = await channels.get_channel(self._db, due.channel_id)
        assert channel is not None
        since = now - due.reach.age if due.reach.age else None
        found = await meterings.list_messages(self._db, due, since=since, limit=MOST_IDS)
        posts = {message: post for post, _, message in found if message}
        answer = await self._ask(channel, list(posts)) if posts else ()
        async with self._db.transaction() as session:
            if isinstance(answer, Refusal):
                await self._note_refusal(session, due, answer, now)
                return
            for reading in answer:
                if reading.message_id in posts:
                    await _keep(session, posts[reading.message_id], reading, now)
            is_given = await _note_given(session, due, answer, now)
            rest = due.reach.every if is_given else IN_VAIN
            last = found[-1] if is_given and len(found) == MOST_IDS else None
            await meterings.move_pass(
                session, due, due_at=now if last else now + rest,
                before=(last[1], last[0]) if last else None,
            )  # fmt: skip

    async def _ask(
        self, channel: Channel, message_ids: Sequence[int]
    ) -> Sequence[Reading] | Refusal:
        try:
            return await self._meter.read(channel.chat_id, message_ids)
        except StoreFull:
            raise
        except Exception as error:
            # A mistake of ours must not become a request every few seconds.
            log.exception("the meter's answer for channel %s is not understood", channel.id)
            return Refusal(Trouble.UNREACHABLE, type(error).__name__)

    async def _tell(self, now: datetime) -> None:
        self._quiet_from = None
        for metered in await meterings.list_untold(self._db):
            channel = await channels.get_channel(self._db, metered.channel_id)
            if channel is None:
                continue
            if not await self._reporter.tell(channel, metered):
                self._quiet_from = now
                return
            async with self._db.transaction() as session:
                await meterings.set_told(session, channel.id, now=now)

    async def _note_refusal(
        self, session: Session, due: Pass, refusal: Refusal, now: datetime
    ) -> None:
        # Only a channel that cannot be seen is that channel's own trouble.
        is_own = refusal.trouble is Trouble.INVISIBLE
        channel_id = due.channel_id if is_own else None
        await meterings.rest(session, channel_id, until=now + refusal.rest)
        if refusal.is_lasting:
            metered = Metered(
                channel_id=due.channel_id, gave={}, posts=0,
                trouble=refusal.trouble.value, looked_at=now,
            )  # fmt: skip
            await _note(session, metered)


async def _keep(session: Session, post_id: int, reading: Reading, now: datetime) -> None:
    """Only what was filled in: a zero is written by nobody but Telegram."""
    given = {Metric.VIEWS: reading.views, Metric.FORWARDS: reading.forwards}
    for metric, total in given.items():
        if total is not None:
            count = counts.Count(
                metric=metric, source=NumberSource.METER, total=total, counted_at=now
            )
            await counts.put(session, post_id, count)


async def _note_given(
    session: Session, due: Pass, readings: Iterable[Reading], now: datetime
) -> bool:
    """Whether anything is given in a channel; that nothing is read today says nothing of it."""
    read = list(readings)
    if not read:
        return True
    gave = count_given(read)
    metered = Metered(
        channel_id=due.channel_id, gave=gave, posts=len(read), trouble=None, looked_at=now
    )
    await _note(session, metered)
    return bool(gave)


async def _note(session: Session, metered: Metered) -> None:
    """News are what is given now and was not before, or the other way round."""
    before = await meterings.get_metering(session, metered.channel_id)
    is_news = before is None or (before.trouble, set(before.gave)) != (
        metered.trouble,
        set(metered.gave),
    )
    await meterings.put_metering(session, metered, is_news=is_news)
