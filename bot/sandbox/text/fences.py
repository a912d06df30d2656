"""The opening of a block of code, the same in both dialects of Telegram's Markdown."""

from __future__ import annotations

from bot.sandbox.text.characters import BLANKS

# What stands after the last character; the longest look ahead of both dialects is two.
PADDING = "\0\0\0"


def read_language(source: str, position: int) -> tuple[str, int]:
    """The language after three backticks and where the code starts, one line break skipped.

    `source` ends with PADDING; `position` is that after the backticks.
    """
    end = position
    while source[end] not in BLANKS and source[end] != "`":
        end += 1
    language = ""
    if position != end and end < len(source) - len(PADDING) and source[end] != "`":
        language, position = source[position:end], end
    if source[position] in "\r\n":
        position += 2 if source[position : position + 2] in ("\r\n", "\n\r") else 1
    return language, position
