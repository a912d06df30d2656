"""A post: its content, its life, and what is to be known before it is published."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from bot.domain import rubrics
from bot.domain.options import LinkPreview as LinkPreview
from bot.domain.options import LongPost
from bot.domain.options import Options as Options
from bot.domain.texts import (
    CAPTION_LIMIT,
    ENTITY_LIMIT,
    RICH_LIMIT,
    TEXT_LIMIT,
    Text,
    count_formatting,
    join,
    plain_title,
)


class PostState(StrEnum):
    """Where a post is in its life."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    PLANNED = "planned"
    PUBLISHING = "publishing"
    PUBLISHED = "published"
    UNCERTAIN = "uncertain"
    FAILED = "failed"
    LATE = "late"
    DELETED = "deleted"

    @property
    def is_editable(self) -> bool:
        """Whether the author may still change what will be published."""
        return self in EDITABLE


EDITABLE = (
    PostState.DRAFT, PostState.IN_REVIEW, PostState.APPROVED, PostState.PLANNED,
    PostState.FAILED, PostState.LATE,
)  # fmt: skip


class Origin(StrEnum):
    """How a post came to us."""

    DRAFT = "draft"
    CHANNEL = "channel"
    IMPORT = "import"


class MediaKind(StrEnum):
    """Kinds of media that a post may carry."""

    PHOTO = "photo"
    VIDEO = "video"
    ANIMATION = "animation"
    DOCUMENT = "document"
    AUDIO = "audio"
    VOICE = "voice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Media:
    """A file that Telegram keeps. `unique_id` is the same for every bot; `file_id` is ours.

    `name` is that of a document, as its sender called it. Both ids are empty for media of an
    imported post: it can be copied from the channel, and not sent anew.
    """

    kind: MediaKind
    file_id: str
    unique_id: str
    has_spoiler: bool = False
    name: str = ""

    @property
    def is_ours(self) -> bool:
        """Whether it can be sent anew."""
        return bool(self.file_id)

    def to_dict(self) -> dict[str, Any]:
        """As stored."""
        return {
            "kind": self.kind.value,
            "file_id": self.file_id,
            "unique_id": self.unique_id,
            "has_spoiler": self.has_spoiler,
            "name": self.name,
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> "Media":
        """From what `to_dict` gave."""
        return cls(**(data | {"kind": MediaKind(data["kind"])}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What is published: the author's text, media, added rubrics and options."""

    text: Text = field(default_factory=Text)
    media: tuple[Media, ...] = ()
    tags: tuple[str, ...] = ()
    options: Options = field(default_factory=Options)

    @property
    def full_text(self) -> Text:
        """The text with the added rubrics as its last line, only those not in it already."""
        if not self.tags:
            return self.text
        line = rubrics.tags_line(self.tags, rubrics.find_tags(self.text.text))
        if not line:
            return self.text
        return join([self.text, Text(line)], separator="\n\n") if self.text.text else Text(line)

    @property
    def all_tags(self) -> list[str]:
        """Every rubric of the post, in order of appearance."""
        return rubrics.find_tags(self.full_text.text)

    @property
    def title(self) -> str:
        """The first line that means something; empty for media without words."""
        return plain_title(self.text)

    @property
    def is_long(self) -> bool:
        """Whether the text is longer than one ordinary message with these media may hold."""
        return self.full_text.units > (CAPTION_LIMIT if self.media else TEXT_LIMIT)

    @property
    def way(self) -> LongPost | None:
        """What becomes of a long text; None when it is short."""
        if not self.is_long:
            return None
        way = self.options.long_post
        is_shown = self.is_picture and self.options.picture_url
        return LongPost.PARTS if way is LongPost.PICTURE and not is_shown else way

    @property
    def is_picture(self) -> bool:
        """Whether the post carries one picture and nothing else: an address may stand for it."""
        return [media.kind for media in self.media] == [MediaKind.PHOTO]

    @property
    def limit(self) -> int:
        """UTF-16 units that one message of this post may hold, sent the way it is."""
        match self.way:
            case LongPost.RICH:
                return RICH_LIMIT
            case LongPost.PICTURE:
                return TEXT_LIMIT
        return CAPTION_LIMIT if self.media else TEXT_LIMIT


class FindingKind(StrEnum):
    """What a check may find; a translation key each (`finding-…`)."""

    EMPTY = "empty"
    CAPTION_SPLIT = "caption-split"
    TEXT_SPLIT = "text-split"
    RICH = "rich"
    PICTURE = "picture"
    BUTTONS = "buttons"
    BUTTONS_BELOW = "buttons-below"
    BUTTONS_ALONE = "buttons-alone"
    ENTITIES_LOST = "entities-lost"
    NO_RUBRIC = "no-rubric"
    UNTRACED = "untraced"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing the author should know before publishing."""

    kind: FindingKind
    is_blocking: bool = False
    count: int = 0
    words: str = ""


def check(content: Content, *, parts: int) -> list[Finding]:
    """What the author should know; `parts` is the number of messages the post becomes."""
    findings = []
    text = content.full_text
    if not text.text and not content.media:
        findings.append(Finding(FindingKind.EMPTY, is_blocking=True))
    findings += _check_length(content, parts)
    findings += _check_buttons(content)
    if (formatting := count_formatting(text)) > ENTITY_LIMIT:
        findings.append(Finding(FindingKind.ENTITIES_LOST, count=formatting))
    if not content.all_tags:
        findings.append(Finding(FindingKind.NO_RUBRIC))
    return findings


def _check_length(content: Content, parts: int) -> list[Finding]:
    match content.way:
        case LongPost.PARTS if parts > 1:
            kind = FindingKind.CAPTION_SPLIT if content.media else FindingKind.TEXT_SPLIT
            return [Finding(kind, count=parts)]
        case LongPost.RICH:
            return [Finding(FindingKind.RICH, count=parts)]
        case LongPost.PICTURE:
            return [Finding(FindingKind.PICTURE, count=parts)]
    return []


def _check_buttons(content: Content) -> list[Finding]:
    """Albums cannot carry a keyboard (Bot API, `sendMediaGroup`); the text below them can."""
    if not content.options.buttons:
        return []
    findings = [Finding(FindingKind.BUTTONS)]
    if len(content.media) > 1 and not content.is_long:
        if content.full_text:
            findings.append(Finding(FindingKind.BUTTONS_BELOW))
        else:
            findings.append(Finding(FindingKind.BUTTONS_ALONE, is_blocking=True))
    return findings


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One post of one channel, from its first words to its numbers."""

    id: int
    channel_id: int | None
    author_id: int | None
    state: PostState
    origin: Origin
    title: str
    content: Content
    revision: int
    created_at: datetime
    updated_at: datetime
    published_at: datetime | None = None
    edited_at: datetime | None = None
    card_message_id: int | None = None
    card_person_id: int | None = None
    """Who waits for the card after a change; None: the author."""
    reactions: int = 0
    reactions_at: datetime | None = None
    reposts: int = 0
    is_navigation: bool = False
    """Lists the rubrics of its channel: of no rubric, list or sum itself."""
