"""The team of a channel: invited by owners, joined by links, changed and left."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.domain.channels import Channel, ChannelState
from bot.domain.journal import KEPT, Deed, Entry
from bot.domain.pages import Cursor, Page
from bot.domain.team import Member, Role, highest
from bot.errors import InputRefused, NotFound
from bot.services.rights import Rights
from storage import channels, invites, journal, members, old_announcements, people, runs
from storage.db import Database, Session
from storage.invites import Invite

PAGE = 10
"""Deeds on a page of the journal."""
VALID = timedelta(hours=24)
"""After which a link lets nobody in any more."""
# Of what came of an announcement, in one transaction.
FORGOTTEN_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """The people of a channel; owners work in every one."""

    channel: Channel
    owners: tuple[str, ...]
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Joined:
    """Who followed a link is a member now."""

    channel: Channel
    role: Role


class Teaming:
    """The only writer of members and invitations."""

    def __init__(self, db: Database, clock: Clock, rights: Rights) -> None:
        self._db = db
        self._clock = clock
        self._rights = rights

    async def get_team(self, person_id: int, channel_id: int) -> Team:
        """Who works on a channel.

        Raises:
            NotAllowed: the person is no owner.
            NotFound: there is no such channel.
        """
        self._rights.require_owner(person_id)
        channel = await self._channel(self._db, channel_id)
        owner_ids = sorted(self._rights.owner_ids)
        names = await people.list_names(self._db, owner_ids)
        return Team(
            channel=channel,
            owners=tuple(names.get(owner, str(owner)) for owner in owner_ids),
            members=tuple(await members.list_members(self._db, channel_id)),
        )

    async def get_member(self, person_id: int, channel_id: int, member_id: int) -> Member:
        """A member of a channel.

        Raises:
            NotAllowed: the person who asks is no owner.
            NotFound: there is no such member any more.
        """
        self._rights.require_owner(person_id)
        return await self._member(self._db, channel_id, member_id)

    async def read_journal(
        self, person_id: int, channel_id: int, cursor: str
    ) -> tuple[Channel, Page[Entry]]:
        """A page of who did what in a channel, newest first, from a packed cursor on.

        Raises:
            NotAllowed: the person is no owner.
            NotFound: there is no such channel.
        """
        self._rights.require_owner(person_id)
        channel = await self._channel(self._db, channel_id)
        start = Cursor.unpack(cursor, length=journal.KEY.length)
        return channel, await journal.list_entries(self._db, channel_id, start, PAGE)

    async def invite(self, person_id: int, channel_id: int, role: Role) -> str:
        """A token for a link that makes one person a member, within 24 hours.

        Raises:
            NotAllowed: the person is no owner.
            NotFound: there is no such channel.
        """
        self._rights.require_owner(person_id)
        token = secrets.token_hex(16)
        now = self._clock.now()
        async with self._db.transaction() as session:
            await self._channel(session, channel_id)
            await invites.insert(
                session, _hash(token), channel_id=channel_id, role=role, made_by=person_id,
                now=now,
            )  # fmt: skip
            await journal.insert(
                session, Deed.INVITED, channel_id=channel_id, person_id=person_id, now=now,
                detail=role.value,
            )  # fmt: skip
        return token

    async def join(self, token: str, person_id: int, message_id: int) -> Joined:
        """Make whoever followed a link a member; the same message twice is one use.

        Raises:
            InputRefused: the link is wrong, used or too old, or gives nothing new.
        """
        now = self._clock.now()
        async with self._db.transaction() as session:
            invite = await invites.get_invite(session, _hash(token))
            if invite is None:
                raise InputRefused("invite-wrong")
            channel = await channels.get_channel(session, invite.channel_id)
            if channel is None or channel.state is ChannelState.DISCONNECTED:
                raise InputRefused("invite-old")
            if (invite.used_by, invite.used_message_id) == (person_id, message_id):
                return Joined(channel, invite.role)
            await self._require_usable(session, invite, channel, person_id, now)
            await invites.use(
                session, _hash(token), person_id=person_id, message_id=message_id, now=now
            )
            await members.upsert(
                session, person_id=person_id, channel_id=channel.id, role=invite.role,
                invited_by=invite.made_by, now=now,
            )  # fmt: skip
            await people.set_channel(session, person_id, channel.id)
            await journal.insert(
                session, Deed.JOINED, channel_id=channel.id, person_id=person_id, now=now,
                detail=invite.role.value,
            )  # fmt: skip
        return Joined(channel, invite.role)

    async def change_role(
        self, person_id: int, channel_id: int, member_id: int, role: Role
    ) -> Member:
        """Give a member another role; twice is as good as once.

        Raises:
            NotAllowed: the person who asks is no owner.
            NotFound: there is no such member any more.
        """
        self._rights.require_owner(person_id)
        now = self._clock.now()
        async with self._db.transaction() as session:
            member = await self._member(session, channel_id, member_id)
            if member.role is not role:
                await members.upsert(
                    session, person_id=member_id, channel_id=channel_id, role=role,
                    invited_by=member.invited_by, now=now,
                )  # fmt: skip
                deed = Deed.MADE_EDITOR if role is Role.EDITOR else Deed.MADE_AUTHOR
                await journal.insert(
                    session, deed, channel_id=channel_id, person_id=person_id, now=now,
                    detail=member.name,
                )  # fmt: skip
            return await self._member(session, channel_id, member_id)

    async def remove(self, person_id: int, channel_id: int, member_id: int) -> Member:
        """Take somebody out of a team: they are a reader at once. Their posts stay.

        Raises:
            NotAllowed: the person who asks is no owner.
            NotFound: there is no such member any more.
        """
        self._rights.require_owner(person_id)
        async with self._db.transaction() as session:
            member = await self._member(session, channel_id, member_id)
            await members.delete(session, member_id, channel_id)
            await journal.insert(
                session, Deed.REMOVED, channel_id=channel_id, person_id=person_id,
                now=self._clock.now(), detail=member.name,
            )  # fmt: skip
        return member

    async def _require_usable(
        self, session: Session, invite: Invite, channel: Channel, person_id: int, now: datetime
    ) -> None:
        if invite.used_by is not None:
            raise InputRefused("invite-used")
        if now - invite.made_at > VALID or not self._rights.is_owner(invite.made_by):
            raise InputRefused("invite-old")
        role = await self._rights.role_in(person_id, channel.id, session)
        if highest([role, invite.role]) is role:
            raise InputRefused("invite-needless", channel=channel.title)

    async def _channel(self, session: Session, channel_id: int) -> Channel:
        channel = await channels.get_channel(session, channel_id)
        if channel is None:
            raise NotFound("error-channel-gone")
        return channel

    async def _member(self, session: Session, channel_id: int, member_id: int) -> Member:
        member = await members.get_member(session, member_id, channel_id)
        if member is None:
            raise NotFound("error-member-gone")
        return member


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


async def forget_old_deeds(db: Database, clock: Clock) -> None:
    """Delete what was kept for a year: the journal, links, and runs with who got what (a job)."""
    before = clock.now() - KEPT
    async with db.transaction() as session:
        await journal.delete_before(session, before)
        await invites.delete_before(session, before)
        await runs.forget_before(session, before)
    while await old_announcements.is_any_before(db, before):
        async with db.transaction() as session:
            await old_announcements.forget_some_before(session, before, limit=FORGOTTEN_AT_ONCE)
