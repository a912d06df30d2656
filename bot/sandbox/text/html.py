"""Telegram's HTML: `<b>`, `<a href>`, `<blockquote expandable>`, `<tg-time>` and their like.

The rules and the error texts are those of TDLib's `parseTextEntities`; offsets in errors are UTF-8
bytes of the markup, offsets of entities UTF-16 units of the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from aiogram.types import MessageEntity

from bot.sandbox.text.characters import has_surrogates, utf16_len
from bot.sandbox.text.dates import BadDateFormat, date_format
from bot.sandbox.text.html_syntax import (
    END,
    StartTag,
    read_end_tag,
    read_reference,
    read_start_tag,
    refusal,
)
from bot.sandbox.text.links import canonical_integer
from bot.sandbox.text.order import in_order
from bot.sandbox.text.refused import TextRefused
from bot.sandbox.text.spans import date_span, link_span, span

_STYLES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
}
_TAGS = frozenset(_STYLES) | {"a", "tg-emoji", "tg-time", "pre", "code", "blockquote"}
_RUN = re.compile(r"[^<&]+")


@dataclass
class _Open:
    tag: str
    argument: str
    date: int  # Unix time, seconds
    offset: int  # UTF-16 units
    first_piece: int


def parse_html(text: str) -> tuple[str, list[MessageEntity]]:
    """The text without its markup, and its entities in Telegram's order.

    A text mention carries a `User` of which only `id` is known. Raises TextRefused.
    """
    if has_surrogates(text):
        raise TextRefused("text must be encoded in UTF-8")
    return _Parser(text).parse()


class _Parser:
    def __init__(self, markup: str) -> None:
        self._source = markup + END
        self._pieces: list[str] = []
        self._offset = 0
        self._open: list[_Open] = []
        self._entities: list[MessageEntity] = []

    def parse(self) -> tuple[str, list[MessageEntity]]:
        position = 0
        while position < len(self._source) - 1:
            if self._source[position] != "<":
                position = self._read_text(position)
            elif self._source[position + 1] == "/":
                position = self._close(position) + 1
            else:
                position = self._start(position) + 1
        if self._open:
            tag = self._open[-1].tag
            raise _unparsed(f'Can\'t find end tag corresponding to start tag "{tag}"')
        text = "".join(self._pieces)
        if has_surrogates(text):
            raise _unparsed(
                "Text contains invalid Unicode characters after decoding HTML entities,"
                " check for unmatched surrogate code units"
            )
        for entity in self._entities:
            if entity.type == "code":
                entity.language = None
        return text, in_order(self._entities)

    def _read_text(self, position: int) -> int:
        found = read_reference(self._source, position) if self._source[position] == "&" else None
        if found is None:
            run = _RUN.match(self._source, position, len(self._source) - len(END))
            found = (run[0], run.end()) if run else ("&", position + 1)
        piece, after = found
        self._pieces.append(piece)
        self._offset += utf16_len(piece)
        return after

    def _start(self, begin: int) -> int:
        tag = read_start_tag(self._source, begin, _TAGS)
        argument = _argument(tag)
        if tag.name == "span" and argument != "spoiler":
            raise refusal(self._source, begin, 'Tag "span" must have class "tg-spoiler"')
        opened = _Open(tag.name, argument, _date(tag), self._offset, len(self._pieces))
        self._open.append(opened)
        return tag.position

    def _close(self, begin: int) -> int:
        if not self._open:
            raise refusal(self._source, begin, "Unexpected end tag")
        name, position = read_end_tag(self._source, begin)
        opened = self._open[-1]
        if name and name != opened.tag:
            expected = f', expected "</{opened.tag}>", found "</{name}>"'
            raise refusal(self._source, begin, "Unmatched end tag", expected)
        if self._offset > opened.offset:
            self._add(opened)
        self._open.pop()
        return position

    def _add(self, opened: _Open) -> None:
        offset, length = opened.offset, self._offset - opened.offset
        match opened.tag:
            case "a":
                link = opened.argument or "".join(self._pieces[opened.first_piece :])
                entity = link_span(offset, length, link)
            case "tg-emoji":
                number = canonical_integer(opened.argument, 64)
                if not number:
                    raise _unparsed("Invalid custom emoji identifier specified")
                entity = span("custom_emoji", offset, length, custom_emoji_id=str(number))
            case "tg-time":
                entity = _dated(offset, length, opened)
            case "pre" | "code":
                entity = self._monospaced(offset, length, opened)
            case "blockquote":
                kind = "expandable_blockquote" if opened.argument else "blockquote"
                entity = span(kind, offset, length)
            case _:
                entity = span(_STYLES[opened.tag], offset, length)
        if entity is not None:
            self._entities.append(entity)

    def _monospaced(self, offset: int, length: int, opened: _Open) -> MessageEntity | None:
        """A new entity, or None when it made one pre with a language of the one inside it."""
        language = opened.argument or None
        inner = self._entities[-1] if self._entities else None
        if inner is not None and (inner.offset, inner.length) == (offset, length):
            if opened.tag == "pre" and inner.type == "code" and inner.language:
                inner.type = "pre"
                return None
            if opened.tag == "code" and inner.type == "pre" and not inner.language and language:
                inner.language = language
                return None
        return span(opened.tag, offset, length, language=language)


def _unparsed(reason: str) -> TextRefused:
    return TextRefused(f"can't parse entities: {reason}")


def _argument(tag: StartTag) -> str:
    argument = ""
    for key, value in tag.attributes:
        match tag.name, key:
            case "blockquote", "expandable":
                argument = "1"
            case ("a", "href") | ("tg-emoji", "emoji-id") | ("tg-time", "format"):
                argument = argument if value is None else value
            case "code", "class":
                argument = _after(value, "language-", argument)
            case "span", "class":
                argument = _after(value, "tg-", argument)
    return argument


def _after(value: str | None, prefix: str, otherwise: str) -> str:
    known = value is not None and value.startswith(prefix)
    return value[len(prefix) :] if known and value is not None else otherwise


def _date(tag: StartTag) -> int:
    date = 0
    for key, value in tag.attributes:
        if tag.name == "tg-time" and key == "unix" and value is not None:
            date = _wrapped_integer(value)
    return date


def _wrapped_integer(text: str) -> int:
    """The leading number as TDLib reads it: 32 bits, overflow wraps around, nothing is zero."""
    digits = text.removeprefix("-")
    count = next((i for i, c in enumerate(digits) if not "0" <= c <= "9"), len(digits))
    value = 0
    for digit in digits[:count]:
        value = (value * 10 + int(digit)) % (1 << 32)
    if digits != text:
        value = -value % (1 << 32)
    return value - (1 << 32) if value >= 1 << 31 else value


def _dated(offset: int, length: int, opened: _Open) -> MessageEntity | None:
    try:
        style = date_format(opened.argument)
    except BadDateFormat as error:
        raise _unparsed("Invalid date format used") from error
    if opened.date <= 0:
        return None
    return date_span(offset, length, opened.date, style)
