"""Which time: `10:30`, `в 9`, `7pm`, `в час дня`, `вечером`, `tonight`."""

from collections.abc import Iterator

from bot.domain.dates import words
from bot.domain.dates.nodes import Clock, Readings, Relative, Tokens, number_at, skip, word_at
from bot.domain.dates.tokens import Kind, Token
from bot.domain.dates.words import Part

Said = tuple[int, int, bool, int]
"""Hour, minute, whether it can only be a time, the position after it."""


def clock(tokens: Tokens, at: int) -> Readings:
    """An hour with its minutes and, straight after it, `утра`, `pm`."""
    start = skip(tokens, at, words.TIME_PREPOSITIONS)
    introduced = start > at
    yield from _named(tokens, start)
    for hour, minute, sure, after in _said(tokens, start, introduced=introduced):
        if hour > 23 or minute > 59:
            continue
        part = words.PARTS_OF_HOUR.get(word_at(tokens, after))
        if part is not None:
            # "3 дня" alone is three days as well as three o'clock.
            sure = introduced or sure or part is not Part.DAY
            yield (Clock(hour, minute, part, sure),), after + 1
        else:
            dotted = not introduced and tokens[start].separator == "." and 0 < minute <= 12
            yield (Clock(hour, minute, None, sure, dotted=dotted and hour > 0),), after


def part_of_day(tokens: Tokens, at: int) -> Readings:
    """`вечером`, `in the morning`, `at night`, `this evening`, `tonight`."""
    word = word_at(tokens, at)
    if word == "tonight":
        yield (Relative(0), Part.TONIGHT), at + 1
    elif word in words.THIS and word_at(tokens, at + 1) in words.PARTS:
        yield (Relative(0), words.PARTS[word_at(tokens, at + 1)]), at + 2
    else:
        after = at + 2 if (word, word_at(tokens, at + 1)) == ("in", "the") else at
        after = skip(tokens, after, ("at",))
        if word_at(tokens, after) in words.PARTS:
            yield (words.PARTS[word_at(tokens, after)],), after + 1


def _named(tokens: Tokens, at: int) -> Readings:
    word = word_at(tokens, at)
    if word in words.NOON:
        yield (Clock(12),), at + 1
    elif word in words.MIDNIGHT:
        yield (Clock(0, midnight=True),), at + 1
    elif word == "час" and word_at(tokens, at + 1) in words.PARTS_OF_HOUR:
        yield (Clock(1, 0, words.PARTS_OF_HOUR[word_at(tokens, at + 1)]),), at + 2


def _said(tokens: Tokens, at: int, *, introduced: bool) -> Iterator[Said]:
    if at < len(tokens) and tokens[at].kind is Kind.PAIR:
        yield from _of_pair(tokens[at], at, introduced=introduced)
    number = number_at(tokens, at)
    if number is None or number.ordinal:
        return
    hour, after = number.numbers[0], at + 1
    marked = skip(tokens, after, words.HOUR_MARKS)
    minutes = number_at(tokens, marked)
    if minutes is not None and minutes.two_digits and (introduced or marked > after):
        end = skip(tokens, marked + 1, words.MINUTE_MARKS)
        yield hour, minutes.numbers[0], True, end
    elif marked > after:
        yield hour, 0, introduced, marked
    else:
        yield hour, 0, introduced, after


def _of_pair(token: Token, at: int, *, introduced: bool) -> Iterator[Said]:
    hour, minute = token.numbers
    if not token.text[-2:].isdecimal():
        return
    if token.separator in ":.":
        yield hour, minute, True, at + 1
    elif token.separator == "-" and (introduced or minute == 0 or minute > 24 or minute < hour):
        # Without a preposition "10-12" may be a span of hours.
        yield hour, minute, introduced, at + 1
