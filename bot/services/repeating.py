"""Repeats published posts as drafts; the posts themselves stay as they are."""

from bot.clock import Clock
from bot.domain.posts import Post
from bot.errors import NotEditable
from bot.services.drafting import Drafting
from bot.services.published import require_published
from storage import posts, repeats
from storage.db import Database


class Repeating:
    """Makes drafts of what is published."""

    def __init__(self, db: Database, clock: Clock, drafting: Drafting) -> None:
        self._db = db
        self._clock = clock
        self._drafting = drafting

    async def repeat(self, person_id: int, post_id: int, *, press: str) -> Post:
        """A new draft with a post's content, of the same channel.

        `press` names the press: one that is dispatched again finds the draft it made.

        Raises:
            NotEditable: the post is not published, or lists the rubrics, of which there is one,
                or its media came with an import: Telegram sends only what a bot was given.
        """
        made = await repeats.get_post_id(self._db, press)
        if made is not None:
            return await self._drafting.get_for(person_id, made)
        post = await require_published(self._drafting, person_id, post_id)
        if post.is_navigation:
            raise NotEditable("error-repeat-navigation")
        if not all(media.is_ours for media in post.content.media):
            raise NotEditable("error-repeat-media")
        async with self._db.transaction() as session:
            draft = await posts.insert(
                session,
                channel_id=post.channel_id,
                author_id=person_id,
                content=post.content,
                now=self._clock.now(),
            )
            await repeats.insert(session, press, draft.id)
        return draft
