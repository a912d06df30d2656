"""Files that people send: one by one, or together as albums."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from aiohttp import BodyPartReader, web

from bot.sandbox.acting import new_album_id
from bot.sandbox.page.input import (
    LARGEST_BODY,
    TOO_LARGE,
    BadInput,
    Media,
    check,
    in_words,
    refuse_large,
)
from bot.sandbox.page.seen import Seen
from bot.sandbox.page.views import Json
from bot.sandbox.pictures import size_of

ALBUM = 10
PHOTOS = ("image/jpeg", "image/png", "image/webp")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as the browser named it."""

    name: str
    mime_type: str
    data: bytes

    def kind(self, *, as_files: bool) -> str:
        """How a client sends this file: by its type, or as a document when so asked."""
        if as_files:
            return "document"
        if self.mime_type in PHOTOS and size_of(self.data) is not None:
            return "photo"
        if self.mime_type == "image/gif":
            return "animation"
        if self.mime_type.startswith("video/"):
            return "video"
        return "audio" if self.mime_type.startswith("audio/") else "document"


async def read_uploads(request: web.Request) -> tuple[Media, list[Upload]]:
    """The description and the files of a multipart body; BadInput when it is none."""
    if request.content_type != "multipart/form-data":
        raise BadInput("Files have to come as multipart/form-data.")
    refuse_large(request)
    fields: Media | None = None
    files: list[Upload] = []
    total = 0
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            raise BadInput("A part inside a part is not understood.")
        data = await _read(part, LARGEST_BODY - total)
        total += len(data)
        if part.name == "fields":
            fields = check(Media, data)
        elif part.name == "file":
            mime_type = part.headers.get("Content-Type", "application/octet-stream")
            files.append(Upload(part.filename or "file", mime_type.partition(";")[0], data))
    if fields is None or not files:
        raise BadInput("There has to be a part 'fields' and at least one part 'file'.")
    return fields, files


async def _read(part: BodyPartReader, room: int) -> bytes:
    data = bytearray()
    while chunk := await part.read_chunk(65536):
        data += chunk
        if len(data) > room:
            raise BadInput(TOO_LARGE)
    return bytes(data)


def send_uploads(seen: Seen, body: Media, files: list[Upload]) -> Json:
    """Sends the files in their order; the caption stands at the first."""
    seen.room(body.person, body.chat)
    ids: list[int] = []
    for kinds, group in _batches(body, files):
        album = new_album_id() if len(group) > 1 else None
        for kind, file in zip(kinds, group, strict=True):
            ids.append(_send(seen, body, kind, file, album, captioned=not ids))
    return {"ok": True, "messages": ids}


def _batches(body: Media, files: list[Upload]) -> Iterator[tuple[list[str], list[Upload]]]:
    """Runs of files that can stand in one album: pictures with films, files, or sounds."""

    def family(file: Upload) -> str:
        kind = file.kind(as_files=body.as_files)
        return "visual" if kind in ("photo", "video") else kind

    for name, run in groupby(files, family):
        same = list(run)
        size = 1 if name == "animation" else ALBUM
        for at in range(0, len(same), size):
            group = same[at : at + size]
            yield [file.kind(as_files=body.as_files) for file in group], group


def _send(
    seen: Seen, body: Media, kind: str, file: Upload, album: str | None, *, captioned: bool
) -> int:
    with in_words():
        message = seen.world.send_media(
            body.person,
            body.chat,
            kind,
            file.data,
            filename=file.name,
            mime_type=file.mime_type,
            caption=body.text or None if captioned else None,
            entities=body.entities or None if captioned else None,
            reply_to=body.reply_to if captioned else None,
            media_group_id=album,
            has_spoiler=body.spoiler and kind in ("photo", "video", "animation"),
        )
    return message.message_id
