"""Named sources of subscribers: an invite link and a link to the bot, and what came of each."""

import secrets
from dataclasses import replace
from datetime import timedelta
from typing import Protocol

from bot.clock import Clock
from bot.domain.channels import Channel
from bot.domain.gaps import Gap
from bot.domain.journal import Deed
from bot.domain.subscribers import (
    MOST_OPEN,
    Figures,
    Reach,
    Source,
    SourceTable,
    clean_name,
    name_key,
    sort_rows,
)
from bot.errors import InputRefused, NotFound
from bot.services.rights import Rights
from storage import channels, gaps, journal, stays, subscriber_sources
from storage.db import Database, Session


class InviteLinks(Protocol):
    """Makes invite links into channels. What fails raises ChannelUnavailable."""

    async def make(self, chat_id: int, name: str) -> str:
        """A new link, its address; after a lost answer there may be one that nobody knows."""
        ...

    async def rename(self, chat_id: int, link: str, name: str) -> None:
        """Give a link another name among the links of the channel."""
        ...

    async def revoke(self, chat_id: int, link: str) -> None:
        """Let a link lead nowhere; twice is as good as once."""
        ...


class Linking:
    """The only writer of sources."""

    def __init__(self, db: Database, clock: Clock, rights: Rights, links: InviteLinks) -> None:
        self._db = db
        self._clock = clock
        self._rights = rights
        self._links = links

    async def get_source(self, person_id: int, source_id: int) -> Source:
        """A source.

        Raises:
            NotAllowed: the person is no owner.
            NotFound: there is no such source.
        """
        self._rights.require_owner(person_id)
        return await self._source(self._db, source_id)

    async def find_made(self, person_id: int, message_id: int) -> Source | None:
        """The source that a message of a person made."""
        return await subscriber_sources.get_by_message(self._db, person_id, message_id)

    async def get_table(self, person_id: int, channel_id: int, reach: Reach) -> SourceTable:
        """The sources of a channel with their figures of now.

        Raises:
            NotAllowed: the person is no owner.
            NotFound: there is no such channel.
        """
        self._rights.require_owner(person_id)
        channel = await self._channel(self._db, channel_id)
        now = self._clock.now()
        since = now - timedelta(days=reach) if reach else None
        beginning = await stays.get_beginning(self._db, channel_id) or now
        unheard = [
            gap
            for gap in await gaps.list_gaps(self._db, channel_id)
            if gap.until_at is None or gap.until_at > max(since or beginning, beginning)
        ]
        figures = await stays.list_figures(self._db, channel_id, since=since, now=now)
        starts = await subscriber_sources.count_starts(self._db, channel_id, since=since)
        rows = [
            (source, _complete(source, figures.get(source.id, Figures()), starts, unheard))
            for source in await subscriber_sources.list_sources(self._db, channel_id)
        ]
        return SourceTable(
            channel=channel,
            reach=reach,
            counted_since=beginning,
            counted_at=now,
            rows=sort_rows(rows),
            others=replace(figures.get(None, Figures()), is_at_least=bool(unheard)),
            departures=await stays.count_departures(self._db, channel_id, since=since),
            gaps=tuple(unheard),
        )

    async def require_room(self, person_id: int, channel_id: int) -> None:
        """See to it that a channel has room for one more source.

        Raises:
            NotAllowed: the person is no owner.
            InputRefused: there are too many sources.
        """
        self._rights.require_owner(person_id)
        await self._require_room(self._db, channel_id)

    async def create(self, person_id: int, channel_id: int, words: str, message_id: int) -> Source:
        """A new source of the name that a message of the person holds, without invite link yet.

        The same message makes no second one.

        Raises:
            NotAllowed: the person is no owner.
            NotFound: there is no such channel.
            InputRefused: the name is none, or taken; or there are too many sources.
        """
        self._rights.require_owner(person_id)
        now = self._clock.now()
        async with self._db.transaction() as session:
            await self._channel(session, channel_id)
            known = await subscriber_sources.get_by_message(session, person_id, message_id)
            if known is not None:
                return known
            name, key = await self._free_name(session, channel_id, words)
            await self._require_room(session, channel_id)
            source = await subscriber_sources.insert(
                session, channel_id=channel_id, name=name, name_key=key,
                token=secrets.token_hex(8), created_by=person_id, message_id=message_id, now=now,
            )  # fmt: skip
            await self._note(session, Deed.SOURCE_MADE, person_id, source)
        return source

    async def make_link(self, person_id: int, source_id: int) -> Source:
        """The source with its invite link, made by Telegram unless there is one.

        Raises:
            NotAllowed: the person is no owner.
            NotFound: there is no such source.
            ChannelUnavailable: Telegram made none, or its answer was lost.
        """
        source = await self.get_source(person_id, source_id)
        if source.invite_link is not None or not source.is_open:
            return source
        channel = await self._channel(self._db, source.channel_id)
        link = await self._links.make(channel.chat_id, source.name)
        async with self._db.transaction() as session:
            is_first = await subscriber_sources.set_link(session, source_id, link)
        if not is_first:
            await self._links.revoke(channel.chat_id, link)
        return await self._source(self._db, source_id)

    async def rename(self, person_id: int, source_id: int, words: str) -> Source:
        """Give a source another name; here first, then among the links of the channel.

        Raises:
            NotAllowed: the person is no owner.
            NotFound: there is no such source.
            InputRefused: the name is none, or taken, or the source is closed.
            ChannelUnavailable: it has its name here, but Telegram did not take it.
        """
        self._rights.require_owner(person_id)
        async with self._db.transaction() as session:
            source = await self._source(session, source_id)
            if not source.is_open:
                raise InputRefused("links-closed-already")
            name, key = await self._free_name(session, source.channel_id, words, source)
            if name != source.name:
                await subscriber_sources.set_name(session, source_id, name, key)
                source = replace(source, name=name)
                await self._note(session, Deed.SOURCE_RENAMED, person_id, source)
        if source.invite_link is not None:
            channel = await self._channel(self._db, source.channel_id)
            await self._links.rename(channel.chat_id, source.invite_link, name)
        return source

    async def close(self, person_id: int, source_id: int) -> Source:
        """Let a source lead nowhere; its numbers stay.

        Raises:
            NotAllowed: the person is no owner.
            NotFound: there is no such source.
            ChannelUnavailable: Telegram did not revoke its invite link: it stays open.
        """
        source = await self.get_source(person_id, source_id)
        if not source.is_open:
            return source
        if source.invite_link is not None:
            channel = await self._channel(self._db, source.channel_id)
            await self._links.revoke(channel.chat_id, source.invite_link)
        async with self._db.transaction() as session:
            if await subscriber_sources.close(session, source_id, now=self._clock.now()):
                await self._note(session, Deed.SOURCE_CLOSED, person_id, source)
        return await self._source(self._db, source_id)

    async def _require_room(self, session: Session, channel_id: int) -> None:
        if await subscriber_sources.count_open(session, channel_id) >= MOST_OPEN:
            raise InputRefused("links-too-many", most=MOST_OPEN)

    async def _free_name(
        self, session: Session, channel_id: int, words: str, renamed: Source | None = None
    ) -> tuple[str, str]:
        name = clean_name(words)
        if name is None:
            raise InputRefused("links-name-wrong")
        key = name_key(name)
        holder = await subscriber_sources.get_by_name(session, channel_id, key)
        if holder is not None and (renamed is None or holder.id != renamed.id):
            raise InputRefused("links-name-taken", name=holder.name)
        return name, key

    async def _channel(self, session: Session, channel_id: int) -> Channel:
        channel = await channels.get_channel(session, channel_id)
        if channel is None:
            raise NotFound("error-channel-gone")
        return channel

    async def _source(self, session: Session, source_id: int) -> Source:
        source = await subscriber_sources.get_source(session, source_id)
        if source is None:
            raise NotFound("error-not-found")
        return source

    async def _note(self, session: Session, deed: Deed, person_id: int, source: Source) -> None:
        await journal.insert(
            session, deed, channel_id=source.channel_id, person_id=person_id,
            now=self._clock.now(), detail=source.name,
        )  # fmt: skip


def _complete(
    source: Source, figures: Figures, starts: dict[int, int], unheard: list[Gap]
) -> Figures:
    """The figures with the starts, and whether somebody may have come unheard."""
    until = source.closed_at
    was_deaf = any(
        (gap.until_at is None or gap.until_at > source.created_at)
        and (until is None or gap.from_at < until)
        for gap in unheard
    )
    return replace(figures, is_at_least=was_deaf, starts=starts.get(source.id, 0))
