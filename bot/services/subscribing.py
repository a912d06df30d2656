"""A reader's choices about digests: how often, when, in which zone."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.clock import Clock
from bot.domain.digests import (
    DEFAULT_CHOSEN,
    NO_DAYS,
    Frequency,
    Schedule,
    next_delivery,
    overtaken,
    period_key,
)
from bot.domain.people import Person
from bot.domain.subscriptions import (
    LEAST_CHOICES,
    MAX_PAUSE,
    MOST_CHOICES,
    Scope,
    Sorting,
    Subscription,
    Taste,
    unsubscribed,
)
from bot.errors import InputRefused, NotFound
from bot.services.delivering import leave_alone
from storage import digests, left_out, people, rubrics, subscriptions
from storage.db import Database, Session


class Subscribing:
    """The only writer of what a person chose; deliveries are Mailing's."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    async def get(self, person: Person, channel_id: int) -> Subscription:
        """The subscription of a person; what holds before the first choice, if there is none."""
        return await self._get(self._db, person, channel_id)

    async def set_frequency(
        self, person: Person, channel_id: int, frequency: Frequency
    ) -> Subscription:
        """Subscribe at once, change how often, or stop.

        Chosen days begin with Monday, Wednesday and Friday, if none was chosen before. Days that
        the new frequency would leave without any digest are quiet no more.
        """

        def changed(schedule: Schedule) -> Schedule:
            chosen = schedule.chosen
            if frequency is Frequency.CHOSEN and not chosen:
                chosen = DEFAULT_CHOSEN
            wanted = replace(schedule, frequency=frequency, chosen=chosen)
            return wanted if wanted.ever_comes else replace(wanted, quiet=NO_DAYS)

        return await self._change(person, channel_id, changed)

    async def set_minute(self, person: Person, channel_id: int, minute: int) -> Subscription:
        """Set the time, in minutes since local midnight."""
        return await self._change(
            person, channel_id, lambda schedule: replace(schedule, minute=minute)
        )

    async def set_weekday(self, person: Person, channel_id: int, weekday: int) -> Subscription:
        """Weekly from now on, on this day; Monday is 0."""
        return await self._change(
            person,
            channel_id,
            lambda schedule: replace(schedule, frequency=Frequency.WEEKLY, weekday=weekday),
        )

    async def choose_day(
        self, person: Person, channel_id: int, day: int, *, is_on: bool
    ) -> Subscription:
        """On chosen days from now on, this one among them or not; Monday is 0.

        A day that is chosen is quiet no more.

        Raises:
            InputRefused: no day would be left.
        """

        def changed(schedule: Schedule) -> Schedule:
            chosen = schedule.chosen | {day} if is_on else schedule.chosen - {day}
            quiet = schedule.quiet - {day} if is_on else schedule.quiet
            wanted = replace(schedule, frequency=Frequency.CHOSEN, chosen=chosen, quiet=quiet)
            if not wanted.ever_comes:
                raise InputRefused("digest-days-none")
            return wanted

        return await self._change(person, channel_id, changed)

    async def set_quiet(
        self, person: Person, channel_id: int, day: int, *, is_quiet: bool
    ) -> Subscription:
        """Whether nothing comes on a weekday; Monday is 0.

        Raises:
            InputRefused: no day would be left on which a digest comes.
        """

        def changed(schedule: Schedule) -> Schedule:
            quiet = schedule.quiet | {day} if is_quiet else schedule.quiet - {day}
            wanted = replace(schedule, quiet=quiet)
            if is_quiet and not wanted.ever_comes:
                raise InputRefused("digest-quiet-all")
            return wanted

        return await self._change(person, channel_id, changed)

    async def pause(self, person: Person, channel_id: int, until: date | None) -> Subscription:
        """No digest before a local day; None ends a pause.

        Raises:
            InputRefused: the day is not to come, or more than a year away.
        """
        now = self._clock.now()

        def changed(schedule: Schedule) -> Schedule:
            today = now.astimezone(schedule.zoneinfo).date()
            if until is not None and not today < until <= today + MAX_PAUSE:
                raise InputRefused("digest-pause-again")
            return replace(schedule, paused_until=until)

        return await self._change(person, channel_id, changed)

    async def pause_for(self, person: Person, channel_id: int, days: int) -> Subscription:
        """No digest for some days from today; 0 ends a pause.

        Raises:
            InputRefused: the days are less than none, or more than a year.
        """
        if not days:
            return await self.pause(person, channel_id, None)
        known = await self.get(person, channel_id)
        today = self._clock.now().astimezone(known.schedule.zoneinfo).date()
        if not 0 < days <= MAX_PAUSE.days:
            raise InputRefused("digest-pause-again")
        return await self.pause(person, channel_id, today + timedelta(days=days))

    async def set_scope(self, person: Person, channel_id: int, scope: Scope) -> Subscription:
        """Tell of all rubrics, of those that the person follows, or of all but some."""
        return await self._like(person, channel_id, lambda taste: replace(taste, scope=scope))

    async def set_most(self, person: Person, channel_id: int, most: int) -> Subscription:
        """How many posts a digest tells.

        Raises:
            InputRefused: it is none of `MOST_CHOICES`.
        """
        _require(most, MOST_CHOICES)
        return await self._like(person, channel_id, lambda taste: replace(taste, most=most))

    async def set_at_least(self, person: Person, channel_id: int, least: int) -> Subscription:
        """From how many new posts on a digest comes.

        Raises:
            InputRefused: it is none of `LEAST_CHOICES`.
        """
        _require(least, LEAST_CHOICES)
        return await self._like(person, channel_id, lambda taste: replace(taste, at_least=least))

    async def set_sorting(self, person: Person, channel_id: int, sorting: Sorting) -> Subscription:
        """Which posts come first."""
        return await self._like(person, channel_id, lambda taste: replace(taste, sorting=sorting))

    async def set_zone(self, person: Person, channel_id: int, zone: str) -> Subscription:
        """Set the zone (an IANA name) of a person, and of all that comes to them."""
        async with self._db.transaction() as session:
            await people.set_zone(session, person.id, zone)
            for other in await subscriptions.list_of_person(session, person.id):
                await self._save(session, other, replace(other.schedule, zone=zone))
        return await self.get(replace(person, zone=zone), channel_id)

    async def leave_out(
        self, person: Person, channel_id: int, rubric_id: int, *, is_out: bool
    ) -> Subscription:
        """Of all rubrics but some from now on, this one among them or not.

        Raises:
            NotFound: the channel has no such rubric.
        """
        async with self._db.transaction() as session:
            rubric = await rubrics.get_rubric(session, rubric_id)
            if rubric is None or rubric.channel_id != channel_id:
                raise NotFound("error-reader-rubric-gone")
            known = await self._get(session, person, channel_id)
            taste = replace(known.taste, scope=Scope.EXCEPT)
            stored = await self._save(session, replace(known, taste=taste), known.schedule)
            change = left_out.put if is_out else left_out.take
            await change(session, stored.id, rubric_id)
            return stored

    async def list_left_out(self, subscription: Subscription) -> dict[int, str]:
        """The rubrics that "all but some" leaves out: folded tags by id."""
        return await left_out.list_folds(self._db, subscription.id)

    async def leave_alone(self, person_id: int) -> None:
        """A person blocked the bot: nothing comes any more until they choose again."""
        async with self._db.transaction() as session:
            await leave_alone(session, person_id)

    async def _get(self, db: Session, person: Person, channel_id: int) -> Subscription:
        known = await subscriptions.get_of(db, person.id, channel_id)
        return known or unsubscribed(
            person.id, channel_id, zone=person.zone, now=self._clock.now()
        )

    async def _change(
        self, person: Person, channel_id: int, changed: Callable[[Schedule], Schedule]
    ) -> Subscription:
        async with self._db.transaction() as session:
            known = await self._get(session, person, channel_id)
            return await self._save(session, known, changed(known.schedule))

    async def _like(
        self, person: Person, channel_id: int, changed: Callable[[Taste], Taste]
    ) -> Subscription:
        async with self._db.transaction() as session:
            known = await self._get(session, person, channel_id)
            liked = replace(known, taste=changed(known.taste))
            return await self._save(session, liked, known.schedule)

    async def _save(
        self, session: Session, known: Subscription, schedule: Schedule
    ) -> Subscription:
        now = self._clock.now()
        changed = known.not_ahead_of(now).with_schedule(schedule, now=now)
        next_at = await self._next(session, known, schedule, now)
        await subscriptions.save(session, replace(changed, next_at=next_at))
        stored = await subscriptions.get_of(session, known.person_id, known.channel_id)
        assert stored is not None
        return stored

    async def _next(
        self, session: Session, known: Subscription, schedule: Schedule, now: datetime
    ) -> datetime | None:
        """The first delivery to come whose period has had none; today's too, if a change hit it.

        What is due and was not begun yet stays due.
        """

        if known.next_at is not None:
            kept = overtaken(known.schedule, known.next_at, schedule, now=now)
            if kept is not None and not await _is_over(session, known.id, schedule, kept):
                return kept
        return await first_left(session, known.id, schedule, after=now)


async def first_left(
    session: Session, subscription_id: int, schedule: Schedule, *, after: datetime
) -> datetime | None:
    """The first delivery after a moment whose period has had none; None when none comes."""
    at = next_delivery(schedule, after=after)
    while at and await _is_over(session, subscription_id, schedule, at):
        at = next_delivery(schedule, after=at)
    return at


async def _is_over(
    session: Session, subscription_id: int, schedule: Schedule, at: datetime
) -> bool:
    return await digests.has(session, subscription_id, period_key(schedule, at))


def _require(number: int, choices: Sequence[int]) -> None:
    if number not in choices:
        raise InputRefused
