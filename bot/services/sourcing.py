"""A draft that carries a link becomes a draft of what the page says."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from bot.clock import Clock
from bot.domain.authorship import Maker
from bot.domain.posts import Post
from bot.domain.scaffolds import without_scaffold
from bot.domain.sources import Article, Consent, find_links
from bot.domain.texts import Text, cut, join, strip
from bot.errors import InputRefused
from bot.services.drafting import Drafting
from storage import posts, sources
from storage.db import Database

if TYPE_CHECKING:
    from bot.domain.writing import Written


class Reading(Protocol):
    """An article with what its site allows."""

    @property
    def article(self) -> Article: ...

    @property
    def consent(self) -> Consent: ...


class PageReader(Protocol):
    """Reads pages of the public web."""

    async def read_page(self, address: str) -> Reading:
        """The article at an address.

        Raises:
            SourceUnreadable: with the key of the sentence that says why.
        """
        ...

    async def close(self) -> None:
        """Close connections, stop what reads beside the bot."""
        ...


class Writer(Protocol):
    """Makes a draft of an article."""

    async def write(
        self, article: Article, *, words: Text | None, channel_language: str
    ) -> "Written": ...


@dataclass(frozen=True, slots=True)
class Sourced:
    """A draft made from a source. `asides` are for the author, and not part of the post."""

    post: Post
    article: Article
    asides: tuple[str, ...]


class Sourcing:
    """Reads the page of a draft's first link and writes the draft anew, as a revision.

    Reader and writer are made at the first link: a bot that reads none does not pay for them.
    """

    def __init__(
        self,
        db: Database,
        clock: Clock,
        drafting: Drafting,
        make_reader: Callable[[], PageReader],
        make_writer: Callable[[], Writer],
    ) -> None:
        self._db = db
        self._clock = clock
        self._drafting = drafting
        self._make_reader = make_reader
        self._make_writer = make_writer
        self._desk: tuple[PageReader, Writer] | None = None

    async def close(self) -> None:
        """Read nothing more."""
        if self._desk:
            await self._desk[0].close()

    async def draft_from_link(self, person_id: int, post_id: int, *, language: str) -> Sourced:
        """Write a draft from the page that it links to; the author's own words stay on top.

        `language` is that of the labels, `ru` or `en`.

        Raises:
            InputRefused: there is no link in the draft.
            SourceUnreadable: the page cannot be read; the draft stays as it is.
        """
        before = await self._drafting.require_editable(person_id, post_id)
        links = find_links(before.content.text)
        if not links:
            raise InputRefused("error-no-link")
        if self._desk is None:
            self._desk = self._make_reader(), self._make_writer()
        reader, writer = self._desk
        reading = await reader.read_page(links[0])
        written = await writer.write(
            reading.article, words=own_words(before.content.text), channel_language=language
        )
        async with self._db.transaction() as session:
            post = await self._drafting.require_editable(person_id, post_id)
            now = self._clock.now()
            source = await sources.upsert(session, reading.article, now=now)
            content = replace(post.content, text=without_scaffold(written.text, written.scaffold))
            changed = await posts.set_content(
                session, post, content, editor_id=person_id, now=now, maker=Maker.RULES
            )
            await sources.link(
                session,
                post_id=post.id,
                source_id=source.id,
                consent=reading.consent,
                used_at=now,
            )
        return Sourced(changed, reading.article, written.scaffold)


def own_words(text: Text) -> Text | None:
    """What the author wrote beside the addresses; None when there is nothing."""
    pieces, start = [], 0
    for entity in sorted(text.entities, key=lambda item: item.offset):
        if entity.type == "url" and entity.offset >= start:
            pieces.append(cut(text, start, entity.offset))
            start = entity.end
    pieces.append(cut(text, start, text.units))
    words = strip(join(pieces))
    return words if words.text else None
