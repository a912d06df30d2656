"""How a draft is to be shown: its way when it is long, its link, its spoilers, its buttons."""

from collections.abc import Callable
from dataclasses import replace

from bot.clock import Clock
from bot.domain.button_rows import parse_buttons
from bot.domain.links import links_of, web_link
from bot.domain.options import LongPost, Options
from bot.domain.pieces import Piece
from bot.domain.posts import Content, MediaKind, Post
from bot.errors import InputRefused
from bot.services.drafting import Drafting, note
from bot.services.saving import save_content
from storage import inputs, posts, sources
from storage.db import Database, Session

# Kinds that Telegram can cover (Bot API, `has_spoiler`).
COVERED = (MediaKind.PHOTO, MediaKind.VIDEO, MediaKind.ANIMATION)


class Presenting:
    """Each step is a revision; a step that changes nothing leaves none."""

    def __init__(self, db: Database, clock: Clock, drafting: Drafting) -> None:
        self._db = db
        self._clock = clock
        self._drafting = drafting

    async def turn(
        self, person_id: int, post_id: int, change: Callable[[Content], Content]
    ) -> Post:
        """Change how a post is shown by a switch."""
        async with self._db.transaction() as session:
            return await self._changed(session, person_id, post_id, change)

    async def picture_of(self, post: Post) -> str:
        """The address of the picture of a post: as typed, or that of its source; may be empty.

        A file that was sent to the bot has no address that others may know: the one of `getFile`
        holds the bot's token.
        """
        if post.content.options.picture_url:
            return post.content.options.picture_url
        used = await sources.list_of_post(self._db, post.id)
        pictures = (web_link(one.source.article.picture or "") for one in used)
        return next((picture for picture in pictures if picture), "")

    async def set_way(self, person_id: int, post_id: int, way: LongPost) -> Post:
        """Choose what becomes of a text that is too long.

        Raises:
            InputRefused: a picture above the text has no address.
        """
        post = await self._drafting.require_editable(person_id, post_id)
        picture = await self.picture_of(post)
        if way is LongPost.PICTURE and not picture:
            raise InputRefused("long-no-picture")
        return await self.turn(
            person_id, post_id, _with_options(lambda o: _on_way(o, way, picture))
        )

    async def set_picture(self, person_id: int, post_id: int, piece: Piece) -> Post:
        """Show the picture of a typed address above the text.

        Raises:
            InputRefused: it is no address.
        """
        picture = web_link(piece.text.text)
        if picture is None:
            raise InputRefused("long-bad-picture")
        return await self.turn(
            person_id, post_id, _with_options(lambda o: _on_way(o, LongPost.PICTURE, picture))
        )

    async def choose_link(
        self, person_id: int, post_id: int, index: int, *, revision: int
    ) -> Post:
        """Show a link of the text; a press on a page of an earlier revision chooses nothing."""

        def chosen(content: Content) -> Content:
            links = links_of(content.full_text)
            if not 0 <= index < len(links):
                return content
            return replace(content, options=replace(content.options, preview_url=links[index]))

        async with self._db.transaction() as session:
            post = await self._drafting.require_editable(person_id, post_id)
            if post.revision != revision:
                return post
            return await self._changed(session, person_id, post_id, chosen)

    async def set_buttons(self, person_id: int, post_id: int, piece: Piece) -> Post:
        """Replace the buttons by typed ones; a message dispatched twice does it once.

        Raises:
            InputRefused: with the sentence about what cannot be a button.
        """
        rows = parse_buttons(piece.text.text)
        change = _with_options(lambda options: replace(options, buttons=rows))
        async with self._db.transaction() as session:
            if await inputs.get_input(session, piece.chat_id, piece.message_id):
                return await self._drafting.get_for(person_id, post_id)
            post = await self._changed(session, person_id, post_id, change)
            await note(session, piece, post.id, "buttons")
            await posts.set_card_due(session, post.id, self._clock.now())
            return post

    async def drop_buttons(self, person_id: int, post_id: int) -> Post:
        """Take the buttons away."""
        return await self.turn(
            person_id, post_id, _with_options(lambda options: replace(options, buttons=()))
        )

    async def _changed(
        self,
        session: Session,
        person_id: int,
        post_id: int,
        change: Callable[[Content], Content],
    ) -> Post:
        post = await self._drafting.require_editable(person_id, post_id)
        content = change(post.content)
        if content == post.content:
            return post
        return await save_content(
            session, self._drafting.rights, post, content, editor_id=person_id,
            now=self._clock.now(),
        )  # fmt: skip


def with_spoilers(content: Content, *, is_on: bool) -> Content:
    """The content with every medium that can be covered covered, or none."""
    media = tuple(
        replace(one, has_spoiler=is_on) if one.kind in COVERED else one for one in content.media
    )
    return replace(content, media=media)


def _with_options(change: Callable[[Options], Options]) -> Callable[[Content], Content]:
    return lambda content: replace(content, options=change(content.options))


def _on_way(options: Options, way: LongPost, picture: str) -> Options:
    picture = picture if way is LongPost.PICTURE else options.picture_url
    return replace(options, long_post=way, picture_url=picture)
