"""Searching the archive by words and rubrics, and keeping what was sought."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from bot.clock import Clock
from bot.domain.archive import Entry, Order, Rubric
from bot.domain.channels import Channel
from bot.domain.pages import Cursor, Page
from bot.domain.payloads import Payload, encode_stored, encode_words, read_words
from bot.domain.posts import Post
from bot.domain.texts import without_spoilers
from bot.errors import NotFound
from bot.services.browsing import POSTS_A_PAGE, Browsing
from bot.services.correcting import Correcting, Correction
from bot.services.excerpts import find_excerpt
from bot.services.nearness import rank_near
from bot.services.queries import MAX_STEMS, Phrase, Query, parse_query, phrase_of, shorten
from storage import channels, finds, payloads, rubric_changes, rubrics, timeline, vocabulary
from storage.db import Database
from storage.finds import Sought
from storage.together import together

# Near rubrics are sought among this many most used.
NEAR_AMONG = 300

MAX_ENDINGS = 30
"""Words that a half typed one stands for where it stands for many posts."""

# Binary digits of a number of posts, 4,096 or more, from which on a prefix is too much to read.
HEAVY = 13


class Searching:
    """What readers seek. Only published posts are ever given."""

    def __init__(self, db: Database, browsing: Browsing, clock: Clock) -> None:
        self._db = db
        self._browsing = browsing
        self._clock = clock
        self._correcting = Correcting(db)

    def read(self, words: str) -> Query:
        """The query of anything typed; a date may name a year up to the next one."""
        return parse_query(words, self._clock.now().year + 1)

    async def find(
        self, channel_id: int, words: str, order: Order = Order.BEST, cursor: str = "", *,
        is_partial: bool = False, size: int = POSTS_A_PAGE,
    ) -> Page[Entry]:  # fmt: skip
        """Posts that hold all the words and phrases in any form, and stand in each `#rubric`.

        What is excluded is in none of them; days are of the channel's zone. Anything typed is
        safe. The best are sought among the newest 2,000 found; `is_partial` takes the last word
        as still being typed.
        """
        query = self.read(words)
        found = await self._rubric_ids(channel_id, query.tags)
        if not query or None in found:
            return Page()
        rubric_ids = [number for number in found if number]
        if query.is_tag:
            rubric = await self._browsing.rubric(channel_id, rubric_ids[0])
            return await self._browsing.posts_of(rubric, order, cursor, size)
        sought = await self._sought(channel_id, query, rubric_ids, is_partial=is_partial)
        start = Cursor.unpack(cursor, length=finds.BY_ORDER[order].length)
        look = finds.find_newest if order is Order.NEWEST else finds.find_best
        page = await look(self._db, channel_id, sought, size=size, cursor=start)
        return await self._entries(page, query)

    async def correct(self, channel_id: int, words: str) -> Correction | None:
        """What was meant by a query that finds nothing, if a word of it is in no post.

        Bounded: three words, a few queries each. What it gives need not find anything either.
        """
        return await self._correcting.correct(channel_id, words)

    async def near(self, channel_id: int, words: str) -> Sequence[Rubric]:
        """Rubrics that look like what was sought, nearest first."""
        known = await rubrics.list_used(self._db, channel_id, size=NEAR_AMONG)
        return rank_near(words, known.items)

    async def span(self, channel: Channel) -> tuple[date, date] | None:
        """The days of the first post and of the last, by the channel's clock; None without any."""
        found = await timeline.get_span(self._db, channel.id)
        if found is None:
            return None
        first, last = (moment.astimezone(channel.zoneinfo).date() for moment in found)
        return first, last

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

    async def _sought(
        self, channel_id: int, query: Query, rubric_ids: Sequence[int], *, is_partial: bool
    ) -> Sought:
        """A query in the words of the store."""
        excluded = await self._rubric_ids(channel_id, query.excluded_tags)
        since = until = None
        if query.days:
            zone = ZoneInfo((await self._browsing.channel(channel_id)).zone)
            since, until = _start(query.days.since, zone), _start(query.days.until, zone)
        spellings = [await self._spellings(number) for number in rubric_ids]
        return Sought(
            match=query.match(
                filter(None, spellings), is_partial=is_partial,
                endings=await self._endings(query.half_word) if is_partial else (),
            ),
            excluded=query.exclusion,
            rubric_ids=list(dict.fromkeys(rubric_ids)),
            excluded_ids=[number for number in excluded if number],
            since=since, until=until,
        )  # fmt: skip

    async def _rubric_ids(self, channel_id: int, tags: Sequence[str]) -> list[int | None]:
        """The rubrics of tags; None for one that does not exist."""
        found = [await self._browsing.find_rubric(channel_id, tag) for tag in tags]
        return [rubric.id if rubric else None for rubric in found]

    async def _endings(self, half_word: str) -> list[str]:
        """What a half typed word may become, the usual first; none where all are looked up.

        FTS5 reads every place of every word with a prefix before it gives the first: among
        words of thousands of posts only the most usual count.
        """
        if not half_word:
            return []
        found = await vocabulary.complete(self._db, half_word, limit=MAX_ENDINGS)
        return [stem for stem, _ in found] if found and found[0][1] >= HEAVY else []

    async def _spellings(self, rubric_id: int) -> list[Phrase]:
        """The tags that put a post into a rubric; none when they are too many for a query."""
        db = together(self._db)
        rubric, synonyms = await asyncio.gather(
            rubrics.get_rubric(db, rubric_id), rubric_changes.list_synonyms(db, rubric_id)
        )
        tags = [rubric.tag if rubric else "", *(synonym.tag for synonym in synonyms)]
        phrases = list(dict.fromkeys(phrase_of(tag) for tag in tags))
        return phrases if all(phrases) and len(phrases) <= MAX_STEMS else []

    async def _entries(self, page: Page[Post], query: Query) -> Page[Entry]:
        found = await self._browsing.entries(page)

        def with_excerpt(entry: Entry) -> Entry:
            post = entry.post
            text = without_spoilers(post.content.full_text).text
            return replace(entry, excerpt=find_excerpt(text, post.title, query))

        return found.map(with_excerpt)


def _start(day: date | None, zone: ZoneInfo) -> datetime | None:
    """The first moment of a day on the wall clock of a zone."""
    return datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC) if day else None
