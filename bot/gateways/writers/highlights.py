"""The figures and names of an article that are worth a line, with the words around them."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from bot.domain.facts.names import Mention, find_names
from bot.domain.facts.sentences import Sentences
from bot.domain.figures import Figure, FigureKind, find_figures
from bot.domain.sources import weight

_CURRENCIES = {"USD": "$", "EUR": "€", "RUB": "₽", "CNY": "CN¥", "KRW": "₩", "JPY": "JP¥",
               "GBP": "£", "YEN": "¥"}  # fmt: skip
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MANY = Decimal(1000)
_FEW = Decimal(10)
_QUOTED_TITLE = re.compile(r"[《〈]([^《》〈〉\n]{2,30})[》〉]")
_LONGEST_WORDS = 120
"""Weight of the words shown around a figure."""


TELLING = 0.5
"""The least worth of a figure that is shown."""
_COMMON = frozenset(
    {"AI", "KI", "API", "IPO", "CEO", "PR", "IT", "SMM", "SEO", "URL", "PDF", "TV", "TOP", "FAQ"}
    | {"ИИ", "СМИ", "ООО", "ТВ", "ОС", "ПО", "OK", "VIP", "USP", "B2B", "B2C", "CTA"}
)
"""Abbreviations that name nobody."""
_GERMAN_COMPOUND = re.compile(r"[\w&]+-[A-ZÄÖÜ][a-zäöüß]{3,}.*")
_GERMAN_NAME = re.compile(
    r"(?:(?<=\s)|(?<=^))(?:(?P<before>[\wäöüß]+)\s)?(?P<name>[A-ZÄÖÜ][a-zäöüß]{2,})(?=[\s,.;:!?“)])"
)
_GERMAN_NOUN = re.compile(r"(?:ung|heit|keit|schaft|tion|tät|nis|tum|ismus|eur|ling)(?:en|e|s)?$")
_NOUN_AFTER = re.compile(
    r"(?!(?:wie|sowie|bei|von|und|oder|gegen|hinter)$)"
    r"(?:[a-zäöüß]+(?:e|en|er|es|em)|das|am|im|zum|zur|vom|beim|ins|k?ein|mehr|viel|pro|per|zu|in|mit|ohne|durch|nach|auf|aus|um|vor"
    r"|\d+)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Highlight:
    """Figures of one sentence, as written, and the sentence; `index` is its place."""

    figures: tuple[Figure, ...]
    sentence: str
    index: int
    worth: float


def find_highlights(text: str, language: str, *, most: int) -> list[Highlight]:
    """The sentences with the weightiest figures, in order, each sentence once."""
    sentences = Sentences(text)
    units = [0, *accumulate(1 + (character > "\uffff") for character in text)]
    places = {unit: index for index, unit in enumerate(units)}
    found: dict[str, list[Figure]] = {}
    for figure in find_figures(text, language):
        if worth_of(figure) >= TELLING:
            found.setdefault(sentences.at(places[figure.offset]), []).append(figure)
    highlights = [
        Highlight(tuple(figures), sentence, index, _worth(figures, index))
        for index, (sentence, figures) in enumerate(found.items())
    ]
    best = sorted(highlights, key=lambda highlight: -highlight.worth)[:most]
    return sorted(best, key=lambda highlight: highlight.index)


def worth_of(figure: Figure) -> float:
    """How much a figure tells; 0 for what is no figure to a reader."""
    if figure.is_in_name or figure.kind is FigureKind.TIME:
        return 0.0
    if figure.kind is FigureKind.DATE:
        return 0.5 if figure.month and figure.day else 0.2 if figure.year else 0.0
    if figure.kind in (FigureKind.PERCENT, FigureKind.MONEY):
        return 2.5
    value = figure.value or Decimal(0)
    if figure.year is not None:
        return 0.2
    if figure.is_scaled or value >= _MANY:
        return 2.0
    if figure.is_word:
        return 0.0
    return 1.0 if value >= _FEW else 0.4


def _worth(figures: Sequence[Figure], index: int) -> float:
    """A sentence with more is worth more, each further figure less; early ones a little more."""
    worths = sorted(map(worth_of, figures), reverse=True)
    return sum(worth / (number + 1) for number, worth in enumerate(worths)) + 1.0 / (index + 2)


def find_main_names(text: str, language: str, *, most: int) -> list[str]:
    """Names of an article, those mentioned most first, then the earliest."""
    mentions = [_without_opening(mention) for mention in find_names(text, language)]
    names = [" ".join(mention.words) for mention in mentions if mention.words]
    lower = set(re.findall(r"(?<!\w)[а-яё]+(?!\w)", text))
    names = [
        name for name in names
        if name.partition("-")[0] not in _COMMON and name.lower() not in lower and len(name) > 2
    ]  # fmt: skip
    if language == "de":
        names = [name for name in names if not _GERMAN_COMPOUND.fullmatch(name)]
        names += _german_names(text)
    if language in ("zh", "ja"):
        names += _QUOTED_TITLE.findall(text)
    counts: Counter[str] = Counter(names)
    whole = [
        name for name in counts
        if not any(name != other and name in other.split() for other in counts)
    ]  # fmt: skip
    ranked = sorted(enumerate(whole), key=lambda pair: (-counts[pair[1]], pair[0]))
    once = {name.casefold(): name for _, name in reversed(ranked)}
    return [name for _, name in ranked if once[name.casefold()] == name][:most]


def _german_names(text: str) -> list[str]:
    """Words with a capital that come back, and never behind an article or an adjective."""
    seen: Counter[str] = Counter()
    nouns: set[str] = set()
    for match in _GERMAN_NAME.finditer(text):
        name, before = match["name"], match["before"]
        if before is None or text[: match.start("name")].rstrip()[-1:] in ".!?:\n“„":
            continue
        seen[name] += 1
        if _NOUN_AFTER.fullmatch(before):
            nouns.add(name)
    return [
        name for name, count in seen.items() for _ in range(count)
        if count > 1 and name not in nouns and not _GERMAN_NOUN.search(name)
    ]  # fmt: skip


def _without_opening(mention: Mention) -> Mention:
    """Without the word that may owe its capital to the beginning of a sentence."""
    if mention.opens and len(mention.words) < 3:
        return Mention(mention.start, mention.stop, mention.words[1:])
    return mention


def around(sentence: str, figures: Sequence[Figure], room: float = _LONGEST_WORDS) -> str:
    """The sentence, or its part around its first figure that weighs at most `room`."""
    if weight(sentence) <= room:
        return sentence
    at = sentence.find(figures[0].text) if figures else 0
    start = _word_start(sentence, at, room * 0.45)
    stop = start
    left = room
    while stop < len(sentence) and left > 0:
        left -= weight(sentence[stop])
        stop += 1
    if stop < len(sentence) and (blank := sentence.rfind(" ", start, stop)) > start + stop // 3:
        stop = blank
    lead, tail = "…" if start else "", "…" if stop < len(sentence) else ""
    return lead + sentence[start:stop].strip(" ,;:—–-") + tail


def _word_start(sentence: str, at: int, room: float) -> int:
    """As far before a position as room allows, moved to the beginning of a word."""
    start = max(at, 0)
    while start > 0 and room > 0:
        start -= 1
        room -= weight(sentence[start])
    if start > 0 and (blank := sentence.find(" ", start, max(at, start))) >= 0:
        return blank + 1
    return start


def write_figure(figure: Figure, language: str) -> str:
    """A figure in the manner of the channel's language, `ru` or `en`: `11 000`, `06.11`."""
    if figure.kind is FigureKind.DATE:
        return _write_date(figure, language)
    value = figure.value
    if value is None or figure.year is not None:
        return figure.text
    number = _write_number(value, language)
    if figure.kind is FigureKind.PERCENT:
        return f"{number}\u00a0%" if language == "ru" else f"{number}%"
    if figure.currency:
        sign = _CURRENCIES.get(figure.currency, figure.currency)
        return f"{number}\u00a0{sign}" if language == "ru" else f"{sign}{number}"
    return number


def _write_number(value: Decimal, language: str) -> str:
    plain = f"{value.normalize():,f}"
    if language != "ru":
        return plain
    return plain.replace(",", "\u00a0").replace(".", ",")


def _write_date(figure: Figure, language: str) -> str:
    if figure.month is None:
        return str(figure.year or figure.text)
    if figure.day is None:
        return figure.text
    if language == "ru":
        year = f".{figure.year}" if figure.year else ""
        return f"{figure.day:02}.{figure.month:02}{year}"
    year = f" {figure.year}" if figure.year else ""
    return f"{figure.day} {_MONTHS[figure.month - 1]}{year}"
