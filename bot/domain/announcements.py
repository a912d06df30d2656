"""An announcement: one message of an owner to the readers of a channel."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.dates import local_to_utc
from bot.domain.posts import Content
from bot.domain.texts import CAPTION_LIMIT, ENTITY_LIMIT, TEXT_LIMIT, count_formatting
from bot.errors import InputRefused

A_DAY = (1, 2, 3, 0)
"""How many announcements of a channel a day an owner may choose; 0: as many as there are."""


class AudienceKind(StrEnum):
    """Whom an announcement is for."""

    ALL = "all"
    RUBRIC = "rubric"
    SOURCE = "source"
    LANGUAGE = "language"


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom an announcement is for; `key`: a rubric's or source's id, or `ru` and `en`."""

    kind: AudienceKind = AudienceKind.ALL
    key: str = ""

    @property
    def id(self) -> int:
        """The id of the rubric or source; 0 where there is none."""
        return int(self.key) if self.key.isdecimal() else 0


class AnnouncementState(StrEnum):
    """A draft becomes confirmed or discarded; how far a confirmed one is, its run says."""

    DRAFT = "draft"
    CONFIRMED = "confirmed"
    DISCARDED = "discarded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """One message to many; `is_paid`: it may go faster for Telegram Stars."""

    id: int
    channel_id: int
    created_by: int
    content: Content
    state: AnnouncementState
    audience: Audience
    is_paid: bool
    created_at: datetime
    confirmed_at: datetime | None = None


def require_fit(content: Content) -> None:
    """Refuse what is no single message.

    Raises:
        InputRefused: it is empty, an album, too long in UTF-16 units, or carries more formatting
            than Telegram keeps.
    """
    if len(content.media) > 1:
        raise InputRefused("announcement-album")
    if not content.media and not content.text:
        raise InputRefused("announcement-kind-refused")
    limit = CAPTION_LIMIT if content.media else TEXT_LIMIT
    if content.text.units > limit:
        key = "announcement-caption-long" if content.media else "announcement-text-long"
        raise InputRefused(key, units=content.text.units, limit=limit)
    if (found := count_formatting(content.text)) > ENTITY_LIMIT:
        raise InputRefused("announcement-formatting", count=found, limit=ENTITY_LIMIT)


def next_day_at(now: datetime, zone: ZoneInfo) -> datetime:
    """When the next local day begins: an aware UTC moment."""
    tomorrow = now.astimezone(zone).date() + timedelta(days=1)
    return local_to_utc(tomorrow, time(0), zone)
