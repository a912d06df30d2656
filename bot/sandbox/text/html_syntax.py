"""The grammar of Telegram's HTML below the tags: character references, start and end tags."""

from __future__ import annotations

from dataclasses import dataclass

from bot.sandbox.text.characters import (
    ALPHANUMERIC,
    ASCII_LETTERS,
    BLANKS,
    DIGITS,
    HEX_DIGITS,
    ascii_lower,
    utf8_offset,
)
from bot.sandbox.text.refused import TextRefused

# What stands after the last character: TDLib works on C strings and so does this grammar.
END = "\0"
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_LONGEST_NUMBER = 9  # characters of `&#x10FFF`, semicolon apart
_SPACES = BLANKS - {END}
_TAG_ENDS = BLANKS | {">"}
_TOKEN = ALPHANUMERIC | {".", "-"}
_NAME_ENDS = BLANKS | frozenset("=>/\"'")


@dataclass(frozen=True)
class StartTag:
    """A start tag: its name in lower case and its attributes in order, None without a value."""

    name: str
    attributes: tuple[tuple[str, str | None], ...]
    position: int  # of the closing angle bracket


def refusal(source: str, position: int, reason: str, rest: str = "") -> TextRefused:
    """The error `reason at byte offset N` for a position in code points."""
    offset = utf8_offset(source, position)
    return TextRefused(f"can't parse entities: {reason} at byte offset {offset}{rest}")


def read_reference(source: str, position: int) -> tuple[str, int] | None:
    """The character meant by the `&...` at the position, and the position after it.

    None for anything else, such as a bare `&` or `&nbsp;`, which Telegram leaves as text.
    """
    if source[position + 1] == "#":
        found = _read_number(source, position)
    else:
        end = _skip(source, position + 1, ASCII_LETTERS)
        found = _NAMED.get(source[position + 1 : end], ""), end
    character, end = found
    if not character:
        return None
    return character, end + (source[end] == ";")


def _read_number(source: str, position: int) -> tuple[str, int]:
    start, base, digits = position + 2, 10, DIGITS
    if source[start] == "x":
        start, base, digits = start + 1, 16, HEX_DIGITS
    end = _skip(source, start, digits)
    code = int(source[start:end], base) if start < end <= position + _LONGEST_NUMBER else 0
    return (chr(code) if 0 < code < 0x10FFFF else ""), end


def read_start_tag(source: str, begin: int, allowed: frozenset[str]) -> StartTag:
    """Read the tag whose `<` is at `begin`; `source` ends with END. Raises TextRefused."""
    position = _until(source, begin + 1, _TAG_ENDS)
    if source[position] == END:
        raise refusal(source, begin, "Unclosed start tag")
    name = ascii_lower(source[begin + 1 : position])
    if name not in allowed:
        raise refusal(source, begin, f'Unsupported start tag "{name}"')
    attributes = []
    while source[position] != ">":
        position = _skip(source, position, _SPACES)
        if source[position] == ">":
            break
        key, value, position = _read_attribute(source, begin, name, position)
        attributes.append((key, value))
    return StartTag(name, tuple(attributes), position)


def _read_attribute(
    source: str, begin: int, tag: str, position: int
) -> tuple[str, str | None, int]:
    end = _until(source, position, _NAME_ENDS)
    key = source[position:end]
    if not key:
        raise refusal(source, begin, f'Empty attribute name in the tag "{tag}"')
    end = _skip(source, end, _SPACES)
    if source[end] == "=":
        end = _skip(source, end + 1, _SPACES)
        if source[end] != END:
            value, end = _read_value(source, end)
            if source[end] == END:
                raise refusal(source, begin, "Unclosed start tag")
            return key, value, end
    if source[end] == END:
        raise refusal(source, begin, f'Unclosed start tag "{tag}"')
    return key, None, end


def _read_value(source: str, start: int) -> tuple[str, int]:
    quote = source[start]
    if quote not in "'\"":
        end = _skip(source, start, _TOKEN)
        if source[end] not in BLANKS and source[end] != ">":
            raise refusal(source, start, "Unexpected end of name token")
        return ascii_lower(source[start:end]), end
    pieces = []
    position = start + 1
    while source[position] not in (quote, END):
        found = read_reference(source, position) if source[position] == "&" else None
        piece, position = found or (source[position], position + 1)
        pieces.append(piece)
    return "".join(pieces), position + (source[position] == quote)


def read_end_tag(source: str, begin: int) -> tuple[str, int]:
    """The name in the end tag whose `<` is at `begin`, and the position of its `>`.

    An empty name closes whatever is open. Raises TextRefused.
    """
    end = _until(source, begin + 2, _TAG_ENDS)
    position = _skip(source, end, _SPACES)
    if source[position] != ">":
        raise refusal(source, begin, "Unclosed end tag")
    return ascii_lower(source[begin + 2 : end]), position


def _skip(source: str, position: int, characters: frozenset[str]) -> int:
    while source[position] in characters:
        position += 1
    return position


def _until(source: str, position: int, characters: frozenset[str]) -> int:
    while source[position] not in characters:
        position += 1
    return position
