"""What came of the edits that keep a navigation post up to date: noted, and told to nobody."""

from datetime import datetime

from bot.clock import Clock
from bot.domain.edits import EditState
from bot.domain.navigations import (
    BETWEEN_EDITS,
    BETWEEN_LOOKS,
    Navigation,
    NavigationState,
    Question,
)
from bot.domain.posts import PostState
from bot.domain.refusals import Refusal, sort_refusal
from bot.services.applying import LOST, OVERWROTE, EditTeller
from storage import edits, navigations, posts
from storage.db import Database, Session
from storage.edits import Edit


class NavigationEdits:
    """A teller of edits before another: those that somebody made go on to it."""

    def __init__(self, db: Database, clock: Clock, teller: EditTeller) -> None:
        self._db = db
        self._clock = clock
        self._teller = teller

    async def tell_edit(self, edit: Edit) -> bool:
        """Note the outcome; what only its author can decide is asked. False: tried again."""
        navigation = await navigations.find_by_post(self._db, edit.post_id)
        if navigation is None or edit.page_message_id is not None:
            return await self._teller.tell_edit(edit)
        fresh = await edits.get_edit(self._db, edit.id) or edit
        async with self._db.transaction() as session:
            await self._note(session, navigation, fresh, self._clock.now())
        return True

    async def _note(
        self, session: Session, navigation: Navigation, edit: Edit, now: datetime
    ) -> None:
        if edit.state is EditState.DONE:
            post = await posts.get_post(session, edit.post_id)
            over = post is not None and edit.error == OVERWROTE
            # A later revision is somebody's, and not ours.
            revision = post.revision if post is not None and over else edit.base + 1
            await navigations.move(
                session, navigation, navigation.state, due_at=now + BETWEEN_LOOKS,
                revision=revision, edited_at=now,
            )  # fmt: skip
        elif edit.state is EditState.CONFLICT:
            await edits.move(
                session, edit, sources=(EditState.CONFLICT,), target=EditState.DROPPED, now=now
            )
            await _ask(session, navigation, Question.CHANGED, now)
        elif edit.state is EditState.REFUSED:
            await self._note_refusal(session, navigation, edit.error or "", now)

    async def _note_refusal(
        self, session: Session, navigation: Navigation, why: str, now: datetime
    ) -> None:
        refusal = sort_refusal(why)
        if why == LOST or refusal.is_channel_lost:
            # The answer comes, or the rights come back: nothing is to be decided.
            await navigations.move(
                session, navigation, navigation.state, due_at=now + BETWEEN_EDITS
            )
        elif refusal is Refusal.GONE:
            await posts.set_state(session, navigation.post_id, PostState.DELETED, now=now)
            await _ask(session, navigation, Question.GONE, now)
        else:
            await _ask(session, navigation, Question.REFUSED, now)


async def _ask(
    session: Session, navigation: Navigation, question: Question, now: datetime
) -> None:
    if navigation.state is NavigationState.CURRENT:
        await navigations.move(
            session, navigation, NavigationState.ASKING, due_at=now, question=question
        )
