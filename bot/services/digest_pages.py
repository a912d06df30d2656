"""Who is due in a channel, and what each is told: read a page at once, given out in turn."""

from collections import deque
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.domain.digests import period_key
from bot.domain.people import Person
from bot.domain.subscriptions import Subscription
from bot.services.digest_claims import Draft
from bot.services.digesting import Editions
from storage import people, stamps, subscriptions
from storage.db import Database
from storage.stamps import Stamp

# Who is due is read so many at once, and is looked at again after this.
PAGE = 200
PAGE_LIVES = timedelta(seconds=1)


class DuePage:
    """Drafts of one channel; they hold until the channel says something else."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._editions = Editions(db)
        self._drafts: deque[Draft] = deque()
        self._until = clock.now()
        # From when to when its posts are, and what the channel said of them.
        self._span = self._until, self._until
        self._stamp: Stamp = ()

    async def is_true(self, now: datetime) -> bool:
        """Whether there are drafts that still are what their channel says."""
        if not self._drafts or self._until <= now:
            return False
        return self._stamp == await self._look(self._drafts[0].subscription.channel_id)

    async def read(self, channel_id: int, limit: int, now: datetime) -> None:
        """The next who are due in a channel, `limit` of them or more if there are."""
        due = await subscriptions.list_due(self._db, channel_id, now=now, limit=max(limit, PAGE))
        # Read before what it stands for: a change in between is seen by the next look.
        self._span = min((one.period_from_at for one in due), default=now), now
        self._stamp = await self._look(channel_id)
        known = await people.list_people(self._db, {one.person_id for one in due})
        await self._editions.freshen(due)
        self._drafts.clear()
        for one in due:
            self._drafts.append(await self._draft(one, known.get(one.person_id), now))
        self._until = now + PAGE_LIVES

    def take(self, limit: int) -> list[Draft]:
        """The next drafts, at most `limit`."""
        return [self._drafts.popleft() for _ in range(min(limit, len(self._drafts)))]

    def drop(self) -> None:
        """What was read holds no more."""
        self._drafts.clear()

    def forget(self) -> None:
        """Drafts and editions are of what is due now."""
        self._drafts.clear()
        self._editions.clear()

    async def _look(self, channel_id: int) -> Stamp:
        since, until = self._span
        return await stamps.get_stamp(self._db, channel_id, since=since, until=until)

    async def _draft(
        self, subscription: Subscription, person: Person | None, now: datetime
    ) -> Draft:
        assert subscription.next_at is not None
        edition = await self._editions.of(
            subscription, since=subscription.period_from_at, until=subscription.period_until(now)
        )
        period = period_key(subscription.schedule, subscription.next_at)
        return Draft(subscription, person, period, edition)
