"""Tokens read as a day part and a time part in any order: every way to read all of them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from bot.domain.dates.calendar import calendar_day, relative_day, week, weekday
from bot.domain.dates.distance import distance
from bot.domain.dates.hours import clock, part_of_day
from bot.domain.dates.nodes import (
    Calendar,
    Clock,
    Distance,
    Node,
    Readings,
    Relative,
    Tokens,
    Weekday,
)
from bot.domain.dates.tokens import Kind
from bot.domain.dates.words import Part, Week


@dataclass(frozen=True, slots=True)
class Phrase:
    """What was said, each thing once."""

    relative: Relative | None = None
    weekday: Weekday | None = None
    week: Week | None = None
    calendar: Calendar | None = None
    distance: Distance | None = None
    clock: Clock | None = None
    part: Part | None = None

    @property
    def days_named(self) -> int:
        return sum(day is not None for day in (self.relative, self.calendar, self.distance))


Rule = Callable[[Tokens, int], Readings]

# Dates before times: "10.12 11.10" is the tenth of December.
RULES: tuple[Rule, ...] = (
    distance,
    relative_day,
    weekday,
    week,
    calendar_day,
    clock,
    part_of_day,
)
_FIELDS: dict[type, str] = {
    Relative: "relative",
    Weekday: "weekday",
    Week: "week",
    Calendar: "calendar",
    Distance: "distance",
    Clock: "clock",
    Part: "part",
}


def readings(tokens: Tokens, rules: tuple[Rule, ...] = RULES) -> Iterator[Phrase]:
    """Every reading that uses all tokens, the likelier ones first."""
    return _extend(tokens, 0, Phrase(), rules)


def _extend(tokens: Tokens, at: int, phrase: Phrase, rules: tuple[Rule, ...]) -> Iterator[Phrase]:
    while at < len(tokens) and tokens[at].kind is Kind.COMMA:
        at += 1
    if at == len(tokens):
        if phrase != Phrase():
            yield phrase
        return
    for rule in rules:
        for nodes, after in rule(tokens, at):
            extended = _add(phrase, nodes)
            if extended is not None:
                yield from _extend(tokens, after, extended, rules)


def _add(phrase: Phrase, nodes: tuple[Node, ...]) -> Phrase | None:
    """The phrase with more said, or None when it says a thing twice."""
    for node in nodes:
        field = _FIELDS[type(node)]
        if getattr(phrase, field) is not None:
            return None
        change: dict[str, Any] = {field: node}
        phrase = replace(phrase, **change)
    return phrase if phrase.days_named <= 1 else None
