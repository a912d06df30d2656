"""Photos of posts from Telegram, kept beside the store as far as there is room."""

import asyncio
import hashlib
import logging
import os
from collections import defaultdict
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from aiogram.exceptions import AiogramError

from bot.domain.photos import Photo, sniff
from bot.domain.posts import Media
from bot.errors import SourceUnreadable

log = logging.getLogger(__name__)

MOST_BYTES = 10_000_000
"""Of one photo: as many as Telegram takes for one (Bot API, `sendPhoto`)."""

ROOM_BYTES = 500_000_000
"""Of all that are kept; those not asked for longest go first."""

AT_ONCE = 3
"""Photos brought from Telegram side by side."""


class Files(Protocol):
    """Brings files that Telegram keeps."""

    async def download(self, file_id: str, *, most: int) -> bytes:
        """The bytes of a file, of at most so many; SourceUnreadable when it cannot be had."""
        ...


class KeptPhotos:
    """Brings a photo once; concurrent requests for one wait for the same download."""

    def __init__(self, files: Files, folder: Path, *, room_bytes: int = ROOM_BYTES) -> None:
        self._files = files
        self._folder = folder
        self._room_bytes = room_bytes
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._doors = asyncio.Semaphore(AT_ONCE)

    async def get(self, media: Media) -> Photo | None:
        """The photo of a medium; None when Telegram does not give it, or it is no picture."""
        path = self._folder / hashlib.sha256(media.unique_id.encode()).hexdigest()
        turn = self._turns[path.name]
        try:
            async with turn:
                body = await asyncio.to_thread(_read, path)
                if body is None and (body := await self._bring(media)):
                    await asyncio.to_thread(self._keep, path, body)
        finally:
            if not turn.locked():
                self._turns.pop(path.name, None)
        content_type = sniff(body) if body else None
        return Photo(body, content_type) if body and content_type else None

    async def _bring(self, media: Media) -> bytes | None:
        try:
            async with self._doors:
                return await self._files.download(media.file_id, most=MOST_BYTES)
        except (SourceUnreadable, AiogramError, TimeoutError, OSError) as error:
            log.info("a photo cannot be had from Telegram: %r", error)
            return None

    def _keep(self, path: Path, body: bytes) -> None:
        """Write a file whole or not at all; a disk without room keeps none."""
        if sniff(body) is None:
            return
        fresh = path.with_suffix(".new")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            fresh.write_bytes(body)
            fresh.replace(path)
            self._make_room()
        except OSError as error:
            log.warning("a photo is not kept: %s", error)
            with suppress(OSError):
                fresh.unlink()

    def _make_room(self) -> None:
        with os.scandir(self._folder) as found:
            files = [(entry.stat(), entry.path) for entry in found if entry.is_file()]
        total = sum(status.st_size for status, _ in files)
        for status, path in sorted(files, key=lambda pair: pair[0].st_mtime):
            if total <= self._room_bytes:
                return
            Path(path).unlink(missing_ok=True)
            total -= status.st_size


def _read(path: Path) -> bytes | None:
    """The bytes that are kept; the file counts as just asked for."""
    try:
        body = path.read_bytes()
        os.utime(path)
    except OSError:
        return None
    return body
