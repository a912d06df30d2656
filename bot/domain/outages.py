"""Times in which Telegram takes nothing of a channel: how long is waited, and when it is told."""

from dataclasses import dataclass
from datetime import datetime, timedelta

# Whoever waits for a post learns of it after so long; a short flood is nobody's business.
TELL_AFTER = timedelta(minutes=10)
# A further channel joins an outage that was told already: nobody is told more often than that.
TELL_EVERY = timedelta(hours=1)
# Channels come back one after another: whoever was told of several hears of their end once.
WAIT_FOR_OTHERS = timedelta(minutes=15)
# Where nothing is left to try, nobody knows that it is over: a next post may tell before that.
QUIET = timedelta(hours=1)
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=5), timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outage:
    """Refusals of one channel in a row. `reason` is Telegram's last text, or the network's."""

    channel_id: int
    began_at: datetime
    refusals: int
    reason: str
    told_at: datetime | None
    ended_at: datetime | None


def pause_after(refusals: int) -> timedelta:
    """How long a channel is left alone at least: nothing after one refusal, then doubling."""
    if refusals < 2:
        return timedelta(0)
    # 1 << 10 pauses of five seconds are beyond the longest one.
    return min(FIRST_PAUSE * (1 << min(refusals - 2, 10)), LONGEST_PAUSE)
