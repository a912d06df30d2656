"""The letter of the week to those who write a channel: who gets it."""

from bot.services.registering import Registering
from storage import letters
from storage.db import Database


class Lettering:
    """Knows who wants letters; they come by default."""

    def __init__(self, db: Database, registering: Registering) -> None:
        self._db = db
        self._registering = registering

    async def is_on(self, person_id: int, channel_id: int) -> bool:
        """Whether a person gets letters about a channel."""
        return not await letters.has_switched_off(self._db, person_id, channel_id)

    async def switch(self, person_id: int, channel_id: int, *, is_on: bool) -> None:
        """Send letters about a channel to a person from now on, or none any more."""
        async with self._db.transaction() as session:
            await letters.switch(session, person_id, channel_id, is_on=is_on)
