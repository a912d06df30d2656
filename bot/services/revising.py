"""Drafts changed by ready-made steps: typography, words, rubrics, media, going back."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from bot.clock import Clock
from bot.domain import typography
from bot.domain.authorship import Maker
from bot.domain.pieces import Piece, wait_for_more, with_media
from bot.domain.posts import Content, Media, Post
from bot.domain.rubrics import find_tags, fold_tag
from bot.domain.substitutions import Substitution, substitute
from bot.errors import InputRefused, NotFound
from bot.services.drafting import Drafting, note
from bot.services.saving import save_content
from storage import inputs, posts, revisions, shown
from storage.db import Database, Session


class Revising:
    """Each step is a revision; a step that changes nothing leaves none."""

    def __init__(self, db: Database, clock: Clock, drafting: Drafting) -> None:
        self._db = db
        self._clock = clock
        self._drafting = drafting

    async def set_typography(self, person_id: int, post_id: int) -> tuple[Post, bool]:
        """Set the typography of the text; the post, and whether anything changed."""
        async with self._db.transaction() as session:
            post = await self._drafting.require_editable(person_id, post_id)
            content = replace(post.content, text=typography.apply(post.content.text))
            changed = await self._save(session, post, content, person_id, Maker.RULES)
            return changed, changed.revision != post.revision

    async def substitute(
        self,
        person_id: int,
        post_id: int,
        piece: Piece,
        substitutions: Sequence[Substitution],
    ) -> tuple[Post, int]:
        """Replace words; the post, and in how many places.

        A message dispatched twice replaces once; the second time nothing is counted.
        """
        async with self._db.transaction() as session:
            post = await self._drafting.require_editable(person_id, post_id)
            if await inputs.get_input(session, piece.chat_id, piece.message_id):
                return post, 0
            text, count = substitute(post.content.text, substitutions)
            content = replace(post.content, text=text)
            if count and not text and not post.content.media:
                raise InputRefused("error-nothing-left-of-text")
            changed = await self._save(session, post, content, person_id)
            await note(session, piece, post.id, "substitution")
            return changed, count

    async def set_tag(self, person_id: int, post_id: int, tag: str, *, is_on: bool) -> Post:
        """Add a rubric, or take an added one away; what is so already stays as it is.

        A rubric that stands in the text is not added, and cannot be taken away here.
        """
        async with self._db.transaction() as session:
            post = await self._drafting.require_editable(person_id, post_id)
            tags = post.content.tags
            present = map(fold_tag, (*tags, *find_tags(post.content.text.text)))
            if not is_on:
                tags = tuple(item for item in tags if fold_tag(item) != fold_tag(tag))
            elif fold_tag(tag) not in present:
                tags = (*tags, tag)
            content = replace(post.content, tags=tags)
            return await self._save(session, post, content, person_id)

    async def go_back(self, person_id: int, post_id: int, number: int) -> Post:
        """Make an earlier revision the latest one, as a new revision.

        Raises:
            NotFound: there is no such revision.
        """
        async with self._db.transaction() as session:
            post = await self._drafting.require_editable(person_id, post_id)
            revision = await revisions.get_revision(session, post.id, number)
            if revision is None:
                raise NotFound("error-revision-gone")
            return await self._save(session, post, revision.content, person_id)

    async def add_media(self, person_id: int, post_id: int, piece: Piece) -> Post:
        """Put the medium of a message behind those that are there.

        Raises:
            InputRefused: Telegram would refuse the album.
        """
        assert piece.media is not None
        async with self._db.transaction() as session:
            post = await self._drafting.require_editable(person_id, post_id)
            if await inputs.get_input(session, piece.chat_id, piece.message_id):
                return post
            media = with_media(post.content.media, piece.media)
            post = await self._save(session, post, replace(post.content, media=media), person_id)
            await note(session, piece, post.id, "media")
            due = self._clock.now() + wait_for_more(piece)
            await posts.set_card_due(session, post.id, due, person_id=person_id)
            return post

    async def move_media(
        self, person_id: int, post_id: int, index: int, *, step: int, revision: int
    ) -> Post:
        """Move a medium by a step; a press on a page of an earlier revision moves nothing."""

        def moved(media: list[Media]) -> list[Media]:
            media.insert(max(index + step, 0), media.pop(index))
            return media

        return await self._with_media(person_id, post_id, index, revision, moved)

    async def drop_medium(
        self, person_id: int, post_id: int, index: int, *, revision: int
    ) -> Post:
        """Take one medium away; a press on a page of an earlier revision takes nothing.

        Raises:
            InputRefused: nothing would be left of the post.
        """
        return await self._with_media(
            person_id, post_id, index, revision, lambda media: media[:index] + media[index + 1 :]
        )

    async def note_shown(self, chat_id: int, message_ids: Iterable[int], post_id: int) -> None:
        """Remember the messages that show a post, so that a reply to one of them is about it."""
        async with self._db.transaction() as session:
            await shown.insert(session, chat_id=chat_id, message_ids=message_ids, post_id=post_id)

    async def _with_media(
        self,
        person_id: int,
        post_id: int,
        index: int,
        revision: int,
        change: Callable[[list[Media]], list[Media]],
    ) -> Post:
        async with self._db.transaction() as session:
            post = await self._drafting.require_editable(person_id, post_id)
            if post.revision != revision or not 0 <= index < len(post.content.media):
                return post
            media = tuple(change(list(post.content.media)))
            if not media and not post.content.text:
                raise InputRefused("error-nothing-left")
            return await self._save(session, post, replace(post.content, media=media), person_id)

    async def _save(
        self,
        session: Session,
        post: Post,
        content: Content,
        person_id: int,
        maker: Maker = Maker.AUTHOR,
    ) -> Post:
        if content == post.content:
            return post
        return await save_content(
            session, self._drafting.rights, post, content,
            editor_id=person_id, now=self._clock.now(), maker=maker,
        )  # fmt: skip
