"""Arranges the welcome of a source: its messages, their delays, and who is on the way."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from bot.clock import Clock
from bot.domain.channels import Channel
from bot.domain.posts import Content
from bot.domain.subscribers import Source
from bot.domain.welcomes import MOST_STEPS, Step, require_delay, require_fit
from bot.errors import InputRefused, NotFound
from bot.services.rights import Rights
from storage import channels, subscriber_sources, welcome_steps, welcomes
from storage.db import Database, Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """The welcome of a source, with what became of it.

    `running`, `stopped` and `done` are people; `told` counts messages by step and state
    (`sent`, `failed`, `unknown`), no key: none.
    """

    source: Source
    channel: Channel
    steps: tuple[Step, ...]
    running: int
    stopped: int
    done: int
    told: Mapping[int, Mapping[str, int]]

    def find(self, step_id: int) -> Step:
        """A step of it.

        Raises:
            NotFound: it was removed.
        """
        for step in self.steps:
            if step.id == step_id:
                return step
        raise NotFound

    def number_of(self, step: Step) -> int:
        """Which of the messages it is, from 1 on."""
        return self.steps.index(step) + 1


class Arranging:
    """The only writer of steps; for owners, as all settings of a channel."""

    def __init__(self, db: Database, clock: Clock, rights: Rights) -> None:
        self._db = db
        self._clock = clock
        self._rights = rights

    async def get(self, person_id: int, source_id: int) -> Series:
        """The welcome of a source.

        Raises:
            NotAllowed: the person is no owner.
            NotFound: there is no such source.
        """
        self._rights.require_owner(person_id)
        return await _read(self._db, source_id)

    async def get_of_step(self, person_id: int, step_id: int) -> Series:
        """The welcome that a step belongs to.

        Raises:
            NotAllowed, NotFound: as `get`; or the step was removed.
        """
        self._rights.require_owner(person_id)
        return await _read(self._db, await _source_of(self._db, step_id))

    async def require_room(self, person_id: int, source_id: int) -> Series:
        """The welcome, when one more message fits.

        Raises:
            NotAllowed, NotFound: as `get`.
            InputRefused: it has as many as it may have.
        """
        series = await self.get(person_id, source_id)
        if len(series.steps) >= MOST_STEPS:
            raise InputRefused("welcome-full", count=MOST_STEPS)
        return series

    async def add(
        self, person_id: int, source_id: int, content: Content, delay: timedelta
    ) -> Series:
        """Add a message; added again, it is the same one.

        Raises:
            NotAllowed, NotFound: as `get`.
            InputRefused: it does not fit a message, its delay is taken or too long, or there are
                five of them.
        """
        self._rights.require_owner(person_id)
        require_fit(content)
        async with self._db.transaction() as session:
            steps = (await _read(session, source_id)).steps
            if not any(step.delay == delay and step.content == content for step in steps):
                if len(steps) >= MOST_STEPS:
                    raise InputRefused("welcome-full", count=MOST_STEPS)
                require_delay(delay, steps)
                now = self._clock.now()
                await welcome_steps.insert(session, source_id, content, delay, now=now)
                await welcomes.look_again(session, source_id, now=now)
        return await _read(self._db, source_id)

    async def set_content(self, person_id: int, step_id: int, content: Content) -> Series:
        """Change what a message says, for those who have not got it.

        Raises:
            NotAllowed, NotFound, InputRefused: as `add`.
        """
        self._rights.require_owner(person_id)
        require_fit(content)
        async with self._db.transaction() as session:
            source_id = await _source_of(session, step_id)
            await welcome_steps.set_content(session, step_id, content)
        return await _read(self._db, source_id)

    async def set_delay(self, person_id: int, step_id: int, delay: timedelta) -> Series:
        """Change when a message comes, for those who have not got it.

        Raises:
            NotAllowed, NotFound, InputRefused: as `add`.
        """
        self._rights.require_owner(person_id)
        async with self._db.transaction() as session:
            source_id = await _source_of(session, step_id)
            steps = await welcome_steps.list_steps(session, source_id)
            before = next(step for step in steps if step.id == step_id)
            if before.delay != delay:
                require_delay(delay, [step for step in steps if step.id != step_id])
                now = self._clock.now()
                await welcome_steps.set_delay(session, step_id, delay, now=now)
                await welcomes.look_again(session, source_id, now=now)
        return await _read(self._db, source_id)

    async def remove(self, person_id: int, step_id: int) -> Series:
        """Take a message out; whoever waited for it waits for the next one, or for none.

        Raises:
            NotAllowed, NotFound: as `get_of_step`.
        """
        self._rights.require_owner(person_id)
        async with self._db.transaction() as session:
            source_id = await _source_of(session, step_id)
            now = self._clock.now()
            await welcome_steps.remove(session, step_id, now=now)
            await welcomes.look_again(session, source_id, now=now)
        return await _read(self._db, source_id)


async def _read(db: Session, source_id: int) -> Series:
    source = await subscriber_sources.get_source(db, source_id)
    channel = await channels.get_channel(db, source.channel_id) if source else None
    if source is None or channel is None:
        raise NotFound
    steps = await welcome_steps.list_steps(db, source_id)
    people = await welcomes.count_states(db, source_id)
    return Series(
        source=source,
        channel=channel,
        steps=tuple(steps),
        running=people.get("running", 0),
        stopped=people.get("stopped", 0),
        done=people.get("done", 0),
        told=await welcome_steps.count_deliveries(db, [step.id for step in steps]),
    )


async def _source_of(db: Session, step_id: int) -> int:
    source_id = await welcome_steps.get_source_id(db, step_id)
    if source_id is None:
        raise NotFound
    return source_id
