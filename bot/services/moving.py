"""Posts of joined and parted rubrics follow, in batches, and go on where a process died."""

import asyncio
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.domain.rubrics import FOLDING, fold_tag
from bot.services import indexing
from storage import follows, left_out, posts, rubric_changes
from storage.db import Database, Session, to_ms
from storage.rubric_changes import Spelling

BATCH = 500
"""Posts of one transaction: others write between two of them."""
BATCHES = 8
"""Transactions of one turn; what is left is for the next."""
PAUSE = timedelta(milliseconds=100)


class Moving:
    """Joins and parts rubrics in the caller's transaction, and moves their posts behind it."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock
        self._turn = asyncio.Lock()
        self._is_folded = False

    async def join(
        self, session: Session, joined_id: int, root_id: int, *, parent_id: int | None = None
    ) -> None:
        """Hang a rubric and its synonyms under another one, by way of a parent if there is one.

        Who followed it follows that one. Its posts leave it in the turns that follow.
        """
        family = await rubric_changes.list_synonyms(session, joined_id)
        head = await rubric_changes.get_spelling(session, joined_id)
        assert head is not None
        is_in_doubt = any(spelling.is_in_doubt for spelling in (head, *family))
        ids = [head.id, *(spelling.id for spelling in family)]
        await rubric_changes.set_root(
            session, ids, root_id, head_id=head.id, parent_id=parent_id or root_id
        )
        await follows.move(session, head.id, root_id)
        await left_out.move(session, head.id, root_id)
        if is_in_doubt:
            await rubric_changes.recheck(session, root_id)

    async def part(self, session: Session, head: Spelling) -> None:
        """Make a synonym a rubric of its own, with what was joined to it."""
        assert head.root_id is not None
        family = await rubric_changes.list_synonyms(session, head.root_id)
        ids = _descendants(head, family)
        await rubric_changes.set_root(session, ids, None, head_id=head.id, parent_id=None)
        await rubric_changes.recheck(session, head.root_id)
        await rubric_changes.recheck(session, head.id)

    async def move_due(self) -> datetime | None:
        """Take a turn; when the next one is due, if anything is left (a job)."""
        async with self._turn:
            if not self._is_folded:
                await self._fold_anew()
                self._is_folded = True
            for _ in range(BATCHES):
                if not await self._step():
                    return None
        return self._clock.now() + PAUSE

    async def _step(self) -> bool:
        """One batch, in one transaction; False when nothing is left.

        Posts in doubt are looked at when none is on its way: behind the key they would be missed.
        """
        async with self._db.transaction() as session:
            for joined in await rubric_changes.list_moving(session):
                await rubric_changes.move_posts(session, joined, limit=BATCH)
                return True
            for rubric_id in await rubric_changes.list_rechecks(session):
                ids = await rubric_changes.take_rechecked(session, rubric_id, limit=BATCH)
                await indexing.put_back(session, await posts.list_posts(session, ids))
                return True
        return False

    async def _fold_anew(self) -> None:
        """Bring what is stored to the rule of `fold_tag`, once for each rule.

        Tags that are one now become one. A turn that dies begins again, and changes nothing twice.
        """
        if await rubric_changes.get_folding(self._db) >= FOLDING:
            return
        after = 0
        while True:
            async with self._db.transaction() as session:
                batch = await rubric_changes.list_spellings(session, after=after, limit=BATCH)
                for spelling in batch:
                    await self._fold(session, spelling)
            if not batch:
                break
            after = batch[-1].id
        async with self._db.transaction(durable=True) as session:
            await rubric_changes.note_folding(session, FOLDING, now_ms=to_ms(self._clock.now()))

    async def _fold(self, session: Session, spelling: Spelling) -> None:
        fold = fold_tag(spelling.tag)
        if fold == spelling.fold:
            return
        # An earlier one of this turn may have joined it to another.
        current = await rubric_changes.get_spelling(session, spelling.id)
        keeper = await rubric_changes.find_spelling(session, spelling.channel_id, fold)
        assert current is not None
        if keeper is None:
            await rubric_changes.set_fold(session, spelling.id, fold)
            return
        await rubric_changes.set_merged(session, spelling.id)
        root_id = keeper.root_id or keeper.id
        if root_id in (current.id, current.root_id):
            return
        if current.root_id is not None:
            # Its posts stand in the rubric it was joined to, and their tags name the other now.
            await rubric_changes.recheck(session, current.root_id)
        await self.join(session, current.id, root_id, parent_id=keeper.id)


def _descendants(head: Spelling, family: list[Spelling]) -> list[int]:
    """A synonym and what was joined to it, directly or not."""
    found = [head.id]
    for parent_id in found:
        found += [one.id for one in family if one.parent_id == parent_id and one.id not in found]
    return found
