"""Delivers the letter of the week: on Mondays, to each of a team once at most, never an empty one.

A channel of which there is nothing to tell is over for that week with nothing sent.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Protocol

from bot.clock import Clock
from bot.domain.channels import Channel, ChannelState
from bot.domain.journal import Deed
from bot.domain.letters import Letter, comes_at, due_week, next_letter
from bot.domain.publications import Postponed, Refused, SendOutcome, Sent, Unknown
from bot.domain.team import Role
from bot.services.delivering import UNREACHABLE, Begin, Delivering, leave_alone, reachable
from bot.services.registering import Registering
from bot.tasks import Tasks
from storage import channels, journal, letters
from storage.db import Database, Session
from storage.letters import LetterKey

log = logging.getLogger(__name__)


class Messenger(Protocol):
    """Writes letters to people."""

    async def wait_for_room(self) -> int:
        """Return when letters may be sent now: how many at once."""
        ...

    async def deliver(self, person_id: int, language: str, letter: Letter) -> SendOutcome:
        """Send a letter to a person, never twice; `is_channel_lost` says: not reachable."""
        ...


class Composer(Protocol):
    """Finds what a letter tells."""

    async def compose(
        self, channel: Channel, week: date, *, author_id: int | None
    ) -> Letter | None:
        """The letter of a Monday, None where there is nothing to tell.

        With an author, of what is planned only theirs.
        """
        ...


@dataclass(frozen=True, slots=True)
class _Claim:
    """A letter that this process, and no other, is to send to a person."""

    key: LetterKey
    letter: Letter = field(repr=False)


class Lettering(Delivering[_Claim, LetterKey]):
    """The only writer of letters, and of who wants them; they come by default."""

    name = "letters"

    def __init__(
        self,
        db: Database,
        clock: Clock,
        tasks: Tasks,
        registering: Registering,
        composer: Composer,
        messenger: Messenger,
    ) -> None:
        super().__init__(db, clock, tasks, messenger)
        self._registering = registering
        self._composer = composer
        self._messenger = messenger
        self._composed: dict[tuple[int, date, int | None], Letter | None] = {}
        # What cannot be composed is tried again by the next process, and holds nobody up.
        self._broken: set[tuple[int, date]] = set()
        self._not_before: datetime | None = None

    async def is_on(self, person_id: int, channel_id: int) -> bool:
        """Whether a person gets letters about a channel."""
        return not await letters.has_switched_off(self._db, person_id, channel_id)

    async def switch(self, person_id: int, channel_id: int, *, is_on: bool) -> None:
        """Send letters about a channel to a person from now on, or none any more.

        Raises:
            NotAllowed: the person is not of its team.
        """
        await self._registering.rights.require_member(person_id, channel_id)
        async with self._db.transaction() as session:
            await letters.switch(session, person_id, channel_id, is_on=is_on)

    async def next_due(self) -> datetime | None:
        """When the next letter comes; a moment that is past while somebody waits for theirs."""
        now = self._clock.now()
        moments = []
        for channel in await self._list_channels():
            moments.append(next_letter(now, channel.zoneinfo))
            week = due_week(now, channel.zoneinfo)
            if week and await self._list_waiting(channel, week):
                at = comes_at(week, channel.zoneinfo)
                moments.append(max(at, self._not_before or at))
        return min(moments, default=None)

    async def find(self, limit: int, now: datetime) -> Begin[_Claim] | None:
        """Look for letters that are due, at most `limit`, and compose them."""
        found: list[tuple[LetterKey, Letter | None]] = []
        for channel in await self._list_channels():
            week = due_week(now, channel.zoneinfo)
            waiting = await self._list_waiting(channel, week) if week else []
            if week and waiting and len(found) < limit:
                found += await self._letters_of(channel, week, waiting[: limit - len(found)])
        if not found:
            return None

        async def begin(session: Session) -> list[_Claim]:
            begun = []
            for key, letter in found:
                state: letters.State = "sending" if letter else "empty"
                if await letters.claim(session, key, state=state, now=now) and letter:
                    begun.append(_Claim(key, letter))
            return begun

        return begin

    async def _letters_of(
        self, channel: Channel, week: date, people: Sequence[int]
    ) -> list[tuple[LetterKey, Letter | None]]:
        """Letters to people of a channel; None: of which there is nothing to tell."""
        try:
            found = [(one, await self._letter(channel, week, one)) for one in people]
        except Exception:
            log.exception("the letter of channel %s", channel.id)
            self._broken.add((channel.id, week))
            return []
        return [(LetterKey(channel.id, week.isoformat(), one), letter) for one, letter in found]

    async def _letter(self, channel: Channel, week: date, person_id: int) -> Letter | None:
        """The letter of a channel; one for all who may see the whole plan."""
        role = await self._registering.rights.role_in(person_id, channel.id)
        author_id = person_id if role is Role.AUTHOR else None
        key = channel.id, week, author_id
        if key not in self._composed:
            self._composed[key] = await self._composer.compose(channel, week, author_id=author_id)
        return self._composed[key]

    async def _list_channels(self) -> list[Channel]:
        found = await channels.list_channels(self._db)
        return [channel for channel in found if channel.state is ChannelState.CONNECTED]

    async def _list_waiting(self, channel: Channel, week: date) -> list[int]:
        """Ids of those whose letter has not begun: of the team, and connected, by its moment."""
        if (channel.id, week) in self._broken:
            return []
        return await letters.list_waiting(
            self._db,
            channel.id,
            week.isoformat(),
            since=comes_at(week, channel.zoneinfo),
            owner_ids=self._registering.owner_ids,
        )

    async def send(self, claim: _Claim) -> SendOutcome:
        """Send a letter to its person, in their language."""
        person = await reachable(self._db, claim.key.person_id)
        if person is None:
            return UNREACHABLE
        language = self._registering.language_of(person)
        return await self._messenger.deliver(person.id, language, claim.letter)

    async def settle(self, session: Session, claim: _Claim, outcome: SendOutcome) -> None:
        """Write what a letter came to."""
        now = self._clock.now()
        match outcome:
            case Sent():
                await letters.settle(session, claim.key, state="sent", now=now)
            case Postponed(wait_seconds):
                await letters.withdraw(session, claim.key)
                self._not_before = now + timedelta(seconds=wait_seconds)
            case Refused(reason):
                log.info("letter to %s refused: %s", claim.key.person_id, reason)
                await letters.settle(session, claim.key, state="failed", now=now, error=reason)
                if outcome.is_channel_lost:
                    await leave_alone(session, claim.key.person_id)
            case Unknown(reason):
                await letters.settle(session, claim.key, state="sending", now=now, error=reason)

    async def list_lost(self) -> Sequence[LetterKey]:
        """Letters whose outcome nobody knows."""
        return await letters.list_open(self._db)

    async def tell_lost(self, lost: Sequence[LetterKey]) -> bool:
        """The same figures stand in the statistics: nobody is written to; owners read journals."""
        return bool(lost)

    async def settle_lost(self, session: Session, lost: LetterKey, now: datetime) -> None:
        """Write that nobody knows, in the journal of the channel too."""
        await letters.settle(session, lost, state="unknown", now=now)
        await journal.insert(
            session, Deed.LETTER_LOST, channel_id=lost.channel_id, person_id=lost.person_id,
            now=now, detail=lost.week,
        )  # fmt: skip

    async def forget(self) -> None:
        """Letters are of one run."""
        self._composed.clear()
