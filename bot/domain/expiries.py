"""Ends that are set for a published post beforehand: it leaves its channel, or is unpinned."""

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.dates import parse_duration, parse_moment
from bot.domain.options import Options
from bot.errors import InputRefused

LATE_END_FROM = timedelta(minutes=5)
"""Less than that behind its moment is no lateness that is spoken of."""

_NEVER = re.compile(
    r"^(?:нет|никогда|не\s+удалять|не\s+откреплять|без\s+срока|выкл|no|never|off|none|[-–—0])\.?$",
    re.IGNORECASE,
)


class Ending(StrEnum):
    """What happens when the time is up."""

    DELETE = "delete"
    UNPIN = "unpin"


class ExpiryState(StrEnum):
    """waiting -> done; aside: refused by Telegram, dropped when there was nothing to end."""

    WAITING = "waiting"
    DONE = "done"
    REFUSED = "refused"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Expiry:
    """The end of a published post; `ends_at` is the moment that people were shown.

    `losses` are calls whose answer was lost; `updated_at` of one that is over is when it was.
    """

    post_id: int
    ending: Ending
    state: ExpiryState
    person_id: int
    ends_at: datetime
    losses: int
    error: str | None
    updated_at: datetime


LONGEST = {Ending.DELETE: timedelta(hours=47), Ending.UNPIN: timedelta(days=365)}
"""A bot deletes posts for 48 hours (Bot API, `deleteMessage`). An hour less leaves time for an
answer that is lost and for a start over: what was promised to be deleted is to be gone, and not
to end as a stub whose pictures stay."""

CHOICES = {
    Ending.DELETE: (
        timedelta(hours=1), timedelta(hours=6), timedelta(hours=24), LONGEST[Ending.DELETE],
    ),
    Ending.UNPIN: (
        timedelta(hours=1), timedelta(hours=24), timedelta(days=3), timedelta(days=7),
    ),
}  # fmt: skip
"""Terms that are offered ready-made."""


def term_of(options: Options, ending: Ending) -> timedelta | None:
    """How long after its publication a post with these options ends; None for never.

    What is not pinned has no pin to end.
    """
    if ending is Ending.UNPIN:
        minutes = options.unpin_after if options.is_pinned else 0
    else:
        minutes = options.delete_after
    return timedelta(minutes=minutes) if minutes > 0 else None


def with_term(options: Options, ending: Ending, term: timedelta) -> Options:
    """Options with a term; zero is never.

    Raises:
        InputRefused: it is longer than it may be.
    """
    minutes = term // timedelta(minutes=1)
    if term > LONGEST[ending]:
        raise too_long(ending)
    if ending is Ending.UNPIN:
        return replace(options, unpin_after=max(minutes, 0))
    return replace(options, delete_after=max(minutes, 0))


def read_term(text: str) -> timedelta | None:
    """A typed term; zero for `never`, `нет` and the like, None when it is not understood."""
    return timedelta(0) if _NEVER.match(text.strip()) else parse_duration(text)


def read_end(text: str, *, now: datetime, zone: ZoneInfo) -> datetime | None:
    """A typed end of a post that is out, aware UTC: a term from now, or a moment.

    None when it is not understood.
    """
    term = parse_duration(text)
    if term is None:
        return parse_moment(text, now=now, zone=zone)
    # Years beyond the calendar's last one are as much too long as this is.
    return now + min(term, 2 * max(LONGEST.values()))


def latest_end(ending: Ending, *, published_at: datetime, now: datetime) -> datetime:
    """The last moment that may be promised for a post that is out."""
    return LONGEST[ending] + (published_at if ending is Ending.DELETE else now)


def require_end(ending: Ending, at: datetime, *, published_at: datetime, now: datetime) -> None:
    """Refuse an end that cannot be.

    Raises:
        InputRefused: it is past, or too far.
    """
    if at <= now:
        raise InputRefused("expiry-past")
    if at > latest_end(ending, published_at=published_at, now=now):
        raise too_long(ending)


def too_long(ending: Ending) -> InputRefused:
    """Why a term is refused."""
    is_delete = ending is Ending.DELETE
    return InputRefused("expiry-delete-too-long" if is_delete else "expiry-unpin-too-long")
