"""The runs of digests: begun with the first that is due, counted, paused where Telegram refuses.

A run is open while anything of its channel is due or in flight. What becomes due meanwhile is in
its total. While it is paused, all that is due in its channel waits.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.editions import Edition
from bot.domain.publications import Refused, SendOutcome, Sent
from bot.domain.runs import Run, RunKind, RunState
from storage import digests, runs, subscriptions
from storage.db import Database, Session
from storage.digests import Turn

# So many equal refusals of one content in a row are no fault of its readers.
MOST_REFUSALS = 5
TRY_AGAIN = timedelta(hours=1)
"""A run that was paused by itself goes on after this, and pauses again if nothing is mended."""


@dataclass(slots=True)
class _Streak:
    """Equal refusals of one content in a row."""

    edition: Edition
    reason: str
    count: int


class DigestRuns:
    """Keeps the runs of digests."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._streaks: dict[int, _Streak] = {}

    async def open(self, session: Session, channel_id: int, now: datetime) -> Run:
        """The open run of a channel in which something is due; begun when there is none."""
        run = await runs.find_open(session, channel_id, RunKind.DIGEST)
        if run is None:
            total = await subscriptions.count_due(session, channel_id, until=now)
            run_id = await runs.begin(session, channel_id, RunKind.DIGEST, total=total, now=now)
            run = await runs.get(session, run_id)
        assert run is not None
        return run

    async def review(self, turns: Sequence[Turn], now: datetime) -> None:
        """Add what became due to the totals; end the runs of which nothing is left."""
        open_turns = [turn for turn in turns if turn.run_id is not None]
        if not open_turns:
            self._streaks.clear()
            return
        if any(turn.is_held for turn in open_turns):
            await self._try_again(open_turns, now)
        in_flight = await digests.list_open_runs(self._db)
        more = {turn.channel_id: await self._count_more(turn, now) for turn in open_turns}
        over = [
            turn for turn in open_turns if not turn.is_due(now) and turn.run_id not in in_flight
        ]
        if not over and not any(more.values()):
            return
        async with self._db.transaction() as session:
            for turn in open_turns:
                assert turn.run_id is not None
                if count := more[turn.channel_id]:
                    await runs.grow(session, turn.run_id, count, due_until=now)
                if turn in over:
                    await runs.end(session, turn.run_id, now=now)
                    self._streaks.pop(turn.run_id, None)

    async def _try_again(self, turns: Sequence[Turn], now: datetime) -> None:
        if not any(t.is_held and t.state_at and t.state_at <= now - TRY_AGAIN for t in turns):
            return
        async with self._db.transaction() as session:
            await runs.go_on_since(session, now - TRY_AGAIN, now=now)

    async def _count_more(self, turn: Turn, now: datetime) -> int:
        if turn.state is RunState.STOPPED or turn.due_until is None or now <= turn.due_until:
            return 0
        return await subscriptions.count_due(
            self._db, turn.channel_id, after=turn.due_until, until=now
        )

    def is_refused(self, run_id: int, edition: Edition, outcome: SendOutcome) -> bool:
        """Whether a content itself is refused, again and again, and the run is to be paused."""
        if isinstance(outcome, Sent):
            self._streaks.pop(run_id, None)
        if not isinstance(outcome, Refused) or outcome.is_channel_lost:
            return False
        streak = self._streaks.get(run_id)
        if streak is None or (streak.edition, streak.reason) != (edition, outcome.reason):
            streak = self._streaks[run_id] = _Streak(edition, outcome.reason, 0)
        streak.count += 1
        return streak.count >= MOST_REFUSALS

    async def count(self, session: Session, tally: "Tally", now: datetime) -> None:
        """Write what messages came to, in the transaction that settles them."""
        for run_id, counts in tally.items():
            await runs.add(session, run_id, now=now, **counts)


class Tally(dict[int, Counter[str]]):
    """run id -> how many came to what, by the names of a run's counts."""

    def note(self, run_id: int, name: str, count: int = 1) -> None:
        """Count."""
        self.setdefault(run_id, Counter())[name] += count
