"""What somebody typed into a search, made safe and bounded."""

import re
from dataclasses import dataclass
from functools import cache

from bot.domain import rubrics
from bot.services.stemming import kin_of, stems_of, words_of

MAX_STEMS = 20
"""Distinct words of a query that count: the work is bounded whatever is typed."""

MAX_TAGS = 5
"""Rubrics of a query that count."""

MAX_WORDS = 256
"""Characters of a query that are kept with its buttons; as many as an inline query has."""

# Words that nobody seeks; they count only when there are no others.
_EMPTY_WORDS = (
    "и в во на о об с со к ко у за из от до по для не ни но а как что это то же ли бы или при "
    "про над под без the a an of in on at to for and or is are be by with from as it"
)


@dataclass(frozen=True, slots=True)
class Query:
    """Words that a post must hold, all of them, and rubrics it must stand in.

    `words` has the stems that each may stand under, its own first; `tags` are folded;
    `tag_stems` are the words of the tags as typed.
    """

    words: tuple[tuple[str, ...], ...] = ()
    tags: tuple[str, ...] = ()
    tag_stems: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.words or self.tags)

    @property
    def is_tag(self) -> bool:
        """Whether one rubric and nothing else is sought."""
        return len(self.tags) == 1 and not self.words

    @property
    def stems(self) -> frozenset[str]:
        """Whatever makes a word of a post one that was sought."""
        return frozenset(stem for word in self.words for stem in word)

    def match(self, *, is_partial: bool = False) -> str:
        """The FTS5 expression; stems hold only letters and digits, so quotes make them safe.

        Rubrics are among the words: the index narrows what the table of rubrics then checks.
        `is_partial`: the last word is still being typed.
        """
        sought = list(dict.fromkeys([*((stem,) for stem in self.tag_stems), *self.words]))
        clauses = [" OR ".join(f'"{stem}"' for stem in word) for word in sought]
        if is_partial and self.words and len(self.words[-1][0]) > 1:
            place = sought.index(self.words[-1])
            clauses[place] = f'"{sought[place][0]}"* OR {clauses[place]}'
        return " AND ".join(f"({clause})" for clause in clauses)


def parse_query(words: str) -> Query:
    """The query of anything typed; empty when it holds no word and no tag."""
    found = rubrics.find_tags(words)[:MAX_TAGS]
    for tag in found:
        words = re.sub(rf"#{re.escape(tag)}(?!\w)", " ", words, flags=re.IGNORECASE)
    by_stem = {word.stem: words[word.start : word.stop] for word in words_of(words)}
    sought = [stem for stem in by_stem if stem not in _empty_stems()]
    if not sought and not found:
        sought = list(by_stem)
    return Query(
        words=tuple(kin_of(by_stem[stem]) for stem in sought[:MAX_STEMS]),
        tags=tuple(rubrics.fold_tag(tag) for tag in found),
        tag_stems=tuple(stems_of(" ".join(found))[:MAX_STEMS]),
    )


def shorten(words: str) -> str:
    """The query as it is kept: on one line, bounded, still the same for most people."""
    line = " ".join(words.replace("\0", " ").split())[:MAX_WORDS].strip()
    # Half a surrogate pair is text to Python and none to the store.
    return line.encode("utf-8", "ignore").decode()


@cache
def _empty_stems() -> frozenset[str]:
    return frozenset(stems_of(_EMPTY_WORDS))
