"""What a draft is written from: its links, its file or its text, with what their sites allow."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from bot.clock import Clock
from bot.domain.posts import Post
from bot.domain.sources import Article, Consent, fold, site_of
from bot.domain.sources.material import (
    MOST_LINKS,
    Material,
    bare_links,
    document_of,
    material_of,
)
from bot.errors import InputRefused, SourceUnreadable
from storage import sources
from storage.db import Database

FRESH = timedelta(hours=24)
"""How long a page that was read is not read again."""
MOST_BYTES = 5_000_000
"""Bytes of a document that are read."""


class Read(Protocol):
    """An article with what its site allows."""

    @property
    def article(self) -> Article: ...

    @property
    def consent(self) -> Consent: ...


class Reader(Protocol):
    """Reads pages of the public web, files and pasted texts."""

    async def read_page(self, address: str) -> Read:
        """The article at an address; `SourceUnreadable` says why there is none."""
        ...

    async def read_document(self, body: bytes, name: str) -> Sequence[Read]:
        """The articles of a file; `SourceUnreadable` says why there are none."""
        ...

    def read_pasted(self, text: str) -> Sequence[Read]:
        """The articles of a text; `SourceUnreadable` when there are no words."""
        ...

    async def close(self) -> None:
        """Close connections, stop what reads beside the bot."""
        ...


class Files(Protocol):
    """Where the files of messages are kept."""

    async def download(self, file_id: str, *, most: int) -> bytes:
        """The bytes of a file; `SourceUnreadable` when it has more than `most`, or is gone."""
        ...


@dataclass(frozen=True, slots=True)
class Reading:
    """An article that is kept already, with what its site allowed when it was read."""

    article: Article
    consent: Consent


@dataclass(frozen=True, slots=True)
class Unread:
    """A link that gave no article: its site, and why."""

    site: str
    why: SourceUnreadable


@dataclass(frozen=True, slots=True)
class Gathered:
    """The articles of a draft, in its order, and what could not be read."""

    readings: Sequence[Read]
    unread: Sequence[Unread] = ()
    left_out: int = 0


class Gathering:
    """Reads what a draft carries. The reader is made at the first need: it is heavy."""

    def __init__(
        self, db: Database, clock: Clock, files: Files, make_reader: Callable[[], Reader]
    ) -> None:
        self._db = db
        self._clock = clock
        self._files = files
        self._make_reader = make_reader
        self._made: Reader | None = None

    async def close(self) -> None:
        """Read nothing more."""
        if self._made:
            await self._made.close()

    async def gather(self, post: Post) -> Gathered:
        """The articles that a draft is to be written from.

        Raises:
            InputRefused: there is nothing in it to be read.
            SourceUnreadable: nothing of it could be read.
        """
        match material_of(post.content):
            case Material.LINK | Material.LINKS:
                return await self._read_links(bare_links(post.content.text))
            case Material.FILE:
                media = document_of(post.content)
                assert media is not None
                body = await self._files.download(media.file_id, most=MOST_BYTES)
                return Gathered(await self._reader.read_document(body, media.name))
            case Material.TEXT:
                return await self._read_text(post)
        raise InputRefused("error-no-material")

    @property
    def _reader(self) -> Reader:
        if self._made is None:
            self._made = self._make_reader()
        return self._made

    async def _read_links(self, links: Sequence[str]) -> Gathered:
        """One after the other: no site is asked twice at once."""
        readings: list[Read] = []
        unread: list[Unread] = []
        for address in links[:MOST_LINKS]:
            try:
                readings.append(await self._read_page(address))
            except SourceUnreadable as error:
                unread.append(Unread(site_of(address), error))
        if not readings:
            raise unread[0].why
        return Gathered(readings, unread, left_out=max(0, len(links) - MOST_LINKS))

    async def _read_page(self, address: str) -> Read:
        since = self._clock.now() - FRESH
        if known := await sources.get_used(self._db, address, since=since):
            return Reading(known.source.article, known.consent)
        return await self._reader.read_page(address)

    async def _read_text(self, post: Post) -> Gathered:
        """The text itself; what was forwarded has its place already."""
        words = fold(post.content.text.text)
        for used in await sources.list_of_post(self._db, post.id):
            if fold(used.source.article.text) == words:
                return Gathered([Reading(used.source.article, used.consent)])
        return Gathered(self._reader.read_pasted(post.content.text.text))
