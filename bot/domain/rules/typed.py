"""Parameters of rules as an author types and reads them."""

import re
from datetime import date, datetime

from bot.domain.rules.values import Mention, Params
from bot.domain.texts import RICH_LIMIT

MAX_WORDS = 200
"""Words of one list."""

MAX_WORD = 64
"""Characters of a word or phrase."""

MAX_NOTE = 400
"""Characters of a note beside an organisation's name."""

_RANGE = re.compile(r"(?P<least>\d{1,5})?\s*(?:[-–—]|\s)\s*(?P<most>\d{1,5})?")
_LEAST = re.compile(r"(?:от|from|at least|не меньше)\s+(?P<least>\d{1,5})", re.IGNORECASE)
_MOST = re.compile(r"(?:до|up to|at most|не больше)\s+(?P<most>\d{1,5})", re.IGNORECASE)
_DATES = ("%d.%m.%Y", "%Y-%m-%d")


def parse_length(typed: str) -> tuple[int, int] | None:
    """(least, most) in UTF-16 units, 0 for no bound; None when it is not understood.

    `300-1500`, `300–`, `-1500`, `from 300`, `до 1500`.
    """
    words = typed.strip()
    match = _RANGE.fullmatch(words) or _LEAST.fullmatch(words) or _MOST.fullmatch(words)
    if match is None:
        return None
    bounds = match.groupdict()
    least, most = int(bounds.get("least") or 0), int(bounds.get("most") or 0)
    is_bound = least or most
    is_possible = max(least, most) <= RICH_LIMIT and (not most or least <= most)
    return (least, most) if is_bound and is_possible else None


def write_length(params: Params) -> str:
    """`300–1500` as `parse_length` reads it."""
    return f"{params.least or ''}–{params.most or ''}"


def parse_words(typed: str) -> tuple[str, ...] | None:
    """Words and phrases parted by commas or lines, each once; None when there is none.

    None too when a word has no letter or digit, or the list is too long.
    """
    words = [" ".join(part.split()) for part in re.split(r"[,;\n]+", typed)]
    words = list(dict.fromkeys(word for word in words if word))
    if not words or len(words) > MAX_WORDS:
        return None
    if any(len(word) > MAX_WORD or not re.search(r"\w", word) for word in words):
        return None
    return tuple(words)


def write_words(params: Params) -> str:
    """The words as `parse_words` reads them."""
    return ", ".join(params.words)


def parse_mentions(typed: str) -> tuple[Mention, ...] | None:
    """A line each: `names, by commas | note | day`; None when a line is none."""
    lines = [line.strip() for line in typed.splitlines() if line.strip()]
    found = [_parse_mention(line) for line in lines]
    mentions = tuple(mention for mention in found if mention is not None)
    return mentions if mentions and len(mentions) == len(lines) else None


def write_mentions(params: Params) -> str:
    """The organisations as `parse_mentions` reads them."""
    return "\n".join(
        f"{', '.join(mention.names)} | {mention.note} | {mention.since:%d.%m.%Y}"
        for mention in params.mentions
    )


def _parse_mention(line: str) -> Mention | None:
    parts = [part.strip() for part in line.split("|")]
    if len(parts) != 3 or not 0 < len(parts[1]) <= MAX_NOTE:
        return None
    names, since = parse_words(parts[0]), _parse_day(parts[2])
    return Mention(names, parts[1], since) if names and since else None


def _parse_day(words: str) -> date | None:
    for form in _DATES:
        try:
            return datetime.strptime(words, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None
