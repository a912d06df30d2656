"""The exact meter: what it reads of messages, how often, and what may keep it from reading."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from bot.domain.numbers import Metric

MOST_IDS = 100
"""Messages that one call may ask for (Telegram, `channels.getMessages`)."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What Telegram filled in for a message; None is what it did not fill in."""

    message_id: int
    views: int | None
    forwards: int | None


class Trouble(StrEnum):
    """What keeps the meter from reading.

    SIGN_IN: Telegram refuses the token or the application; INVISIBLE: the meter's bot is no
    administrator of the channel; UNREACHABLE: no answer; BUSY: asked to wait.
    """

    SIGN_IN = "sign-in"
    INVISIBLE = "invisible"
    UNREACHABLE = "unreachable"
    BUSY = "busy"


@dataclass(frozen=True, slots=True)
class Refusal:
    """The meter could not read. `wait` is what Telegram asked for, if it did."""

    trouble: Trouble
    detail: str
    wait: timedelta | None = None

    @property
    def is_lasting(self) -> bool:
        """Whether somebody has to do something about it."""
        return self.trouble in (Trouble.SIGN_IN, Trouble.INVISIBLE)

    @property
    def rest(self) -> timedelta:
        """How long to leave Telegram alone."""
        return self.wait or (timedelta(days=1) if self.is_lasting else timedelta(minutes=15))


class Reach(StrEnum):
    """Which posts a pass reads: of two days, of a month, all."""

    FRESH = "fresh"
    MONTH = "month"
    ALL = "all"

    @property
    def age(self) -> timedelta | None:
        """How old posts may be; None without end."""
        return _AGES[self]

    @property
    def every(self) -> timedelta:
        """From the end of a pass to the next."""
        return _EVERY[self]


_AGES = {Reach.FRESH: timedelta(days=2), Reach.MONTH: timedelta(days=30), Reach.ALL: None}
_EVERY = {
    Reach.FRESH: timedelta(minutes=10),
    Reach.MONTH: timedelta(hours=6),
    Reach.ALL: timedelta(days=7),
}


def count_given(readings: Iterable[Reading]) -> dict[Metric, int]:
    """Of how many messages each metric was filled in; one that never was is left out."""
    given = {Metric.VIEWS: 0, Metric.FORWARDS: 0}
    for reading in readings:
        given[Metric.VIEWS] += reading.views is not None
        given[Metric.FORWARDS] += reading.forwards is not None
    return {metric: posts for metric, posts in given.items() if posts}
