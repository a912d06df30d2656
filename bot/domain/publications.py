"""The publication of a post: its states, its parts, and what a send may come to."""

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.domain.links import links_of
from bot.domain.options import ButtonRows, LinkPreview, LongPost, Options, PreviewSize
from bot.domain.posts import Content, Media, PostState
from bot.domain.texts import RICH_LIMIT, TEXT_LIMIT, Text, split


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
    """What one call of the Bot API sends: a text, one medium, an album or a rich message.

    `inside` are the media of a rich message, which are no messages of their own; `buttons` stand
    under the part.
    """

    text: Text
    media: tuple[Media, ...] = ()
    options: Options
    is_reply: bool = False
    is_rich: bool = False
    inside: tuple[Media, ...] = ()
    buttons: ButtonRows = ()

    def fingerprint(self) -> str:
        """A digest of what readers would see: text, formatting, media."""
        seen = [
            self.text.text,
            [entity.to_dict() for entity in self.text.entities],
            [media.unique_id for media in (*self.media, *self.inside)],
        ]
        return hashlib.sha256(json.dumps(seen, ensure_ascii=False).encode()).hexdigest()


def layout(content: Content) -> list[Part]:
    """The parts of a post, in order: nothing longer than Telegram allows.

    A text that is too long goes the way its author chose. Buttons stand under the last part; an
    album can carry none, so its words go below it then. An empty post has no parts.
    """
    text, media, options = content.full_text, content.media, content.options
    match content.way:
        case LongPost.RICH:
            parts = _rich(text, media, options)
        case LongPost.PICTURE:
            first, *further = _texts(text, options)
            parts = [replace(first, options=_with_picture(options)), *further]
        case LongPost.PARTS if media:
            parts = _media_first(text, media, options)
        case None if media and not (options.buttons and text and len(media) > 1):
            parts = [Part(text=text, media=media, options=options)]
        case None if media:
            parts = _media_first(text, media, options)
        case _:
            parts = _texts(text, options)
    if options.buttons and parts and len(parts[-1].media) < 2:
        parts[-1] = replace(parts[-1], buttons=options.buttons)
    return parts


def _texts(text: Text, options: Options) -> list[Part]:
    return [
        Part(text=piece, options=_with_link_of(piece, options), is_reply=number > 0)
        for number, piece in enumerate(split(text, TEXT_LIMIT))
    ]


def _with_link_of(text: Text, options: Options) -> Options:
    """The link that was chosen is shown where it stands, and forgotten where it does not."""
    if options.preview_url in links_of(text):
        return options
    return replace(options, preview_url="")


def _media_first(text: Text, media: tuple[Media, ...], options: Options) -> list[Part]:
    below = [replace(part, is_reply=True) for part in _texts(text, options)]
    return [Part(text=Text(), media=media, options=options), *below]


def _rich(text: Text, media: tuple[Media, ...], options: Options) -> list[Part]:
    return [
        Part(
            text=piece, options=options, is_reply=number > 0, is_rich=True,
            inside=() if number else media,
        )
        for number, piece in enumerate(split(text, RICH_LIMIT))
    ]  # fmt: skip


def _with_picture(options: Options) -> Options:
    """The picture is shown as the preview of a link that is not in the text (Bot API 7.0)."""
    return replace(
        options,
        link_preview=LinkPreview.ABOVE,
        preview_size=PreviewSize.LARGE,
        preview_url=options.picture_url,
    )


@dataclass(frozen=True, slots=True)
class Sent:
    """Telegram answered with the messages it made."""

    message_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Postponed:
    """Known not sent; may be tried again after `wait_seconds`. `reason` is Telegram's text.

    `is_ours`: nobody was asked, our own pace for the chat wants it. `is_asked`: Telegram asked to.
    """

    wait_seconds: float
    reason: str
    is_ours: bool = False
    is_asked: bool = False


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
