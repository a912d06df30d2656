"""The past of a channel, as an export of Telegram Desktop or its public page tells it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from bot.domain.posts import Media
from bot.domain.texts import Text


class Special(StrEnum):
    """What a message may carry that no `MediaKind` stands for.

    It cannot be sent anew, only copied from the channel. What it says is in the text (question
    and answers of a poll, the name of a place), and a round video is a video besides.
    """

    STICKER = "sticker"
    VIDEO_MESSAGE = "video_message"
    POLL = "poll"
    CONTACT = "contact"
    LOCATION = "location"
    VENUE = "venue"
    GAME = "game"
    INVOICE = "invoice"
    PAID_MEDIA = "paid_media"
    CHECKLIST = "checklist"
    GIVEAWAY = "giveaway"
    GIVEAWAY_RESULTS = "giveaway_results"
    STORY = "story"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryMessage:
    """One message of the past. Moments are aware, UTC.

    `media` have no `file_id`: what is known is their kind, and their name. `reactions` are
    absolute counts by kind (`bot.domain.reactions`), None where the source tells none; the
    kinds in `rounded` are precise to three digits. `counted_at` is their moment where it is told
    of them alone (our own exports do). `signature` is the author's, `forwarded_from`
    the name that the source gives ("" when it is hidden), None for what was not forwarded.
    `details` is the message as its source told it (JSON), the text left out: what we have no
    field for is given back by an export. A message that is no post (a service message, an
    unsupported one) has `is_post` False, and all of it in `details`; a post has a `sent_at`.
    """

    id: int
    sent_at: datetime | None
    edited_at: datetime | None = None
    is_post: bool = True
    text: Text = field(default_factory=Text)
    media: tuple[Media, ...] = ()
    special: Special | None = None
    reactions: Mapping[str, int] | None = None
    rounded: frozenset[str] = frozenset()
    counted_at: datetime | None = None
    signature: str = ""
    forwarded_from: str | None = None
    reply_to: int | None = None
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class HistoryPost:
    """A post of the past: one message, or the items of an album in order; never none.

    What is no post (see `is_post`) comes as one message, so that nothing of a source is lost.
    """

    messages: tuple[HistoryMessage, ...]

    @property
    def ids(self) -> tuple[int, ...]:
        """The ids in the channel, in order."""
        return tuple(message.id for message in self.messages)

    @property
    def is_post(self) -> bool:
        """Whether there is something to be read; a service message is alone, and no post."""
        return self.messages[0].is_post

    @property
    def main(self) -> HistoryMessage:
        """The message that carries the text, or the first."""
        return next((message for message in self.messages if message.text), self.messages[0])

    @property
    def media(self) -> tuple[Media, ...]:
        """The media of every message, in order."""
        return tuple(media for message in self.messages for media in message.media)


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """A page of a public channel: posts in the order of their ids.

    `chat_id` is Telegram's -100… where the page tells it. `previous` is what `before` is to be
    for the page of older posts, None where the channel begins.
    """

    posts: tuple[HistoryPost, ...]
    chat_id: int | None = None
    title: str = ""
    previous: int | None = None
