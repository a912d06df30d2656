"""What authors type about a rubric: its tag, its description, its emoji."""

import unicodedata

from bot.domain.rubrics import parse_typed_tags
from bot.domain.texts.clusters import clusters
from bot.domain.texts.values import utf16_len

MAX_DESCRIPTION = 200
"""UTF-16 units of a description."""
MAX_RUBRIC_TAG = 64
"""Characters of a tag that a rubric is renamed to: it has to stand on a button."""

_KEYCAP = "\u20e3"
# Signs of Unicode's "symbol" that Telegram shows as emoji are above this; `©`, `™`, `↔` are not.
_PICTURES = 0x2300


def parse_one_tag(text: str) -> str | None:
    """The one tag that somebody typed, with or without `#`; None for anything else."""
    tags = parse_typed_tags(text)
    is_one = tags is not None and len(tags) == 1 and len(tags[0]) <= MAX_RUBRIC_TAG
    return tags[0] if tags and is_one else None


def parse_description(text: str) -> str | None:
    """A description on one line; None when it is empty or too long."""
    line = " ".join(text.replace("\0", " ").split())
    return line if line and utf16_len(line) <= MAX_DESCRIPTION else None


def parse_emoji(text: str) -> str | None:
    """The one emoji that somebody typed; None for anything else."""
    typed = text.strip()
    if len(typed) > 16 or len(list(clusters(typed))) != 1:
        return None
    return typed if any(map(_is_picture, typed)) else None


def _is_picture(character: str) -> bool:
    if character == _KEYCAP:
        return True
    return ord(character) >= _PICTURES and unicodedata.category(character) == "So"
