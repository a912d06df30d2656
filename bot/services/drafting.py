"""Drafts: taken in from messages, changed, joined from parts, deleted."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from bot.clock import Clock
from bot.domain.journal import Deed
from bot.domain.pieces import Piece, continues, seam, wait_for_more, with_media
from bot.domain.posts import Content, Options, Post, PostState
from bot.domain.team import Action
from bot.domain.texts import join
from bot.errors import InputRefused, NotEditable, NotFound
from bot.services.noting import note as note
from bot.services.registering import Registering
from bot.services.saving import save_content, take_back
from storage import inputs, journal, posts, publications
from storage.db import Database, Session

_WHY_NOT = {
    PostState.PUBLISHED: "error-already-published",
    PostState.PUBLISHING: "error-sending-begun",
    PostState.UNCERTAIN: "error-uncertain",
}


class Drafting:
    """The only writer of drafts. Rights are checked here, not at the button."""

    def __init__(self, db: Database, clock: Clock, registering: Registering) -> None:
        self._db = db
        self._clock = clock
        self.rights = registering.rights

    async def get_for(self, person_id: int, post_id: int) -> Post:
        """A post that a person may work on.

        Raises:
            NotFound: there is none, or it was deleted.
            NotAllowed: it is not theirs.
        """
        post = await posts.get_post(self._db, post_id)
        if post is None or post.state is PostState.DELETED:
            raise NotFound("error-post-gone")
        await self.rights.require(person_id, Action.WORK, post)
        return post

    async def require_editable(self, person_id: int, post_id: int) -> Post:
        """A post that a person may still change.

        Raises:
            NotFound: there is none, or it was deleted.
            NotAllowed: it is not theirs.
            NotEditable: its sending has begun, or it is published.
        """
        post = await self.get_for(person_id, post_id)
        if not post.state.is_editable:
            raise NotEditable(_WHY_NOT.get(post.state))
        return post

    async def take(
        self,
        author_id: int,
        channel_id: int | None,
        piece: Piece,
        *,
        patience: timedelta = timedelta(0),
    ) -> Post:
        """Store a message as a new draft, or as a further part of the one that it belongs to.

        The post's card is due when no more parts are to be expected and `patience` is over:
        what is written for the draft meanwhile shows it itself, and if it dies, the card comes.
        """
        async with self._db.transaction() as session:
            if known := await inputs.get_input(session, piece.chat_id, piece.message_id):
                post = await self._existing(session, known.post_id)
                await posts.set_card_due(session, post.id, self._clock.now())
                return post
            whole = await self._whole_of(session, piece)
            if whole is None:
                post = await self._begin(session, author_id, channel_id, piece)
            else:
                post = await self._add(session, whole, author_id, piece)
            await note(session, piece, post.id, "content")
            wait = max(wait_for_more(piece), patience)
            await posts.set_card_due(session, post.id, self._clock.now() + wait)
            return post

    async def change_text(self, person_id: int, post_id: int, piece: Piece) -> Post:
        """Replace the text; a message dispatched twice changes it once."""
        return await self._change(
            person_id, post_id, piece, "text", lambda content: replace(content, text=piece.text)
        )

    async def change_tags(
        self, person_id: int, post_id: int, tags: tuple[str, ...], piece: Piece
    ) -> Post:
        """Replace the added rubrics (as written, without #)."""
        return await self._change(
            person_id, post_id, piece, "tags", lambda content: replace(content, tags=tags)
        )

    async def change_media(self, person_id: int, post_id: int, piece: Piece) -> Post:
        """Replace the media by that of a message; further parts of its album are added."""
        async with self._db.transaction() as session:
            if await inputs.get_input(session, piece.chat_id, piece.message_id):
                return await self._existing(session, post_id)
            more = piece.album_id and await inputs.get_of_album(
                session, piece.chat_id, piece.album_id
            )
            post = await self._editable(session, person_id, post_id)
            before = post.content.media if more else ()
            assert piece.media is not None
            content = replace(post.content, media=with_media(before, piece.media))
            post = await self._save(session, post, content, person_id)
            await self._use(session, person_id, post, piece, "media")
            return post

    async def remove_media(self, person_id: int, post_id: int) -> Post:
        """Take all media away.

        Raises:
            InputRefused: nothing would be left.
        """
        async with self._db.transaction() as session:
            post = await self._editable(session, person_id, post_id)
            if not post.content.text.text:
                raise InputRefused("error-nothing-left")
            return await self._save(session, post, replace(post.content, media=()), person_id)

    async def change_options(
        self, person_id: int, post_id: int, change: Callable[[Options], Options]
    ) -> Post:
        """Change how the post is sent."""
        async with self._db.transaction() as session:
            post = await self._editable(session, person_id, post_id)
            content = replace(post.content, options=change(post.content.options))
            return await self._save(session, post, content, person_id)

    async def choose_channel(self, person_id: int, post_id: int, channel_id: int) -> Post:
        """Give a draft its channel; what was said of it in another one counts no more.

        Raises:
            NotAllowed: the person does not write for the channel.
            NotEditable: it is planned, in another one perhaps.
        """
        async with self._db.transaction() as session:
            await self.rights.require_member(person_id, channel_id, session)
            post = await self._editable(session, person_id, post_id)
            if post.channel_id == channel_id:
                return post
            if post.state is PostState.PLANNED:
                raise NotEditable("error-planned-already")
            post = await take_back(session, post, person_id=person_id, now=self._clock.now())
            await posts.set_channel(session, post.id, channel_id)
            return replace(post, channel_id=channel_id)

    async def delete(self, person_id: int, post_id: int, deed: Deed = Deed.DELETED) -> Post:
        """Delete an unpublished post; a planned one leaves the plan. Twice is as good as once.

        `deed` is what the journal calls it.

        Raises:
            NotEditable: its sending has begun, or it is published.
        """
        async with self._db.transaction() as session:
            known = await posts.get_post(session, post_id)
            if known and known.state is PostState.DELETED:
                await self.rights.require(person_id, Action.WORK, known, session)
                return known
            post = await self.delete_in(session, person_id, post_id)
            await journal.insert(
                session, deed, channel_id=post.channel_id, person_id=person_id, post_id=post.id,
                now=self._clock.now(),
            )  # fmt: skip
            return post

    async def delete_in(self, session: Session, person_id: int, post_id: int) -> Post:
        """The same in the caller's transaction, which is to note it in the journal."""
        post = await self._editable(session, person_id, post_id)
        now = self._clock.now()
        if post.state is PostState.PLANNED and not await publications.cancel(
            session, post.id, now=now
        ):
            raise NotEditable("error-sending-begun")
        await posts.set_state(session, post.id, PostState.DELETED, now=now)
        await posts.set_card_due(session, post.id, None)
        return post

    async def used_for(self, chat_id: int, message_id: int) -> int | None:
        """The post that a message went into before, if it was dispatched already."""
        known = await inputs.get_input(self._db, chat_id, message_id)
        return known.post_id if known else None

    async def edit_input(self, person_id: int, piece: Piece) -> Post | None:
        """The author edited a message; None when no draft was made of it.

        Raises:
            NotEditable: the draft went out, or its text is not of this message alone.
        """
        known = await inputs.get_input(self._db, piece.chat_id, piece.message_id)
        if known is None or known.purpose not in ("content", "text"):
            return None
        async with self._db.transaction() as session:
            post = await self._editable(session, person_id, known.post_id)
            sources = await inputs.list_sources(session, post.id)
            is_joined = len(sources) > 1 and len(post.content.media) < 2
            if is_joined or piece.message_id not in sources:
                raise NotEditable("error-edited-part")
            return await self._save(
                session, post, replace(post.content, text=piece.text), person_id
            )

    async def card_shown(self, post_id: int, message_id: int) -> None:
        """The draft card stands in the chat."""
        async with self._db.transaction() as session:
            await posts.set_card(session, post_id, message_id)

    async def card_not_wanted(self, post_id: int) -> None:
        """The draft card cannot be shown: the author blocked the bot."""
        async with self._db.transaction() as session:
            await posts.set_card_due(session, post_id, None)

    async def _change(
        self,
        person_id: int,
        post_id: int,
        piece: Piece,
        purpose: str,
        change: Callable[[Content], Content],
    ) -> Post:
        async with self._db.transaction() as session:
            if await inputs.get_input(session, piece.chat_id, piece.message_id):
                return await self._existing(session, post_id)
            post = await self._editable(session, person_id, post_id)
            post = await self._save(session, post, change(post.content), person_id)
            await self._use(session, person_id, post, piece, purpose)
            return post

    async def _use(
        self, session: Session, person_id: int, post: Post, piece: Piece, purpose: str
    ) -> None:
        """A message changed a post: whoever sent it gets the card."""
        await note(session, piece, post.id, purpose)
        due = self._clock.now() + wait_for_more(piece)
        await posts.set_card_due(session, post.id, due, person_id=person_id)

    async def _whole_of(self, session: Session, piece: Piece) -> Post | None:
        """The draft that this message is a further part of."""
        if piece.album_id:
            last = await inputs.get_of_album(session, piece.chat_id, piece.album_id)
        else:
            last = await inputs.get_last(session, piece.chat_id)
        if last is None or last.purpose not in ("content", "text"):
            return None
        if not piece.album_id and not continues(
            piece, units_before=last.units, sent_before=last.received_at
        ):
            return None
        post = await posts.get_post(session, last.post_id)
        return post if post and post.state.is_editable else None

    async def _begin(
        self, session: Session, author_id: int, channel_id: int | None, piece: Piece
    ) -> Post:
        content = Content(text=piece.text, media=(piece.media,) if piece.media else ())
        return await posts.insert(
            session,
            channel_id=channel_id,
            author_id=author_id,
            content=content,
            now=self._clock.now(),
        )

    async def _add(self, session: Session, post: Post, author_id: int, piece: Piece) -> Post:
        content = post.content
        if piece.media:
            content = replace(content, media=with_media(content.media, piece.media))
            if piece.text.text and not content.text.text:
                content = replace(content, text=piece.text)
        else:
            text = join([content.text, piece.text], separator=seam(content.text))
            content = replace(content, text=text)
        return await self._save(session, post, content, author_id)

    async def _save(self, session: Session, post: Post, content: Content, editor_id: int) -> Post:
        return await save_content(
            session, self.rights, post, content, editor_id=editor_id, now=self._clock.now()
        )

    async def _existing(self, session: Session, post_id: int) -> Post:
        post = await posts.get_post(session, post_id)
        if post is None:
            raise NotFound("error-post-gone")
        return post

    async def _editable(self, session: Session, person_id: int, post_id: int) -> Post:
        await self.require_editable(person_id, post_id)
        return await self._existing(session, post_id)
