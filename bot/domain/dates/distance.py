"""How far from now: `через 2 часа`, `in an hour and a half`, `half an hour from now`."""

from collections.abc import Iterator
from fractions import Fraction

from bot.domain.dates import words
from bot.domain.dates.nodes import Distance, Readings, Tokens, number_at, skip, word_at
from bot.domain.dates.tokens import Kind

Amount = tuple[Fraction, str, int]
"""How many, of which unit, and the position after it."""

_ARTICLES = frozenset(("a", "an"))
_HALVES = {"полчаса": (Fraction(1, 2), words.HOUR), "полгода": (Fraction(1, 2), words.YEAR)}
_STEPS = {
    words.MINUTE: ("minutes", 1),
    words.HOUR: ("minutes", 60),
    words.DAY: ("days", 1),
    words.WEEK: ("days", 7),
    words.MONTH: ("months", 1),
    words.YEAR: ("months", 12),
}


def distance(tokens: Tokens, at: int) -> Readings:
    """`через …`, `in …`, `… from now`."""
    opened = skip(tokens, at, ("через", "in"))
    for found, after in _sums(tokens, opened, bare=word_at(tokens, at) == "через"):
        if opened > at:
            yield (found,), after
        elif (word_at(tokens, after), word_at(tokens, after + 1)) == ("from", "now"):
            yield (found,), after + 2


def _sums(tokens: Tokens, at: int, *, bare: bool) -> Iterator[tuple[Distance, int]]:
    """One amount or several of falling units: `1 час 20 минут`, `1h and 30m`."""
    total: dict[str, Fraction] = {}
    while (amount := _amount(tokens, at, bare=bare)) is not None:
        count, unit, at = amount
        if unit in total:
            return
        total[unit] = count
        at = _add_half(tokens, at, total, unit)
        found = _distance(total)
        if found is not None:
            yield found, at
        at = skip(tokens, at, ("и", "and"))


def _add_half(tokens: Tokens, at: int, total: dict[str, Fraction], unit: str) -> int:
    """`and a half`, `с половиной` after an amount adds half a unit."""
    tails = (("and", "a", "half"), ("с", "половиной"))
    for tail in tails:
        if tuple(word_at(tokens, at + shift) for shift in range(len(tail))) == tail:
            total[unit] += Fraction(1, 2)
            return at + len(tail)
    return at


def _distance(total: dict[str, Fraction]) -> Distance | None:
    """The sum, or None when a part of a day, a week or a month would be left over."""
    sums = {"months": Fraction(0), "days": Fraction(0), "minutes": Fraction(0)}
    for unit, count in total.items():
        name, size = _STEPS[unit]
        sums[name] += count * size
    if any(value.denominator != 1 for value in sums.values()):
        return None
    timed = words.MINUTE in total or words.HOUR in total
    minutes = int(sums["minutes"]) if timed else None
    return Distance(int(sums["months"]), int(sums["days"]), minutes)


def _amount(tokens: Tokens, at: int, *, bare: bool) -> Amount | None:
    """A count with its unit at a position."""
    word = word_at(tokens, at)
    if word in _HALVES:
        return *_HALVES[word], at + 1
    if word == "half":
        after = skip(tokens, at + 1, _ARTICLES)
        return _of_unit(tokens, after, Fraction(1, 2)) if after > at + 1 else None
    if bare and word in words.SINGLE_UNITS:
        return Fraction(1), words.UNITS[word], at + 1
    count, after = _count(tokens, at)
    return None if count is None else _of_unit(tokens, after, count)


def _of_unit(tokens: Tokens, at: int, count: Fraction) -> Amount | None:
    unit = words.UNITS.get(word_at(tokens, at))
    return None if unit is None else (count, unit, at + 1)


def _count(tokens: Tokens, at: int) -> tuple[Fraction | None, int]:
    word = word_at(tokens, at)
    if word in ("полтора", "полторы"):
        return Fraction(3, 2), at + 1
    if word == "пару":
        return Fraction(2), at + 1
    if word in _ARTICLES:
        if word_at(tokens, at + 1) == "couple":
            return Fraction(2), skip(tokens, at + 2, ("of",))
        return Fraction(1), at + 1
    number = number_at(tokens, at)
    if number is not None and not number.ordinal:
        return Fraction(number.numbers[0]), at + 1
    return _decimal(tokens, at), at + 1


def _decimal(tokens: Tokens, at: int) -> Fraction | None:
    """`1.5`, `1,5`."""
    if at < len(tokens) and tokens[at].kind is Kind.PAIR and tokens[at].separator in ".,":
        return Fraction(tokens[at].text.replace(",", "."))
    return None
