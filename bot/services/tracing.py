"""What a post says and its sources do or do not: figures, dates, names, quotations."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from bot.domain.posts import Post
from bot.domain.sources import Article, UsedSource, find_naming_lines
from bot.domain.texts import Text
from bot.services.stemming import stem_of
from storage import sources
from storage.db import Database

if TYPE_CHECKING:
    from bot.domain.facts import Fact

_REMEMBERED = 16
"""Posts whose facts are kept: an author looks at the same one several times running."""

_Key = tuple[Text, tuple[tuple[int, str, datetime], ...]]


@dataclass(frozen=True, slots=True)
class TracedFact:
    """A fact of a post, with the article that says it, or the first one when none does."""

    fact: "Fact"
    article: Article


@dataclass(frozen=True, slots=True, kw_only=True)
class TracedFacts:
    """The facts of a post by what came of looking for them, each group in the post's order.

    `compare` are quotations that are translated or near to one of a source, `unchecked` names
    whose script says nothing of how a source would write them.
    """

    sources: tuple[UsedSource, ...] = ()
    found: tuple[TracedFact, ...] = ()
    missing: tuple[TracedFact, ...] = ()
    compare: tuple[TracedFact, ...] = ()
    unchecked: tuple[TracedFact, ...] = ()


NO_FACTS = TracedFacts()
"""Of a post without a source."""


class Tracing:
    """Looks for a post's facts in its sources. `identify` tells the language of a text."""

    def __init__(self, db: Database, identify: Callable[[str], str]) -> None:
        self._db = db
        self._identify = identify
        self._known: OrderedDict[_Key, TracedFacts] = OrderedDict()

    async def facts(self, post: Post) -> TracedFacts:
        """The facts of the post's own text, places in UTF-16 units; none without a source."""
        used = await sources.list_of_post(self._db, post.id)
        if not used:
            return NO_FACTS
        text = post.content.text
        readings = tuple((one.source.id, one.source.hash, one.source.read_at) for one in used)
        key = text, readings
        known = self._known.pop(key, None)
        if known is None:
            # Some tens of milliseconds of CPU: beside the event loop.
            known = await asyncio.to_thread(self._look, text, used)
        self._known[key] = known
        while len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)
        return replace(known, sources=tuple(used))

    def _look(self, draft: Text, used: Sequence[UsedSource]) -> TracedFacts:
        """Each fact with the best that any source says of it."""
        from bot.domain.facts import Verdict

        ranks = [Verdict.MISSING, Verdict.UNCHECKED, Verdict.COMPARE, Verdict.FOUND]
        language = self._identify(draft.text)
        best: dict[tuple[str, int], TracedFact] = {}
        # Their first word is ours; in another language than the draft's it would pass for a name.
        naming = find_naming_lines(draft, {one.source.article.address for one in used})
        labels = {at for at, _ in naming}
        for one in used:
            for fact in self._trace(draft, language, one.source.article):
                if fact.offset in labels:
                    continue
                # A source may know only the last of a name's words: its end is what is the same.
                key = fact.kind.value, fact.offset + fact.length
                known = best.get(key)
                if not known or ranks.index(fact.verdict) > ranks.index(known.fact.verdict):
                    best[key] = TracedFact(fact, one.source.article)
        facts = sorted(best.values(), key=lambda item: (item.fact.offset, item.fact.length))
        groups = {
            verdict: tuple(item for item in facts if item.fact.verdict is verdict)
            for verdict in ranks
        }
        return TracedFacts(
            found=groups[Verdict.FOUND],
            missing=groups[Verdict.MISSING],
            compare=groups[Verdict.COMPARE],
            unchecked=groups[Verdict.UNCHECKED],
        )

    def _trace(self, draft: Text, language: str, article: Article) -> "list[Fact]":
        # Its patterns take a tenth of a second to compile: only where there are sources.
        from bot.domain.facts import trace

        return trace(
            draft,
            "\n".join([article.title, article.author, article.site, article.text]),
            source_language=article.language,
            draft_language=language,
            stem=stem_of,
            published=article.published,
        )
