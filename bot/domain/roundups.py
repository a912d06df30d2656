"""The channel's own digest: when its roundups come, of which days, and what ranks first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.dates import local_to_utc
from bot.domain.numbers import PostNumbers
from bot.domain.posts import Post

SIZES = (3, 5, 7, 10)
"""How many posts a roundup may be asked to have."""
MOST = 10
"""More than this nobody reads: a post is added in the place of another one."""
FEWEST = 2
"""Of fewer posts there is nothing to choose."""
POOL = 20
"""Candidates that are kept to choose from."""
AHEAD = timedelta(hours=1)
"""So long before it goes out by itself its author can read it."""
PRESS = "press "
"""The period of an issue that somebody asked for begins so."""
_DAY = timedelta(days=1)
# A month, and the day before that a look begins at.
_LONGEST_GAP_DAYS = 34


class Every(StrEnum):
    """How often a roundup comes."""

    OFF = "off"
    WEEKLY = "weekly"
    MONTHLY = "monthly"


class Telling(StrEnum):
    """What the author of an issue is told next."""

    DRAFT = "draft"
    NUMBERS = "numbers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Roundup:
    """What is set for a channel: weekly on `weekday` (Monday 0), or on the first of the month.

    `minute` since midnight of the channel's clock. `tag` (without #) None is that of the
    channel's language. `next_day` is the local day of the next issue, made at `due_at`.
    """

    channel_id: int
    every: Every = Every.OFF
    weekday: int = 0
    minute: int = 600
    size: int = 5
    is_automatic: bool = False
    tag: str | None = None
    person_id: int = 0
    next_day: date | None = None
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Occasion:
    """A roundup on a local day: made at `due_at`, out at `goes_at`, of posts of a period.

    Posts published from `since` on and before `until`: whole days before the day.
    """

    day: date
    due_at: datetime
    goes_at: datetime
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One roundup of a channel: what it is about, and the draft that it became.

    `period` is the day it comes on, or the press that made it. `goes_at` None waits for its
    author. `revision` is that of the draft as we wrote it.
    """

    id: int
    channel_id: int
    period: str
    every: Every
    since: datetime
    until: datetime
    goes_at: datetime | None
    post_id: int | None
    revision: int
    person_id: int
    is_inherited: bool
    made_at: datetime
    telling: Telling

    @property
    def is_pressed(self) -> bool:
        """Whether somebody asked for it; else it came on its day."""
        return self.period.startswith(PRESS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A post that a roundup may have, with its link in the channel and what is known of it."""

    post: Post
    link: str
    numbers: PostNumbers
    is_chosen: bool = False


def occasion_on(roundup: Roundup, day: date, zone: ZoneInfo) -> Occasion:
    """The roundup of a local day; days are as long as the clock makes them.

    A time that daylight saving skips moves forward, one that it repeats is the first.
    """
    goes_at = local_to_utc(day, time(roundup.minute // 60, roundup.minute % 60), zone)
    until = local_to_utc(day, time(), zone)
    since = local_to_utc(_first_day(roundup.every, day), time(), zone)
    # Not before its period is over.
    due_at = max(goes_at - AHEAD, until) if roundup.is_automatic else goes_at
    return Occasion(day=day, due_at=due_at, goes_at=goes_at, since=since, until=until)


def next_occasion(
    roundup: Roundup, zone: ZoneInfo, *, after: datetime, behind: date | None = None
) -> Occasion | None:
    """The first roundup that goes out strictly after a moment, on a day later than `behind`."""
    if roundup.every is Every.OFF:
        return None
    # From yesterday: a skipped hour may have moved it past midnight.
    day = after.astimezone(zone).date() - _DAY
    if behind is not None:
        day = max(day, behind + _DAY)
    for _ in range(_LONGEST_GAP_DAYS):
        if _is_meant_for(roundup, day):
            occasion = occasion_on(roundup, day, zone)
            if occasion.goes_at > after:
                return occasion
        day += _DAY
    return None


def latest_occasion(roundup: Roundup, zone: ZoneInfo, day: date, *, now: datetime) -> Occasion:
    """Of the roundups from that of a day on, the last whose moment has come.

    That of the day itself when no later one has: after an outage the others are left out.
    """
    found = occasion_on(roundup, day, zone)
    while (later := next_occasion(roundup, zone, after=found.goes_at, behind=found.day)) and (
        later.due_at <= now
    ):
        found = later
    return found


def recent_period(every: Every, now: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Seven or thirty days until now, the first one whole."""
    days = 29 if every is Every.MONTHLY else 6
    first = now.astimezone(zone).date() - timedelta(days=days)
    return local_to_utc(first, time(), zone), now


def ranked(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Most reactions first, then reposts, then the newest; what is not known comes last.

    Stars, which are paid for, do not count.
    """
    return sorted(candidates, key=_rank)


def places(candidates: Sequence[Candidate]) -> dict[int, tuple[int, int]]:
    """post id -> the places that it shares with those of as many reactions, `(3, 4)`.

    Posts whose reactions are not known have none.
    """
    totals = [one.numbers.reactions.total for one in candidates]
    known = [total for total in totals if total is not None]
    found = {}
    for one, total in zip(candidates, totals, strict=True):
        if total is not None:
            above = sum(other > total for other in known)
            found[one.post.id] = above + 1, above + known.count(total)
    return found


def _rank(candidate: Candidate) -> tuple[bool, int, int, float, int]:
    reactions, reposts = candidate.numbers.reactions.total, candidate.numbers.reposts.total
    published = candidate.post.published_at
    return (
        reactions is None, -(reactions or 0), -(reposts or 0),
        -(published.timestamp() if published else 0), -candidate.post.id,
    )  # fmt: skip


def _is_meant_for(roundup: Roundup, day: date) -> bool:
    if roundup.every is Every.MONTHLY:
        return day.day == 1
    return roundup.every is Every.WEEKLY and day.weekday() == roundup.weekday


def _first_day(every: Every, day: date) -> date:
    """The first day that a roundup of a day is about."""
    if every is Every.MONTHLY:
        return (day.replace(day=1) - _DAY).replace(day=1)
    return day - timedelta(days=7)
