"""Characters that Telegram does not let through, and entities moved along."""

from __future__ import annotations

import re
from itertools import accumulate

from aiogram.types import MessageEntity

from bot.sandbox.text.characters import utf16_len
from bot.sandbox.text.entities import fix_entities
from bot.sandbox.text.order import end
from bot.sandbox.text.refused import TextRefused

# Carriage returns, line and paragraph separators, bidi overrides, vertical lines.
_REMOVED = frozenset("\r\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u0333\u033f\u030a")
_CONTROLS = {code: " " for code in range(32) if chr(code) not in "\n\r"}
_DELETIONS = {ord(character): None for character in _REMOVED}
# All but the last of several direction marks become zero width non-joiners.
_MARKS = re.compile("[\u200e\u200f](?=[\u200e\u200f])")
_MAX_OFFSET = 1_000_000
_TRIMMED = " \n"
# A text of these alone is empty: blanks of all widths, joiners, marks, tags.
_INVISIBLE = frozenset(
    " \n\u00a0\u1680\u180e\u200b\u200c\u200d\u200e\u200f\u202e\u202f\u205f\u2800\u3000\ufeff\ufffc"
) | {chr(code) for code in (*range(0x2000, 0x200B), *range(0xE0000, 0xE0080))}


def clean_string(text: str) -> str:
    """The text without forbidden characters: control characters become blanks."""
    return _MARKS.sub("\u200c", text.translate(_DELETIONS).translate(_CONTROLS))


def clean_text(text: str, entities: list[MessageEntity]) -> tuple[str, list[MessageEntity]]:
    """The cleaned text, and the entities as they lie in it, fixed.

    Raises TextRefused when an entity lies outside the text or cuts a character in two.
    """
    if any(not 0 <= x <= _MAX_OFFSET for e in entities for x in (e.offset, e.length)):
        raise _out_of_bounds()
    entities = fix_entities(entities)
    if not entities:
        return clean_string(text), []
    places = _places(text)
    moved = []
    for entity in entities:
        if entity.offset not in places or end(entity) not in places:
            raise _out_of_bounds()
        start, stop = places[entity.offset], places[end(entity)]
        moved.append(entity.model_copy(update={"offset": start, "length": stop - start}))
    return clean_string(text), fix_entities(moved)


def _places(text: str) -> dict[int, int]:
    """Offset of each character, and of the end, in the text -> in the cleaned text."""
    widths = [1 + (character > "\uffff") for character in text]
    before = accumulate(widths, initial=0)
    left = (0 if c in _REMOVED else width for c, width in zip(text, widths, strict=True))
    after = accumulate(left, initial=0)
    return dict(zip(before, after, strict=True))


def _out_of_bounds() -> TextRefused:
    return TextRefused("ENTITY_BOUNDS_INVALID")


def trim(text: str, entities: list[MessageEntity]) -> tuple[str, list[MessageEntity]]:
    """The text without the blanks around it; those at the start stay when an entity covers them.

    Entities are cut at the new end and moved with the new start.
    """
    text = text.rstrip(_TRIMMED)
    stop = utf16_len(text)
    kept = [
        entity.model_copy(update={"length": min(end(entity), stop) - entity.offset})
        for entity in entities
        if entity.offset < stop
    ]
    blanks = len(text) - len(text.lstrip(_TRIMMED))
    shift = min([blanks, *(entity.offset for entity in kept)])
    moved = [e.model_copy(update={"offset": e.offset - shift}) for e in kept]
    return text[shift:], moved


def is_invisible(text: str) -> bool:
    """Whether the text has nothing to be seen."""
    return _INVISIBLE.issuperset(text)
