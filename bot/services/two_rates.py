"""Room for messages in bulk at two rates, free and paid for, whichever has it first."""

import asyncio
from collections.abc import Iterable
from typing import Protocol

from bot.domain.publications import Postponed, Refused, SendOutcome


class Messenger(Protocol):
    """Knows how much may be sent, free or for Telegram Stars."""

    async def wait_for_room(self, *, is_paid: bool = False) -> int:
        """Return when messages may be sent now: how many at once."""
        ...


class TwoRates:
    """Says when messages may go; `is_paid` then says at which rate, and so which ones."""

    def __init__(self, messenger: Messenger) -> None:
        self._messenger = messenger
        self._wanted = frozenset({False})
        self.is_paid = False

    def want(self, are_paid: Iterable[bool]) -> None:
        """What is due goes at these rates; where nothing is, at the free one."""
        self._wanted = frozenset(are_paid) or frozenset({False})

    async def wait_for_room(self) -> int:
        """Return when messages of one of the rates may be sent now: how many at once."""
        if len(self._wanted) == 1:
            (self.is_paid,) = self._wanted
            return await self._messenger.wait_for_room(is_paid=self.is_paid)
        free, paid = (
            asyncio.ensure_future(self._messenger.wait_for_room(is_paid=is_paid))
            for is_paid in (False, True)
        )
        try:
            await asyncio.wait((free, paid), return_when=asyncio.FIRST_COMPLETED)
            # There is always room for more that is paid for: what is free would starve.
            self.is_paid = not free.done()
            return (paid if self.is_paid else free).result()
        finally:
            free.cancel()
            paid.cancel()


def is_pay_refused(outcome: SendOutcome) -> bool:
    """Whether a message that was to be paid for may be known not to be sent for that alone.

    Telegram says nowhere how it refuses: whatever it answers but for the person is taken so, a
    rate that it does not grant too. The message is sent again for free, and then tells.
    """
    match outcome:
        case Refused():
            return not outcome.is_channel_lost
        case Postponed():
            return outcome.is_asked
    return False
