"""What a person is offered to share through inline mode, page by page.

A reader is whoever pressed Start. Posts of a public channel are offered to anybody, whole. Those
of a private channel are offered to its readers alone: to its team whole, to others as a title
with the link, which opens for members; so are protected posts, to everybody.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.archive import Entry, Order, Period
from bot.domain.channels import Channel
from bot.domain.pages import Cursor, Page, base36
from bot.domain.payloads import parse_payload
from bot.domain.people import Person
from bot.domain.team import Role
from bot.errors import NotFound
from bot.services.browsing import Browsing
from bot.services.registering import Registering
from bot.services.searching import Searching
from storage.db import from_ms, to_ms

OFFERS_A_PAGE = 20
"""At most 50; Bot API, `answerInlineQuery`."""

MAX_OFFSET = 64
"""Bytes of the offset of the next page; Bot API, `answerInlineQuery`."""

# Of an empty query: the best of the month, then the best of before, and where no reactions are
# known at all, the newest. The moment that parts the two is the same on every page.
_MONTH, _BEFORE, _NEWEST = "m", "b", "n"
_MOST_DIGITS = 10


@dataclass(frozen=True, slots=True)
class Offer:
    """A post that may be shared; `is_whole`: its text and media too, not only title and link."""

    entry: Entry
    channel: Channel
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class Offers:
    """A page of offers and the offset of the next one, empty at the end.

    `channel` is the one that was searched: None when it has to be chosen first. `is_closed`: it
    is private, and the person is none of its readers.
    """

    items: Sequence[Offer] = ()
    next_offset: str = ""
    channel: Channel | None = None
    is_closed: bool = False


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a page of an empty query begins."""

    stage: str
    parting: datetime
    cursor: str = ""

    def pack(self) -> str:
        return f"{self.stage}{base36(to_ms(self.parting))}~{self.cursor}"

    @classmethod
    def unpack(cls, packed: str) -> "_Place | None":
        head, _, cursor = packed.partition("~")
        stage, digits = head[:1], head[1:]
        is_number = digits.isascii() and digits.isalnum() and len(digits) <= _MOST_DIGITS
        if stage not in (_MONTH, _BEFORE, _NEWEST) or not is_number:
            return None
        # Ten digits reach further than the moments that there are.
        return cls(stage, from_ms(min(int(digits, 36), 10**14)), cursor)


class Sharing:
    """Judges what may be shared by whom. Only published posts are ever given."""

    def __init__(self, registering: Registering, browsing: Browsing, searching: Searching) -> None:
        self._registering = registering
        self._browsing = browsing
        self._searching = searching

    async def offer(self, person: Person, words: str, offset: str = "") -> Offers:
        """Posts for what was typed behind the bot's name; nothing typed gives the best.

        `post_<id>`, what Share types, gives that post. The last word may be half typed; where a
        word finds nothing, it is what was probably meant.
        """
        payload = parse_payload(words)
        if payload and payload.kind == "post" and payload.number is not None:
            return await self._one(person, payload.number)
        channel = await self._registering.channel_of(person)
        if channel is None:
            return Offers()
        role = await self._registering.rights.role_in(person.id, channel.id)
        if _is_closed(person, channel, role):
            return Offers(channel=channel, is_closed=True)
        if words:
            page = await self._find(channel, words, offset)
            items, next_offset = page.items, page.next.pack() if page.next else ""
        else:
            items, next_offset = await self._best(channel, offset)
        offers = [Offer(entry, channel, _is_whole(entry, channel, role)) for entry in items]
        return Offers(offers, next_offset, channel)

    async def _one(self, person: Person, post_id: int) -> Offers:
        try:
            entry, channel = await self._browsing.entry(post_id)
        except NotFound:
            return Offers(channel=await self._registering.channel_of(person))
        role = await self._registering.rights.role_in(person.id, channel.id)
        if _is_closed(person, channel, role):
            return Offers(channel=channel, is_closed=True)
        return Offers([Offer(entry, channel, _is_whole(entry, channel, role))], "", channel)

    async def _find(self, channel: Channel, words: str, offset: str) -> Page[Entry]:
        query = self._searching.read(words)
        order, size = Order.NEWEST if query.is_tag else Order.BEST, OFFERS_A_PAGE
        page = await self._searching.find(
            channel.id, words, order, offset, is_partial=True, size=size
        )
        if page.items:
            return page
        if not query.is_tag:
            meant = await self._searching.correct(channel.id, words)
            return (
                await self._searching.find(channel.id, meant.words, order, offset, size=size)
                if meant
                else page
            )
        # A tag that is still being typed.
        near = await self._searching.near(channel.id, words)
        return await self._browsing.posts_of(near[0], order, offset, size) if near else page

    async def _best(self, channel: Channel, offset: str) -> tuple[Sequence[Entry], str]:
        """A page of the best, and the offset of the next one."""
        size = OFFERS_A_PAGE
        month = self._browsing.since(Period.MONTH)
        assert month is not None
        place = _Place.unpack(offset) or _Place(_MONTH, month)
        if place.stage == _NEWEST:
            return await self._newest(channel, place)
        items: list[Entry] = []
        if place.stage == _MONTH:
            page = await self._browsing.best(
                channel.id, since=place.parting, cursor=place.cursor, size=size
            )
            items += page.items
            if page.next:
                return items, _at(_MONTH, place, page.next)
            place = _Place(_BEFORE, place.parting)
        if len(items) == size:
            return items, place.pack()
        page = await self._browsing.best(
            channel.id, until=place.parting, cursor=place.cursor, size=size - len(items)
        )
        items += page.items
        if not items and not offset:
            return await self._newest(channel, _Place(_NEWEST, month))
        return items, _at(_BEFORE, place, page.next) if page.next else ""

    async def _newest(self, channel: Channel, place: _Place) -> tuple[Sequence[Entry], str]:
        page = await self._browsing.newest(channel.id, place.cursor, size=OFFERS_A_PAGE)
        return page.items, _at(_NEWEST, place, page.next) if page.next else ""


def _at(stage: str, place: _Place, cursor: Cursor) -> str:
    return _Place(stage, place.parting, cursor.pack()).pack()


def _is_closed(person: Person, channel: Channel, role: Role) -> bool:
    return not channel.username and role is Role.READER and not person.is_reachable


def _is_whole(entry: Entry, channel: Channel, role: Role) -> bool:
    if entry.post.content.options.is_protected:
        return False
    return bool(channel.username) or role is not Role.READER
