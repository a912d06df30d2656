"""Plans digests anew after the machine's clock was set back: what was due by it comes by ours."""

from datetime import datetime, timedelta

from bot.clock import Clock
from bot.domain.digests import next_delivery
from bot.domain.subscriptions import Subscription
from bot.services.subscribing import first_left
from storage import subscriptions
from storage.db import Database
from storage.subscriptions import Move

# Subscriptions looked at in one go, and the pause until the next: others are not held up.
_BATCH = 100
_PAUSE = timedelta(milliseconds=50)

# Clocks are set by less than this all the time, and no digest is planned so finely.
_STEP = timedelta(seconds=1)


class Replanning:
    """Looks at all subscriptions once, at the start and whenever the clock went back.

    While a clock is ahead, a digest leaves its subscription planned behind days that are yet to
    come. Only those are written; who is planned rightly, or due, is left as they are.
    """

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock
        self._seen = clock.now()
        # The last one that was looked at; None: all were.
        self._place: int | None = 0

    async def look(self) -> datetime | None:
        """Look at the next of them; when to go on, None when there are no more."""
        now = self._clock.now()
        if now < self._seen - _STEP:
            self._place = 0
        self._seen = now
        if self._place is None:
            return None
        found = await subscriptions.list_planned(self._db, after_id=self._place, limit=_BATCH)
        await self._plan([one for one in found if _is_doubtful(one, now)], now)
        self._place = found[-1].id if len(found) == _BATCH else None
        return None if self._place is None else now + _PAUSE

    async def _plan(self, doubtful: list[Subscription], now: datetime) -> None:
        if not doubtful:
            return
        async with self._db.transaction() as session:
            moves = [
                Move(
                    id=known.id, due_at=known.next_at,
                    next_at=await first_left(session, known.id, known.schedule, after=now),
                    period_from_at=known.not_ahead_of(now).period_from_at,
                    delivered=known.delivered, version=known.version,
                )
                for known in doubtful
                if known.next_at
            ]  # fmt: skip
            # Not those that their people, or a delivery, changed meanwhile.
            await subscriptions.advance(session, moves)


def _is_doubtful(known: Subscription, now: datetime) -> bool:
    if known.next_at is None or known.next_at <= now:
        return False
    return known.period_from_at > now or known.next_at != next_delivery(known.schedule, after=now)
