"""Messages that belong together: a text that Telegram cut in parts, an album's items."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.posts import Media, MediaKind
from bot.domain.texts import ALBUM_LIMIT, TEXT_LIMIT, Text
from bot.errors import InputRefused

# A client cuts a long text somewhere in the second half of the limit (tdesktop, CutPart).
CUT_FROM = TEXT_LIMIT // 2
JOIN_WITHIN = timedelta(seconds=2)
ALBUM_SETTLES = timedelta(seconds=1)

_PICTURES = (MediaKind.PHOTO, MediaKind.VIDEO)


@dataclass(frozen=True, slots=True, kw_only=True)
class ForwardedPost:
    """The post of a channel that a message was forwarded from; `address` is its link."""

    channel: str
    address: str
    published_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One message of an author. `sent_at` is Telegram's moment, whole seconds."""

    chat_id: int
    message_id: int
    text: Text
    sent_at: datetime
    media: Media | None = None
    album_id: str | None = None
    is_forward: bool = False
    forwarded: ForwardedPost | None = None


def wait_for_more(piece: Piece) -> timedelta:
    """How long further parts may still arrive behind a message."""
    if piece.album_id:
        return ALBUM_SETTLES
    if not piece.media and not piece.is_forward and piece.text.units > CUT_FROM:
        return JOIN_WITHIN
    return timedelta(0)


def continues(piece: Piece, *, units_before: int, sent_before: datetime) -> bool:
    """Whether a text goes on with the text message before it, of so many UTF-16 units."""
    return (
        not piece.media
        and not piece.is_forward
        and units_before > CUT_FROM
        and timedelta(0) <= piece.sent_at - sent_before <= JOIN_WITHIN
    )


def seam(before: Text) -> str:
    """What stood between two parts: clients cut at a line or a blank, and drop it."""
    if before.units % TEXT_LIMIT == 0:
        return ""
    return "\n" if before.text[-1] in '.!?…:;»”")' else " "


def with_media(before: tuple[Media, ...], media: Media) -> tuple[Media, ...]:
    """Media of one album: pictures mix, documents and audio only with their own kind.

    Raises:
        InputRefused: Telegram would refuse the album.
    """
    if len(before) >= ALBUM_LIMIT:
        raise InputRefused("error-album-full", limit=ALBUM_LIMIT)
    kinds = {item.kind for item in (*before, media)}
    if before and not kinds <= set(_PICTURES) and len(kinds) > 1:
        raise InputRefused("error-album-mixed")
    return (*before, media)
