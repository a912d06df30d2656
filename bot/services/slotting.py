"""The weekly slots of channels: seen, added, removed by their owners."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.clock import Clock
from bot.domain.channels import Channel
from bot.domain.journal import Deed
from bot.domain.slot_words import MAX_SLOTS
from bot.domain.slots import DEFAULT_SLOTS, Slot
from bot.errors import InputRefused, NotFound
from bot.services.rights import Rights
from storage import channels, journal, slots
from storage.db import Database, Session


@dataclass(frozen=True, slots=True)
class Week:
    """The slots of a channel in the order of the week; `is_own` is False for the default ones."""

    channel: Channel
    slots: Sequence[Slot]
    is_own: bool


class Slotting:
    """The only writer of slots. Each step done twice is as good as done once."""

    def __init__(self, db: Database, clock: Clock, rights: Rights) -> None:
        self._db = db
        self._clock = clock
        self._rights = rights

    async def get_week(self, person_id: int, channel_id: int) -> Week:
        """The slots of a channel.

        Raises:
            NotAllowed: the person is no owner.
            NotFound: the channel is gone.
        """
        self._rights.require_owner(person_id)
        return await self._week(self._db, channel_id)

    async def add(self, person_id: int, channel_id: int, added: Sequence[Slot]) -> Week:
        """Add slots to those that count now; one that is there takes the new rubric.

        Raises:
            NotAllowed: the person is no owner.
            InputRefused: they would be too many.
        """
        return await self._change(person_id, channel_id, added=added)

    async def remove(self, person_id: int, channel_id: int, weekday: int, minute: int) -> Week:
        """Take a slot away, if it is there.

        Raises:
            NotAllowed: the person is no owner.
        """
        return await self._change(person_id, channel_id, removed=(weekday, minute))

    async def reset(self, person_id: int, channel_id: int) -> Week:
        """Keep to the default slots again.

        Raises:
            NotAllowed: the person is no owner.
        """
        self._rights.require_owner(person_id)
        async with self._db.transaction() as session:
            if (await self._week(session, channel_id)).is_own:
                await slots.replace(session, channel_id, None)
                await self._note(session, Deed.SLOTS_RESET, person_id, channel_id)
            return await self._week(session, channel_id)

    async def _change(
        self,
        person_id: int,
        channel_id: int,
        *,
        added: Sequence[Slot] = (),
        removed: tuple[int, int] | None = None,
    ) -> Week:
        self._rights.require_owner(person_id)
        async with self._db.transaction() as session:
            before = (await self._week(session, channel_id)).slots
            by_moment = {(slot.weekday, slot.minute): slot for slot in (*before, *added)}
            gone = by_moment.pop(removed, None) if removed is not None else None
            if len(by_moment) > MAX_SLOTS:
                raise InputRefused("error-slots-too-many", count=MAX_SLOTS)
            await slots.replace(session, channel_id, sorted(by_moment.values()))
            if gone is not None:
                await self._note(session, Deed.SLOT_REMOVED, person_id, channel_id, gone)
            if new := sorted(set(added).difference(before)):
                await self._note(session, Deed.SLOTS_ADDED, person_id, channel_id, *new)
            return await self._week(session, channel_id)

    async def _note(
        self, session: Session, deed: Deed, person_id: int, channel_id: int, *named: Slot
    ) -> None:
        await journal.insert(
            session, deed, channel_id=channel_id, person_id=person_id, now=self._clock.now(),
            detail="\n".join(slot.pack() for slot in named),
        )  # fmt: skip

    async def _week(self, session: Session, channel_id: int) -> Week:
        channel = await channels.get_channel(session, channel_id)
        if channel is None:
            raise NotFound("error-channel-gone")
        own = await slots.list_slots(session, channel_id)
        return Week(channel, DEFAULT_SLOTS if own is None else own, own is not None)
