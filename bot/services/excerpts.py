"""The sentence of a post that matches a search."""

import re
from collections.abc import Collection, Iterator

from bot.domain.archive import Excerpt
from bot.services.stemming import words_of

MAX_EXCERPT = 160
"""Characters of an excerpt: two lines on a phone."""

_ENDS = re.compile(r"(?<=[.!?…])[»”\")\]]*\s+|\s*\n\s*")


def find_excerpt(text: str, title: str, stems: Collection[str]) -> Excerpt | None:
    """The first sentence with most of the stems, those behind the title rather; None without.

    Long ones are cut around the first found word.
    """
    best: Excerpt | None = None
    most = 0.0
    for sentence in _sentences(text):
        words = [word for word in words_of(sentence) if word.stem in stems]
        is_title = sentence == title
        score = len({word.stem for word in words}) - (0.5 if is_title else 0)
        if words and score > most:
            most = score
            best = Excerpt(sentence, tuple((word.start, word.stop) for word in words), is_title)
    return _cut(best) if best else None


def _sentences(text: str) -> Iterator[str]:
    start = 0
    for match in _ENDS.finditer(text):
        if sentence := text[start : match.end()].strip():
            yield sentence
        start = match.end()
    if sentence := text[start:].strip():
        yield sentence


def _cut(excerpt: Excerpt) -> Excerpt:
    text = excerpt.text
    if len(text) <= MAX_EXCERPT:
        return excerpt
    start = _word_before(text, max(0, excerpt.found[0][0] - MAX_EXCERPT // 4))
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
