"""Which day: `завтра`, `next mon`, `25.12`, `25 мая 2027 г.`, `the 25th`."""

from bot.domain.dates import words
from bot.domain.dates.nodes import (
    Calendar,
    Readings,
    Relative,
    Tokens,
    Weekday,
    number_at,
    skip,
    word_at,
)
from bot.domain.dates.tokens import Kind, Token
from bot.domain.dates.words import Week


def relative_day(tokens: Tokens, at: int) -> Readings:
    """`завтра`, `day after tomorrow`, `на послезавтра`."""
    at = skip(tokens, at, words.DATE_PREPOSITIONS)
    if word_at(tokens, at) in words.RELATIVE_DAYS:
        yield (Relative(words.RELATIVE_DAYS[word_at(tokens, at)]),), at + 1
    at = skip(tokens, at, ("the",))
    phrase = tuple(word_at(tokens, at + shift) for shift in range(3))
    if phrase == ("day", "after", "tomorrow"):
        yield (Relative(2),), at + 3


def weekday(tokens: Tokens, at: int) -> Readings:
    """A weekday, with `this`, `next` or `ближайший` before it."""
    at = skip(tokens, at, words.WEEKDAY_PREPOSITIONS)
    week = None
    if word_at(tokens, at) in words.THIS:
        week = Week.THIS
    elif word_at(tokens, at) in words.NEXT:
        week = Week.NEXT
    at = skip(tokens, at, words.THIS | words.NEXT | words.NEAREST)
    found = words.WEEKDAYS.get(word_at(tokens, at))
    if found is not None:
        yield (Weekday(found, week),), at + 1


def week(tokens: Tokens, at: int) -> Readings:
    """`next week`, `на следующей неделе` beside a weekday."""
    after = skip(tokens, at, ("на",))
    pair = (word_at(tokens, after), word_at(tokens, after + 1))
    if pair in {("следующей", "неделе"), ("будущей", "неделе"), ("next", "week")}:
        yield (Week.NEXT,), after + 2
    elif pair in {("этой", "неделе"), ("this", "week")}:
        yield (Week.THIS,), after + 2


def calendar_day(tokens: Tokens, at: int) -> Readings:
    """A date in digits or with a month's name."""
    at = skip(tokens, at, words.DATE_PREPOSITIONS)
    if at < len(tokens) and tokens[at].kind in (Kind.DATE, Kind.PAIR):
        day = _of_digits(tokens[at])
        if day is not None:
            yield (day,), skip(tokens, at + 1, words.YEAR_MARKS if day.year else ())
    yield from _day_and_month(tokens, at)
    yield from _month_and_day(tokens, at)
    yield from _day_alone(tokens, at)


def _of_digits(token: Token) -> Calendar | None:
    """`25.12`, `25.12.2026`, `2026-12-25`; with a slash only what can be read in one way."""
    day, month = token.numbers[:2]
    year = token.numbers[2] if token.kind is Kind.DATE else None
    if token.kind is Kind.PAIR and token.separator not in "./":
        return None
    if token.separator == "/":
        if max(day, month) <= 12 and day != month:
            return None
        day, month = max(day, month), min(day, month)
    return Calendar(day, month, year) if 1 <= month <= 12 and 1 <= day <= 31 else None


def _day_and_month(tokens: Tokens, at: int) -> Readings:
    at = skip(tokens, at, ("the",))
    number = number_at(tokens, at)
    if number is None:
        return
    after = skip(tokens, at + 1, ("of",))
    month = words.MONTHS.get(word_at(tokens, after))
    if month is not None and 1 <= number.numbers[0] <= 31:
        yield from _with_year(tokens, after + 1, Calendar(number.numbers[0], month))


def _month_and_day(tokens: Tokens, at: int) -> Readings:
    """English only: `may 25`; in Russian a number after the month is something else."""
    word = word_at(tokens, at)
    after = skip(tokens, at + 1, ("the",))
    number = number_at(tokens, after)
    if word in words.MONTHS and word.isascii() and number and 1 <= number.numbers[0] <= 31:
        yield from _with_year(tokens, after + 1, Calendar(number.numbers[0], words.MONTHS[word]))


def _with_year(tokens: Tokens, at: int, day: Calendar) -> Readings:
    comma = at < len(tokens) and tokens[at].kind is Kind.COMMA
    number = number_at(tokens, at + comma)
    if number is not None and len(number.text) == 4 and number.text.isdecimal():
        dated = Calendar(day.day, day.month, number.numbers[0])
        yield (dated,), skip(tokens, at + comma + 1, words.YEAR_MARKS)
    yield (day,), at


def _day_alone(tokens: Tokens, at: int) -> Readings:
    """`25 числа`, `25-го`, `the 25th`: of this month or the next that has it."""
    at = skip(tokens, at, ("the",))
    number = number_at(tokens, at)
    if number is None or not 1 <= number.numbers[0] <= 31:
        return
    after = skip(tokens, at + 1, ("числа",))
    if number.ordinal or after > at + 1:
        yield (Calendar(number.numbers[0]),), after
