"""Who writes a draft from articles: the language model where it may, the built-in writer else."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from bot.clock import Clock
from bot.domain.authorship import Maker
from bot.domain.posts import Content, Post
from bot.domain.scaffolds import without_scaffold
from bot.domain.sources import Article
from bot.domain.sources.material import Material, material_of, own_words
from bot.domain.texts import TEXT_LIMIT, Text, cut, join
from bot.errors import LlmFailed, LlmStopped
from bot.services.gathering import Gathered
from bot.services.manner import Manners
from bot.services.usage import Usage

if TYPE_CHECKING:
    from bot.domain.writing import Spent, Written

log = logging.getLogger(__name__)

MODEL_CHARACTERS = 15_000
"""Of all articles together that are given to a model."""


class Stream(Protocol):
    """Where a text is shown while it is written."""

    async def show(self, text: str) -> None:
        """Show a text instead of the one before."""
        ...

    def is_stopped(self) -> bool:
        """Whether the person wants no more of it."""
        ...


class Writer(Protocol):
    """Makes a draft of an article without a language model."""

    async def write(
        self,
        article: Article,
        *,
        words: Text | None,
        channel_language: str,
        author_language: str,
    ) -> "Written":
        """A draft for readers in one language, with what is for its author in another."""
        ...

    def source_line(self, article: Article, language: str) -> Text:
        """The line that names an article, its title the link."""
        ...


class Model(Protocol):
    """A language model that writes posts."""

    async def write(
        self,
        article: Article,
        *,
        examples: Sequence[str],
        rules: Sequence[str],
        language: str,
        words: int,
        on_progress: Callable[[str], Awaitable[None]],
        is_stopped: Callable[[], bool],
        rubrics: Sequence[str] = (),
        spent: "Spent | None" = None,
    ) -> "Written":
        """A post about an article; `LlmFailed` when none came."""
        ...


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence to the author: its key, and what it names."""

    key: str
    names: tuple[tuple[str, str | int], ...] = ()


@dataclass(frozen=True, slots=True)
class Composed:
    """Words for a draft and who made them; `asides` and `questions` are for the author alone."""

    text: Text
    maker: Maker
    asides: Sequence[str] = ()
    questions: Sequence[str] = ()
    tags: Sequence[str] = ()
    remarks: Sequence[Remark] = ()


class Composing:
    """Writes; nothing is changed here. The built-in writer is made at its first use."""

    def __init__(
        self,
        clock: Clock,
        manners: Manners,
        usage: Usage,
        make_writer: Callable[[], Writer],
        model: Model | None,
    ) -> None:
        self._clock = clock
        self._manners = manners
        self._usage = usage
        self._make_writer = make_writer
        self._made: Writer | None = None
        self._model = model

    @property
    def has_model(self) -> bool:
        """Whether a language model is set."""
        return self._model is not None

    async def compose(
        self, person_id: int, post: Post, gathered: Gathered, *, language: str, stream: Stream
    ) -> Composed:
        """A text about what was gathered; `language` is the author's, `ru` or `en`.

        What a site keeps from AI is never given to a model. Whatever a model fails at, the
        built-in writer does, and a remark says so.

        Raises:
            LlmStopped: the author pressed Stop before there was a post.
        """
        is_allowed = all(one.consent.may_use_ai for one in gathered.readings)
        remarks: list[Remark] = []
        if self._model and is_allowed:
            try:
                return await self._ask(self._model, person_id, post, gathered, language, stream)
            except LlmStopped:
                raise
            except LlmFailed as error:
                log.info("draft %s is written without a model: %s", post.id, error)
                remarks.append(Remark(error.message_key, tuple(error.params.items())))
                remarks.append(Remark("draft-without-model"))
        return await self._write(post, gathered, language, remarks)

    @property
    def _writer(self) -> Writer:
        if self._made is None:
            self._made = self._make_writer()
        return self._made

    async def _ask(
        self,
        model: Model,
        person_id: int,
        post: Post,
        gathered: Gathered,
        language: str,
        stream: Stream,
    ) -> Composed:
        article = _as_one([one.article for one in gathered.readings])
        manner = await self._manners.learn(post.channel_id, article.text, language=language)
        now = self._clock.now()
        async with self._usage.question(person_id, now, channel_id=post.channel_id) as spent:
            written = await model.write(
                article,
                examples=manner.examples,
                rules=manner.rules,
                language=manner.language,
                words=manner.words,
                on_progress=stream.show,
                is_stopped=stream.is_stopped,
                rubrics=manner.rubrics,
                spent=spent,
            )
        lines = [
            self._writer.source_line(one.article, manner.language) for one in gathered.readings
        ]
        text = _with_words(written.text, _words_beside(post.content))
        text = join([text, join([line for line in lines if line], "\n")], "\n\n")
        remarks = [Remark(written.note)] if written.note else []
        return Composed(text, Maker.MODEL, tags=written.tags, remarks=remarks)

    async def _write(
        self, post: Post, gathered: Gathered, language: str, remarks: list[Remark]
    ) -> Composed:
        """The built-in draft: the first article's, and under it those of the others."""
        first, *others = [one.article for one in gathered.readings]
        readers = await self._manners.language_of(post.channel_id, default=language)
        written = await self._writer.write(
            first, words=_words_beside(post.content), channel_language=readers,
            author_language=language,
        )  # fmt: skip
        text = without_scaffold(written.text, written.scaffold)
        for article in others:
            more = await self._writer.write(
                article, words=None, channel_language=readers, author_language=language
            )
            longer = join([text, without_scaffold(more.text, more.scaffold)], "\n\n")
            short = join([text, self._writer.source_line(article, readers)], "\n")
            text = longer if longer.units <= TEXT_LIMIT else short
        if written.note:
            remarks.append(Remark(self._note(written.note, gathered)))
        return Composed(
            text, Maker.RULES, asides=written.scaffold, questions=written.questions,
            remarks=remarks,
        )  # fmt: skip

    def _note(self, note: str, gathered: Gathered) -> str:
        """Where a model may translate what a foreign source says, that is offered instead."""
        may_translate = all(one.consent.may_use_ai for one in gathered.readings)
        is_foreign = note == "draft-note-foreign"
        return "draft-note-translate" if self._model and is_foreign and may_translate else note


def _words_beside(content: Content) -> Text | None:
    """What the author wrote beside the material; a text that is the material is not."""
    return None if material_of(content) is Material.TEXT else own_words(content.text)


def _with_words(text: Text, words: Text | None) -> Text:
    """The author's words under the headline of a written post."""
    if words is None:
        return text
    units = Text(text.text.partition("\n\n")[0]).units
    rest = cut(text, units + 2, text.units)
    return join([part for part in (cut(text, 0, units), words, rest) if part], "\n\n")


def _as_one(articles: Sequence[Article]) -> Article:
    """Several articles as one to write about; each gets its share of what a model is given."""
    if len(articles) == 1:
        return articles[0]
    share = MODEL_CHARACTERS // len(articles)
    text = "\n\n".join(f"{one.title}\n{one.text[:share]}" for one in articles)
    return replace(articles[0], text=text)
