"""Searching the archive by words and rubrics, and keeping what was sought."""

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.archive import Entry, Order, Rubric
from bot.domain.channels import Channel
from bot.domain.pages import Cursor, Page
from bot.domain.payloads import Payload, encode_stored, encode_words, read_words
from bot.domain.posts import Post
from bot.errors import NotFound
from bot.services.browsing import POSTS_A_PAGE, Browsing
from bot.services.excerpts import find_excerpt
from bot.services.nearness import rank_near
from bot.services.queries import Query, parse_query, shorten
from storage import channels, payloads, rubrics, search
from storage.db import Database

# Near rubrics are sought among this many most used.
NEAR_AMONG = 300


class Searching:
    """What readers seek. Only published posts are ever given."""

    def __init__(self, db: Database, browsing: Browsing) -> None:
        self._db = db
        self._browsing = browsing

    async def find(
        self, channel_id: int, words: str, order: Order = Order.BEST, cursor: str = "", *,
        is_partial: bool = False, size: int = POSTS_A_PAGE,
    ) -> Page[Entry]:  # fmt: skip
        """Posts that hold all the words in any form, and stand in each `#rubric` among them.

        Anything typed is safe. The best are sought among the newest 2,000 found; `is_partial`
        takes the last word as still being typed.
        """
        query = parse_query(words)
        found = await self._rubric_ids(channel_id, query)
        if found is None or not query:
            return Page()
        if query.is_tag:
            rubric = await self._browsing.rubric(channel_id, found[0])
            return await self._browsing.posts_of(rubric, order, cursor, size)
        start = Cursor.unpack(cursor, length=search.BY_ORDER[order].length)
        look = search.find_newest if order is Order.NEWEST else search.find_best
        page = await look(
            self._db, channel_id, query.match(is_partial=is_partial), rubric_ids=found,
            size=size, cursor=start,
        )  # fmt: skip
        return await self._entries(page, query)

    async def near(self, channel_id: int, words: str) -> Sequence[Rubric]:
        """Rubrics that look like what was sought, nearest first."""
        known = await rubrics.list_used(self._db, channel_id, size=NEAR_AMONG)
        return rank_near(words, known.items)

    async def keep_words(self, words: str) -> int:
        """Keep a query for the buttons of its pages; its number."""
        return await self._keep("search", shorten(words))

    async def kept_words(self, number: int) -> str:
        """The query of `keep_words`.

        Raises:
            NotFound: nothing is kept under this number.
        """
        return await self._kept("search", number)

    async def payload(self, kind: str, words: str, channel: Channel) -> str:
        """The payload of a deep link to words or a tag; it names the channel among several."""
        several = len(await channels.list_channels(self._db)) > 1
        channel_id = channel.id if several else None
        words = shorten(words)
        short = encode_words(kind, words, channel_id)
        return short or encode_stored(kind, await self._keep(kind, words), channel_id)

    async def read_words(self, payload: Payload) -> list[str]:
        """What the words of a payload may be, the likeliest first.

        Raises:
            NotFound: they should be kept, and are not.
        """
        if payload.stored_id is not None:
            return [await self._kept(payload.kind, payload.stored_id)]
        return read_words(payload.value)

    async def _keep(self, kind: str, value: str) -> int:
        known = await payloads.find_id(self._db, kind, value)
        if known is not None:
            return known
        async with self._db.transaction() as session:
            return await payloads.insert(session, kind, value)

    async def _kept(self, kind: str, number: int) -> str:
        value = await payloads.get_value(self._db, kind, number)
        if value is None:
            raise NotFound
        return value

    async def _rubric_ids(self, channel_id: int, query: Query) -> list[int] | None:
        """The rubrics that a query names; None when one of them does not exist."""
        ids = []
        for tag in query.tags:
            rubric = await self._browsing.find_rubric(channel_id, tag)
            if rubric is None:
                return None
            ids.append(rubric.id)
        return ids

    async def _entries(self, page: Page[Post], query: Query) -> Page[Entry]:
        found = await self._browsing.entries(page)
        stems = query.stems

        def with_excerpt(entry: Entry) -> Entry:
            post = entry.post
            excerpt = find_excerpt(post.content.full_text.text, post.title, stems)
            return replace(entry, excerpt=excerpt)

        return found.map(with_excerpt) if stems else found
