"""What readers do not want: announcements of a channel, apart from its digests."""

from bot.clock import Clock
from bot.domain.channels import Channel
from bot.errors import NotFound
from storage import addressees, channels
from storage.db import Database, Session


class Declining:
    """Each person decides for themselves; the only writer of refusals."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    async def is_refused(self, person_id: int, channel_id: int) -> bool:
        """Whether a person gets no announcements of a channel."""
        return await addressees.is_refused(self._db, person_id, channel_id)

    async def refuse(self, person_id: int, channel_id: int) -> Channel:
        """No announcements of a channel from now on; its digests go on.

        Raises:
            NotFound: there is no such channel.
        """
        async with self._db.transaction() as session:
            channel = await _channel(session, channel_id)
            await addressees.refuse(session, person_id, channel.id, now=self._clock.now())
        return channel

    async def bring_back(self, person_id: int, channel_id: int) -> Channel:
        """Announcements of a channel again. Raises NotFound as `refuse`."""
        async with self._db.transaction() as session:
            channel = await _channel(session, channel_id)
            await addressees.bring_back(session, person_id, channel.id)
        return channel


async def _channel(db: Session, channel_id: int) -> Channel:
    channel = await channels.get_channel(db, channel_id)
    if channel is None:
        raise NotFound
    return channel
