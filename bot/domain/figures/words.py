"""Numbers written as words, up to twenty, and small Chinese numerals."""

import re
from decimal import Decimal
from typing import NamedTuple

from bot.domain.figures.patterns import Pattern

_RUSSIAN = (
    "од(?:ин|на|но|ного|ной|ну|ним|ном|ному)", "дв(?:а|е|ух|ум|умя)", "тр(?:и|ёх|ех|ём|ем|емя)",
    "четыр(?:е|ёх|ех|ём|ем|ьмя)", "пят(?:ь|и|ью)", "шест(?:ь|и|ью)", "сем(?:ь|и|ью)",
    "вос(?:емь|ьми|емью|ьмью)", "девят(?:ь|и|ью)", "десят(?:ь|и|ью)", "одиннадцат(?:ь|и|ью)",
    "двенадцат(?:ь|и|ью)", "тринадцат(?:ь|и|ью)", "четырнадцат(?:ь|и|ью)",
    "пятнадцат(?:ь|и|ью)", "шестнадцат(?:ь|и|ью)", "семнадцат(?:ь|и|ью)",
    "восемнадцат(?:ь|и|ью)", "девятнадцат(?:ь|и|ью)", "двадцат(?:ь|и|ью)",
)  # fmt: skip
_RUSSIAN_COLLECTIVE = ("двое|двоих", "трое|троих", "четверо|четверых", "пятеро|пятерых")
_ENGLISH = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    "twenty",
)  # fmt: skip
_GERMAN = (
    "ein(?:e|en|em|er|es|s)?", "zwei(?:en|er)?", "drei(?:en|er)?", "vier", "fünf", "sechs",
    "sieben", "acht", "neun", "zehn", "elf", "zwölf", "dreizehn", "vierzehn", "fünfzehn",
    "sechzehn", "siebzehn", "achtzehn", "neunzehn", "zwanzig",
)  # fmt: skip
# Native numerals of Korean change before what they count.
_COUNTER = r"(?=\s?(?:명|개|가지|곳|번|달|살|건|권|대|편|팀|배|시간))"
_KOREAN = (
    f"하나|한{_COUNTER}", f"둘|두{_COUNTER}", f"셋|세{_COUNTER}", f"넷|네{_COUNTER}", "다섯",
    "여섯", "일곱", "여덟", "아홉", f"열{_COUNTER}", "열한", "열두", "열세", "열네", "열다섯",
    "열여섯", "열일곱", "열여덟", "열아홉", "스무|스물",
)  # fmt: skip


def _table(words: tuple[str, ...], *, is_whole: bool) -> Pattern:
    start, end = (r"(?<!\w)", r"(?!\w)") if is_whole else (r"(?<![가-힣])", "")
    groups = "|".join(f"(?P<n{index + 1}>{word})" for index, word in enumerate(words))
    return Pattern(f"{start}(?:{groups}){end}", re.IGNORECASE)


_TABLES = {
    "ru": _table(_RUSSIAN, is_whole=True),
    "en": _table(_ENGLISH, is_whole=True),
    "de": _table(_GERMAN, is_whole=True),
    "ko": _table(_KOREAN, is_whole=False),
}
_COLLECTIVE = _table(_RUSSIAN_COLLECTIVE, is_whole=True)

# 三个, 两大, 十二家: characters that are numbers where something is counted.
_COUNTED = (
    "个個家名位项項大年月日天次种種条條张張款只隻件本部人岁歲倍成层層段期场場台艘座所届屆宗起"
    "万萬亿億千百"
)
_HANZI = Pattern(
    rf"(?<![一二三四五六七八九十百千零〇\d几幾数數第])"
    rf"(?P<digits>[一二三四五六七八九十两兩]{{1,3}})(?=[{_COUNTED}])"
)
_HANZI_DIGITS = {character: index + 1 for index, character in enumerate("一二三四五六七八九")}
_HANZI_DIGITS |= {"两": 2, "兩": 2}
_HALVES = Pattern(r"(?<!\w)(?:полтор[аыу]х?|anderthalb|eineinhalb|one and a half)(?!\w)", re.I)

# Singular and without a number before it, a scale is a number: a million, миллион.
_BARE_SCALE = Pattern(
    r"(?<!\w)(?:(?P<s3>тысячу)|(?P<s6>миллион(?!ы|ов|ам|ах))|(?P<s9>миллиард(?!ы|ов|ам|ах)))"
    r"(?=\s[а-яё])"
    r"|(?<!\w)an? (?:(?P<e2>hundred)|(?P<e3>thousand)|(?P<e6>million)|(?P<e9>billion))(?!\w)",
    re.IGNORECASE,
)


class NumberWord(NamedTuple):
    """A number word at `start:stop` (code points)."""

    start: int
    stop: int
    value: Decimal


def find_number_words(text: str, language: str) -> list[NumberWord]:
    """Number words in the language of a text; in order, not overlapping."""
    if language in ("zh", "ja"):
        return [
            NumberWord(match.start(), match.end(), value)
            for match in _HANZI.finditer(text)
            if (value := _read_hanzi(match["digits"])) is not None
        ]
    found = []
    if table := _TABLES.get(language):
        found += [_word(match, _index(match)) for match in table.finditer(text)]
    if language == "ru":
        found += [_word(match, _index(match) + 1) for match in _COLLECTIVE.finditer(text)]
    found += [_word(match, Decimal("1.5")) for match in _HALVES.finditer(text)]
    found += [_word(match, 10 ** _index(match)) for match in _BARE_SCALE.finditer(text)]
    return sorted(found, key=lambda word: word.start)


def _word(match: re.Match[str], value: Decimal | int) -> NumberWord:
    return NumberWord(match.start(), match.end(), Decimal(value))


def _index(match: re.Match[str]) -> int:
    """The number in the name of the group that matched."""
    return int((match.lastgroup or "n0")[1:])


def _read_hanzi(digits: str) -> Decimal | None:
    """The value of 三, 十二, 二十; None when the characters are no number."""
    if "十" not in digits:
        return Decimal(_HANZI_DIGITS[digits]) if len(digits) == 1 else None
    tens, _, ones = digits.partition("十")
    if len(tens) > 1 or len(ones) > 1 or ones == "十":
        return None
    return Decimal((_HANZI_DIGITS[tens] if tens else 1) * 10 + (_HANZI_DIGITS.get(ones, 0)))
