"""The letter of the week: when it comes, which days it is about, what it tells."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.channels import Channel
from bot.domain.dates import local_to_utc
from bot.domain.statistics import BestTime, Extremes, Overview, RubricRow, RubricTable

COMES_AT = time(10)
WEEK = timedelta(days=7)
CATCH_UP = timedelta(days=2)
"""Monday and Tuesday: after an outage the letter still comes, later it is left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A post that is to come."""

    title: str
    moment: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What is told of the week before the Monday `week`, and of the one that begins.

    `grown` is the rubric whose posts gained most, with the table it stands in; None where the
    posts do not say. `planned` are the first of `planned_count` posts. `links` are addresses of
    posts by their ids.
    """

    channel: Channel
    week: date
    overview: Overview
    extremes: Extremes
    links: dict[int, str]
    grown: tuple[RubricRow, RubricTable] | None
    planned: tuple[Planned, ...]
    planned_count: int
    best_time: BestTime | None
    written_at: datetime

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day it is about: Monday and Sunday."""
        return self.week - WEEK, self.week - timedelta(days=1)


def monday_of(moment: datetime, zone: ZoneInfo) -> date:
    """The Monday of the week that a moment is in, on the calendar of a zone."""
    day = moment.astimezone(zone).date()
    return day - timedelta(days=day.weekday())


def comes_at(week: date, zone: ZoneInfo) -> datetime:
    """When the letter of a Monday comes: 10:00 on the wall clock, aware UTC."""
    return local_to_utc(week, COMES_AT, zone)


def begins_at(week: date, zone: ZoneInfo) -> datetime:
    """When a week begins, aware UTC; the letter is about the one that ends then."""
    return local_to_utc(week, time(), zone)


def due_week(now: datetime, zone: ZoneInfo) -> date | None:
    """The Monday whose letter may come now; None outside Monday from 10:00 on and Tuesday."""
    week = monday_of(now, zone)
    is_over = now >= begins_at(week + CATCH_UP, zone)
    return None if is_over or now < comes_at(week, zone) else week


def next_letter(now: datetime, zone: ZoneInfo) -> datetime:
    """When the next letter comes, strictly after `now`."""
    week = monday_of(now, zone)
    at = comes_at(week, zone)
    return at if at > now else comes_at(week + WEEK, zone)
