"""Drafts from links, files and long texts: read beside the chat, shown as cards."""

from collections.abc import Sequence
from functools import partial

from aiogram import Bot, F, Router
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import CallbackQuery, LinkPreviewOptions
from aiogram.utils.formatting import Text

from bot.domain.people import Person
from bot.domain.posts import Post
from bot.domain.sources import site_of
from bot.domain.sources.material import Material, bare_links, material_of
from bot.errors import AppError, InputRefused, NotFound
from bot.services.drafting import Drafting
from bot.services.generating import Preview
from bot.services.sourcing import SeveralFound, Sourced, Sourcing
from bot.translator import Translator
from handlers.authors.callbacks import Do, OnArticle, OnPost
from handlers.authors.cards import Cards, put
from handlers.authors.generating import Generating
from handlers.authors.keyboards import articles_keyboard
from handlers.authors.posts import EDITABLE
from handlers.errors import sentence_of


class SourceDesk:
    """Has drafts written from what they carry, and shows what came of it."""

    def __init__(
        self,
        bot: Bot,
        drafting: Drafting,
        sourcing: Sourcing,
        generating: Generating,
        cards: Cards,
    ) -> None:
        self._bot = bot
        self._drafting = drafting
        self._sourcing = sourcing
        self._generating = generating
        self._cards = cards

    def begin(
        self,
        t: Translator,
        person_id: int,
        post: Post,
        progress_id: int,
        *,
        article: int | None = None,
    ) -> None:
        """Start on a draft; `progress_id` is the message that says so until it is over.

        With `article`, a new draft is made of that one of the several in this draft.

        Raises:
            InputRefused: something is being written for this draft already.
        """
        work = partial(self._draft, t, person_id, post, progress_id, article)
        is_streamed = self._sourcing.has_model
        self._generating.start(t, person_id, post.id, work, is_streamed=is_streamed)

    async def _draft(
        self,
        t: Translator,
        person_id: int,
        post: Post,
        progress_id: int,
        article: int | None,
        preview: Preview,
    ) -> None:
        try:
            made = await self._make(t, person_id, post.id, article, preview)
        except AppError as error:
            preview.finish()
            await self._finish(person_id, progress_id)
            await self._tell(t, person_id, post.id, sentence_of(error, t))
            return
        preview.finish()
        await self._finish(person_id, progress_id)
        if isinstance(made, SeveralFound):
            await self._offer(t, person_id, post, made)
            return
        if made.asides:
            lines = "\n".join([t("source-asides"), *made.asides])
            await self._bot.send_message(person_id, lines)
        await self._cards.show(t, person_id, made.post, "\n".join(_notes(t, made)))

    async def _make(
        self, t: Translator, person_id: int, post_id: int, article: int | None, preview: Preview
    ) -> Sourced | SeveralFound:
        if article is None:
            return await self._sourcing.draft(
                person_id, post_id, language=t.language, stream=preview
            )
        return await self._sourcing.draft_one(
            person_id, post_id, article, language=t.language, stream=preview
        )

    async def _offer(self, t: Translator, chat_id: int, post: Post, found: SeveralFound) -> None:
        """The articles to choose from; this message stays, so that each can have its draft."""
        await self._drafting.card_not_wanted(post.id)
        await self._bot.send_message(
            chat_id,
            t("source-several", count=len(found.titles)),
            reply_markup=articles_keyboard(t, post.id, found.titles),
        )

    async def _tell(self, t: Translator, person_id: int, post_id: int, sentence: str) -> None:
        """Why there is no draft, above the draft that there is; it may have been deleted."""
        try:
            post = await self._drafting.get_for(person_id, post_id)
        except NotFound:
            await self._bot.send_message(person_id, sentence)
        else:
            await self._cards.show(t, person_id, post, sentence)

    async def _finish(self, chat_id: int, progress_id: int) -> None:
        """The message of the progress goes; one that is too old to be deleted stays."""
        try:
            await self._bot.delete_message(chat_id, progress_id)
        except TelegramBadRequest:
            return


def _notes(t: Translator, sourced: Sourced) -> Sequence[str]:
    """What the author should know of the draft, a line each."""
    notes = [t(remark.key, **dict(remark.names)) for remark in sourced.remarks]
    gathered = sourced.gathered
    for unread in gathered.unread:
        why = sentence_of(unread.why, t)
        notes.append(t("source-unread", site=unread.site, why=why))
    if gathered.left_out:
        notes.append(t("source-left-out", count=gathered.left_out))
    if sourced.rubrics:
        tags = " ".join(f"#{tag}" for tag in sourced.rubrics)
        notes.append(t("source-fitting", tags=tags))
    return notes


def progress_of(t: Translator, post: Post) -> str:
    """What is being read."""
    if material_of(post.content) in (Material.LINK, Material.LINKS):
        sites = dict.fromkeys(site_of(address) for address in bare_links(post.content.text))
        return t("source-reading", site=", ".join(sites))
    return t(f"source-reading-{material_of(post.content)}")


def sources_router() -> Router:
    """The button of a draft that carries something to be read."""
    router = Router(name="sources")
    router.callback_query.register(draft_from_source, OnPost.filter(F.do == Do.ARTICLE))
    router.callback_query.register(draft_from_article, OnArticle.filter())
    return router


@EDITABLE
async def draft_from_source(
    query: CallbackQuery,
    post: Post,
    person: Person,
    generating: Generating,
    desk: SourceDesk,
    t: Translator,
) -> None:
    """Say what is read in the card's place; the new card comes when it is over."""
    if material_of(post.content) is None:
        raise InputRefused("error-no-material")
    if generating.is_busy(post.id):
        raise InputRefused("generating-already")
    await put(query, Text(progress_of(t, post)), None)
    assert query.message is not None
    desk.begin(t, person.id, post, query.message.message_id)


@EDITABLE
async def draft_from_article(
    query: CallbackQuery,
    callback_data: OnArticle,
    post: Post,
    person: Person,
    generating: Generating,
    desk: SourceDesk,
    t: Translator,
) -> None:
    """A draft of its own for one of several articles."""
    if material_of(post.content) is None:
        raise InputRefused("error-no-material")
    if generating.is_busy(post.id):
        raise InputRefused("generating-already")
    assert query.bot is not None
    progress = await query.bot.send_message(
        person.id, progress_of(t, post),
        link_preview_options=LinkPreviewOptions(is_disabled=True),
    )  # fmt: skip
    desk.begin(t, person.id, post, progress.message_id, article=callback_data.index)
