"""Media of an export: what they are, and how their sender called them.

A path may be a placeholder (`(File not included. …)`): the medium is there all the same, and can
be copied from the channel.
"""

from collections.abc import Mapping
from typing import Any

from bot.domain.exports.values import string
from bot.domain.histories import Special
from bot.domain.posts import Media, MediaKind

MOST_NAME = 255
"""Characters of a file's name that are kept."""
_KINDS = {
    "video_file": MediaKind.VIDEO,
    "video_message": MediaKind.VIDEO,
    "animation": MediaKind.ANIMATION,
    "audio_file": MediaKind.AUDIO,
    "voice_message": MediaKind.VOICE,
}
_SPECIAL = {"sticker": Special.STICKER, "video_message": Special.VIDEO_MESSAGE}


def media_of(raw: Mapping[str, Any]) -> tuple[Media, ...]:
    """The medium of a message, none or one; a sticker is none (see `special_of`)."""
    has_spoiler = raw.get("media_spoiler") is True
    if "photo" in raw or "photo_file_size" in raw:
        return (_media(MediaKind.PHOTO, has_spoiler),)
    told = string(raw.get("media_type"))
    if told == "sticker" or not (told or "file" in raw or "file_size" in raw):
        return ()
    # An unknown type has a file as well.
    kind = _KINDS.get(told, MediaKind.DOCUMENT)
    return (_media(kind, has_spoiler, _name(raw) if kind is MediaKind.DOCUMENT else ""),)


def special_kind(raw: Mapping[str, Any]) -> Special | None:
    """The kind of a medium that no `MediaKind` stands for, told by its `media_type`."""
    return _SPECIAL.get(string(raw.get("media_type")))


def _media(kind: MediaKind, has_spoiler: bool, name: str = "") -> Media:
    return Media(kind=kind, file_id="", unique_id="", has_spoiler=has_spoiler, name=name)


def _name(raw: Mapping[str, Any]) -> str:
    """As its sender called it; exports before `file_name` only tell the path."""
    name = string(raw.get("file_name"))
    path = string(raw.get("file"))
    if not name and not path.startswith("("):
        name = path.replace("\\", "/").rpartition("/")[2]
    return name[-MOST_NAME:]
