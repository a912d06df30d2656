"""Every rule looks at a post; what it finds has a place and, where it is safe, a repair."""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from bot.domain import typography
from bot.domain.posts import Content
from bot.domain.quotation import find_marks
from bot.domain.rules.legal import AD_MARK, ADVERTISER, ERID, ERID_TOKEN
from bot.domain.rules.sentences import find_ends
from bot.domain.rules.values import (
    Evidence,
    Place,
    Repair,
    Rule,
    RuleKind,
    Violation,
    What,
)
from bot.domain.rules.words import Stem, find_words
from bot.domain.sources import find_links
from bot.domain.texts import Text, cut, units_before

PLACES = 20
"""Places of one rule that are named; a text that breaks it everywhere is told often enough."""

_WITHIN = 24
"""Characters shown on either side of a place that says little by itself."""


class Subject:
    """A post under examination: its text as it goes out, and what is known beside it."""

    def __init__(self, content: Content, evidence: Evidence, stem: Stem) -> None:
        self.content = content
        self.text: Text = content.full_text
        self.words = self.text.text
        self.evidence = evidence
        self.stem = stem
        self._units = units_before(self.words)

    def place(self, start: int, stop: int) -> Place:
        """The place of code points."""
        return Place(self._units[start], self._units[stop] - self._units[start])

    def around(self, start: int, stop: int) -> str:
        """The words around a place, on one line."""
        first = self.words.rfind("\n", 0, start) + 1
        last = self.words.find("\n", stop)
        line = slice(max(first, start - _WITHIN), min(len(self.words) if last < 0 else last,
                                                      stop + _WITHIN))  # fmt: skip
        return " ".join(self.words[line].split())


def check(
    content: Content, rules: Iterable[Rule], *, stem: Stem, evidence: Evidence | None = None
) -> list[Violation]:
    """What breaks the rules that are on, errors first.

    `stem` gives what the forms of a word have in common.
    """
    subject = Subject(content, evidence or Evidence(), stem)
    found = [
        violation
        for rule in rules
        if rule.is_on
        for violation in islice(_CHECKS[rule.kind](subject, rule), PLACES)
    ]
    return sorted(found, key=lambda violation: not violation.is_error)


def _rubric(subject: Subject, rule: Rule) -> Iterator[Violation]:
    if not subject.content.all_tags:
        yield Violation(rule=rule, what=What.NO_RUBRIC)


def _length(subject: Subject, rule: Rule) -> Iterator[Violation]:
    units, params = subject.text.units, rule.params
    if units < params.least:
        yield Violation(rule=rule, what=What.TOO_SHORT, count=units, limit=params.least)
    if params.most and units > params.most:
        beyond = Place(params.most, units - params.most)
        yield Violation(
            rule=rule, what=What.TOO_LONG, place=beyond, count=units, limit=params.most
        )


def _typography(subject: Subject, rule: Rule) -> Iterator[Violation]:
    edits = typography.list_edits(subject.content.text)
    # Which blanks may end a line is set along with the rest, and nobody's mistake.
    edits = [edit for edit in edits if edit.new != typography.NBSP]
    if edits:
        first = edits[0]
        yield Violation(
            rule=rule, what=What.TYPOGRAPHY, repair=Repair.TYPOGRAPHY, count=len(edits),
            place=subject.place(first.start, first.stop),
            quoted=subject.around(first.start, first.stop),
        )  # fmt: skip


def _quotes(subject: Subject, rule: Rule) -> Iterator[Violation]:
    for at in find_marks(subject.words):
        yield Violation(
            rule=rule, what=What.QUOTE, place=subject.place(at, at + 1),
            quoted=subject.around(at, at + 1),
        )  # fmt: skip


def _lines(subject: Subject, rule: Rule) -> Iterator[Violation]:
    for start, stop in find_ends(subject.content.text.text):
        yield Violation(
            rule=rule, what=What.SENTENCE, place=subject.place(start, stop),
            quoted=subject.around(start, stop), repair=Repair.LINES,
        )  # fmt: skip


def _facts(subject: Subject, rule: Rule) -> Iterator[Violation]:
    for place in subject.evidence.untraced:
        words = cut(subject.text, place.offset, place.offset + place.length).text
        yield Violation(rule=rule, what=What.UNTRACED, place=place, quoted=words)


def _source_link(subject: Subject, rule: Rule) -> Iterator[Violation]:
    sources = subject.evidence.sources
    if sources and not set(sources) & set(find_links(subject.text)):
        written = any(source.partition("://")[2] in subject.words for source in sources)
        if not written:
            yield Violation(
                rule=rule, what=What.NO_SOURCE_LINK, quoted=sources[0], repair=Repair.SOURCE_LINK
            )


def _signature(subject: Subject, rule: Rule) -> Iterator[Violation]:
    return _line(subject, rule, What.NO_SIGNATURE, Repair.SIGNATURE)


def _ai_mark(subject: Subject, rule: Rule) -> Iterator[Violation]:
    if subject.evidence.model_share < rule.params.share:
        return iter(())
    return _line(subject, rule, What.NO_AI_MARK, Repair.AI_MARK)


def _line(subject: Subject, rule: Rule, what: What, repair: Repair) -> Iterator[Violation]:
    line = rule.params.line.text
    if line and line not in subject.words:
        yield Violation(rule=rule, what=what, quoted=line, repair=repair)


def _advertising(subject: Subject, rule: Rule) -> Iterator[Violation]:
    links = [entity.url or "" for entity in subject.text.entities if entity.type == "text_link"]
    everything = "\n".join([subject.words, *links])
    erid = ERID.search(everything)
    mark = AD_MARK.search(subject.words)
    sign = next(find_words(subject.words, rule.params.words, subject.stem), None)
    if not (erid or mark or sign):
        return
    shown = subject.words[slice(*sign)] if sign else ""
    place = subject.place(*sign) if sign else None
    if not mark:
        yield Violation(rule=rule, what=What.NO_AD_MARK, place=place, quoted=shown)
    if not ADVERTISER.search(subject.words):
        yield Violation(rule=rule, what=What.NO_ADVERTISER, place=place, quoted=shown)
    if erid is None:
        yield Violation(rule=rule, what=What.NO_ERID, place=place, quoted=shown)
    elif not ERID_TOKEN.fullmatch(erid["token"]):
        start, stop = erid.span()
        within = subject.place(start, stop) if stop <= len(subject.words) else None
        yield Violation(rule=rule, what=What.BAD_ERID, place=within, quoted=erid[0].strip())


def _organisations(subject: Subject, rule: Rule) -> Iterator[Violation]:
    for mention in rule.params.mentions:
        if _plain(mention.note) in _plain(subject.words):
            continue
        found = next(find_words(subject.words, mention.names, subject.stem), None)
        if found:
            yield Violation(
                rule=rule, what=What.NO_NOTE, place=subject.place(*found),
                quoted=subject.words[slice(*found)], repair=Repair.NOTES,
            )  # fmt: skip


def _words(subject: Subject, rule: Rule) -> Iterator[Violation]:
    for start, stop in find_words(subject.words, rule.params.words, subject.stem):
        yield Violation(
            rule=rule, what=What.WORD, place=subject.place(start, stop),
            quoted=subject.words[start:stop],
        )  # fmt: skip


def _plain(words: str) -> str:
    """For comparing: blanks, quotation marks and case make no difference."""
    return re.sub(r"[\s\"«»„“”]+", " ", words).casefold()


_CHECKS: dict[RuleKind, Callable[[Subject, Rule], Iterator[Violation]]] = {
    RuleKind.RUBRIC: _rubric,
    RuleKind.LENGTH: _length,
    RuleKind.TYPOGRAPHY: _typography,
    RuleKind.QUOTES: _quotes,
    RuleKind.LINES: _lines,
    RuleKind.FACTS: _facts,
    RuleKind.SOURCE_LINK: _source_link,
    RuleKind.SIGNATURE: _signature,
    RuleKind.AI_MARK: _ai_mark,
    RuleKind.ADVERTISING: _advertising,
    RuleKind.ORGANISATIONS: _organisations,
    RuleKind.WORDS: _words,
}
