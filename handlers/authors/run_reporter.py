"""Tells owners how a run goes: one message each, edited now and then, a report in the end."""

from datetime import datetime, timedelta
from typing import Any, Protocol

from aiogram.methods import EditMessageText, SendMessage

from bot.clock import Clock
from bot.domain.publications import Postponed, Refused, SendOutcome, Sent
from bot.domain.runs import Run
from bot.services.overseeing import SHOWN_FROM, Overseeing, Progress
from bot.services.registering import Registering
from handlers.authors.cards import screen
from handlers.authors.run_views import run_screen
from handlers.owners import translator_of
from storage.db import Database

# Between two edits of what is told of one run: edits share the rate of messages (tdlib/td#2592).
EVERY = timedelta(seconds=3)
# An edit that never can be made any more: the message is gone, or was never there.
_GONE = ("message to edit not found", "message can't be edited", "message_id_invalid")


class Carrier(Protocol):
    """Carries messages to people, at the pace of what nobody waits for."""

    async def send(self, method: Any) -> SendOutcome:
        """Make a call that sends or edits."""
        ...


class RunReporter:
    """Writes to owners in what the interactive traffic leaves of the rate."""

    def __init__(
        self,
        carrier: Carrier,
        db: Database,
        clock: Clock,
        registering: Registering,
        overseeing: Overseeing,
    ) -> None:
        self._carrier = carrier
        self._db = db
        self._clock = clock
        self._registering = registering
        self._overseeing = overseeing
        # run -> when it was told of last, and its counts then.
        self._told: dict[int, tuple[datetime, Run]] = {}

    async def report_due(self) -> datetime | None:
        """Tell of every run that changed, or ended."""
        for run in await self._overseeing.list_unreported():
            if self._is_due(run):
                await self._tell(run)
        return None

    def _is_due(self, run: Run) -> bool:
        told_at, before = self._told.get(run.id, (None, None))
        if told_at is None or not run.is_open:
            return True
        return before != run and self._clock.now() - told_at >= EVERY

    async def _tell(self, run: Run) -> None:
        messages = await self._overseeing.list_messages(run.id)
        is_shown = run.total >= SHOWN_FROM
        owners = self._overseeing.owner_ids if is_shown else frozenset(messages)
        progress = await self._overseeing.tell(run) if owners else None
        for owner_id in sorted(owners & self._overseeing.owner_ids):
            assert progress is not None
            if not await self._tell_owner(progress, owner_id, messages.get(owner_id)):
                # Told the next time, and the report not forgotten.
                return
        if run.is_open:
            self._told[run.id] = self._clock.now(), run
            return
        self._told.pop(run.id, None)
        await self._overseeing.note_reported(run.id)

    async def _tell_owner(self, progress: Progress, owner_id: int, message_id: int | None) -> bool:
        """Edit the owner's message, or send one; False when it is to be tried again."""
        t = await translator_of(self._db, self._registering, owner_id)
        shown = screen(*run_screen(t, progress, self._clock.now()))
        if message_id is not None:
            edit = EditMessageText(chat_id=owner_id, message_id=message_id, **shown)
            outcome = await self._carrier.send(edit)
            if not isinstance(outcome, Refused) or not _is_gone(outcome):
                return not isinstance(outcome, Postponed)
            if (await self._overseeing.list_messages(progress.run.id)).get(owner_id) != message_id:
                # The owner's press made another message tell it meanwhile.
                return False
        outcome = await self._carrier.send(SendMessage(chat_id=owner_id, **shown))
        if isinstance(outcome, Sent):
            await self._overseeing.note_message(progress.run.id, owner_id, outcome.message_ids[0])
        return not isinstance(outcome, Postponed)


def _is_gone(refused: Refused) -> bool:
    return any(sign in refused.reason.lower() for sign in _GONE)
