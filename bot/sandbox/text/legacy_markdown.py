"""Telegram's first Markdown, kept by it for old bots: no nesting, one mark a kind."""

from __future__ import annotations

from aiogram.types import MessageEntity

from bot.sandbox.text.characters import has_surrogates, utf8_offset, utf16_len
from bot.sandbox.text.fences import PADDING, read_language
from bot.sandbox.text.refused import TextRefused
from bot.sandbox.text.spans import link_span, span

_ENDS = {"_": "_", "*": "*", "`": "`", "[": "]", "```": "```"}
_KINDS = {"_": "italic", "*": "bold", "`": "code"}


def parse_markdown(text: str) -> tuple[str, list[MessageEntity]]:
    """The text without its markup, and its entities; Telegram does not sort them here.

    A text mention carries a `User` of which only `id` is known. Raises TextRefused.
    """
    if has_surrogates(text):
        raise TextRefused("text must be encoded in UTF-8")
    return _Parser(text).parse()


class _Parser:
    def __init__(self, markup: str) -> None:
        self._source = markup + PADDING
        self._size = len(markup)
        self._pieces: list[str] = []
        self._offset = 0
        self._written = 0  # UTF-8 bytes of the text so far
        self._entities: list[MessageEntity] = []

    def parse(self) -> tuple[str, list[MessageEntity]]:
        position = 0
        while position < self._size:
            character = self._source[position]
            if character == "\\" and self._source[position + 1] in "_*`[":
                self._text(self._source[position + 1])
                position += 2
            elif character in "_*`[":
                position = self._entity(position)
            else:
                self._text(character)
                position += 1
        return "".join(self._pieces), self._entities

    def _text(self, piece: str) -> None:
        self._pieces.append(piece)
        self._offset += utf16_len(piece)
        self._written += len(piece.encode())

    def _entity(self, begin: int) -> int:
        fenced = self._source.startswith("```", begin)
        mark = "```" if fenced else self._source[begin]
        language, start = "", begin + len(mark)
        if fenced:
            language, start = read_language(self._source, start)
        stop = self._source.find(_ENDS[mark], start, self._size)
        if stop < 0:
            offset = utf8_offset(self._source, begin)
            raise TextRefused(
                "can't parse entities:"
                f" Can't find end of the entity starting at byte offset {offset}"
            )
        inside = self._source[start:stop]
        offset, written = self._offset, self._written
        self._text(inside)
        after = stop + len(_ENDS[mark])
        length = self._offset - offset
        if mark == "[":
            # Telegram reads no address behind an empty text: its brackets stay text.
            return self._link(begin, inside, offset, written, after) if length else after
        if length:
            kind = _KINDS.get(mark, "pre")
            self._entities.append(span(kind, offset, length, language=language or None))
        return after

    def _link(self, begin: int, inside: str, offset: int, written: int, after: int) -> int:
        if self._source[after] == "(":
            end = self._source.find(")", after + 1, self._size)
            end = self._size if end < 0 else end
            link, after = self._source[after + 1 : end], end + 1
        else:
            shift = utf8_offset(self._source, begin) + 1 - written
            link = _overwritten(inside, shift)
        entity = link_span(offset, self._offset - offset, link)
        if entity is not None:
            self._entities.append(entity)
        return after


def _overwritten(inside: str, shift: int) -> str:
    """The address TDLib takes from `[address]`: from a buffer that it has already moved.

    It writes the text over the markup, `shift` bytes to the left, before it reads the address;
    so `[telegram.org]` links to elegram.orgg. (As of TDLib 1.8.69.)
    """
    raw = inside.encode()
    if shift >= len(raw):
        return inside
    return (raw[shift:] + raw[len(raw) - shift :]).decode("utf-8", "replace")
