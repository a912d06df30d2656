"""A run: one sending to many, that owners see and may pause, go on with and stop."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.paid_sending import goes_paid


class RunKind(StrEnum):
    """What a run sends: the digests of a channel that are due, or an owner's announcement."""

    DIGEST = "digest"
    ANNOUNCEMENT = "announcement"


class RunState(StrEnum):
    """sending <-> paused; stopped and done are for good."""

    SENDING = "sending"
    PAUSED = "paused"
    STOPPED = "stopped"
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One sending to many. `subject_id` is the announcement, None of digests.

    `total` grows while more become due. `skipped` had nothing to be told, or were left without
    it by a stop; `unknown` are those whose answer was lost. `ended_at` is None while anything is
    left of it: a run that was stopped ends when those left are let go. `reason` is what Telegram
    said when the run was paused by itself. `state_at` is when the state began, `state_done` how
    many were done by then, `counted_at` when the counts last changed. `is_paid`: it is to go for
    Telegram Stars; `paid_refused` is what Telegram said when it did not take that, or empty.
    """

    id: int
    kind: RunKind
    channel_id: int
    subject_id: int | None
    state: RunState
    total: int
    sent: int
    failed: int
    skipped: int
    unknown: int
    began_at: datetime
    ended_at: datetime | None
    reason: str | None
    state_at: datetime
    state_done: int
    counted_at: datetime
    is_paid: bool = False
    paid_refused: str = ""

    @property
    def is_open(self) -> bool:
        """Whether anything is left of it."""
        return self.ended_at is None

    @property
    def goes_paid(self) -> bool:
        """Whether its messages go for Stars now."""
        return goes_paid(is_paid=self.is_paid, refused=self.paid_refused, total=self.total)

    @property
    def done(self) -> int:
        """How many are over, whatever they came to."""
        return self.sent + self.failed + self.skipped + self.unknown

    @property
    def left(self) -> int:
        """How many are due or in flight."""
        return max(0, self.total - self.done)

    @property
    def pace(self) -> float:
        """How many are over a second, since the run began or went on; 0 when not known yet."""
        seconds = (self.counted_at - self.state_at).total_seconds()
        return max(0, self.done - self.state_done) / seconds if seconds > 0 else 0.0

    def ends_at(self, now: datetime) -> datetime | None:
        """When it is over at this pace; None where that is not known, or nothing is sent now."""
        if self.state is not RunState.SENDING or self.pace <= 0:
            return None
        return now + timedelta(seconds=self.left / self.pace)
