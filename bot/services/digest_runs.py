"""The runs of digests: begun with the first that is due, counted, for Stars where owners chose it.

A run is open while anything of its channel is due or in flight. What becomes due meanwhile is in
its total. While it is paused, all that is due in its channel waits.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.runs import Run, RunKind, RunState
from bot.services.refusals import TRY_AGAIN, Refusals
from bot.tasks import Tasks
from storage import digests, run_settings, runs, subscriptions
from storage.db import Database, Session
from storage.digests import Turn


class Messenger(Protocol):
    """Tells owners of runs."""

    async def tell_paused(self, run_id: int, channel_id: int, reason: str) -> None:
        """Tell the owners that a run is paused, as Telegram refuses what it sends, and why."""
        ...

    async def tell_unpaid(self, channel_id: int, reason: str) -> None:
        """Tell the owners that Telegram did not take Stars for digests, and why."""
        ...


class DigestRuns:
    """Keeps the runs of digests."""

    def __init__(self, db: Database, tasks: Tasks, messenger: Messenger) -> None:
        self._db = db
        self._tasks = tasks
        self._messenger = messenger
        self.refusals = Refusals(tasks, messenger)
        # Channels where Stars were not taken since, and what Telegram said.
        self._unpaid: list[tuple[int, str]] = []

    async def open(self, session: Session, channel_id: int, now: datetime) -> Run:
        """The open run of a channel in which something is due; begun when there is none."""
        run = await runs.find_open(session, channel_id, RunKind.DIGEST)
        if run is None:
            total = await subscriptions.count_due(session, channel_id, until=now)
            chosen = await run_settings.get(session, channel_id)
            run_id = await runs.begin(
                session, channel_id, RunKind.DIGEST, total=total, now=now,
                is_paid=chosen.are_digests_paid,
            )  # fmt: skip
            run = await runs.get(session, run_id)
        assert run is not None
        return run

    async def review(self, turns: Sequence[Turn], now: datetime) -> None:
        """Add what became due to the totals; end the runs of which nothing is left."""
        open_turns = [turn for turn in turns if turn.run_id is not None]
        if not open_turns:
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
                    await self._end(session, turn, now)

    async def _end(self, session: Session, turn: Turn, now: datetime) -> None:
        assert turn.run_id is not None
        await runs.end(session, turn.run_id, now=now)
        self.refusals.forget(turn.run_id)
        run = await runs.get(session, turn.run_id)
        if run and run.sent and run.goes_paid:
            await run_settings.forget_refusal(session, turn.channel_id)

    async def _try_again(self, turns: Sequence[Turn], now: datetime) -> None:
        if not any(t.is_held and t.state_at and t.state_at <= now - TRY_AGAIN for t in turns):
            return
        async with self._db.transaction() as session:
            await runs.go_on_since(session, RunKind.DIGEST, now - TRY_AGAIN, now=now)

    async def _count_more(self, turn: Turn, now: datetime) -> int:
        if turn.state is RunState.STOPPED or turn.due_until is None or now <= turn.due_until:
            return 0
        return await subscriptions.count_due(
            self._db, turn.channel_id, after=turn.due_until, until=now
        )

    async def go_on_free(
        self, session: Session, run_id: int, channel_id: int, reason: str
    ) -> None:
        """Telegram does not take Stars for a run: what is left of it goes at the free rate."""
        await runs.refuse_paid(session, run_id, reason)
        if await run_settings.refuse_paid(session, channel_id, reason):
            self._unpaid.append((channel_id, reason))

    def tell(self) -> None:
        """Tell the owners what they do not know of yet."""
        self.refusals.tell()
        for unpaid in self._unpaid:
            self._tasks.start(self._messenger.tell_unpaid(*unpaid), name="a run is not paid for")
        self._unpaid.clear()

    async def count(self, session: Session, tally: "Tally", now: datetime) -> None:
        """Write what messages came to, in the transaction that settles them."""
        for run_id, counts in tally.items():
            await runs.add(session, run_id, now=now, **counts)


class Tally(dict[int, Counter[str]]):
    """run id -> how many came to what, by the names of a run's counts."""

    def note(self, run_id: int, name: str, count: int = 1) -> None:
        """Count."""
        self.setdefault(run_id, Counter())[name] += count
