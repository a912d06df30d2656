"""Amending published posts: what an author writes lies on the desk until Save."""

from collections.abc import Callable
from dataclasses import replace

from bot.clock import Clock
from bot.domain.button_rows import parse_buttons
from bot.domain.edits import EditState, plan
from bot.domain.pieces import Piece, continues, seam, with_media
from bot.domain.posts import Content, Post
from bot.domain.team import Action
from bot.domain.texts import join
from bot.errors import InputRefused, NotEditable
from bot.services.drafting import Drafting, note
from bot.services.glancing import Glancing
from bot.services.published import require_published
from storage import edits, inputs
from storage.db import Database, Session
from storage.edits import Edit

SAVEABLE = (EditState.OPEN, EditState.REFUSED)
"""States of an edit that its author may save."""
# What the messages are noted as that an edit was made of.
_PURPOSE = "edit"
_NOTHING = ("-", "–", "—")


class Amending:
    """Only Save sends; a post that somebody changed meanwhile is never overwritten silently."""

    def __init__(self, db: Database, clock: Clock, drafting: Drafting, glancing: Glancing) -> None:
        self._db = db
        self._clock = clock
        self._drafting = drafting
        self._glancing = glancing

    async def open(self, person_id: int, post_id: int) -> tuple[Post, Edit]:
        """Begin to edit a post as it stands in the channel now.

        Raises:
            NotEditable: it is not published, or an earlier edit is on its way.
            NotFound: it is not in the channel any more, or no message of it is known.
        """
        post = await require_published(self._drafting, person_id, post_id, Action.AMEND)
        if await edits.get_under_way(self._db, post.id):
            raise NotEditable("error-edit-under-way")
        post = await self._glancing.refresh(person_id, post)
        async with self._db.transaction() as session:
            edit = await edits.insert(
                session,
                post_id=post.id,
                person_id=person_id,
                base=post.revision,
                content=post.content,
                now=self._clock.now(),
            )
        return post, edit

    async def get(self, person_id: int, edit_id: int) -> tuple[Post, Edit]:
        """An edit of a person's own, and its post as it is stored.

        Raises:
            NotEditable: there is none, or the post is not published any more.
        """
        edit = await edits.get_edit(self._db, edit_id)
        if edit is None or edit.person_id != person_id:
            raise NotEditable("error-edit-old")
        post = await require_published(self._drafting, person_id, edit.post_id, Action.AMEND)
        return post, edit

    async def take_text(self, person_id: int, edit_id: int, piece: Piece) -> tuple[Edit, bool]:
        """Replace the words, or go on with those of the message before.

        The edit, and whether the message belongs to the one before.
        """
        last = await inputs.get_last(self._db, piece.chat_id)
        is_more = (
            last is not None
            and last.purpose == _PURPOSE
            and continues(piece, units_before=last.units, sent_before=last.received_at)
        )

        def changed(edit: Edit) -> Content:
            before = edit.content.text
            whole = join([before, piece.text], separator=seam(before)) if is_more else piece.text
            return replace(edit.content, text=whole)

        return await self._take(person_id, edit_id, piece, changed), is_more

    async def take_media(self, person_id: int, edit_id: int, piece: Piece) -> tuple[Edit, bool]:
        """Replace the media; the items of an album one after another. Words come with a caption.

        The edit, and whether the message belongs to the one before.
        """
        assert piece.media is not None
        medium = piece.media
        _, known = await self.get(person_id, edit_id)
        is_more = piece.album_id is not None and piece.album_id == known.album_id

        def changed(edit: Edit) -> Content:
            media = with_media(edit.content.media if is_more else (), medium)
            text = piece.text if piece.text else edit.content.text
            return replace(edit.content, media=media, text=text)

        return await self._take(person_id, edit_id, piece, changed), is_more

    async def take_buttons(self, person_id: int, edit_id: int, piece: Piece) -> Edit:
        """Replace the buttons below the post; a dash takes them away.

        Raises:
            InputRefused: they cannot be buttons.
        """
        typed = piece.text.text.strip()
        rows = () if typed in _NOTHING else parse_buttons(typed)

        def changed(edit: Edit) -> Content:
            return replace(edit.content, options=replace(edit.content.options, buttons=rows))

        return await self._take(person_id, edit_id, piece, changed)

    async def trouble(self, post: Post, edit: Edit) -> InputRefused | None:
        """Why an edit cannot be made; None when it can."""
        try:
            await self._plan(post, edit)
        except InputRefused as error:
            return error
        return None

    async def save(
        self, person_id: int, edit_id: int, *, page: int | None = None
    ) -> tuple[Post, Edit]:
        """Send an edit on its way; when the post was changed meanwhile, it waits for a choice.

        `page` is the message over which the outcome is told.

        Raises:
            InputRefused: Telegram cannot make it, or nothing differs.
            NotEditable: it was saved or left before, or another one is on its way.
        """
        post, edit = await self.get(person_id, edit_id)
        if edit.state not in SAVEABLE:
            return post, edit
        target = EditState.CONFLICT
        if post.revision == edit.base:
            target = EditState.WANTED
            if not await self._plan(post, edit):
                raise InputRefused("error-edit-same")
        return post, await self._move(edit, SAVEABLE, target, page=page)

    async def put_mine(
        self, person_id: int, edit_id: int, *, seen: int, page: int | None = None
    ) -> tuple[Post, Edit]:
        """Put an edit in the place of what was written meanwhile, the revision `seen`.

        When there is a still newer one, the choice is to be made again.
        """
        post, edit = await self.get(person_id, edit_id)
        if edit.state is not EditState.CONFLICT or post.revision != seen:
            return post, edit
        await self._plan(post, edit)
        target = EditState.WANTED
        return post, await self._move(edit, (EditState.CONFLICT,), target, base=seen, page=page)

    async def leave(self, person_id: int, edit_id: int) -> Post:
        """Drop an edit that is not on its way: the channel keeps what it has."""
        post, edit = await self.get(person_id, edit_id)
        sources = (EditState.OPEN, EditState.CONFLICT, EditState.REFUSED)
        await self._move(edit, sources, EditState.DROPPED)
        return post

    async def page_shown(self, edit_id: int, message_id: int) -> None:
        """The page of an edit stands in its author's chat."""
        async with self._db.transaction() as session:
            await edits.set_page(session, edit_id, message_id)

    async def _take(
        self, person_id: int, edit_id: int, piece: Piece, change: Callable[[Edit], Content]
    ) -> Edit:
        post, edit = await self.get(person_id, edit_id)
        async with self._db.transaction() as session:
            if await inputs.get_input(session, piece.chat_id, piece.message_id):
                return await self._existing(session, edit)
            edit = await self._existing(session, edit)
            if edit.state is not EditState.OPEN:
                raise NotEditable("error-edit-old")
            await edits.set_content(
                session, edit.id, change(edit), album_id=piece.album_id, now=self._clock.now()
            )
            await note(session, piece, post.id, _PURPOSE)
            return await self._existing(session, edit)

    async def _plan(self, post: Post, edit: Edit) -> bool:
        """Whether anything is to be changed."""
        places, captioned = await self._glancing.places(post)
        return bool(plan(post.content, edit.content, places, captioned=captioned))

    async def _move(
        self,
        edit: Edit,
        sources: tuple[EditState, ...],
        target: EditState,
        *,
        base: int | None = None,
        page: int | None = None,
    ) -> Edit:
        now = self._clock.now()
        async with self._db.transaction(durable=True) as session:
            if target is EditState.WANTED and await edits.get_under_way(session, edit.post_id):
                raise NotEditable("error-edit-under-way")
            await edits.move(
                session, edit, sources=sources, target=target, now=now, base=base,
                step=0, losses=0, due_at=now,
            )  # fmt: skip
            if page is not None:
                await edits.set_page(session, edit.id, page)
            return await self._existing(session, edit)

    async def _existing(self, session: Session, edit: Edit) -> Edit:
        fresh = await edits.get_edit(session, edit.id)
        assert fresh is not None
        return fresh
