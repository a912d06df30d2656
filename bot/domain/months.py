"""Months of an archive on the wall clock of a zone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

FIRST_YEAR, LAST_YEAR = 2010, 9998
"""Telegram is younger than the first; the last one's end can still be written as a moment."""


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month of a year."""

    year: int
    number: int

    @classmethod
    def of(cls, moment: datetime, zone: ZoneInfo) -> "Month":
        """The month that a moment falls into."""
        local = moment.astimezone(zone)
        return cls(local.year, local.month)

    @property
    def is_real(self) -> bool:
        """Whether a post may have been published in it."""
        return FIRST_YEAR <= self.year <= LAST_YEAR and 1 <= self.number <= 12

    @property
    def following(self) -> "Month":
        """The month behind it."""
        return Month(self.year + self.number // 12, self.number % 12 + 1)

    def start(self, zone: ZoneInfo) -> datetime:
        """Its first moment, UTC."""
        return datetime(self.year, self.number, 1, tzinfo=zone).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class MonthCount:
    """A month and how many posts were published in it."""

    month: Month
    posts: int


def months_between(first: Month, last: Month) -> Iterator[Month]:
    """Every month from one to another, both included; never more than a thousand."""
    month = first
    for _ in range(1000):
        if month > last:
            return
        yield month
        month = month.following
