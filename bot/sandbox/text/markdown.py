"""Telegram's MarkdownV2, by the rules of TDLib's `parseTextEntities`.

Offsets in errors are UTF-8 bytes of the markup, offsets of entities UTF-16 units of the text.
"""

from __future__ import annotations

from dataclasses import dataclass

from aiogram.types import MessageEntity

from bot.sandbox.text.characters import has_surrogates, utf8_offset, utf16_len
from bot.sandbox.text.dates import BadDateFormat, date_format
from bot.sandbox.text.fences import PADDING, read_language
from bot.sandbox.text.links import date_of_link, emoji_of_link
from bot.sandbox.text.order import in_order
from bot.sandbox.text.refused import TextRefused
from bot.sandbox.text.spans import date_span, link_span, span

_RESERVED = frozenset("_*[]()~`>#+-=|{}.!\n")
_MONOSPACED = frozenset({"code", "pre"})
# What ends an entity, and what starts one: the longer mark first.
_MARKS = (
    ("```", "pre"),
    ("`", "code"),
    ("__", "underline"),
    ("_", "italic"),
    ("||", "spoiler"),
    ("*", "bold"),
    ("~", "strikethrough"),
    ("![", "custom_emoji"),
    ("[", "text_link"),
)
_ENDS = {kind: mark for mark, kind in _MARKS} | {"text_link": "]", "custom_emoji": "]"}
# How Telegram names the kinds in its errors.
_NAMES = {
    "bold": "Bold",
    "italic": "Italic",
    "underline": "Underline",
    "strikethrough": "Strikethrough",
    "spoiler": "Spoiler",
    "code": "Code",
    "text_link": "TextUrl",
    "custom_emoji": "CustomEmoji",
    "blockquote": "BlockQuote",
}


@dataclass
class _Open:
    kind: str
    offset: int  # UTF-16 units
    position: int  # of its mark in the markup
    first_piece: int
    language: str = ""


def parse_markdown_v2(text: str) -> tuple[str, list[MessageEntity]]:
    """The text without its markup, and its entities in Telegram's order.

    A text mention carries a `User` of which only `id` is known. Raises TextRefused.
    """
    if has_surrogates(text):
        raise TextRefused("text must be encoded in UTF-8")
    return _Parser(text).parse()


class _Parser:
    def __init__(self, markup: str) -> None:
        self._source = markup + PADDING
        self._size = len(markup)
        self._position = 0
        self._pieces: list[str] = []
        self._offset = 0
        self._open: list[_Open] = []
        self._entities: list[MessageEntity] = []
        self._quoted = False
        self._line_starts = True  # a quote may begin here

    def parse(self) -> tuple[str, list[MessageEntity]]:
        while self._position < self._size:
            self._step()
        self._end_last_quote()
        if self._open:
            raise self._unfinished()
        return "".join(self._pieces), in_order(self._entities)

    def _step(self) -> None:
        character = self._source[self._position]
        if character == "\\" and _escapable(self._source[self._position + 1]):
            self._position += 1
            self._text(self._source[self._position])
        elif character not in self._reserved():
            starts = self._line_starts and character == "\r"
            self._text(character)
            self._line_starts = starts  # a line break inside code starts no quote
        elif self._ends_here(character):
            self._end(character)
        else:
            self._begin(character)

    def _text(self, character: str) -> None:
        self._pieces.append(character)
        self._offset += utf16_len(character)
        self._position += 1
        if character != "\r":
            self._line_starts = character == "\n"

    def _reserved(self) -> frozenset[str]:
        monospaced = self._open and self._open[-1].kind in _MONOSPACED
        return frozenset("`") if monospaced else _RESERVED

    def _ends_here(self, character: str) -> bool:
        if not self._open:
            return False
        if self._quoted and character == "\n":
            following = self._position + 1
            if following == self._size or self._source[following] != ">":
                return True
        kind = self._open[-1].kind
        if kind == "blockquote":
            return False
        if kind == "italic" and self._source.startswith("__", self._position):
            return False
        return self._source.startswith(_ENDS[kind], self._position)

    def _begin(self, character: str) -> None:
        if character == "\n":
            self._text(character)
            return
        if character == ">" and self._line_starts:
            if not self._quoted:
                self._quoted = True
                self._push("blockquote")
            self._position += 1
            return
        for mark, kind in _MARKS:
            if self._source.startswith(mark, self._position):
                self._push(kind)
                self._position += len(mark)
                if kind == "pre":
                    found = read_language(self._source, self._position)
                    self._open[-1].language, self._position = found
                return
        raise _unparsed(
            f"Character '{character}' is reserved and must be escaped with the preceding '\\'"
        )

    def _push(self, kind: str) -> None:
        self._open.append(_Open(kind, self._offset, self._position, len(self._pieces)))

    def _end(self, character: str) -> None:
        if character == "\n":
            kind = self._end_of_quote()
            self._text(character)
            self._quoted = False
            self._add(span(kind, *self._place()))
        else:
            self._end_inline()
        self._open.pop()

    def _end_of_quote(self) -> str:
        """The kind of the quote that ends at this line break; a last `||` makes it fold."""
        opened = self._open[-1]
        if opened.kind == "blockquote":
            return "blockquote"
        distance = self._position - opened.position
        returned = bool(self._pieces) and self._pieces[-1] == "\r"
        if opened.kind != "spoiler" or not (distance == 2 or (distance == 3 and returned)):
            raise self._unfinished()
        self._open.pop()
        if self._open[-1].kind != "blockquote":
            raise self._unfinished()
        return "expandable_blockquote"

    def _end_inline(self) -> None:
        opened = self._open[-1]
        place = self._place()
        self._position += len(_ENDS[opened.kind])
        match opened.kind:
            case "text_link":
                inside = "".join(self._pieces[opened.first_piece :])
                bracketed = self._source[self._position] == "("
                link = self._read_link() if bracketed else inside
                entity = link_span(*place, link)
            case "custom_emoji":
                if self._source[self._position] != "(":
                    raise _unparsed("The entity must contain a tg://emoji or tg://time URL")
                entity = _emoji_or_date(*place, self._read_link())
            case "pre":
                entity = span("pre", *place, language=opened.language or None)
            case kind:
                entity = span(kind, *place)
        if place[1]:
            self._add(entity)

    def _place(self) -> tuple[int, int]:
        start = self._open[-1].offset
        return start, self._offset - start

    def _add(self, entity: MessageEntity | None) -> None:
        if entity is not None:
            self._entities.append(entity)

    def _read_link(self) -> str:
        """The address in the brackets at the position, which moves behind them."""
        start = position = self._position + 1
        pieces = []
        while position < self._size and self._source[position] != ")":
            if self._source[position] == "\\" and _escapable(self._source[position + 1]):
                position += 1
            pieces.append(self._source[position])
            position += 1
        if self._source[position] != ")":
            offset = utf8_offset(self._source, start)
            raise _unparsed(f"Can't find end of a URL at byte offset {offset}")
        self._position = position + 1
        return "".join(pieces)

    def _end_last_quote(self) -> None:
        if not self._quoted:
            return
        kind = "blockquote"
        last = self._open[-1]
        if last.kind == "spoiler" and last.position == self._size - 2:
            self._open.pop()
            kind = "expandable_blockquote"
        if self._open[-1].kind == "blockquote":
            place = self._place()
            if place[1]:
                self._add(span(kind, *place))
            self._open.pop()

    def _unfinished(self) -> TextRefused:
        opened = self._open[-1]
        name = _NAMES.get(opened.kind) or ("PreCode" if opened.language else "Pre")
        offset = utf8_offset(self._source, opened.position)
        return _unparsed(f"Can't find end of {name} entity at byte offset {offset}")


def _unparsed(reason: str) -> TextRefused:
    return TextRefused(f"can't parse entities: {reason}")


def _escapable(character: str) -> bool:
    return "\0" < character <= "~"


def _emoji_or_date(offset: int, length: int, link: str) -> MessageEntity:
    number = emoji_of_link(link)
    if number is not None:
        return span("custom_emoji", offset, length, custom_emoji_id=str(number))
    found = date_of_link(link)
    try:
        if found is not None:
            return date_span(offset, length, found[0], date_format(found[1]))
    except BadDateFormat:
        found = None
    raise _unparsed("Invalid tg://emoji or tg://time URL specified")
