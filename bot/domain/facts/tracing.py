"""Tracing a draft to its source: each figure, date, name and quotation, found or not."""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from datetime import date
from itertools import accumulate

from bot.domain.facts.lookup import NameSource
from bot.domain.facts.names import find_names
from bot.domain.facts.quotes import NEAR, Quote, QuoteSource, find_quotes
from bot.domain.facts.sentences import Sentences
from bot.domain.facts.values import Fact, FactKind, Verdict
from bot.domain.figures import Figure, FigureKind, find_figures, is_same, is_same_day
from bot.domain.texts import Text

Stem = Callable[[str], str]
"""Gives the stem of one word."""

Evidence = tuple[str, int]
"""A sentence of a source, and the character of it where a fact begins."""

_NOTHING: Evidence = ("", 0)
_DAY = re.compile(r"(0[1-9]|[12]\d|3[01])\.(0[1-9]|1[0-2])")
_WHEN = (FigureKind.DATE, FigureKind.TIME)


def trace(
    draft: Text,
    source_text: str,
    *,
    source_language: str,
    draft_language: str,
    stem: Stem,
    published: date | None = None,
    skip: Collection[str] = (),
) -> list[Fact]:
    """Every figure, date, name and quotation of a draft, in order, with where it comes from.

    `source_text` should hold the title, the author and the site too; languages are ISO 639-1
    or empty. `published` is the day of the source: it may carry a date, or a year, that the
    text leaves out. Lines of the draft that are in `skip` are not traced.
    """
    source = _Source(source_text, source_language, stem, published)
    words = _without(draft.text, skip)
    units = [0, *accumulate(1 + (character > "\uffff") for character in words)]
    quotes = find_quotes(words)
    facts = [
        *_figures(words, draft_language, source),
        *_quotes(quotes, units, source, is_same_language=draft_language == source_language),
        *_names(words, draft_language, units, source),
    ]
    return sorted(facts, key=lambda fact: (fact.offset, fact.length))


class _Source:
    """What is looked into, taken apart once."""

    def __init__(self, text: str, language: str, stem: Stem, published: date | None) -> None:
        self.text = text
        self.sentences = Sentences(text)
        self.names = NameSource(text, stem)
        self.quotes = QuoteSource(text, stem)
        self.published = published
        units = [0, *accumulate(1 + (character > "\uffff") for character in text)]
        places = {unit: index for index, unit in enumerate(units)}
        self.figures = [(figure, places[figure.offset]) for figure in find_figures(text, language)]
        self.years = {figure.year for figure, _ in self.figures if figure.year}
        if published:
            self.years.add(published.year)

    def look_for(self, claim: Figure) -> Evidence | None:
        """The sentence with the figure of a claim; None when no figure is the same."""
        for figure, at in self.figures:
            if is_same(claim, figure):
                return self.sentences.around(at)
        for figure, at in self.figures:
            if claim.year in self.years and is_same_day(claim, figure) and not figure.year:
                return self.sentences.around(at)
        if self.published and _is_of_day(claim, self.published):
            return self.published.isoformat(), 0
        return None


def _without(text: str, skip: Collection[str]) -> str:
    """The text with the lines of `skip` blank, every character in its place."""
    if not skip:
        return text
    lines = text.split("\n")
    blank = [_blank(line) if line in skip else line for line in lines]
    return "\n".join(blank)


def _blank(line: str) -> str:
    return "".join(character if character > "\uffff" else " " for character in line)


def _figures(words: str, language: str, source: _Source) -> Iterator[Fact]:
    for claim in find_figures(words, language):
        if claim.is_in_name or (claim.is_word and claim.value == 1):
            continue
        day = _as_day(claim)
        found = source.look_for(claim) or (source.look_for(day) if day else None)
        yield Fact(
            kind=FactKind.DATE if claim.kind in _WHEN else FactKind.FIGURE,
            text=claim.text,
            offset=claim.offset,
            length=claim.length,
            verdict=Verdict.MISSING if found is None else Verdict.FOUND,
            evidence=found[0] if found else "",
            evidence_at=found[1] if found else 0,
        )


def _as_day(claim: Figure) -> Figure | None:
    """`06.11` read as a day, the way lists of facts write it; None for any other figure."""
    match = _DAY.fullmatch(claim.text)
    if claim.kind is not FigureKind.NUMBER or not match:
        return None
    day, month = int(match[1]), int(match[2])
    return replace(claim, kind=FigureKind.DATE, values=(), day=day, month=month)


def _is_of_day(claim: Figure, day: date) -> bool:
    if claim.kind is not FigureKind.DATE and claim.year is None:
        return False
    return (
        claim.year in (None, day.year)
        and claim.month in (None, day.month)
        and claim.day in (None, day.day)
    )


def _quotes(
    quotes: list[Quote], units: list[int], source: _Source, *, is_same_language: bool
) -> Iterator[Fact]:
    for quote in quotes:
        if quote.is_short:
            continue
        likeness = source.quotes.look_for(quote.text)
        evidence = source.sentences.around(likeness.at)
        if likeness.ratio >= NEAR:
            verdict = Verdict.FOUND if likeness.has_same_words else Verdict.COMPARE
        else:
            verdict = Verdict.MISSING if is_same_language else Verdict.COMPARE
            evidence = _NOTHING
        yield _fact(FactKind.QUOTE, quote.start, quote.stop, quote.text, units, verdict, evidence)


def _names(words: str, language: str, units: list[int], source: _Source) -> Iterator[Fact]:
    for mention in find_names(words, language):
        if mention.opens and len(mention.words) > 1 and not source.names.has(mention.words[0]):
            mention = mention.without_first
        verdict, at = source.names.look_for(mention.words)
        evidence = source.sentences.around(at) if verdict is Verdict.FOUND else _NOTHING
        text = words[mention.start : mention.stop]
        yield _fact(FactKind.NAME, mention.start, mention.stop, text, units, verdict, evidence)


def _fact(
    kind: FactKind, start: int, stop: int, text: str, units: list[int], verdict: Verdict,
    evidence: Evidence,
) -> Fact:  # fmt: skip
    offset = units[start]
    return Fact(
        kind=kind,
        text=text,
        offset=offset,
        length=units[stop] - offset,
        verdict=verdict,
        evidence=evidence[0],
        evidence_at=evidence[1],
    )
