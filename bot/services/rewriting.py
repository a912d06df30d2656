"""Other versions of a draft by a language model: proposals, nothing is changed here."""

from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, replace
from typing import Protocol

from bot.clock import Clock
from bot.domain import rubrics
from bot.domain.carrying import carry_formatting
from bot.domain.posts import Content, Post
from bot.domain.sources import find_naming_lines
from bot.domain.texts import Entity, Text, cut, join, plain_title, strip, utf16_len
from bot.domain.writing import Change, Spent
from bot.errors import InputRefused
from bot.services.drafting import Drafting
from bot.services.usage import Usage
from storage import rules, sources
from storage.db import Database

HEADLINES = 5
LONGEST_HEADLINE_LINE = 140
"""Characters of a first line that is taken for a headline; a longer one is a paragraph."""

OnProgress = Callable[[str], Awaitable[None]]
IsStopped = Callable[[], bool]


class Rewriter(Protocol):
    """Who makes another version of some words."""

    async def rewrite(
        self,
        text: str,
        change: Change,
        *,
        on_progress: OnProgress,
        is_stopped: IsStopped,
        language: str = "",
        instruction: str = "",
        spent: Spent | None = None,
    ) -> str:
        """Plain words; `LlmFailed` when none came."""
        ...

    async def headlines(
        self, text: str, *, count: int, is_stopped: IsStopped, spent: Spent | None = None
    ) -> tuple[str, ...]:
        """Headlines for a post; `LlmFailed` when none came."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A new content for a post, made of its `revision`; `lost` entities found no place."""

    post_id: int
    revision: int
    content: Content
    lost: int = 0


class Rewriting:
    """Asks for versions of drafts within a person's rights, day and the consent of sources."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        drafting: Drafting,
        usage: Usage,
        rewriter: Rewriter | None,
    ) -> None:
        self._db = db
        self._clock = clock
        self._drafting = drafting
        self._usage = usage
        self._rewriter = rewriter

    @property
    def is_possible(self) -> bool:
        """Whether a language model is set; without one its buttons are not shown."""
        return self._rewriter is not None

    async def rewrite(
        self,
        person_id: int,
        post_id: int,
        change: Change,
        *,
        on_progress: OnProgress,
        is_stopped: IsStopped,
        language: str = "",
        instruction: str = "",
    ) -> Proposal:
        """Another version of a draft. Its last lines of rubrics and of the house stay as they are.

        `language` is that of a translation, `instruction` the author's words for a change.

        Raises:
            NotFound, NotAllowed, NotEditable: the draft is not theirs to change.
            InputRefused: there are no words, or a source forbids AI.
            LlmFailed: no version came; the sentence says why.
        """
        rewriter = self._require_rewriter()
        post = await self._require_post(person_id, post_id)
        body, tail = part_tail(post.content.text, await self._house_lines(post))
        _require_words(body)
        now = self._clock.now()
        async with self._usage.question(person_id, now, channel_id=post.channel_id) as spent:
            words = await rewriter.rewrite(
                body.text, change, on_progress=on_progress, is_stopped=is_stopped,
                language=language, instruction=instruction, spent=spent,
            )  # fmt: skip
        text, lost = carry_formatting(body, words)
        content = replace(post.content, text=_with_tail(text, tail))
        return Proposal(post_id=post.id, revision=post.revision, content=content, lost=lost)

    async def headlines(
        self, person_id: int, post_id: int, *, is_stopped: IsStopped
    ) -> tuple[str, ...]:
        """Headlines to choose from, up to five. Raises: as `rewrite` does."""
        rewriter = self._require_rewriter()
        post = await self._require_post(person_id, post_id)
        body, _ = part_tail(post.content.text, await self._house_lines(post))
        _require_words(body)
        now = self._clock.now()
        async with self._usage.question(person_id, now, channel_id=post.channel_id) as spent:
            return await rewriter.headlines(
                body.text, count=HEADLINES, is_stopped=is_stopped, spent=spent
            )

    async def propose_headline(self, person_id: int, post_id: int, headline: str) -> Proposal:
        """A draft with another headline; raises as `Drafting.require_editable` does."""
        post = await self._drafting.require_editable(person_id, post_id)
        content = replace(post.content, text=with_headline(post.content.text, headline))
        return Proposal(post_id=post.id, revision=post.revision, content=content)

    async def _house_lines(self, post: Post) -> list[str]:
        """Lines that a model has nothing to say about: of the channel, and of the sources."""
        used = await sources.list_of_post(self._db, post.id)
        addresses = {one.source.article.address for one in used}
        naming = [line for _, line in find_naming_lines(post.content.text, addresses)]
        if post.channel_id is None:
            return naming
        known = await rules.list_rules(self._db, post.channel_id)
        return [*naming, *(rule.params.line.text.strip() for rule in known)]

    def _require_rewriter(self) -> Rewriter:
        if self._rewriter is None:
            raise InputRefused("llm-not-set")
        return self._rewriter

    async def _require_post(self, person_id: int, post_id: int) -> Post:
        post = await self._drafting.require_editable(person_id, post_id)
        used = await sources.list_of_post(self._db, post_id)
        if not all(source.consent.may_use_ai for source in used):
            raise InputRefused("llm-source-refuses")
        return post


def part_tail(text: Text, lines: Collection[str] = ()) -> tuple[Text, Text]:
    """The words of a post, and what ends it: lines of rubrics, and these of the house."""
    text = body = strip(text)
    while True:
        body, _ = part_rubrics(body)
        line = next((line for line in lines if _ends_with_line(body.text, line)), None)
        if line is None:
            return body, strip(cut(text, body.units, text.units))
        body = strip(cut(body, 0, body.units - utf16_len(line)))


def _ends_with_line(text: str, line: str) -> bool:
    return bool(line) and f"\n{text}".endswith(f"\n{line}")


def part_rubrics(text: Text) -> tuple[Text, Text]:
    """The words of a post, and the lines of rubrics at its end."""
    lines = text.text.split("\n")
    kept = len(lines)
    while kept and _is_rubrics_or_blank(lines[kept - 1]):
        kept -= 1
    end = utf16_len("\n".join(lines[:kept]))
    return strip(cut(text, 0, end)), strip(cut(text, end, text.units))


def with_headline(text: Text, headline: str) -> Text:
    """The text with another bold first line, or with one more when it had none."""
    bold = Text(headline, (Entity("bold", 0, utf16_len(headline)),))
    first = text.text.partition("\n")[0]
    has_headline = "\n" in text.text and 0 < len(first.strip()) <= LONGEST_HEADLINE_LINE
    if not has_headline or not plain_title(Text(first)):
        return join([bold, strip(text)], separator="\n\n") if text else bold
    return join([bold, cut(text, utf16_len(first), text.units)])


def _with_tail(text: Text, tail: Text) -> Text:
    return join([text, tail], separator="\n\n") if tail else text


def _is_rubrics_or_blank(line: str) -> bool:
    words = line.split()
    return all(word.startswith("#") and rubrics.find_tags(word) for word in words)


def _require_words(text: Text) -> None:
    if not any(character.isalpha() for character in text.text):
        raise InputRefused("llm-no-text")
