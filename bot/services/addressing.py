"""An owner's announcement before it goes: its message, whom it is for, its price, its leave."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.clock import Clock
from bot.domain.announcements import (
    Announcement,
    AnnouncementState,
    Audience,
    AudienceKind,
    next_day_at,
    require_fit,
)
from bot.domain.archive import Rubric
from bot.domain.channels import Channel, ChannelState
from bot.domain.journal import Deed
from bot.domain.paid_sending import price_stars
from bot.domain.posts import Content
from bot.domain.runs import Run, RunKind
from bot.domain.subscribers import Source
from bot.errors import ChannelUnavailable, InputRefused, NotFound
from bot.services.rights import Rights
from storage import (
    addressees,
    announcements,
    channels,
    journal,
    rubrics,
    run_settings,
    runs,
    subscriber_sources,
)
from storage.addressees import Reach
from storage.db import Database, Session

MOST_CHOICES = 20
"""Rubrics, and sources, that an owner chooses from: those with most readers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """An announcement as its owner sees it before it goes.

    `name` is that of its rubric or source, empty for others; `readers` are reached now, `refused`
    of the channel want none. `next_at` is when one more may go, None: now. `price` are Stars.
    """

    announcement: Announcement
    channel: Channel
    name: str
    readers: int
    refused: int
    price: int
    next_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """Whom an announcement may be for, each with how many readers that are."""

    everybody: int
    languages: Mapping[str, int]
    rubrics: Sequence[tuple[Rubric, int]]
    sources: Sequence[tuple[Source, int]]


class Addressing:
    """The only writer of announcements that did not go yet; for owners."""

    def __init__(self, db: Database, clock: Clock, rights: Rights, default_language: str) -> None:
        self._db = db
        self._clock = clock
        self._rights = rights
        self._default_language = default_language

    async def require_channel(self, person_id: int, channel_id: int) -> Channel:
        """The channel, if an announcement of it may be made.

        Raises:
            NotAllowed: the person is no owner.
            ChannelUnavailable: it is not connected.
        """
        self._rights.require_owner(person_id)
        return await _connected(self._db, channel_id)

    async def draft(
        self,
        person_id: int,
        channel_id: int,
        message_id: int,
        content: Content,
        *,
        replaces: int | None = None,
    ) -> Card:
        """Make a draft of what an owner sent; of the same message, it is the same draft.

        One that it `replaces` does not go any more, and leaves it the choices made for it.

        Raises:
            NotAllowed, ChannelUnavailable: as `require_channel`.
            InputRefused: it is no single message.
        """
        await self.require_channel(person_id, channel_id)
        require_fit(content)
        async with self._db.transaction() as session:
            announcement_id = await announcements.insert(
                session, channel_id=channel_id, created_by=person_id, message_id=message_id,
                content=content, now=self._clock.now(),
            )  # fmt: skip
            if replaces is not None:
                await _replace(session, replaces, announcement_id)
        return await self.open(person_id, announcement_id)

    async def open(self, person_id: int, announcement_id: int) -> Card:
        """An announcement that may still go.

        Raises:
            NotAllowed: the person is no owner.
            NotFound: there is none, or it is no draft any more.
            ChannelUnavailable: its channel is not connected.
        """
        self._rights.require_owner(person_id)
        found = await self._draft(self._db, announcement_id)
        channel = await _connected(self._db, found.channel_id)
        readers = await addressees.count(self._db, self._reach(found), found.audience)
        return Card(
            announcement=found,
            channel=channel,
            name=await self._name(found),
            readers=readers,
            refused=await addressees.count_refusals(self._db, channel.id),
            price=price_stars(readers),
            next_at=await self._next_at(self._db, channel),
        )

    async def list_choices(self, person_id: int, announcement_id: int) -> Choices:
        """Whom a draft may be for. Raises as `open`."""
        self._rights.require_owner(person_id)
        found = await self._draft(self._db, announcement_id)
        reach = self._reach(found)
        languages = await addressees.count_languages(self._db, reach)
        return Choices(
            everybody=sum(languages.values()),
            languages=languages,
            rubrics=await addressees.count_rubrics(self._db, reach, limit=MOST_CHOICES),
            sources=await addressees.count_sources(self._db, reach, limit=MOST_CHOICES),
        )

    async def choose(self, person_id: int, announcement_id: int, audience: Audience) -> Card:
        """Choose whom a draft is for. Raises as `open`; NotFound: no such rubric or source."""
        self._rights.require_owner(person_id)
        async with self._db.transaction() as session:
            found = await self._draft(session, announcement_id)
            await _require_of_channel(session, found.channel_id, audience)
            await announcements.set_audience(session, found.id, audience)
        return await self.open(person_id, announcement_id)

    async def set_paid(self, person_id: int, announcement_id: int, is_paid: bool) -> Card:
        """Let a draft go faster for Stars, or not. Raises as `open`."""
        self._rights.require_owner(person_id)
        async with self._db.transaction() as session:
            found = await self._draft(session, announcement_id)
            await announcements.set_paid(session, found.id, is_paid)
        return await self.open(person_id, announcement_id)

    async def confirm(self, person_id: int, announcement_id: int) -> Run:
        """Let an announcement go; confirmed again, it is the same run.

        Raises:
            NotAllowed, ChannelUnavailable: as `open`.
            NotFound: there is none, or it was discarded.
            InputRefused: it reaches nobody, or there were as many today as may be.
        """
        self._rights.require_owner(person_id)
        found = await announcements.get(self._db, announcement_id)
        if found is None or found.state is AnnouncementState.DISCARDED:
            raise NotFound("announcement-gone")
        channel = await _connected(self._db, found.channel_id)
        now = self._clock.now()
        readers = await addressees.count(self._db, self._reach(found), found.audience)
        async with self._db.transaction(durable=True) as session:
            if run := await _run_of(session, found.id):
                return run
            if not readers:
                raise InputRefused("announcement-nobody")
            if next_at := await self._next_at(session, channel):
                raise TooMany(channel, next_at)
            run_id = await runs.begin(
                session, channel.id, RunKind.ANNOUNCEMENT, total=readers, now=now,
                subject_id=found.id, is_paid=found.is_paid,
            )  # fmt: skip
            day = _day(channel, now)
            if not await announcements.confirm(session, found.id, run_id=run_id, now=now, day=day):
                raise NotFound("announcement-gone")
            await journal.insert(
                session, Deed.ANNOUNCED, channel_id=channel.id, person_id=person_id, now=now,
                detail=str(readers),
            )  # fmt: skip
            run = await runs.get(session, run_id)
        assert run is not None
        return run

    async def discard(self, person_id: int, announcement_id: int) -> None:
        """A draft is not to go. Raises NotAllowed, and NotFound when it is no draft any more."""
        self._rights.require_owner(person_id)
        async with self._db.transaction() as session:
            found = await announcements.get(session, announcement_id)
            if found is None or found.state is AnnouncementState.CONFIRMED:
                raise NotFound("announcement-gone")
            await announcements.discard(session, found.id)

    def _reach(self, announcement: Announcement) -> Reach:
        return Reach(
            channel_id=announcement.channel_id, sender_id=announcement.created_by,
            until=self._clock.now(), default_language=self._default_language,
        )  # fmt: skip

    async def _draft(self, db: Session, announcement_id: int) -> Announcement:
        found = await announcements.get(db, announcement_id)
        if found is None or found.state is not AnnouncementState.DRAFT:
            raise NotFound("announcement-gone")
        return found

    async def _name(self, announcement: Announcement) -> str:
        audience = announcement.audience
        if audience.kind is AudienceKind.RUBRIC:
            rubric = await rubrics.get_rubric(self._db, audience.id)
            return rubric.label if rubric else ""
        if audience.kind is AudienceKind.SOURCE:
            source = await subscriber_sources.get_source(self._db, audience.id)
            return source.name if source else ""
        return ""

    async def _next_at(self, db: Session, channel: Channel) -> datetime | None:
        """When one more may go, None: now."""
        now = self._clock.now()
        most = (await run_settings.get(db, channel.id)).announcements_a_day
        if not most or await announcements.count_of_day(db, channel.id, _day(channel, now)) < most:
            return None
        return next_day_at(now, channel.zoneinfo)


class TooMany(InputRefused):
    """There were as many announcements today as may be; `next_at` is when the next may go."""

    def __init__(self, channel: Channel, next_at: datetime) -> None:
        self.channel = channel
        self.next_at = next_at
        super().__init__()


async def _connected(db: Session, channel_id: int) -> Channel:
    channel = await channels.get_channel(db, channel_id)
    if channel is None or channel.state is ChannelState.DISCONNECTED:
        raise ChannelUnavailable("error-channel-gone")
    return channel


def _day(channel: Channel, now: datetime) -> str:
    return now.astimezone(channel.zoneinfo).date().isoformat()


async def _replace(db: Session, before_id: int, announcement_id: int) -> None:
    """Discard a draft for another of its channel, unless it is none any more."""
    before = await announcements.get(db, before_id)
    after = await announcements.get(db, announcement_id)
    if before is None or after is None or before.channel_id != after.channel_id:
        return
    if await announcements.discard(db, before.id):
        await announcements.set_audience(db, after.id, before.audience)
        await announcements.set_paid(db, after.id, before.is_paid)


async def _run_of(db: Session, announcement_id: int) -> Run | None:
    """The run of an announcement; None when it did not begin."""
    run_id = await announcements.get_run_id(db, announcement_id)
    return await runs.get(db, run_id) if run_id is not None else None


async def _require_of_channel(db: Session, channel_id: int, audience: Audience) -> None:
    """Refuse rubrics and sources of another channel, and languages that nobody speaks here."""
    match audience.kind:
        case AudienceKind.RUBRIC:
            rubric = await rubrics.get_rubric(db, audience.id)
            is_ours = rubric is not None and rubric.channel_id == channel_id
        case AudienceKind.SOURCE:
            source = await subscriber_sources.get_source(db, audience.id)
            is_ours = source is not None and source.channel_id == channel_id
        case AudienceKind.LANGUAGE:
            is_ours = audience.key in ("ru", "en")
        case AudienceKind.ALL:
            is_ours = not audience.key
    if not is_ours:
        raise NotFound
