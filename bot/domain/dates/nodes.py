"""What the grammar finds in a phrase, and how its rules look at tokens."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from bot.domain.dates.tokens import Kind, Token
from bot.domain.dates.words import Part, Week


@dataclass(frozen=True, slots=True)
class Relative:
    """A day counted from today."""

    days: int


@dataclass(frozen=True, slots=True)
class Weekday:
    """A weekday, Monday 0: of a week, or the next future one."""

    weekday: int
    week: Week | None = None


@dataclass(frozen=True, slots=True)
class Calendar:
    """A day of the calendar; without a year or a month it is the next such day."""

    day: int
    month: int | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Distance:
    """How far from now; `minutes` are None when no hour or minute was said."""

    months: int = 0
    days: int = 0
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """An hour as it was said.

    `sure` is False for a number that only the rest makes a time, `dotted` is True for what might
    be a date just as well: `15.05`.
    """

    hour: int
    minute: int = 0
    part: Part | None = None
    sure: bool = True
    midnight: bool = False
    dotted: bool = False


Node = Relative | Weekday | Week | Calendar | Distance | Clock | Part
Tokens = Sequence[Token]
Reading = tuple[tuple[Node, ...], int]
Readings = Iterator[Reading]


def word_at(tokens: Tokens, at: int) -> str:
    """The word at a position, empty for any other token and past the end."""
    if at < len(tokens) and tokens[at].kind is Kind.WORD:
        return tokens[at].text
    return ""


def number_at(tokens: Tokens, at: int) -> Token | None:
    """The number at a position."""
    if at < len(tokens) and tokens[at].kind is Kind.NUMBER:
        return tokens[at]
    return None


def skip(tokens: Tokens, at: int, accepted: Collection[str]) -> int:
    """The position after one of the words that may stand here."""
    return at + 1 if word_at(tokens, at) in accepted else at
