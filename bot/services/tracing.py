"""What a post says and none of its sources does: figures, dates, names, quotations."""

import asyncio
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from bot.domain.posts import Post
from bot.domain.rules import Place
from bot.domain.sources import UsedSource
from bot.domain.texts import Text
from bot.services.stemming import stem_of
from storage import sources
from storage.db import Database

if TYPE_CHECKING:
    from bot.domain.facts.values import Fact


class Tracing:
    """Looks for a post's facts in its sources. `identify` tells the language of a text."""

    def __init__(self, db: Database, identify: Callable[[str], str]) -> None:
        self._db = db
        self._identify = identify

    async def untraced(self, post: Post) -> Sequence[Place]:
        """The places in the post's own text, in UTF-16 units; none without a source."""
        used = await sources.list_of_post(self._db, post.id)
        if not used:
            return []
        # Some tens of milliseconds of CPU: beside the event loop.
        missing = await asyncio.to_thread(self._missing, post.content.text, used)
        return [Place(fact.offset, fact.length) for fact in missing]

    def _missing(self, draft: Text, used: Sequence[UsedSource]) -> "list[Fact]":
        """The facts that every source leaves out."""
        from bot.domain.facts.values import Verdict

        language = self._identify(draft.text)
        missing: list[Fact] = []
        for number, one in enumerate(used):
            facts = [
                fact
                for fact in self._trace(draft, language, one)
                if fact.verdict is Verdict.MISSING
            ]
            places = {(fact.offset, fact.length) for fact in facts}
            if number:
                facts = [fact for fact in missing if (fact.offset, fact.length) in places]
            missing = facts
        return missing

    def _trace(self, draft: Text, language: str, used: UsedSource) -> "list[Fact]":
        # Its patterns take a tenth of a second to compile: only where there are sources.
        from bot.domain.facts import trace

        article = used.source.article
        return trace(
            draft,
            "\n".join([article.title, article.author, article.site, article.text]),
            source_language=article.language,
            draft_language=language,
            stem=stem_of,
            published=article.published,
        )
