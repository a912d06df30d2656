"""Files posts of the past in the archive, a batch in the caller's transaction.

A post that is known is not doubled; words of it that were edited since are taken over as those
of any edit by hand are, and never put over something newer.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.domain.channels import Channel
from bot.domain.hand_edits import with_edited_message
from bot.domain.histories import HistoryMessage, HistoryPost
from bot.domain.imports import Tally
from bot.domain.posts import Post, PostState
from bot.domain.publications import layout
from bot.domain.tellings import Telling, merge
from bot.domain.texts import Text
from bot.services import indexing
from bot.services.preparing import Batch, Prepared, Told, prepare
from storage import histories, imported, messages, posts, reactions, rubrics
from storage.db import Session, from_ms, to_ms
from storage.imported import InFlight, Rows

_SKEW = timedelta(minutes=5)
"""Clocks differ: a send that begins now may be of a moment that seems to be past."""


async def file(session: Session, channel: Channel, batch: Batch, *, now: datetime) -> Tally:
    """Write a batch; what became of its posts. Written again, it changes nothing."""
    first, again = _once(batch.posts)
    if again:
        # In a file that was put together of several: what stands there once more is known then.
        tally = await file(session, channel, replace(batch, posts=first), now=now)
        rest = replace(batch, posts=again, kept=())
        return tally + await file(session, channel, rest, now=now)
    ids = [number for one in batch.posts for number in one.ids]
    found = await imported.find_posts(session, channel.chat_id, ids)
    filing = _Filing(
        session=session, channel=channel, batch=batch, now=now, found=found,
        told=await imported.find_tellings(session, channel.id, ids),
        in_flight=await imported.list_in_flight(session, channel.id),
    )  # fmt: skip
    return await filing.run()


def _once(found: Sequence[Prepared]) -> tuple[tuple[Prepared, ...], tuple[Prepared, ...]]:
    """Posts of messages that none before them has, and the others."""
    seen: set[int] = set()
    first, again = list[Prepared](), list[Prepared]()
    for one in found:
        (first if seen.isdisjoint(one.ids) else again).append(one)
        seen.update(one.ids)
    return tuple(first), tuple(again)


@dataclass(slots=True)
class _Filing:
    """One batch on its way into the store; `found` and `told` are what is known of it."""

    session: Session
    channel: Channel
    batch: Batch
    now: datetime
    found: dict[int, int]
    told: dict[int, Telling]
    in_flight: list[InFlight]
    left: set[int] = field(default_factory=set)
    """Messages of posts that are left alone."""

    async def run(self) -> Tally:
        known = [one for one in self.batch.posts if self._is_known(one)]
        fresh = [one for one in self.batch.posts if not self._is_known(one)]
        waiting = {id(one) for one in fresh if self._is_on_its_way(one)}
        self.left.update(n for one in fresh if id(one) in waiting for n in one.ids)
        tally = Tally(left_alone=len(waiting))
        tally += await self._meet(known)
        tally += await self._add([one for one in fresh if id(one) not in waiting])
        kept = [one for one in self.batch.kept if one.message_id not in self.left]
        await histories.put(
            self.session, self.channel.id, kept,
            source=self.batch.source, told_at=self.batch.told_at,
        )  # fmt: skip
        return tally

    def _is_known(self, one: Prepared) -> bool:
        return any(number in self.found for number in one.ids)

    def _is_on_its_way(self, one: Prepared) -> bool:
        """Whether it may be what a send under way made: its answer is to bring it."""
        sent_at = from_ms(one.sent) or self.now
        return any(
            max(one.ids) > send.last_known and sent_at >= send.started_at - _SKEW
            for send in self.in_flight
        )

    async def _add(self, fresh: Sequence[Prepared]) -> Tally:
        """New posts, with everything that belongs to them."""
        if not fresh:
            return Tally()
        tags = {fold: tag for one in fresh for fold, tag in one.tags.items()}
        ids = await rubrics.ensure(self.session, self.channel.id, tags) if tags else {}
        rows, counted = Rows(), Counter[int]()
        first = await imported.next_post_id(self.session)
        made: dict[int, int] = {}
        again = []
        for post_id, one in enumerate(fresh, first):
            stood_in = {ids[fold] for fold in one.tags if fold in ids}
            counted.update(stood_in)
            is_told_before = not self.told.keys().isdisjoint(one.ids)
            told = None if is_told_before else one.told
            self._put(rows, post_id, one, sorted(stood_in), told)
            made |= dict.fromkeys(one.ids, post_id)
            if is_told_before:
                again.append((post_id, one))
        await imported.insert(self.session, rows)
        await imported.add_to_rubrics(self.session, counted)
        for post_id, one in again:
            await self._count(post_id, one, is_new=True)
        await imported.adopt_early(self.session, self.channel.id, self.channel.chat_id, made)
        return Tally(added=len(fresh))

    def _put(
        self,
        rows: Rows,
        post_id: int,
        one: Prepared,
        rubric_ids: Sequence[int],
        told: Told | None,
    ) -> None:
        now = to_ms(self.now)
        published = min(one.sent or now, now)
        people = told.people if told else 0
        source = self.batch.source.numbers.value if told else None
        counted = to_ms(self.batch.counted_at(told, now=self.now)) if told else None
        title, *content = one.columns
        rows.posts.append((
            post_id, self.channel.id, title, *content, published, one.edited, people, counted,
            source, now, now,
        ))  # fmt: skip
        rows.revisions.append((post_id, *content, now))
        chat_id = self.channel.chat_id
        rows.messages += [
            (chat_id, number, post_id, place) for place, number in enumerate(one.ids)
        ]
        rows.inputs += [(chat_id, number, post_id, units, now) for number, units in one.captions]
        rows.rubrics += [(number, published, post_id, people) for number in rubric_ids]
        rows.stems.append((imported.position_of(published, post_id), post_id, one.stems))
        if told:
            self._put_told(rows, post_id, told, counted)

    def _put_told(self, rows: Rows, post_id: int, told: Told, at: int | None) -> None:
        source = self.batch.source.numbers.value
        rows.tellings.append((
            self.channel.id, told.message_id, source, at, told.counts_json, told.rounded_json,
        ))  # fmt: skip
        for kind, total in told.counts.items():
            rows.reactions.append((post_id, kind, total, int(kind in told.rounded)))
            rows.points.append((post_id, kind, source, at, total))

    async def _meet(self, known: Sequence[Prepared]) -> Tally:
        """Posts that are in the archive."""
        if not known:
            return Tally()
        ids = {self.found[n] for one in known for n in one.ids if n in self.found}
        stored = {post.id: post for post in await posts.list_posts(self.session, sorted(ids))}
        edited = await imported.list_edited(self.session, ids)
        # Parts of one post are edited at moments of their own: all against what was known before.
        known_at = {post.id: post.edited_at or post.published_at for post in stored.values()}
        tally = Tally()
        for one in known:
            of = {self.found[n] for n in one.ids if n in self.found}
            if any(stored[number].state is not PostState.PUBLISHED for number in of):
                self.left.update(one.ids)
                tally += Tally(left_alone=1)
                continue
            tally += await self._complete(one, of)
            open_ = {} if of & edited else known_at
            tally += await self._compare(one, stored, open_)
        return tally

    async def _complete(self, one: Prepared, of: set[int]) -> Tally:
        """Messages of a known album that were not heard of; they are its post's, too."""
        missing = [n for n in one.ids if n not in self.found]
        if not missing:
            return Tally()
        if len(of) == 1:
            (post_id,) = of
            there = await messages.list_ids(self.session, post_id)
            await messages.insert(self.session, post_id, self.channel.chat_id, [*there, *missing])
            self.found |= dict.fromkeys(missing, post_id)
            return Tally()
        # What the source takes for one post is several here: the rest is one of its own.
        rest = HistoryPost(tuple(m for m in one.post().messages if m.id in missing))
        return await self._add(prepare([rest], self.batch.source, self.batch.told_at).posts)

    async def _compare(
        self, one: Prepared, stored: dict[int, Post], known_at: Mapping[int, datetime | None]
    ) -> Tally:
        """A known post beside its source; only those in `known_at` may take over its words."""
        is_changed = False
        for message in one.post().messages:
            post = stored.get(self.found.get(message.id, 0))
            known = known_at.get(post.id) if post else None
            if post and known and message.edited_at and message.edited_at > known:
                changed = await self._take_edit(post, message, message.edited_at)
                if changed is not None:
                    is_changed = True
                    stored[changed.id] = changed
        message_id = one.told.message_id if one.told else 0
        post_id = self.found.get(message_id)
        is_counted = post_id is not None and await self._count(post_id, one)
        return Tally(known=1, changed=int(is_changed), counted=int(is_counted))

    async def _take_edit(
        self, post: Post, message: HistoryMessage, edited_at: datetime
    ) -> Post | None:
        """Take over words that were edited by hand later than all that is known of the post.

        Exports flatten formatting, so where only formatting differs ours stays; and nothing is
        emptied: what a source cannot show (a rich message) it tells without words. A navigation
        post is edited by us; what becomes of other hands' edits its author is asked.
        """
        words = message.text.text.strip()
        if not words or post.is_navigation:
            return None
        part, position = await messages.get_place(self.session, self.channel.chat_id, message.id)
        content = with_edited_message(
            post.content, part=part, position=position, text=message.text, media=None,
            is_captioned=True,
        )  # fmt: skip
        pieces = layout(post.content)
        there = pieces[part].text if part < len(pieces) else Text()
        if words in (there.text.strip(), post.content.full_text.text.strip()):
            return None
        changed = await posts.set_content(
            self.session, post, content, editor_id=None, now=self.now
        )
        latest = max(edited_at, post.edited_at or edited_at)
        await posts.set_edited(self.session, post.id, at=latest)
        await indexing.index(self.session, changed)
        return replace(changed, edited_at=latest)

    async def _count(self, post_id: int, one: Prepared, *, is_new: bool = False) -> bool:
        """Reactions by the source, against what was told before; whether they are others now."""
        if one.told is not None:
            message_id, told = one.told.message_id, self.batch.telling(one.told, now=self.now)
            before = self.told.get(message_id)
            holds = merge(before, told) if before else told
            if holds != before:
                await reactions.note(self.session, self.channel.id, message_id, told)
                await reactions.count(self.session, post_id)
                return before is None or holds.counts != before.counts
        if is_new:
            await reactions.count(self.session, post_id)
        return False
