"""A phrase cut into tokens: words, numbers, pairs like 10:30, dates like 25.12.2026, commas."""

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum

from bot.domain.dates.words import CARDINALS, ORDINALS

MAX_LENGTH = 100
"""Characters of a phrase that is looked at; nobody says a moment in more."""


class Kind(Enum):
    WORD = "word"
    NUMBER = "number"
    PAIR = "pair"
    DATE = "date"
    COMMA = "comma"


@dataclass(frozen=True, slots=True)
class Token:
    """One token; `numbers` is (n,), (left, right) or (day, month, year) by kind."""

    kind: Kind
    text: str
    numbers: tuple[int, ...] = ()
    separator: str = ""
    ordinal: bool = False

    @property
    def two_digits(self) -> bool:
        """Whether its last number can be minutes: `05`, `30`, `тридцать`."""
        return self.numbers[-1] >= 10 or self.text.endswith(f"0{self.numbers[-1]}")


_SHAPES = re.compile(
    r"""
    (?P<iso>[0-9]{4}-[0-9]{1,2}-[0-9]{1,2})(?:t(?=[0-9])|(?![0-9]))
  | (?P<date>[0-9]{1,2}(?P<ds>[./-])[0-9]{1,2}(?P=ds)(?:[0-9]{4}|[0-9]{2}))(?![0-9])
  | (?P<pair>[0-9]{1,2}(?P<ps>[.:/,-])[0-9]{1,2})(?![0-9])
  | (?P<ordinal>[0-9]{1,2})(?:st|nd|rd|th|-?(?:ого|ое|го|е))(?![a-zа-я])
  | (?P<number>[0-9]{1,6})(?![0-9])
  | (?P<word>[ap]\.m\b\.?|[a-zа-я]+(?:'[a-z]+)?)\.?
  | (?P<comma>[,;]|-(?=\s))
  | (?P<blank>\s+|\.(?=\s|,|$))
    """,
    re.VERBOSE,
)
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-") | {"ё": "е", "’": "'"})


def tokenize(text: str) -> list[Token] | None:
    """The tokens of `text`, or None when it is too long or holds a character of no token."""
    if len(text) > MAX_LENGTH:
        return None
    text = unicodedata.normalize("NFKC", text).lower().translate(_DASHES)
    text = re.sub(r"(?<=[a-zа-я])-(?=[a-zа-я])", " ", text).rstrip(" !")
    tokens: list[Token] = []
    at = 0
    while at < len(text):
        match = _SHAPES.match(text, at)
        if match is None:
            return None
        at = match.end()
        token = _token(match)
        if token is not None:
            tokens.append(token)
    return _join_numerals(tokens)


def _token(match: re.Match[str]) -> Token | None:
    groups = {name: value for name, value in match.groupdict().items() if value is not None}
    if "blank" in groups:
        return None
    if "comma" in groups:
        return Token(Kind.COMMA, ",")
    if "word" in groups:
        return _word(groups["word"])
    if "iso" in groups:
        year, month, day = (int(part) for part in groups["iso"].split("-"))
        return Token(Kind.DATE, groups["iso"], (day, month, year), "iso")
    if "date" in groups:
        return _date(groups["date"], groups["ds"])
    if "pair" in groups:
        left, right = groups["pair"].split(groups["ps"])
        return Token(Kind.PAIR, groups["pair"], (int(left), int(right)), groups["ps"])
    digits = groups.get("ordinal") or groups["number"]
    return Token(Kind.NUMBER, digits, (int(digits),), ordinal="ordinal" in groups)


def _word(word: str) -> Token:
    for table in (CARDINALS, ORDINALS):
        if word in table:
            return Token(Kind.NUMBER, word, (table[word],), ordinal=table is ORDINALS)
    return Token(Kind.WORD, word)


def _date(text: str, separator: str) -> Token:
    day, month, year = (int(part) for part in text.split(separator))
    return Token(Kind.DATE, text, (day, month, year + 2000 if year < 100 else year), separator)


def _join_numerals(tokens: list[Token]) -> list[Token]:
    """Spelled tens and units are one number: `двадцать пятого`, `forty five`."""
    joined: list[Token] = []
    for token in tokens:
        before = joined[-1] if joined else None
        if before is not None and _is_spelled_tens(before) and _is_spelled_unit(token):
            total = before.numbers[0] + token.numbers[0]
            joined[-1] = Token(Kind.NUMBER, token.text, (total,), ordinal=token.ordinal)
        else:
            joined.append(token)
    return joined


def _is_spelled_tens(token: Token) -> bool:
    spelled = token.kind is Kind.NUMBER and token.text in CARDINALS
    return spelled and CARDINALS[token.text] == token.numbers[0] >= 20


def _is_spelled_unit(token: Token) -> bool:
    spelled = token.kind is Kind.NUMBER and not token.text.isdecimal()
    return spelled and 1 <= token.numbers[0] <= 9
