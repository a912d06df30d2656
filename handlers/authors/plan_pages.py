"""Pages of the plan, read for somebody of the team: a week, or what of it fits."""

from datetime import UTC, date, datetime, time, timedelta

from bot.clock import Clock
from bot.domain.channels import Channel
from bot.domain.dates import local_to_utc
from bot.domain.people import Person
from bot.domain.team import Role
from bot.services.planning import Planned
from bot.services.registering import Registering
from bot.services.surveying import Surveying
from handlers.authors.bylines import list_bylines
from handlers.authors.calendar_views import FARTHEST
from handlers.authors.plan_views import Outlook, Turn
from storage.db import Database, from_ms

WEEK = timedelta(days=7)
_LONGEST_PAGE, _SHORTEST_PAGE = 20, 8
_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


class PlanPages:
    """Reads a page of the plan for somebody of the team."""

    def __init__(
        self, db: Database, clock: Clock, registering: Registering, surveying: Surveying
    ) -> None:
        self._db = db
        self._clock = clock
        self._registering = registering
        self._surveying = surveying

    async def outlook(self, person: Person, channel: Channel, key: tuple[int, int]) -> Outlook:
        """The week behind the key (moment_ms, id); (0, 0) is the one that begins today.

        Authors see their own posts, editors those of everybody in the channel.
        """
        since, start, until = self._bounds(channel, key)
        role = await self._registering.rights.role_in(person.id, channel.id)
        author_id = person.id if role is Role.AUTHOR else None
        found = await self._surveying.list_planned(
            channel, since, until, after=key[1], limit=_LONGEST_PAGE + 1, author_id=author_id
        )
        posts, rest = found[:_LONGEST_PAGE], found[_LONGEST_PAGE:]
        later: list[Planned] = []
        if len(posts) < _SHORTEST_PAGE:
            later = await self._surveying.list_planned(
                channel, until, until + 2 * FARTHEST, limit=_SHORTEST_PAGE - len(posts),
                author_id=author_id,
            )  # fmt: skip
        return Outlook(
            channel=channel,
            start=start,
            posts=posts,
            later=later,
            slots=await self._surveying.list_free_slots(channel, start, until),
            taken=await self._surveying.list_moments(channel, since, until),
            turns=self._turns(channel, start, posts[-1] if rest else None, is_first=not key[1]),
            bylines=await list_bylines(self._db, [p.post for p in (*posts, *later)], person),
        )

    def today(self, channel: Channel) -> date:
        """The day that it is in a channel."""
        return self._clock.now().astimezone(channel.zoneinfo).date()

    def _bounds(
        self, channel: Channel, key: tuple[int, int]
    ) -> tuple[datetime, datetime, datetime]:
        """Where the posts of a page begin, where its slots do, and the end of its week."""
        today = self.today(channel)
        moment = _moment_of(key[0])
        ahead = (moment.astimezone(channel.zoneinfo).date() - today).days if moment else 0
        week = today + ahead // 7 * WEEK
        until = midnight(week + WEEK, channel)
        if moment is None or not 0 <= ahead <= FARTHEST.days:
            return _BEGINNING, midnight(today, channel), midnight(today + WEEK, channel)
        is_first = week == today and not key[1]
        return _BEGINNING if is_first else moment, midnight(week, channel), until

    def _turns(
        self, channel: Channel, start: datetime, last: Planned | None, *, is_first: bool
    ) -> list[Turn]:
        """The way to the week before, and on: within a full week, or to the next one."""
        today, week = self.today(channel), start.astimezone(channel.zoneinfo).date()
        turns = []
        before = week - WEEK if is_first else week
        if before >= today:
            at = None if before == today else midnight(before, channel)
            turns.append(Turn(key="button-previous", moment=at, day=before))
        if last is not None:
            publication = last.publication
            turns.append(Turn(key="button-next", moment=publication.planned_at, id=publication.id))
        elif week + WEEK <= today + FARTHEST:
            at = midnight(week + WEEK, channel)
            turns.append(Turn(key="button-next", moment=at, day=week + WEEK))
        return turns


def midnight(day: date, channel: Channel) -> datetime:
    """The beginning of a day in a channel's zone, aware UTC."""
    return local_to_utc(day, time(), channel.zoneinfo)


def _moment_of(ms: int) -> datetime | None:
    """The moment of a key; None for the beginning, and for what no calendar has."""
    try:
        return from_ms(ms) if ms else None
    except OverflowError:
        return None
