"""A draft that carries a link, a file or an article becomes a draft of what it says."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.clock import Clock
from bot.domain.authorship import Maker
from bot.domain.pieces import ForwardedPost
from bot.domain.posts import Content, Post
from bot.domain.sources import NO_SIGNALS, Article
from bot.domain.sources.material import Material, material_of
from bot.domain.texts import Text, plain_title
from bot.errors import InputRefused, NotEditable
from bot.services.composing import Composed, Composing, Remark, Stream
from bot.services.drafting import Drafting
from bot.services.gathering import Gathered, Gathering
from bot.services.marking import with_ai_mark
from bot.services.saving import save_content
from bot.services.suggesting import suggest
from storage import posts, questions, sources
from storage.db import Database, Session

MOST_ARTICLES = 20
"""Of one file that are offered."""


@dataclass(frozen=True, slots=True)
class Sourced:
    """A draft made from sources.

    `asides` are for the author, and not part of the post; `rubrics` are those that a post
    without any may belong to.
    """

    post: Post
    gathered: Gathered
    asides: Sequence[str]
    remarks: Sequence[Remark]
    rubrics: Sequence[str]


@dataclass(frozen=True, slots=True)
class SeveralFound:
    """A file or a text holds several articles: their titles, for one to be chosen by its index."""

    titles: Sequence[str]


class Sourcing:
    """Writes drafts anew from what they carry, each as a revision."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        drafting: Drafting,
        gathering: Gathering,
        composing: Composing,
        identify: Callable[[str], str],
    ) -> None:
        """`identify` tells the language of a text."""
        self._db = db
        self._clock = clock
        self._drafting = drafting
        self._gathering = gathering
        self._composing = composing
        self._identify = identify

    @property
    def has_model(self) -> bool:
        """Whether a language model is set."""
        return self._composing.has_model

    async def close(self) -> None:
        """Read nothing more."""
        await self._gathering.close()

    async def draft(
        self, person_id: int, post_id: int, *, language: str, stream: Stream
    ) -> Sourced | SeveralFound:
        """Write a draft from what it carries; the author's own words beside links stay.

        `language` is that of the labels, `ru` or `en`; `stream` shows what a model writes. Links
        become one draft; of a file or a text with several articles, one has to be chosen.

        Raises:
            NotFound, NotAllowed, NotEditable: the draft is not theirs to change.
            InputRefused: there is nothing in it to be read.
            SourceUnreadable: nothing of it could be read; the draft stays as it is.
            LlmStopped: the author pressed Stop before there was a post; the draft stays.
        """
        before = await self._drafting.require_editable(person_id, post_id)
        gathered = await self._gathering.gather(before)
        is_one_story = material_of(before.content) in (Material.LINK, Material.LINKS)
        if len(gathered.readings) > 1 and not is_one_story:
            titles = [_title(one.article) for one in gathered.readings[:MOST_ARTICLES]]
            return SeveralFound(titles)
        composed = await self._composing.compose(
            person_id, before, gathered, language=language, stream=stream
        )
        post = await self._save(person_id, before, gathered, composed)
        return await self._sourced(post, gathered, composed)

    async def draft_one(
        self, person_id: int, post_id: int, index: int, *, language: str, stream: Stream
    ) -> Sourced:
        """Write a new draft from one of the articles that a draft carries; that one stays.

        Raises: as `draft` does.
        """
        holder = await self._drafting.require_editable(person_id, post_id)
        gathered = await self._gathering.gather(holder)
        if not 0 <= index < len(gathered.readings):
            raise InputRefused("error-no-material")
        gathered = replace(gathered, readings=[gathered.readings[index]])
        composed = await self._composing.compose(
            person_id, holder, gathered, language=language, stream=stream
        )
        async with self._db.transaction() as session:
            post = await posts.insert(
                session, channel_id=holder.channel_id, author_id=person_id,
                content=_content(holder.content, composed), now=self._clock.now(),
                maker=composed.maker,
            )  # fmt: skip
            await self._keep(session, post, gathered, composed)
        return await self._sourced(post, gathered, composed)

    async def keep_forwarded(self, post: Post, forwarded: ForwardedPost) -> None:
        """A forwarded post is the source of the draft that is made of it; kept once."""
        article = Article(
            title=plain_title(post.content.text) or forwarded.channel,
            text=post.content.text.text,
            address=forwarded.address,
            site=forwarded.channel,
            published=forwarded.published_at.date(),
            language=self._identify(post.content.text.text),
        )
        async with self._db.transaction() as session:
            now = self._clock.now()
            source = await sources.upsert(session, article, now=now)
            await sources.link(
                session, post_id=post.id, source_id=source.id, consent=NO_SIGNALS, used_at=now
            )

    async def _save(
        self, person_id: int, before: Post, gathered: Gathered, composed: Composed
    ) -> Post:
        """The new revision, its sources and its asides, or none of them."""
        async with self._db.transaction() as session:
            post = await self._drafting.require_editable(person_id, before.id)
            if post.revision != before.revision:
                raise NotEditable("draft-changed-meanwhile")
            now = self._clock.now()
            content = _content(post.content, composed)
            if composed.maker is Maker.MODEL:
                content = await with_ai_mark(session, post, content)
            changed = await save_content(
                session, self._drafting.rights, post, content,
                editor_id=person_id, now=now, maker=composed.maker,
            )  # fmt: skip
            await self._keep(session, post, gathered, composed)
        return changed

    async def _keep(
        self, session: Session, post: Post, gathered: Gathered, composed: Composed
    ) -> None:
        """What a post is made from, instead of what it was made from before."""
        now = self._clock.now()
        await sources.unlink_all(session, post.id)
        for one in gathered.readings:
            source = await sources.upsert(session, one.article, now=now)
            await sources.link(
                session, post_id=post.id, source_id=source.id, consent=one.consent, used_at=now
            )
        await questions.set_questions(session, post.id, composed.questions, now=now)

    async def _sourced(self, post: Post, gathered: Gathered, composed: Composed) -> Sourced:
        fitting: list[str] = []
        if post.channel_id is not None and not post.content.all_tags:
            words = post.content.text.text
            fitting = await suggest(self._db, post.channel_id, words)
        return Sourced(post, gathered, composed.asides, composed.remarks, fitting)


def _title(article: Article) -> str:
    return article.title or plain_title(Text(article.text)) or article.site


def _content(before: Content, composed: Composed) -> Content:
    """What was composed, in the place of the material; a file that was read is not sent on."""
    media = () if material_of(before) is Material.FILE else before.media
    tags = tuple(composed.tags) or before.tags
    return replace(before, text=composed.text, media=media, tags=tags)
