"""Edits of published posts: which messages change and how, and whether a message is as wanted."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby

from bot.domain.evidence import Shown
from bot.domain.hand_edits import look_alike
from bot.domain.posts import Content, Media, MediaKind
from bot.domain.publications import Part, Unknown, layout
from bot.domain.texts import Text, strip
from bot.errors import InputRefused


class EditState(StrEnum):
    """open -> wanted -> sending -> done; aside: conflict, uncertain, refused, dropped."""

    OPEN = "open"
    CONFLICT = "conflict"
    WANTED = "wanted"
    SENDING = "sending"
    UNCERTAIN = "uncertain"
    DONE = "done"
    REFUSED = "refused"
    DROPPED = "dropped"


UNDER_WAY = (EditState.WANTED, EditState.SENDING, EditState.UNCERTAIN)


class Way(StrEnum):
    """What of a message changes: its words alone, or its medium and with it the caption."""

    WORDS = "words"
    MEDIUM = "medium"


@dataclass(frozen=True, slots=True)
class Place:
    """A message of a post: its part, and its position in the part."""

    message_id: int
    part: int
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One message that is to become another. `before` is None when it is not known what it is."""

    message_id: int
    way: Way
    before: Part | None
    after: Part
    is_album: bool


@dataclass(frozen=True, slots=True)
class Gone:
    """The message is not in the channel any more."""


Glance = Shown | Gone | Unknown


class Standing(StrEnum):
    """What a message in the channel is, measured by a change."""

    AS_WANTED = "as wanted"
    AS_BEFORE = "as before"
    OTHER = "other"


# Telegram replaces media only within a class in an album; a voice message cannot be replaced
# (Bot API, `editMessageMedia`; TDLib, MessagesManager.cpp).
_ALBUM_CLASSES = (
    {MediaKind.PHOTO, MediaKind.VIDEO}, {MediaKind.DOCUMENT}, {MediaKind.AUDIO},
)  # fmt: skip


def plan(
    before: Content, after: Content, places: Sequence[Place], *, captioned: int = 0
) -> tuple[Change, ...]:
    """The messages to be changed, in order; `captioned` is the album item that has the words.

    Raises:
        InputRefused: Telegram cannot make the one of the other: an edit adds no message and takes
            none away.
    """
    messages = _by_part(places)
    parts, old = layout(after), layout(before)
    if not parts:
        raise InputRefused("error-edit-empty")
    _require_same_media(before, after)
    if len(parts) != len(messages):
        raise InputRefused("error-edit-parts", before=len(messages), after=len(parts))
    changes = []
    for number, (part, row) in enumerate(zip(parts, messages, strict=True)):
        if len(row) != max(1, len(part.media)):
            raise InputRefused("error-edit-media-count", count=len(row))
        was = old[number] if len(old) == len(parts) else None
        if was is not None and _shape(was) != _shape(part):
            raise InputRefused("error-edit-shape")
        changes += [_change(place, was, part, captioned) for place in row]
    return tuple(change for change in changes if change is not None)


def standing_of(change: Change, glance: Shown) -> Standing:
    """What a message that stands in the channel is: formatting counts too.

    Buttons are not seen: where nothing else changes, the edit is made, and made again if need be.
    """
    is_as_before = change.before is None or _is(change.before, glance)
    if _is(change.after, glance):
        is_seen = change.before is None or not is_as_before
        return Standing.AS_WANTED if is_seen else Standing.AS_BEFORE
    return Standing.AS_BEFORE if is_as_before else Standing.OTHER


def is_as(
    content: Content, place: Place, text: Text, media: Media | None, *, is_captioned: bool
) -> bool:
    """Whether a message is what this content makes of its place.

    `is_captioned`: the words of an album stand at this item.
    """
    laid = layout(content)
    if place.part >= len(laid) or place.position >= max(1, len(laid[place.part].media)):
        return False
    item = _item(laid[place.part], place.position, place.position if is_captioned else -1)
    return _is(item, Shown(place.message_id, text, media))


def expected(content: Content, place: Place, *, parts: int, captioned: int = 0) -> Part | None:
    """What a message of a post should be; None when its parts do not tell any more."""
    laid = layout(content)
    if len(laid) != parts or place.position >= max(1, len(laid[place.part].media)):
        return None
    return _item(laid[place.part], place.position, captioned)


def shows(part: Part, glance: Shown) -> bool:
    """Whether a message shows a part, words, formatting and medium."""
    return _is(part, glance)


def _shape(part: Part) -> tuple[bool, bool]:
    """What an edit of words cannot change: whether it is a rich message, or media with words."""
    return part.is_rich, bool(part.media)


def _by_part(places: Sequence[Place]) -> list[list[Place]]:
    ordered = sorted(places, key=lambda place: (place.part, place.position))
    return [list(row) for _, row in groupby(ordered, key=lambda place: place.part)]


def _change(place: Place, was: Part | None, part: Part, captioned: int) -> Change | None:
    after = _item(part, place.position, captioned)
    is_known = was is not None and place.position < max(1, len(was.media))
    before = _item(was, place.position, captioned) if was is not None and is_known else None
    if (
        before is not None
        and before.buttons == after.buttons
        and _alike(
            before.text, next(iter(before.media), None), after.text, next(iter(after.media), None)
        )
    ):
        return None
    is_same_medium = before is not None and _files(before) == _files(after)
    return Change(
        message_id=place.message_id,
        way=Way.WORDS if not after.media or is_same_medium else Way.MEDIUM,
        before=before,
        after=after,
        is_album=len(part.media) > 1,
    )


def _item(part: Part, position: int, captioned: int) -> Part:
    """One message of a part; of an album, one item and the words only where they stand."""
    if not part.media:
        return part
    is_spoken = len(part.media) == 1 or position == captioned
    text = part.text if is_spoken else Text()
    return replace(part, text=text, media=(part.media[position],))


def _files(part: Part) -> list[tuple[str, bool]]:
    return [(media.unique_id, media.has_spoiler) for media in part.media]


def _is(part: Part, glance: Shown) -> bool:
    if part.is_rich:
        # Of a rich message a bot is shown the blocks, not the formatting they were made of.
        return strip(part.text).text == strip(glance.text).text
    return _alike(part.text, next(iter(part.media), None), glance.text, glance.media)


def _alike(text: Text, media: Media | None, other: Text, other_media: Media | None) -> bool:
    """Whether readers see the same; blanks at the ends are trimmed by Telegram."""
    return look_alike(
        Content(text=strip(text), media=(media,) if media else ()),
        Content(text=strip(other), media=(other_media,) if other_media else ()),
    )


def _require_same_media(before: Content, after: Content) -> None:
    old, new = before.media, after.media
    if len(old) != len(new):
        raise InputRefused("error-edit-media-count", count=len(old))
    for was, item in zip(old, new, strict=True):
        if was.unique_id == item.unique_id:
            continue
        if MediaKind.VOICE in (was.kind, item.kind):
            raise InputRefused("error-edit-voice")
        if len(new) > 1 and not any({was.kind, item.kind} <= kinds for kinds in _ALBUM_CLASSES):
            raise InputRefused("error-edit-media-kind")
