"""Keeping the index of words up to date: stems of new rules, and the vocabulary of stems."""

from datetime import datetime, timedelta

from bot.clock import Clock
from bot.services.stemming import rules, stems_of
from storage import posts, vocabulary
from storage.db import Database
from storage.vocabulary import Upkeep

POSTS_A_BATCH = 200
"""Stemmed in one transaction: a few hundredths of a second in which nothing else is written."""

STEMS_A_BATCH = 2000
PAUSE = timedelta(milliseconds=200)
"""Between two batches: everything else goes first."""

SOONEST, LATEST = timedelta(seconds=5), timedelta(minutes=10)
"""From the end of a pass over the vocabulary to the next one: new words are forgiven errors."""

# Of all time, a pass takes no more than one part of so many.
_SHARE = 50

# Longer ones are addresses and noise; shorter ones are near to everything.
_SHORTEST, _LONGEST = 3, 32


class Restemming:
    """Works in batches, each recorded: a restart goes on where it stood, search goes on too."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    async def work(self) -> datetime | None:
        """A batch of what is to be done; when the next one is, None when nothing is left."""
        upkeep = await vocabulary.get_upkeep(self._db)
        now = self._clock.now()
        if upkeep.rules != rules():
            async with self._db.transaction() as session:
                await vocabulary.begin_restemming(session, rules())
        elif upkeep.restemmed_to is not None:
            await self._restem(upkeep.restemmed_to)
        elif upkeep.gathered_to is not None or (upkeep.is_stale and upkeep.gather_at <= now):
            await self._gather(upkeep, now)
        else:
            return None
        return now + PAUSE

    async def _restem(self, below: int) -> None:
        """Posts whose stems and titles are the same as before are only read."""
        found = await vocabulary.list_stemmed(self._db, below, limit=POSTS_A_BATCH)
        changed = []
        for place, old, post in found:
            stems = " ".join(stems_of(post.content.full_text.text))
            if stems != old:
                changed.append((place, old, stems))
        titled = [post for _, _, post in found if post.title != post.content.title]
        async with self._db.transaction() as session:
            for post in titled:
                await posts.set_title(session, post, post.content.title)
            for place, old, stems in changed:
                await vocabulary.restem(session, place, old, stems)
            is_over = len(found) < POSTS_A_BATCH
            await vocabulary.set_restemmed(session, None if is_over else found[-1][0])

    async def _gather(self, upkeep: Upkeep, now: datetime) -> None:
        after = upkeep.gathered_to or ""
        found = await vocabulary.list_indexed(self._db, after, limit=STEMS_A_BATCH)
        last = found[-1][0] if len(found) == STEMS_A_BATCH else None
        words = {stem: count for stem, count in found if is_word(stem)}
        began = now if upkeep.gathered_to is None else upkeep.gather_at
        async with self._db.transaction() as session:
            if upkeep.gathered_to is None:
                await vocabulary.begin_gathering(session, began)
            await vocabulary.set_gathered(session, after, last, words)
            if last is None:
                rest = min(max(_SHARE * (now - began), SOONEST), LATEST)
                await vocabulary.rest_until(session, now + rest)


def is_word(stem: str) -> bool:
    """Whether a stem may be what somebody meant: no number, neither short nor long."""
    return _SHORTEST <= len(stem) <= _LONGEST and not any(map(str.isdigit, stem))
