"""Cataloguing: rubrics as their authors want them, joined and parted, named, described, hidden."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.clock import Clock
from bot.domain.archive import Rubric
from bot.domain.channels import Channel
from bot.domain.journal import Deed
from bot.domain.pages import Cursor, Page
from bot.domain.rubric_pairs import Pair, find_pairs
from bot.domain.rubrics import fold_tag
from bot.domain.team import Role
from bot.errors import InputRefused, NotAllowed, NotFound
from bot.services.moving import Moving
from bot.services.nearness import rank_near
from bot.services.rights import Rights
from bot.services.stemming import stem_of
from storage import channels, follows, journal, rubric_changes, rubrics
from storage.db import Database, Session
from storage.rubric_changes import Spelling

RUBRICS_A_PAGE = 8
MAX_SYNONYMS = 20
"""Tags joined to one rubric."""
COMPARED = 500
"""Most used rubrics that are looked at for pairs and near ones."""
_KEEPERS = (Role.OWNER, Role.EDITOR)


@dataclass(frozen=True, slots=True)
class Card:
    """A rubric and the tags that are joined to it; `tag` is its own where lists show another."""

    channel: Channel
    rubric: Rubric
    tag: str
    synonyms: tuple[Spelling, ...]


class Cataloguing:
    """The only writer of what rubrics are. Each step done twice is as good as done once.

    Owners and editors of a channel may; each step can be taken back: what was joined is parted,
    and its posts stand where their tags say.
    """

    def __init__(self, db: Database, clock: Clock, rights: Rights) -> None:
        self._db = db
        self._clock = clock
        self._rights = rights
        self._moving = Moving(db, clock)
        self.move_due = self._moving.move_due

    async def list_channels(self, person_id: int) -> list[Channel]:
        """The channels whose rubrics a person keeps."""
        known = await channels.list_channels(self._db)
        return [
            channel
            for channel in known
            if await self._rights.role_in(person_id, channel.id) in _KEEPERS
        ]

    async def channel_for(
        self, person_id: int, channel_id: int, session: Session | None = None
    ) -> Channel:
        """A channel whose rubrics a person may keep.

        Raises:
            NotAllowed: the person is neither owner nor editor there.
            NotFound: there is no such channel.
        """
        role = await self._rights.role_in(person_id, channel_id, session)
        if role not in _KEEPERS:
            raise NotAllowed("error-rubrics-keepers")
        channel = await channels.get_channel(session or self._db, channel_id)
        if channel is None:
            raise NotFound("error-channel-gone")
        return channel

    async def list_rubrics(
        self, person_id: int, channel_id: int, cursor: str = ""
    ) -> tuple[Channel, Page[Rubric]]:
        """Rubrics with posts, hidden ones too, most used first; `cursor` is a packed one."""
        channel = await self.channel_for(person_id, channel_id)
        start = Cursor.unpack(cursor, length=rubrics.BY_USE.length)
        page = await rubrics.list_used(
            self._db, channel.id, size=RUBRICS_A_PAGE, cursor=start, with_hidden=True
        )
        return channel, page

    async def get(self, person_id: int, rubric_id: int) -> Card:
        """A rubric; under the id of a synonym, the rubric it is joined to.

        Raises:
            NotAllowed: the person is neither owner nor editor of its channel.
            NotFound: there is no such rubric.
        """
        return await self._card(self._db, person_id, rubric_id)

    async def rename(self, person_id: int, rubric_id: int, tag: str) -> Card:
        """Show another tag; the old one still finds the rubric, and posts keep their text.

        Raises:
            InputRefused: the tag is that of another rubric, or there would be too many synonyms.
        """
        fold = fold_tag(tag)
        async with self._db.transaction() as session:
            card = await self._card(session, person_id, rubric_id)
            root = card.rubric
            known = await rubric_changes.find_spelling(session, root.channel_id, fold)
            if known is None:
                _require_room(card, 1)
                await rubric_changes.insert_synonym(session, root, fold, tag)
            elif known.id != root.id and known.root_id != root.id:
                raise InputRefused("error-rubric-taken", tag=f"#{tag}")
            shown = None if tag == card.tag else tag
            await rubric_changes.set_look(session, root.id, {"shown": shown})
            if tag != root.tag:
                await self._note(session, Deed.RUBRIC_RENAMED, person_id, card, then=tag)
            return await self._card(session, person_id, root.id)

    async def describe(self, person_id: int, rubric_id: int, description: str) -> Card:
        """A sentence for readers; empty for none."""
        values = {"description": description}
        return await self._look(person_id, rubric_id, values, Deed.RUBRIC_DESCRIBED)

    async def set_emoji(self, person_id: int, rubric_id: int, emoji: str) -> Card:
        """A sign before the tag; empty for none."""
        return await self._look(person_id, rubric_id, {"emoji": emoji}, Deed.RUBRIC_DESCRIBED)

    async def hide(self, person_id: int, rubric_id: int, *, is_hidden: bool) -> Card:
        """Take a rubric out of readers' lists, or put it back; its tag finds it all the same."""
        deed = Deed.RUBRIC_HIDDEN if is_hidden else Deed.RUBRIC_SHOWN
        return await self._look(person_id, rubric_id, {"is_hidden": int(is_hidden)}, deed)

    async def list_targets(self, person_id: int, rubric_id: int) -> tuple[Card, list[Rubric]]:
        """A rubric, and others that it is most like, to be joined to."""
        card = await self.get(person_id, rubric_id)
        used = await self._list_compared(card.channel.id)
        pairs = find_pairs(used, stem_of)
        same = [pair.joined if pair.kept.id == card.rubric.id else pair.kept for pair in pairs
                if card.rubric.id in (pair.kept.id, pair.joined.id)]  # fmt: skip
        near = rank_near(card.rubric.fold, used)
        found = {rubric.id: rubric for rubric in (*same, *near)}
        found.pop(card.rubric.id, None)
        return card, list(found.values())

    async def find(self, person_id: int, channel_id: int, tag: str) -> Rubric:
        """The rubric of a tag, however it is spelled.

        Raises:
            InputRefused: the channel has no such rubric.
        """
        channel = await self.channel_for(person_id, channel_id)
        rubric = await rubrics.find_rubric(self._db, channel.id, fold_tag(tag))
        if rubric is None:
            raise InputRefused("error-rubric-unknown", tag=f"#{tag}")
        return rubric

    async def join(self, person_id: int, rubric_id: int, into_id: int) -> Card:
        """Make a rubric, with what was joined to it, a synonym of another.

        Posts of both stand in that one, whichever tag they have; most move at once, the rest
        of very many soon after.

        Raises:
            InputRefused: there would be too many synonyms.
            NotFound: one of them is gone, or they are of different channels.
        """
        async with self._db.transaction(durable=True) as session:
            joined = await self._card(session, person_id, rubric_id)
            into = await self._card(session, person_id, into_id)
            if joined.rubric.id == into.rubric.id:
                return into
            if joined.rubric.channel_id != into.rubric.channel_id:
                raise NotFound
            _require_room(into, 1 + len(joined.synonyms))
            await self._moving.join(session, joined.rubric.id, into.rubric.id)
            await self._note(
                session, Deed.RUBRIC_JOINED, person_id, joined, then=into.rubric.tag
            )  # fmt: skip
        await self._moving.move_due()
        return await self.get(person_id, into.rubric.id)

    async def part(self, person_id: int, rubric_id: int) -> Card:
        """Make a synonym a rubric again, with what was joined to it; the rubric that it left.

        Each post goes back where its tags say; who followed both as one follows both.
        """
        async with self._db.transaction(durable=True) as session:
            card = await self._card(session, person_id, rubric_id)
            spelling = await rubric_changes.get_spelling(session, rubric_id)
            if spelling is None or spelling.root_id is None or spelling.is_merged:
                return card
            if card.rubric.tag != card.tag and fold_tag(card.rubric.tag) == spelling.fold:
                await rubric_changes.set_look(session, card.rubric.id, {"shown": None})
            await self._moving.part(session, spelling)
            await follows.copy(session, card.rubric.id, spelling.id)
            parted = await self._card(session, person_id, spelling.id)
            await self._note(session, Deed.RUBRIC_PARTED, person_id, parted)
        await self._moving.move_due()
        return await self.get(person_id, card.rubric.id)

    async def list_pairs(self, person_id: int, channel_id: int) -> tuple[Channel, list[Pair]]:
        """Rubrics of a channel that are probably the same, those of most posts first."""
        channel = await self.channel_for(person_id, channel_id)
        apart = await rubric_changes.list_distinctions(self._db, channel.id)
        return channel, find_pairs(await self._list_compared(channel.id), stem_of, apart=apart)

    async def tell_apart(self, person_id: int, one_id: int, other_id: int) -> Channel:
        """Two rubrics are not the same: the pair is suggested no more; their channel."""
        async with self._db.transaction() as session:
            one = await self._card(session, person_id, one_id)
            other = await self._card(session, person_id, other_id)
            if one.channel.id != other.channel.id:
                raise NotFound
            if one.rubric.id != other.rubric.id:
                await rubric_changes.tell_apart(session, one.rubric.id, other.rubric.id)
        return one.channel

    async def _list_compared(self, channel_id: int) -> list[Rubric]:
        page = await rubrics.list_used(self._db, channel_id, size=COMPARED, with_hidden=True)
        return list(page.items)

    async def _look(
        self, person_id: int, rubric_id: int, values: Mapping[str, str | int], deed: Deed
    ) -> Card:
        async with self._db.transaction() as session:
            card = await self._card(session, person_id, rubric_id)
            if all(getattr(card.rubric, name) == value for name, value in values.items()):
                return card
            await rubric_changes.set_look(session, card.rubric.id, values)
            await self._note(session, deed, person_id, card)
            return await self._card(session, person_id, card.rubric.id)

    async def _note(
        self, session: Session, deed: Deed, person_id: int, card: Card, *, then: str = ""
    ) -> None:
        """What others who keep the channel see; `then` is what the tag became."""
        detail = f"#{card.rubric.tag}" + (f" → #{then}" if then else "")
        await journal.insert(
            session, deed, channel_id=card.channel.id, person_id=person_id,
            now=self._clock.now(), detail=detail,
        )  # fmt: skip

    async def _card(self, session: Session, person_id: int, rubric_id: int) -> Card:
        rubric = await rubrics.get_rubric(session, rubric_id)
        if rubric is None:
            raise NotFound("error-rubric-gone")
        channel = await self.channel_for(person_id, rubric.channel_id, session)
        own = await rubric_changes.get_spelling(session, rubric.id)
        assert own is not None
        synonyms = await rubric_changes.list_synonyms(session, rubric.id)
        free = tuple(synonym for synonym in synonyms if not synonym.is_merged)
        return Card(channel, rubric, own.tag, free)


def _require_room(card: Card, more: int) -> None:
    if len(card.synonyms) + more > MAX_SYNONYMS:
        raise InputRefused("error-rubric-synonyms", count=MAX_SYNONYMS)
