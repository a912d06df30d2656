"""Runs as owners see them: how they go, paused, gone on with and stopped; what is chosen for them.

The engines ask the store about every batch: a pause holds whatever is not begun by then.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.clock import Clock
from bot.domain.announcements import A_DAY
from bot.domain.channels import Channel
from bot.domain.journal import Deed
from bot.domain.paid_sending import price_stars
from bot.domain.runs import Run, RunKind, RunState
from bot.errors import InputRefused, NotFound
from bot.services.rights import Rights
from storage import (
    announcements,
    audiences,
    channels,
    journal,
    run_messages,
    run_settings,
    runs,
)
from storage.db import Database
from storage.run_settings import RunSettings

SHOWN_FROM = 50
"""Readers from which on owners see how a run goes by itself."""
MOST_NAMED = 500
"""People in doubt who are read for a report: more than a message holds."""
MOST_LISTED = 100_000
"""People in doubt who are listed in a file."""
RUNS_A_PAGE = 6

_DEEDS = {
    RunState.PAUSED: Deed.RUN_PAUSED,
    RunState.SENDING: Deed.RUN_WENT_ON,
    RunState.STOPPED: Deed.RUN_STOPPED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """A run as it is told: `about` is the beginning of an announcement.

    `unreached` of those who failed blocked the bot or are no more; `doubts` are names, the first
    `MOST_NAMED`.
    """

    run: Run
    channel: Channel
    about: str
    unreached: int
    doubts: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Runs:
    """A page of the runs of a channel, newest first, and what is chosen for them.

    `older` is the id to go on from.
    """

    channel: Channel
    items: Sequence[Progress]
    older: int | None
    settings: RunSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidDigests:
    """What paid sending of a channel's digests costs: at most `price` Stars, to all at once."""

    channel: Channel
    readers: int
    price: int
    settings: RunSettings


class Overseeing:
    """For owners; the only writer of a run's state but for the engine that ends it."""

    def __init__(self, db: Database, clock: Clock, rights: Rights) -> None:
        self._db = db
        self._clock = clock
        self._rights = rights

    @property
    def owner_ids(self) -> frozenset[int]:
        """Who sees runs."""
        return self._rights.owner_ids

    async def get(self, person_id: int, run_id: int) -> Progress:
        """A run as it is now.

        Raises:
            NotAllowed: the person is no owner.
            NotFound: there is no such run.
        """
        self._rights.require_owner(person_id)
        run = await runs.get(self._db, run_id)
        if run is None:
            raise NotFound("run-gone")
        return await self.tell(run)

    async def tell(self, run: Run) -> Progress:
        """A run with what is told beside its counts."""
        channel = await channels.get_channel(self._db, run.channel_id)
        assert channel is not None
        if run.subject_id is None:
            return Progress(
                run=run, channel=channel, about="",
                unreached=await run_messages.count_unreached_digests(self._db, run.id),
                doubts=await self._doubts(run, MOST_NAMED),
            )  # fmt: skip
        found = await announcements.get(self._db, run.subject_id)
        return Progress(
            run=run, channel=channel, about=found.content.title if found else "",
            unreached=await run_messages.count_unreached_readers(self._db, run.subject_id),
            doubts=await self._doubts(run, MOST_NAMED),
        )  # fmt: skip

    async def list_doubts(self, person_id: int, run_id: int) -> Sequence[str]:
        """Names of all who may have got it or not. Raises as `get`."""
        run = (await self.get(person_id, run_id)).run
        return await self._doubts(run, MOST_LISTED)

    async def _doubts(self, run: Run, limit: int) -> list[str]:
        if run.subject_id is None:
            return await run_messages.list_unknown_digests(self._db, run.id, limit=limit)
        return await run_messages.list_unknown_readers(self._db, run.subject_id, limit=limit)

    async def pause(self, person_id: int, run_id: int) -> Progress:
        """Send nothing more until somebody goes on; what is in flight arrives. Raises as `get`."""
        return await self._set_state(person_id, run_id, RunState.PAUSED)

    async def go_on(self, person_id: int, run_id: int) -> Progress:
        """Send again. Raises as `get`."""
        return await self._set_state(person_id, run_id, RunState.SENDING)

    async def stop(self, person_id: int, run_id: int) -> Progress:
        """Whoever is left does not get it: a digest's posts come in the next one. As `get`."""
        return await self._set_state(person_id, run_id, RunState.STOPPED)

    async def _set_state(self, person_id: int, run_id: int, state: RunState) -> Progress:
        run = (await self.get(person_id, run_id)).run
        now = self._clock.now()
        async with self._db.transaction(durable=True) as session:
            if await runs.set_state(session, run.id, state, now=now):
                await journal.insert(
                    session, _DEEDS[state], channel_id=run.channel_id, person_id=person_id,
                    now=now, detail=run.kind.value,
                )  # fmt: skip
        return await self.get(person_id, run_id)

    async def list_runs(self, person_id: int, channel_id: int, before: int | None) -> Runs:
        """The runs of a channel with ids below `before`, and what is chosen for them.

        Raises:
            NotAllowed: the person is no owner.
            NotFound: there is no such channel.
        """
        channel = await self._channel(person_id, channel_id)
        found = await run_messages.list_last(
            self._db, channel_id, before=before, limit=RUNS_A_PAGE + 1
        )
        items = found[:RUNS_A_PAGE]
        return Runs(
            channel=channel,
            items=[await self.tell(run) for run in items],
            older=items[-1].id if len(found) > RUNS_A_PAGE else None,
            settings=await run_settings.get(self._db, channel_id),
        )

    async def set_a_day(self, person_id: int, channel_id: int, most: int) -> None:
        """Choose how many announcements a day may go; 0: as many as there are.

        Raises:
            NotAllowed: the person is no owner.
            NotFound: there is no such channel.
            InputRefused: no such choice.
        """
        await self._channel(person_id, channel_id)
        if most not in A_DAY:
            raise InputRefused
        async with self._db.transaction() as session:
            await run_settings.set_announcements_a_day(session, channel_id, most)

    async def price_digests(self, person_id: int, channel_id: int) -> PaidDigests:
        """What paid sending of digests costs now, and whether it is on. Raises as `list_runs`."""
        channel = await self._channel(person_id, channel_id)
        groups = await audiences.list_groups(self._db, channel_id)
        readers = sum(group.count for group in groups)
        return PaidDigests(
            channel=channel,
            readers=readers,
            price=price_stars(readers),
            settings=await run_settings.get(self._db, channel_id),
        )

    async def set_digests_paid(
        self, person_id: int, channel_id: int, *, is_paid: bool
    ) -> PaidDigests:
        """Let digests go for Stars from now on, or no more. Raises as `list_runs`."""
        await self._channel(person_id, channel_id)
        deed = Deed.PAID_DIGESTS_ON if is_paid else Deed.PAID_DIGESTS_OFF
        async with self._db.transaction(durable=True) as session:
            before = await run_settings.get(session, channel_id)
            if before.are_digests_paid is not is_paid:
                await run_settings.set_digests_paid(session, channel_id, is_paid)
                await runs.set_paid(session, channel_id, RunKind.DIGEST, is_paid)
                await journal.insert(
                    session, deed, channel_id=channel_id, person_id=person_id,
                    now=self._clock.now(),
                )  # fmt: skip
        return await self.price_digests(person_id, channel_id)

    async def _channel(self, person_id: int, channel_id: int) -> Channel:
        self._rights.require_owner(person_id)
        channel = await channels.get_channel(self._db, channel_id)
        if channel is None:
            raise NotFound
        return channel

    async def list_unreported(self) -> list[Run]:
        """Runs that owners are still to be told of."""
        return await run_messages.list_unreported(self._db)

    async def list_messages(self, run_id: int) -> dict[int, int]:
        """person -> the message that tells them of a run."""
        return await run_messages.list_messages(self._db, run_id)

    async def note_message(self, run_id: int, person_id: int, message_id: int) -> None:
        """Remember the message that tells an owner of a run."""
        async with self._db.transaction() as session:
            await run_messages.set_message(session, run_id, person_id, message_id)

    async def note_reported(self, run_id: int) -> None:
        """Its end is told."""
        async with self._db.transaction() as session:
            await run_messages.set_reported(session, run_id, now=self._clock.now())
