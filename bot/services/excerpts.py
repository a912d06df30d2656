"""The sentence of a post that matches a search."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from bot.domain.archive import Excerpt
from bot.services.queries import Kin, Phrase, Query
from bot.services.stemming import Word, forms_of, words_of

MAX_EXCERPT = 160
"""Characters of an excerpt: two lines on a phone."""

_ENDS = re.compile(r"(?<=[.!?…])[»”\")\]]*\s+|\s*\n\s*")
_TAGS = re.compile(r"(?:#\S+\s*)+")


def find_excerpt(text: str, title: str, query: Query) -> Excerpt | None:
    """The first sentence with most of what was sought, those behind the title rather.

    A phrase counts where its words follow one another; of one that no sentence holds whole, its
    words do. Where a query has no words, it is the first sentence behind the title that is not
    of rubrics alone; None when there is no such one. Long ones are cut around the first found.
    """
    if not query.words and not query.phrases:
        return _cut(_first(text, title))
    single = [(word,) for word in query.words]
    excerpt = _best(text, title, [*single, *query.phrases])
    return _cut(excerpt or _best(text, title, [(word,) for word in chain(*query.phrases)]))


def _best(text: str, title: str, sought: Sequence[Phrase]) -> Excerpt | None:
    best: Excerpt | None = None
    most = 0.0
    forms = forms_of(text, frozenset(chain(*chain(*sought))))
    # Only those that follow one another stand among others.
    wanted = forms if all(len(phrase) == 1 for phrase in sought) else None
    for sentence in _sentences(text):
        # Most sentences hold nothing of it: they are not taken apart.
        if not any(form in sentence for form in forms):
            continue
        words = list(words_of(sentence, wanted))
        found = [_places(words, phrase) for phrase in sought]
        is_title = _is_title(sentence, title)
        score = sum(map(bool, found)) - (0.5 if is_title else 0)
        if any(found) and score > most:
            most = score
            places = tuple(sorted(set(chain(*found))))
            # The rubrics of its line are shown where one of them was found.
            is_whole = not is_title or any(stop > len(title) for _, stop in places)
            best = Excerpt(sentence if is_whole else title, places, is_title)
    return best


def _places(words: Sequence[Word], phrase: Phrase) -> list[tuple[int, int]]:
    """Where the words of a phrase stand, those of each occurrence one by one."""
    first, found = phrase[0], []
    for at, word in enumerate(words):
        if word.stem in first:
            run = words[at : at + len(phrase)]
            if len(run) == len(phrase) and all(map(_is_of, run, phrase)):
                found += [(word.start, word.stop) for word in run]
    return found


def _is_of(word: Word, kin: Kin) -> bool:
    return word.stem in kin


def _first(text: str, title: str) -> Excerpt | None:
    for sentence in _sentences(text):
        if (
            not _is_title(sentence, title)
            and not _TAGS.fullmatch(sentence)
            and any(words_of(sentence))
        ):
            return Excerpt(sentence, ())
    return None


def _is_title(sentence: str, title: str) -> bool:
    """Whether a sentence is the title, with rubrics behind it or without."""
    rest = sentence.removeprefix(title).strip()
    return sentence.startswith(title) and (not rest or bool(title and _TAGS.fullmatch(rest)))


def _sentences(text: str) -> Iterator[str]:
    start = 0
    for match in _ENDS.finditer(text):
        if sentence := text[start : match.end()].strip():
            yield sentence
        start = match.end()
    if sentence := text[start:].strip():
        yield sentence


def _cut(excerpt: Excerpt | None) -> Excerpt | None:
    if excerpt is None or len(excerpt.text) <= MAX_EXCERPT:
        return excerpt
    text = excerpt.text
    first_found = excerpt.found[0][0] if excerpt.found else 0
    start = _word_before(text, max(0, first_found - MAX_EXCERPT // 4))
    stop = min(len(text), start + MAX_EXCERPT)
    lead, tail = "…" if start else "", "…" if stop < len(text) else ""
    shift = len(lead) - start
    found = tuple(
        (first + shift, min(last, stop) + shift) for first, last in excerpt.found if first < stop
    )
    return Excerpt(f"{lead}{text[start:stop]}{tail}", found, excerpt.is_title)


def _word_before(text: str, at: int) -> int:
    """The position, moved to the beginning of its word; not when the word is very long."""
    blank = text.rfind(" ", max(0, at - MAX_EXCERPT // 4), at) if at else -1
    return blank + 1 if blank >= 0 else at
