"""Rewording: the author of an announcement edits the message that it was made of."""

from bot.domain.announcements import require_fit
from bot.domain.posts import Content
from bot.services.addressing import Addressing, Card
from storage import announcement_edits
from storage.db import Database


class Rewording:
    """What has not gone yet follows its message; what was confirmed stays as it was shown."""

    def __init__(self, db: Database, addressing: Addressing) -> None:
        self._db = db
        self._addressing = addressing

    async def find(self, person_id: int, message_id: int) -> int | None:
        """The draft that a person made of a message; None when there is none."""
        return await announcement_edits.find_draft(self._db, person_id, message_id)

    async def reword(self, person_id: int, message_id: int, content: Content) -> Card | None:
        """Give the draft of a message other words, or another file; None as `find`.

        Raises:
            NotAllowed, NotFound, ChannelUnavailable: as `Addressing.open`.
            InputRefused: it is no single message any more.
        """
        announcement_id = await self.find(person_id, message_id)
        if announcement_id is None:
            return None
        await self._addressing.open(person_id, announcement_id)
        require_fit(content)
        async with self._db.transaction() as session:
            await announcement_edits.set_content(session, announcement_id, content)
        return await self._addressing.open(person_id, announcement_id)
