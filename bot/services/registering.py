"""People and channels: who they are, what they may, how they are connected."""

from dataclasses import replace
from datetime import datetime
from typing import Protocol

from bot.clock import Clock
from bot.domain.channels import Channel, ChannelState, Look
from bot.domain.journal import Deed
from bot.domain.people import Person
from bot.domain.team import Role as Role
from bot.errors import ChannelUnavailable, NotAllowed
from bot.services.rights import Rights
from storage import channels, gaps, journal, members, people, posts, roundups, runs
from storage.db import Database, Session, to_ms


class ChatLooker(Protocol):
    """Looks at a channel through Telegram."""

    async def look(self, chat_id: int, person_id: int) -> Look:
        """What the bot and a person are in a channel.

        Raises:
            ChannelUnavailable: the bot cannot see the chat.
        """
        ...


class Registering:
    """Meets people, connects channels, knows roles."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        looker: ChatLooker,
        *,
        owner_ids: frozenset[int],
        zone: str,
        default_language: str,
    ) -> None:
        self._db = db
        self._clock = clock
        self._looker = looker
        self._owner_ids = owner_ids
        self._zone = zone
        self.rights = Rights(db, owner_ids)
        self.default_language = default_language

    @property
    def owner_ids(self) -> frozenset[int]:
        """Who may do everything."""
        return self._owner_ids

    async def meet(
        self,
        *,
        person_id: int,
        name: str,
        username: str | None,
        telegram_language: str | None,
        is_private: bool,
    ) -> Person:
        """The person, stored when met in the bot's own chat; elsewhere only looked up."""
        known = await people.get_person(self._db, person_id)
        if known is not None:
            fresh = replace(
                known,
                name=name,
                username=username,
                telegram_language=telegram_language,
                is_reachable=known.is_reachable or is_private,
            )
            if fresh == known or not is_private:
                return known
        elif not is_private:
            return Person(
                id=person_id, name=name, username=username, language=None,
                telegram_language=telegram_language, zone=self._zone, channel_id=None,
                is_reachable=False,
            )  # fmt: skip
        async with self._db.transaction() as session:
            return await people.upsert(
                session,
                person_id=person_id,
                name=name,
                username=username,
                telegram_language=telegram_language,
                zone=self._zone,
                now_ms=to_ms(self._clock.now()),
            )

    def language_of(self, person: Person) -> str:
        """`ru` or `en`."""
        return person.speaks(self.default_language)

    async def set_language(self, person_id: int, language: str) -> None:
        """Remember the language that a person chose."""
        async with self._db.transaction() as session:
            await people.set_language(session, person_id, language)

    async def set_reachable(self, person_id: int, is_reachable: bool) -> None:
        """A person blocked the bot, or came back."""
        async with self._db.transaction() as session:
            await people.set_reachable(session, person_id, is_reachable)

    async def choose_channel(self, person_id: int, channel_id: int) -> Channel:
        """Remember the channel a person works with or reads.

        Raises:
            ChannelUnavailable: it is not connected.
        """
        channel = await channels.get_channel(self._db, channel_id)
        if channel is None or channel.state is ChannelState.DISCONNECTED:
            is_owner = self.rights.is_owner(person_id)
            key = "error-channel-gone" if is_owner else "error-reader-channel-gone"
            raise ChannelUnavailable(key)
        async with self._db.transaction() as session:
            await people.set_channel(session, person_id, channel_id)
        return channel

    async def channel_of(self, person: Person) -> Channel | None:
        """The channel of a person: the only one, or the one chosen; None when a choice is due."""
        connected = await channels.list_channels(self._db)
        if len(connected) == 1:
            return connected[0]
        return next((item for item in connected if item.id == person.channel_id), None)

    async def choose_own_channel(self, person_id: int, channel_id: int) -> Channel:
        """Remember the channel that somebody of its team works with.

        Raises:
            NotAllowed: the person is a reader there.
            ChannelUnavailable: it is not connected.
        """
        await self.rights.require_member(person_id, channel_id)
        return await self.choose_channel(person_id, channel_id)

    async def own_channel_of(self, person: Person) -> Channel | None:
        """The channel a person works with: the only one, or the one chosen of theirs."""
        own = await self.list_own_channels(person.id)
        if len(own) == 1:
            return own[0]
        return next((item for item in own if item.id == person.channel_id), None)

    async def list_own_channels(self, person_id: int) -> list[Channel]:
        """The connected channels that a person works on: of owners, all."""
        if self.rights.is_owner(person_id):
            return await channels.list_channels(self._db)
        return await members.list_channels(self._db, person_id)

    async def list_channels(self) -> list[Channel]:
        """Channels that are connected, paused ones among them."""
        return await channels.list_channels(self._db)

    async def is_connected(self, chat_id: int) -> bool:
        """Whether a chat is one of ours, paused or not."""
        channel = await channels.get_by_chat(self._db, chat_id)
        return channel is not None and channel.state is not ChannelState.DISCONNECTED

    async def connect(
        self, chat_id: int, person_id: int, *, since: datetime | None = None
    ) -> Channel:
        """Connect a channel after looking at the bot's rights and the person's.

        Its updates come since the bot became an administrator: at `since`, or now.

        Raises:
            NotAllowed: the person is no owner of Rubrika, or no administrator of the channel.
            ChannelUnavailable: the bot lacks rights there; `params["rights"]` names them.
        """
        look = await self._look(chat_id, person_id)
        now = self._clock.now()
        async with self._db.transaction() as session:
            known = await channels.get_by_chat(session, chat_id)
            channel = await channels.upsert(
                session,
                chat_id=chat_id,
                title=look.title,
                username=look.username,
                linked_chat_id=look.linked_chat_id,
                zone=self._zone,
                connected_by=person_id,
                now_ms=to_ms(min(since or now, now)),
            )
            await posts.adopt_orphans(session, person_id, channel.id)
            await gaps.close_gap(session, channel.id, until_at=now)
            if known is None or known.state is ChannelState.DISCONNECTED:
                await self._note(session, Deed.CONNECTED, person_id, channel.id)
            elif known.state is ChannelState.PAUSED:
                await self._note(session, Deed.RESUMED, person_id, channel.id)
        return channel

    async def _look(self, chat_id: int, person_id: int) -> Look:
        """What a channel is, if it may be connected."""
        if not self.rights.is_owner(person_id):
            raise NotAllowed("error-connect-owner-only")
        look = await self._looker.look(chat_id, person_id)
        if not look.is_person_admin:
            raise NotAllowed("error-connect-not-admin", channel=look.title)
        if look.missing_rights:
            rights = ",".join(look.missing_rights)
            raise ChannelUnavailable("error-missing-rights", channel=look.title, rights=rights)
        return look

    async def pause(self, chat_id: int) -> Channel | None:
        """The bot lost a channel: its plan stops. The channel, if it was working until now."""
        channel = await channels.get_by_chat(self._db, chat_id)
        if channel is None:
            return None
        async with self._db.transaction() as session:
            return channel if await channels.pause(session, channel.id) else None

    async def resume(self, chat_id: int) -> Channel | None:
        """The bot has its rights again: the plan goes on. The channel, if it was paused."""
        channel = await channels.get_by_chat(self._db, chat_id)
        if channel is None or channel.state is not ChannelState.PAUSED:
            return None
        async with self._db.transaction() as session:
            await channels.set_state(session, channel.id, ChannelState.CONNECTED)
        return channel

    async def disconnect(self, person_id: int, channel_id: int) -> None:
        """Stop working in a channel; its archive is kept. Raises NotAllowed to all but owners.

        What goes out to its readers is stopped: whoever is left gets nothing of it any more.
        """
        self.rights.require_owner(person_id)
        async with self._db.transaction() as session:
            if await channels.set_state(session, channel_id, ChannelState.DISCONNECTED):
                now = self._clock.now()
                await gaps.open_gap(session, channel_id, from_at=now)
                await runs.stop_all(session, channel_id, now=now)
                await self._note(session, Deed.DISCONNECTED, person_id, channel_id)

    async def set_zone(self, person_id: int, channel_id: int, zone: str) -> None:
        """Set a channel's time zone (an IANA name). Raises NotAllowed to all but owners."""
        self.rights.require_owner(person_id)
        async with self._db.transaction() as session:
            if await channels.set_zone(session, channel_id, zone):
                # Its hour is another one now: looked at anew.
                await roundups.set_due(session, channel_id, self._clock.now())
                await self._note(session, Deed.ZONE_SET, person_id, channel_id, zone)

    async def _note(
        self, session: Session, deed: Deed, person_id: int, channel_id: int, detail: str = ""
    ) -> None:
        await journal.insert(
            session, deed, channel_id=channel_id, person_id=person_id, now=self._clock.now(),
            detail=detail,
        )  # fmt: skip

    async def rename(self, chat_id: int, *, title: str, username: str | None) -> Channel | None:
        """Note a channel's new name; its plan stops until an owner says that all is well.

        The channel under its old name, if it was working until now.
        """
        channel = await channels.get_by_chat(self._db, chat_id)
        if channel is None or (channel.title, channel.username) == (title, username):
            return None
        async with self._db.transaction() as session:
            await channels.set_profile(session, channel.id, title=title, username=username)
            return channel if await channels.pause(session, channel.id) else None
