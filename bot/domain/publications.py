"""The publication of a post: its states, its parts, and what a send may come to."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.posts import Content, Media, Options, PostState
from bot.domain.texts import CAPTION_LIMIT, TEXT_LIMIT, Text, split


class PublicationState(StrEnum):
    """due -> sending -> published; aside: uncertain, failed, late, cancelled."""

    DUE = "due"
    SENDING = "sending"
    UNCERTAIN = "uncertain"
    PUBLISHED = "published"
    FAILED = "failed"
    LATE = "late"
    CANCELLED = "cancelled"


# The state of the post follows the state of its publication, in the same transaction.
POST_STATE = {
    PublicationState.DUE: PostState.PLANNED,
    PublicationState.SENDING: PostState.PUBLISHING,
    PublicationState.UNCERTAIN: PostState.UNCERTAIN,
    PublicationState.PUBLISHED: PostState.PUBLISHED,
    PublicationState.FAILED: PostState.FAILED,
    PublicationState.LATE: PostState.LATE,
    PublicationState.CANCELLED: PostState.DRAFT,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """One post on its way to one channel. `part` is the next message group to send."""

    id: int
    post_id: int
    channel_id: int
    state: PublicationState
    due_at: datetime
    planned_at: datetime
    part: int
    requested_by: int
    is_immediate: bool
    asked_at: datetime | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one call of the Bot API sends: a text, one medium or an album."""

    text: Text
    media: tuple[Media, ...] = ()
    options: Options
    is_reply: bool = False

    def fingerprint(self) -> str:
        """A digest of what readers would see: text, formatting, media."""
        seen = [
            self.text.text,
            [entity.to_dict() for entity in self.text.entities],
            [media.unique_id for media in self.media],
        ]
        return hashlib.sha256(json.dumps(seen, ensure_ascii=False).encode()).hexdigest()


def layout(content: Content) -> list[Part]:
    """The parts of a post, in order: nothing longer than Telegram allows.

    A caption that is too long goes below its media as a text in reply; a text that is too
    long goes out as several messages. An empty post has no parts.
    """
    text, options = content.full_text, content.options
    if not content.media:
        return [
            Part(text=piece, options=options, is_reply=number > 0)
            for number, piece in enumerate(split(text, TEXT_LIMIT))
        ]
    if text.units <= CAPTION_LIMIT:
        return [Part(text=text, media=content.media, options=options)]
    below = [Part(text=piece, options=options, is_reply=True) for piece in split(text, TEXT_LIMIT)]
    return [Part(text=Text(), media=content.media, options=options), *below]


@dataclass(frozen=True, slots=True)
class Sent:
    """Telegram answered with the messages it made."""

    message_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Postponed:
    """Known not sent; may be tried again after `wait_seconds`. `reason` is Telegram's text."""

    wait_seconds: float
    reason: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Known not sent, and never will be as it is. `reason` is Telegram's text."""

    reason: str
    is_channel_lost: bool = False


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nobody knows whether it was sent. `reason` is for the log."""

    reason: str


SendOutcome = Sent | Postponed | Refused | Unknown
