"""Runs whose content Telegram refuses to everybody: they pause by themselves, and go on again."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.domain.publications import Refused, SendOutcome, Sent
from bot.domain.runs import RunState
from bot.tasks import Tasks
from storage import runs
from storage.db import Session

log = logging.getLogger(__name__)

# So many equal refusals of one content in a row are no fault of its readers.
MOST_REFUSALS = 5
TRY_AGAIN = timedelta(hours=1)
"""A run that was paused by itself goes on after this, and pauses again if nothing is mended."""


class Messenger(Protocol):
    """Tells owners of runs."""

    async def tell_paused(self, run_id: int, channel_id: int, reason: str) -> None:
        """Tell the owners that a run is paused, as Telegram refuses what it sends, and why."""
        ...


@dataclass(slots=True)
class _Streak:
    """Equal refusals of one content in a row, and whose they were."""

    content: object
    reason: str
    person_ids: list[int]


class Refusals:
    """Watches what Telegram refuses, and pauses what it refuses to everybody."""

    def __init__(self, tasks: Tasks, messenger: Messenger) -> None:
        self._tasks = tasks
        self._messenger = messenger
        self._streaks: dict[int, _Streak] = {}
        # Runs that were paused since, their channels, and what Telegram said.
        self._paused: list[tuple[int, int, str]] = []
        # What owners know of a run: tried again and refused alike, it is no news.
        self._told: dict[int, str] = {}

    def is_of_all(
        self, run_id: int, content: object, person_id: int, outcome: SendOutcome
    ) -> bool:
        """Whether a content itself is refused, again and again, and its run is to be paused."""
        if isinstance(outcome, Sent):
            self.forget(run_id)
        if not isinstance(outcome, Refused) or outcome.is_channel_lost:
            return False
        streak = self._streaks.get(run_id)
        if streak is None or (streak.content, streak.reason) != (content, outcome.reason):
            streak = self._streaks[run_id] = _Streak(content, outcome.reason, [])
        streak.person_ids.append(person_id)
        return len(streak.person_ids) >= MOST_REFUSALS

    def refused(self, run_id: int) -> Sequence[int]:
        """The people of such a row of refusals."""
        streak = self._streaks.get(run_id)
        return streak.person_ids if streak else ()

    async def pause(
        self, session: Session, run_id: int, channel_id: int, reason: str, now: datetime
    ) -> bool:
        """Pause a run: it is not tried on all the others. False when it does not go on anyway."""
        if not await runs.set_state(session, run_id, RunState.PAUSED, now=now, reason=reason):
            return False
        log.warning("run %s of channel %s: %s", run_id, channel_id, reason)
        self._paused.append((run_id, channel_id, reason))
        return True

    def tell(self) -> None:
        """Tell the owners of runs that were paused."""
        for run_id, channel_id, reason in self._paused:
            if self._told.get(run_id) != reason:
                self._told[run_id] = reason
                telling = self._messenger.tell_paused(run_id, channel_id, reason)
                self._tasks.start(telling, name="a run is paused")
        self._paused.clear()

    def forget(self, run_id: int) -> None:
        """Something of a run was sent, or it is over."""
        self._streaks.pop(run_id, None)
        self._told.pop(run_id, None)
