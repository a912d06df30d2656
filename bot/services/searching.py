"""The archive for its readers: rubrics, search, the best, and what makes a post findable."""

from collections.abc import Sequence

from bot.clock import Clock
from bot.domain.archive import Entry, Order, Period, Rubric
from bot.domain.channels import Channel, ChannelState
from bot.domain.pages import Cursor, Page
from bot.domain.payloads import Payload, encode_stored, encode_words, read_words
from bot.domain.posts import Post, PostState
from bot.domain.rubrics import fold_tag
from bot.errors import NotFound
from bot.services.excerpts import find_excerpt
from bot.services.nearness import rank_near
from bot.services.numbering import Numbering
from bot.services.queries import Query, parse_query, shorten
from bot.services.stemming import stems_of
from storage import channels, messages, payloads, posts, rubrics, search
from storage.db import Database, Session

RUBRICS_A_PAGE = 10
POSTS_A_PAGE = 6
# Near rubrics are sought among this many most used.
NEAR_AMONG = 300


async def index(db: Session, post: Post) -> None:
    """Make a published post findable by its rubrics and words, and by nothing older.

    Called inside the transaction that publishes the post or changes its text or rubrics. What
    is not published is taken out.
    """
    if post.state is not PostState.PUBLISHED:
        post = await posts.get_post(db, post.id) or post
    is_published = post.state is PostState.PUBLISHED
    if not is_published or post.published_at is None or post.channel_id is None:
        return await unindex(db, post.id)
    tags = {fold_tag(tag): tag.partition("@")[0] for tag in post.content.all_tags}
    found = await rubrics.ensure(db, post.channel_id, tags) if tags else {}
    ids = list(found.values())
    await rubrics.set_rubrics(db, post.id, ids, published_at=post.published_at)
    stems = " ".join(stems_of(post.content.full_text.text))
    return await search.set_stems(db, post.id, stems, published_at=post.published_at)


async def unindex(db: Session, post_id: int) -> None:
    """Take a post out of rubrics and search, inside the transaction that deletes it."""
    await rubrics.delete_post(db, post_id)
    await search.delete(db, post_id)


class Searching:
    """What readers ask of the archive. Only published posts are ever given."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock
        self._numbering = Numbering(db)

    async def channel(self, channel_id: int) -> Channel:
        """A channel that may be read.

        Raises:
            NotFound: it is not connected any more.
        """
        channel = await channels.get_channel(self._db, channel_id)
        if channel is None or channel.state is ChannelState.DISCONNECTED:
            raise NotFound("error-reader-channel-gone")
        return channel

    async def rubrics(self, channel_id: int, cursor: str = "") -> Page[Rubric]:
        """Rubrics with their counts, most used first; `cursor` is a packed one."""
        start = Cursor.unpack(cursor, length=rubrics.BY_USE.length)
        return await rubrics.list_used(self._db, channel_id, size=RUBRICS_A_PAGE, cursor=start)

    async def rubric(self, channel_id: int, rubric_id: int) -> Rubric:
        """A rubric of a channel.

        Raises:
            NotFound: there is no such rubric.
        """
        rubric = await rubrics.get_rubric(self._db, rubric_id)
        if rubric is None or rubric.channel_id != channel_id:
            raise NotFound
        return rubric

    async def find_rubric(self, channel_id: int, tag: str) -> Rubric | None:
        """The rubric of a tag, however it is spelled, if it has posts."""
        rubric = await rubrics.find_rubric(self._db, channel_id, fold_tag(tag))
        return rubric if rubric and rubric.posts > 0 else None

    async def posts_of(
        self, rubric: Rubric, order: Order = Order.NEWEST, cursor: str = "",
        size: int = POSTS_A_PAGE,
    ) -> Page[Entry]:  # fmt: skip
        """Posts of a rubric."""
        start = Cursor.unpack(cursor, length=rubrics.BY_ORDER[order].length)
        page = await rubrics.list_posts(self._db, rubric.id, order, size=size, cursor=start)
        return await self._entries(page)

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
            rubric = await self.rubric(channel_id, found[0])
            return await self.posts_of(rubric, order, cursor, size)
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

    async def top(
        self, channel_id: int, period: Period, cursor: str = "", *, size: int = POSTS_A_PAGE
    ) -> Page[Entry]:
        """Posts of a period with most reactions."""
        length = period.length
        page = await search.list_top(
            self._db,
            channel_id,
            since=self._clock.now() - length if length else None,
            is_long=period in (Period.YEAR, Period.ALL),
            size=size,
            cursor=Cursor.unpack(cursor, length=search.TOP_KEY),
        )
        return await self._entries(page)

    async def entry(self, post_id: int) -> tuple[Entry, Channel]:
        """A published post and its channel.

        Raises:
            NotFound: there is no such post, or it is not, or no longer, published.
        """
        post = await posts.get_post(self._db, post_id)
        if post is None or post.state is not PostState.PUBLISHED or post.channel_id is None:
            raise NotFound("error-post-gone")
        channel = await self.channel(post.channel_id)
        first = await messages.first_ids(self._db, [post.id])
        numbers = await self._numbering.of(post)
        return Entry(post=post, message_id=first.get(post.id), numbers=numbers), channel

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
            rubric = await self.find_rubric(channel_id, tag)
            if rubric is None:
                return None
            ids.append(rubric.id)
        return ids

    async def _entries(self, page: Page[Post], query: Query | None = None) -> Page[Entry]:
        first = await messages.first_ids(self._db, [post.id for post in page.items])
        numbers = await self._numbering.of_many(page.items)
        stems = query.stems if query else frozenset[str]()

        def entry(post: Post) -> Entry:
            text = post.content.full_text.text
            excerpt = find_excerpt(text, post.title, stems) if stems else None
            return Entry(
                post=post, message_id=first.get(post.id), numbers=numbers[post.id], excerpt=excerpt
            )

        return page.map(entry)
