"""Finding the figures of a text: dates first, then numbers with what stands around them."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import accumulate

from bot.domain.figures.dates import DatePlace, find_dates, find_times
from bot.domain.figures.numerals import (
    NUMERAL,
    continues_at,
    plain,
    read_myriads,
    read_number,
    read_scale,
)
from bot.domain.figures.units import are_points, bound_at, currency_at, percent_at, tenths_at
from bot.domain.figures.values import Figure, FigureKind
from bot.domain.figures.words import find_number_words

# Where digits are no figures: addresses, hashtags, names of people.
_MASKED = re.compile(
    r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+\.[\w.]+|(?<!\w)[@#]\w+"
    r"|(?<![\w.])(?:[A-Za-z0-9-]+\.)+(?:com|org|net|ru|cn|kr|de|io|ai|me|eu|info)(?:/\S*)?(?!\w)"
)
_KEYCAP = re.compile(r"[0-9#*]\ufe0f?\u20e3")
_IN_NAME = re.compile(r"[A-Za-z]-?$|[A-Za-zА-Яа-яЁё]$")
_LIST_ITEM = re.compile(
    r"(?:^|\n)[ \t]*(?P<number>[0-9]{1,2})[.)][ \t]|[(（](?P<mark>[0-9]{1,2})[)）]"
)
_LETTER = re.compile(r"[A-Za-z]")
_RANGE = re.compile(r"\s?(?:-|\.\.\.?|…|до|bis|to|至|~|～|and|и|und)\s?$", re.IGNORECASE)
_YEARS = range(1900, 2100)


def find_figures(text: str, language: str) -> list[Figure]:
    """The figures of a text in order, none overlapping; `language` is ISO 639-1 or empty.

    Digits of addresses, mentions and hashtags are none. Those of names (`GPT-4`) and the numbers
    of list items are found and marked, see `Figure.is_in_name`.
    """
    signs = plain(hide_addresses(text))
    units = [0, *accumulate(1 + (character > "\uffff") for character in text)]
    taken = [False] * (len(text) + 1)
    found: list[tuple[int, Figure]] = []
    for start, stop, figure in _candidates(signs, language, taken):
        found.append(
            (
                start,
                replace(
                    figure,
                    text=text[start:stop],
                    offset=units[start],
                    length=units[stop] - units[start],
                ),
            )
        )
    return [figure for _, figure in sorted(found, key=lambda pair: pair[0])]


def hide_addresses(text: str) -> str:
    """The text with `#` in place of addresses, mentions, hashtags and keycaps; as long as it."""

    def blank(match: re.Match[str]) -> str:
        return "#" * len(match[0])

    return _KEYCAP.sub(blank, _MASKED.sub(blank, text))


def _candidates(text: str, language: str, taken: list[bool]) -> Iterator[tuple[int, int, Figure]]:
    """(start, stop, figure) of what is found, what is longest of dates first."""
    items = {match.start(match.lastgroup or 0) for match in _LIST_ITEM.finditer(text)}
    dates = sorted(find_dates(text, language), key=lambda place: place.start - place.stop)
    for place in (*dates, *find_times(text)):
        if _take(taken, place.start, place.stop):
            yield place.start, place.stop, _date(place)
    numbers = list(_numbers(text, language, taken))
    for index, (start, stop, figure) in enumerate(numbers):
        following = numbers[index + 1] if index + 1 < len(numbers) else None
        figure = _as_range(text, stop, figure, following)
        is_item = start in items and figure.kind is FigureKind.NUMBER
        yield start, stop, replace(figure, is_in_name=figure.is_in_name or is_item)
    for word in find_number_words(text, language):
        if not taken[word.start]:
            start, stop, figure = _measured(text, language, word.start, word.stop, (word.value,))
            if _take(taken, start, stop):
                yield start, stop, replace(figure, is_word=True)


def _take(taken: list[bool], start: int, stop: int) -> bool:
    if any(taken[start:stop]):
        return False
    taken[start:stop] = [True] * (stop - start)
    return True


def _date(place: DatePlace) -> Figure:
    is_time = place.hour is not None
    return Figure(
        kind=FigureKind.TIME if is_time else FigureKind.DATE,
        text="", offset=0, length=0,
        year=place.year, month=place.month, day=place.day, hour=place.hour, minute=place.minute,
    )  # fmt: skip


def _numbers(text: str, language: str, taken: list[bool]) -> Iterator[tuple[int, int, Figure]]:
    for match in NUMERAL.finditer(text):
        if any(taken[match.start() : match.end()]):
            continue
        values, step = read_number(match[0], language)
        is_plain = re.fullmatch("[0-9]+", match[0]) is not None
        start, stop, figure = _measured(
            text, language, match.start(), match.end(), values, step=step
        )
        if figure.kind is FigureKind.NUMBER and is_plain and int(values[0]) in _YEARS:
            figure = replace(figure, year=None if figure.is_scaled else int(values[0]))
        is_in_name = figure.kind is FigureKind.NUMBER and _is_in_name(text, match.start(), stop)
        if _take(taken, start, stop):
            yield start, stop, replace(figure, is_in_name=is_in_name)


def _measured(
    text: str, language: str, start: int, stop: int, values: tuple[Decimal, ...],
    *, step: Decimal = Decimal(1),
) -> tuple[int, int, Figure]:  # fmt: skip
    """The number with its scale, unit and bound."""
    bound_stop = stop
    scale, stop = read_scale(text, stop, language)
    if scale == 1:
        scale, stop, values, step, bound_stop = _in_myriads(text, stop, values, step, language)
    else:
        values, step = tuple(value * scale for value in values), step * scale
        bound_stop = stop
    kind, currency = FigureKind.NUMBER, ""
    first = start
    if percent := percent_at(text, start, stop):
        kind, (start, stop) = FigureKind.PERCENT, percent
    elif scale == 1 and (tenths := tenths_at(text, stop)):
        kind, stop = FigureKind.PERCENT, tenths
        values = tuple(value * 10 for value in values)
    elif money := currency_at(text, start, stop):
        kind, (currency, start, stop) = FigureKind.MONEY, money
    bound = bound_at(text, min(start, first), bound_stop)
    if bound.value == "exact" and bound_stop != stop:
        bound = bound_at(text, min(start, first), stop)
    return start, stop, Figure(
        kind=kind, text="", offset=0, length=0, values=values, step=step, is_scaled=scale != 1,
        currency=currency, bound=bound,
        is_points=kind is FigureKind.PERCENT and are_points(text[start:stop]),
    )  # fmt: skip


def _in_myriads(
    text: str, stop: int, values: tuple[Decimal, ...], step: Decimal, language: str
) -> tuple[int, int, tuple[Decimal, ...], Decimal, int]:
    """A number of 千, 万, 億 with its further parts: `1억 2000만`.

    Gives scale, end, values, step, and where a sign that it is more (`多`) stands.
    """
    scale, end, has_more = read_myriads(text, stop)
    if scale == 1:
        return 1, stop, values, step, stop
    values, step = tuple(value * scale for value in values), step * scale
    at, last = end, scale
    while (following := continues_at(text, at)) is not None:
        match = NUMERAL.match(text, following)
        if match is None:
            break
        part, part_end, _ = read_myriads(text, match.end())
        if part == 1 or part >= last:
            break
        number, part_step = read_number(match[0], language)
        values, step = tuple(value + number[0] * part for value in values), part_step * part
        at, last = part_end, part
    return scale, at, values, step, (stop + (end - stop) // 2 if has_more else at)


def _is_in_name(text: str, start: int, stop: int) -> bool:
    """Whether digits are part of a word of letters: `iPhone1`, `GPT-4`, `3D`, `V2`."""
    before = _IN_NAME.search(text[max(0, start - 2) : start])
    return before is not None or _LETTER.match(text, stop) is not None


def _as_range(
    text: str, stop: int, figure: Figure, following: tuple[int, int, Figure] | None
) -> Figure:
    """The first number of `15-20 %` or `5-10 млн` read as the second: it may be meant so."""
    if following is None or figure.kind is not FigureKind.NUMBER or figure.is_scaled:
        return figure
    start, _, second = following
    if start - stop > 5 or not _RANGE.search(text[stop:start]):
        return figure
    if second.kind is FigureKind.PERCENT:
        return replace(figure, kind=FigureKind.PERCENT)
    if not second.values or not (second.is_scaled or second.kind is FigureKind.MONEY):
        return figure
    scale = _scale_of(second)
    scaled = tuple(value * scale for value in figure.values if scale != 1)
    return replace(
        figure, kind=second.kind, currency=second.currency, values=(*scaled, *figure.values)
    )


def _scale_of(figure: Figure) -> Decimal:
    """What the digits of a figure were multiplied by, from what its last one is worth."""
    for scale in (Decimal(10**12), Decimal(10**9), Decimal(10**8), Decimal(10**6), Decimal(10**4)):
        if figure.is_scaled and figure.value and figure.value >= scale:
            return scale
    return Decimal(1000) if figure.is_scaled else Decimal(1)
