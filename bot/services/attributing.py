"""Whom a source of subscribers brought: arrivals, departures, and first presses of Start."""

from datetime import datetime
from typing import Protocol

from bot.domain.channels import ChannelState
from bot.domain.subscribers import Move, Source
from bot.domain.team import Role
from bot.services.rights import Rights
from storage import channels, people, stays, subscriber_sources
from storage.db import Database, Session


class Welcomer(Protocol):
    """Welcomes those who came by a source and can be written to."""

    async def begin(
        self,
        session: Session,
        channel_id: int,
        person_id: int,
        source_id: int,
        came_at: datetime,
    ) -> None:
        """Somebody came by a source and has pressed Start, whichever was later.

        Told in the transaction that notes it, and perhaps more than once.
        """
        ...


class Attributing:
    """The only writer of arrivals, departures and starts."""

    def __init__(self, db: Database, rights: Rights, welcomer: Welcomer | None = None) -> None:
        self._db = db
        self._rights = rights
        self._welcomer = welcomer

    async def take_move(self, move: Move) -> None:
        """Somebody came to a channel or left it; told again, or out of order, it is the same."""
        channel = await channels.get_by_chat(self._db, move.chat_id)
        if channel is None or channel.state is ChannelState.DISCONNECTED:
            return
        async with self._db.transaction() as session:
            link = move.invite_link if move.is_arrival else None
            source = link and await subscriber_sources.get_by_link(session, channel.id, link)
            is_new = await stays.insert(
                session, move, channel_id=channel.id, source_id=source.id if source else None
            )
            person = await people.get_person(session, move.person_id)
            if is_new and source and person is not None and person.is_reachable:
                await self._welcome(session, move.person_id, move.moved_at, channel.id)

    async def take_start(
        self, person_id: int, started_at: datetime, token: str | None = None
    ) -> int | None:
        """Somebody pressed Start, perhaps by the link of a source; the channel of the source.

        None when there is no such source, or its channel is not connected. The team of the
        channel is not counted, nor is who came by a source after it was closed.
        """
        source = token and await self._find(token)
        if source and (source.closed_at is None or started_at <= source.closed_at):
            await self._count(source, person_id, started_at)
        if self._welcomer is not None and await stays.list_open(self._db, person_id):
            async with self._db.transaction() as session:
                await self._welcome(session, person_id, started_at)
        return source.channel_id if source else None

    async def find_own(self, person_id: int, token: str | None) -> Source | None:
        """The source of a link that somebody of the team of its channel tries: not counted."""
        source = await self._find(token) if token else None
        if source is None:
            return None
        role = await self._rights.role_in(person_id, source.channel_id)
        return None if role is Role.READER else source

    async def _find(self, token: str) -> Source | None:
        """The source of a token, if its channel is connected."""
        source = await subscriber_sources.get_by_token(self._db, token)
        channel = source and await channels.get_channel(self._db, source.channel_id)
        is_connected = channel and channel.state is not ChannelState.DISCONNECTED
        return source if is_connected else None

    async def _count(self, source: Source, person_id: int, started_at: datetime) -> None:
        if await self._rights.role_in(person_id, source.channel_id) is not Role.READER:
            return
        async with self._db.transaction() as session:
            is_first = await subscriber_sources.note_start(
                session, source.id, person_id, started_at=started_at
            )
            if is_first and self._welcomer is not None:
                await self._welcomer.begin(
                    session, source.channel_id, person_id, source.id, started_at
                )

    async def _welcome(
        self, session: Session, person_id: int, came_at: datetime, channel_id: int | None = None
    ) -> None:
        """Tell of a person who is in channels by links of ours, and can be written to."""
        if self._welcomer is None:
            return
        for there, source_id in await stays.list_open(session, person_id):
            is_meant = channel_id in (None, there)
            role = await self._rights.role_in(person_id, there, session)
            if is_meant and role is Role.READER:
                await self._welcomer.begin(session, there, person_id, source_id, came_at)
