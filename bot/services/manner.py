"""The manner of a channel: what a language model is shown of it before it writes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

from bot.domain.posts import Post
from bot.domain.rules import Rule, RuleKind
from bot.domain.suggestions import vote
from bot.services.rewriting import part_rubrics
from bot.services.suggesting import RUBRICS_AMONG, query_stems
from storage import best, posts, rubrics, rules, search, timeline
from storage.db import Database

EXAMPLES = 5
"""Posts whose manner is taken."""
_ALIKE = 40
"""Posts like the article among which the best of its rubric are looked for."""
_RUBRICS = 40
_WORDS = 130
"""Of a post in a channel that has none to learn from."""
_LEAST_WORDS, _MOST_WORDS = 60, 260


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """Language (ISO 639-1), length in words, examples, rules in words, rubrics to choose from."""

    language: str
    words: int = _WORDS
    examples: Sequence[str] = ()
    rules: Sequence[str] = ()
    rubrics: Sequence[str] = ()


class Manners:
    """Learns a channel's manner for one article. `identify` tells the language of a text."""

    def __init__(self, db: Database, identify: Callable[[str], str]) -> None:
        self._db = db
        self._identify = identify

    async def learn(self, channel_id: int | None, article: str, *, language: str) -> Manner:
        """How a channel would write about an article; `language` where it has no posts yet."""
        if channel_id is None:
            return Manner(language=language)
        examples = [_words_of(post) for post in await self._examples(channel_id, article)]
        used = await rubrics.list_used(self._db, channel_id, size=_RUBRICS, with_hidden=True)
        known = await rules.list_rules(self._db, channel_id)
        return Manner(
            language=self._identify("\n".join(examples)) or language if examples else language,
            words=_length(examples),
            examples=examples,
            rules=[words for rule in known if rule.is_on and (words := _in_words(rule))],
            rubrics=[rubric.tag for rubric in used.items],
        )

    async def language_of(self, channel_id: int | None, *, default: str) -> str:
        """The language of a channel's best posts, ISO 639-1; `default` where it has none."""
        if channel_id is None:
            return default
        words = "\n".join(_words_of(post) for post in await self._best(channel_id, EXAMPLES))
        return (self._identify(words) if words.strip() else "") or default

    async def _examples(self, channel_id: int, article: str) -> list[Post]:
        """The best posts of the article's rubric among those like it; else the channel's best.

        An article in another language is like none of them.
        """
        alike = await search.find_alike(self._db, channel_id, query_stems(article), limit=_ALIKE)
        used = await rubrics.list_used(self._db, channel_id, size=RUBRICS_AMONG, with_hidden=True)
        likely = vote(alike, used.items, limit=1)
        folds = {rubric.fold for rubric in used.items if rubric.tag in likely}
        ids = [one.post_id for one in alike if folds & set(one.folds)]
        found = await posts.list_posts(self._db, ids)
        found.sort(key=lambda post: -post.reactions)
        if len(found) < EXAMPLES:
            known = {post.id for post in found}
            more = await self._best(channel_id, 2 * EXAMPLES)
            found += [post for post in more if post.id not in known]
        return [post for post in found if _words_of(post)][:EXAMPLES]

    async def _best(self, channel_id: int, size: int) -> list[Post]:
        """The best posts of a channel; behind those whose reactions are known, the newest."""
        page = await best.list_best(self._db, channel_id, size=size)
        found = list(page.items)
        if len(found) < size:
            known = {post.id for post in found}
            newest = await timeline.list_newest(self._db, channel_id, size=size)
            found += [post for post in newest.items if post.id not in known]
        return found[:size]


def _words_of(post: Post) -> str:
    return part_rubrics(post.content.text)[0].text


def _length(examples: Sequence[str]) -> int:
    if not examples:
        return _WORDS
    usual = int(median(len(example.split()) for example in examples))
    return min(max(usual, _LEAST_WORDS), _MOST_WORDS)


def _in_words(rule: Rule) -> str:
    """A rule of the house as a model is told it; empty for what it cannot heed."""
    params = rule.params
    match rule.kind:
        case RuleKind.LENGTH if params.most:
            return f"Between {params.least} and {params.most} characters."
        case RuleKind.LENGTH if params.least:
            return f"At least {params.least} characters."
        case RuleKind.WORDS:
            return "Never use these words: " + ", ".join(word.lstrip("=") for word in params.words)
        case RuleKind.QUOTES:
            return "No quotation marks."
        case RuleKind.LINES:
            return "One sentence a line."
    return ""
