"""Words and phrases found in a text in any grammatical form."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

Stem = Callable[[str], str]
"""What the forms of a word have in common."""

EXACT = "="
"""A word after this sign is meant in this form only (letter case aside)."""

# As the search of the archive parts words, so that the stems are those of the same words.
_WORD = re.compile(r"(?:[^\W_][\u0300-\u036f\u00ad]*)+")
_ADDRESS = re.compile(r"(?:\w+://|www\.|@)\S+")


def find_words(text: str, sought: Sequence[str], stem: Stem) -> Iterator[tuple[int, int]]:
    """Where (code points) the words stand, in order; words of a phrase follow one another.

    Addresses and names of people are not searched.
    """
    phrases = [phrase for phrase in (_phrase(words, stem) for words in sought) if phrase[0]]
    if not phrases:
        return
    spans = [match.span() for match in _ADDRESS.finditer(text)]
    found = [match for match in _WORD.finditer(text) if not _is_within(match.start(), spans)]
    forms = [_fold(match[0]) for match in found]
    stems = [stem(match[0]) for match in found]
    places = set()
    for phrase, is_exact in phrases:
        for at in _find(phrase, forms if is_exact else stems):
            run = found[at : at + len(phrase)]
            if all(not text[a.end() : b.start()].strip(" \u00a0-–") for a, b in pairwise(run)):
                places.add((run[0].start(), run[-1].end()))
    yield from sorted(places)


def _phrase(words: str, stem: Stem) -> tuple[list[set[str]], bool]:
    """What each word of a phrase may be equal to, and whether it is meant in this form only.

    A stemmer may take the end of a word for a grammatical one (инстагр-ам): the word as it was
    typed is what it leaves of the others (инстаграм-е).
    """
    is_exact = words.startswith(EXACT)
    parts = [_fold(part) for part in _WORD.findall(words)]
    return [{part} if is_exact else {part, stem(part)} for part in parts], is_exact


def _find(phrase: list[set[str]], words: list[str]) -> Iterator[int]:
    size = len(phrase)
    for at in range(len(words) - size + 1):
        if all(word in wanted for word, wanted in zip(words[at : at + size], phrase, strict=True)):
            yield at


def _fold(word: str) -> str:
    return word.casefold().replace("ё", "е")


def _is_within(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    index = bisect_right(spans, at, key=lambda span: span[0]) - 1
    return index >= 0 and at < spans[index][1]
