"""Files: what was uploaded, under which ids, and the media objects made of them."""

import mimetypes
import secrets
from dataclasses import dataclass
from typing import Any

from aiogram.types import (
    Animation,
    Audio,
    Document,
    PhotoSize,
    Sticker,
    TelegramObject,
    Video,
    VideoNote,
    Voice,
)

from bot.sandbox.errors import WRONG_FILE, bad_request
from bot.sandbox.pictures import size_of

KINDS = ("photo", "video", "animation", "document", "audio", "voice", "video_note", "sticker")
DOCUMENT_LIKE = frozenset(KINDS) - {"photo"}
"""Kinds whose ids Telegram takes for one another, unlike a photo's."""

_TYPE_NAMES = {
    "photo": "Photo",
    "video": "Video",
    "animation": "Animation",
    "document": "Document",
    "audio": "Audio",
    "voice": "VoiceNote",
    "video_note": "VideoNote",
    "sticker": "Sticker",
}
_FALLBACK_TYPES = {
    "photo": "image/jpeg",
    "video": "video/mp4",
    "animation": "video/mp4",
    "document": "application/octet-stream",
    "audio": "audio/mpeg",
    "voice": "audio/ogg",
    "video_note": "video/mp4",
    "sticker": "image/webp",
}
_PREFIXES = {"photo": "AgAC", "video": "BAAC", "animation": "CgAC", "document": "BQAC"}


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file of the server: its bytes, its kind, its permanent id and its measures.

    `width` and `height` are pixels, `duration` whole seconds.
    """

    kind: str
    data: bytes
    unique_id: str
    path: str
    mime_type: str
    filename: str | None
    width: int
    height: int
    duration: int


class Files:
    """Every file of the world; a file_id leads to its file for ever."""

    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}

    def add(
        self,
        kind: str,
        data: bytes,
        *,
        filename: str | None = None,
        mime_type: str | None = None,
        width: int | None = None,
        height: int | None = None,
        duration: int | None = None,
    ) -> StoredFile:
        """Stores an upload. Measures of a picture are read from it unless they are given."""
        if kind not in KINDS:
            raise ValueError(f"no such kind of media: {kind}")
        guessed = mimetypes.guess_type(filename)[0] if filename else None
        measured = size_of(data) or (512, 512)
        number = len(self._by_path)
        suffix = mimetypes.guess_extension(mime_type or guessed or _FALLBACK_TYPES[kind]) or ""
        file = StoredFile(
            kind=kind,
            data=data,
            unique_id=f"AQAD{secrets.token_urlsafe(9)}",
            path=f"{kind}s/file_{number}{suffix}",
            mime_type=mime_type or guessed or _FALLBACK_TYPES[kind],
            filename=filename,
            width=width or measured[0],
            height=height or measured[1],
            duration=duration or 0,
        )
        self._by_path[file.path] = file
        return file

    def new_id(self, file: StoredFile) -> str:
        """A new file_id of a file: every message has its own, all stay good."""
        file_id = f"{_PREFIXES.get(file.kind, 'CQAC')}{secrets.token_urlsafe(36)}"
        self._by_id[file_id] = file
        return file_id

    def get(self, file_id: str) -> StoredFile | None:
        """The file behind a file_id."""
        return self._by_id.get(file_id)

    def at(self, path: str) -> StoredFile | None:
        """The file behind the path that getFile gave."""
        return self._by_path.get(path)

    def for_sending(self, file_id: str, kind: str) -> StoredFile:
        """The file behind a file_id, to be sent as `kind`.

        Raises a 400 for an unknown id and for a photo sent as something else or the reverse
        (FileManager::check_input_file_id of TDLib). Sent as another kind of document, a file
        stays what it is.
        """
        file = self._by_id.get(file_id)
        if file is None:
            raise bad_request(WRONG_FILE)
        if file.kind != kind and not {file.kind, kind} <= DOCUMENT_LIKE:
            raise bad_request(
                f"Can't use file of type {_TYPE_NAMES[file.kind]} as {_TYPE_NAMES[kind]}"
            )
        return file

    def media(self, file: StoredFile) -> dict[str, Any]:
        """The field or fields of a Message that show this file."""
        base: dict[str, Any] = {
            "file_id": self.new_id(file),
            "file_unique_id": file.unique_id,
            "file_size": len(file.data),
        }
        if file.kind == "photo":
            return {"photo": self._sizes(file)}
        made = _MAKERS[file.kind](file, base)
        if file.kind == "animation":  # a document stands beside it for old clients
            return {"animation": made, "document": _document(file, base)}
        return {file.kind: made}

    def _sizes(self, file: StoredFile) -> list[PhotoSize]:
        sizes: list[PhotoSize] = []
        for side in (90, 320, 800, 1280):
            longest = max(file.width, file.height)
            scale = min(1.0, side / longest)
            is_last = longest <= side or side == 1280
            sizes.append(
                PhotoSize(
                    file_id=self.new_id(file),
                    file_unique_id=file.unique_id if is_last else f"{file.unique_id}{side}",
                    width=max(1, round(file.width * scale)),
                    height=max(1, round(file.height * scale)),
                    file_size=len(file.data),
                )
            )
            if is_last:
                break
        return sizes


def _video(file: StoredFile, base: dict[str, Any]) -> TelegramObject:
    return Video(
        width=file.width,
        height=file.height,
        duration=file.duration,
        file_name=file.filename,
        mime_type=file.mime_type,
        **base,
    )


def _animation(file: StoredFile, base: dict[str, Any]) -> TelegramObject:
    return Animation(
        width=file.width,
        height=file.height,
        duration=file.duration,
        file_name=file.filename,
        mime_type=file.mime_type,
        **base,
    )


def _audio(file: StoredFile, base: dict[str, Any]) -> TelegramObject:
    return Audio(duration=file.duration, file_name=file.filename, mime_type=file.mime_type, **base)


def _sticker(file: StoredFile, base: dict[str, Any]) -> TelegramObject:
    return Sticker(
        type="regular",
        width=file.width,
        height=file.height,
        is_animated=file.mime_type == "application/x-tgsticker",
        is_video=file.mime_type == "video/webm",
        **base,
    )


def _document(file: StoredFile, base: dict[str, Any]) -> TelegramObject:
    return Document(file_name=file.filename, mime_type=file.mime_type, **base)


def _voice(file: StoredFile, base: dict[str, Any]) -> TelegramObject:
    return Voice(duration=file.duration, mime_type=file.mime_type, **base)


def _video_note(file: StoredFile, base: dict[str, Any]) -> TelegramObject:
    return VideoNote(length=min(file.width, file.height), duration=file.duration, **base)


_MAKERS = {
    "video": _video,
    "animation": _animation,
    "audio": _audio,
    "sticker": _sticker,
    "document": _document,
    "voice": _voice,
    "video_note": _video_note,
}
