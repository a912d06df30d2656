"""What somebody typed into a search, made safe and bounded."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from bot.domain import rubrics
from bot.domain.queries import read_terms
from bot.domain.spans import LAST_YEAR, Days
from bot.services.stemming import kin_of, stems_of, words_of

MAX_STEMS = 20
"""Distinct words of a query, or of a phrase, that count: the work is bounded."""

MAX_WORDS = 256
"""Characters of a query that are kept with its buttons; as many as an inline query has."""

# Ways to read a phrase: its words may stand under several stems each.
_MAX_READINGS = 16

# Words that nobody seeks; they count only when there are no others.
_EMPTY_WORDS = (
    "и в во на о об с со к ко у за из от до по для не ни но а как что это то же ли бы или при "
    "про над под без the a an of in on at to for and or is are be by with from as it"
)

Kin = tuple[str, ...]
"""The stems that a word may stand under, its own first."""

Phrase = tuple[Kin, ...]
"""Words that follow one another."""


@dataclass(frozen=True, slots=True)
class Query:
    """Words and phrases that a post must hold, all of them, and rubrics it must stand in.

    It holds none of the `excluded`, stands in none of `excluded_tags`, and was published on one
    of the `days`. Tags are folded. `is_open`: the last word may still be being typed.
    """

    words: tuple[Kin, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    tags: tuple[str, ...] = ()
    excluded: tuple[Phrase, ...] = ()
    excluded_tags: tuple[str, ...] = ()
    days: Days | None = None
    is_open: bool = False

    def __bool__(self) -> bool:
        """Whether it says what to look for: exclusions alone do not."""
        return bool(self.words or self.phrases or self.tags or self.days)

    @property
    def is_tag(self) -> bool:
        """Whether one rubric and nothing else is sought."""
        others = self.words or self.phrases or self.days or self.excluded or self.excluded_tags
        return len(self.tags) == 1 and not others

    @property
    def only_excludes(self) -> bool:
        """Whether it says only what is not to be found."""
        return not self and bool(self.excluded or self.excluded_tags)

    @property
    def half_word(self) -> str:
        """The stem that may still be being typed, if it is long enough to go on with."""
        stem = self.words[-1][0] if self.is_open and self.words else ""
        return stem if len(stem) > 1 else ""

    def match(
        self,
        spellings: Iterable[Sequence[Phrase]] = (),
        *,
        is_partial: bool = False,
        endings: Sequence[str] = (),
    ) -> str:
        """The FTS5 expression of words and phrases; empty when there are none.

        Stems hold only letters and digits, so quotes make them safe. `spellings` are the
        rubrics, each as the tags that it may stand as: the index narrows what the table of
        rubrics then checks. `is_partial`: the last word is still being typed, and stands for
        the `endings`, or for all words that begin with it when there are none.
        """
        clauses = [_any(_readings((word,))) for word in self.words]
        if is_partial and self.half_word:
            longer = [f'"{stem}"' for stem in endings] or [f'"{self.half_word}"*']
            clauses[-1] = f"({' OR '.join(longer)} OR {clauses[-1][1:]}"
        clauses += [_any(_readings(phrase)) for phrase in self.phrases]
        clauses += [_any(r for tag in tags for r in _readings(tag)) for tags in spellings]
        return " AND ".join(dict.fromkeys(clauses))

    @property
    def exclusion(self) -> str:
        """The FTS5 expression of what a post must not hold; empty when nothing is excluded."""
        return _any(r for phrase in self.excluded for r in _readings(phrase))


def parse_query(typed: str, last_year: int = LAST_YEAR) -> Query:
    """The query of anything typed; false when nothing is sought.

    `last_year` is the last one that a date may name: the next, for whoever knows the clock.
    """
    terms = read_terms(typed, last_year)
    by_stem = {word.stem: terms.words[word.start : word.stop] for word in words_of(terms.words)}
    sought = [stem for stem in by_stem if stem not in _empty_stems()]
    if not sought and not (terms.tags or terms.phrases or terms.days):
        sought = list(by_stem)
    return Query(
        words=tuple(kin_of(by_stem[stem]) for stem in sought[:MAX_STEMS]),
        phrases=_phrases(terms.phrases),
        tags=tuple(rubrics.fold_tag(tag) for tag in terms.tags),
        excluded=_phrases(terms.excluded),
        excluded_tags=tuple(rubrics.fold_tag(tag) for tag in terms.excluded_tags),
        days=terms.days,
        is_open=terms.is_open and bool(sought) and [*by_stem][-1] == sought[:MAX_STEMS][-1],
    )


def phrase_of(text: str) -> Phrase:
    """The words of a text as they follow one another, the first `MAX_STEMS` of them."""
    words = [text[word.start : word.stop] for word in words_of(text)]
    return tuple(kin_of(word) for word in words[:MAX_STEMS])


def is_empty_word(stem: str) -> bool:
    """Whether a stem is of a word that nobody seeks."""
    return stem in _empty_stems()


def shorten(words: str) -> str:
    """The query as it is kept: on one line, bounded, still the same for most people."""
    line = " ".join(words.replace("\0", " ").split())[:MAX_WORDS].strip()
    # Half a surrogate pair is text to Python and none to the store.
    return line.encode("utf-8", "ignore").decode()


def _phrases(texts: Iterable[str]) -> tuple[Phrase, ...]:
    return tuple(dict.fromkeys(filter(None, map(phrase_of, texts))))


def _readings(phrase: Phrase) -> list[str]:
    """The FTS5 phrases that a phrase may stand as, at most `_MAX_READINGS`."""
    readings: list[tuple[str, ...]] = [()]
    for kin in phrase:
        if len(readings) * len(kin) > _MAX_READINGS:
            kin = kin[:1]
        readings = [(*reading, stem) for reading in readings for stem in kin]
    return [f'"{" ".join(reading)}"' for reading in readings]


def _any(readings: Iterable[str]) -> str:
    found = list(dict.fromkeys(readings))
    return f"({' OR '.join(found)})" if found else ""


@cache
def _empty_stems() -> frozenset[str]:
    return frozenset(stems_of(_EMPTY_WORDS))
