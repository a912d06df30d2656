"""Texts cut, joined and stripped, with their entities on the same words."""

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.texts.values import Entity, Text, utf16_len

BLANKS = " \t\n\r\v\f\0"
"""What Telegram trims at the ends of a message."""

_CODEC = "utf-16-le"


def cut(text: Text, start: int, stop: int) -> Text:
    """The units from `start` to `stop`, entities clipped to them.

    Bounds outside the text are its ends; one inside a surrogate pair leaves the character out.
    """
    units = text.text.encode(_CODEC, "surrogatepass")
    start = _whole(units, max(start, 0), step=1)
    stop = _whole(units, min(stop, len(units) // 2), step=-1)
    if start >= stop:
        return Text()
    piece = units[start * 2 : stop * 2].decode(_CODEC, "surrogatepass")
    clipped = (_clip(entity, start, stop) for entity in text.entities)
    return Text(piece, tuple(entity for entity in clipped if entity.length > 0))


def join(parts: Sequence[Text], separator: str = "") -> Text:
    """The parts one after another.

    Entities that are alike and meet where two parts touch become one again. Custom emoji do not:
    each covers one emoji.
    """
    entities: list[Entity] = []
    at = 0
    for part in parts:
        moved = [replace(entity, offset=entity.offset + at) for entity in part.entities]
        if not separator:
            moved = [entity for entity in moved if not _heal(entities, entity, at)]
        entities.extend(moved)
        at += part.units + utf16_len(separator)
    return Text(separator.join(part.text for part in parts), tuple(entities))


def strip(text: Text) -> Text:
    """The text without the blanks at its ends that Telegram would trim."""
    body = text.text.lstrip(BLANKS)
    start = len(text.text) - len(body)
    return cut(text, start, start + utf16_len(body.rstrip(BLANKS)))


def _whole(units: bytes, at: int, *, step: int) -> int:
    """The position, moved by `step` when it parts the halves of a character."""
    if 0 < at < len(units) // 2:
        before, after = units[at * 2 - 1], units[at * 2 + 1]
        if 0xD8 <= before <= 0xDB and 0xDC <= after <= 0xDF:
            return at + step
    return at


def _clip(entity: Entity, start: int, stop: int) -> Entity:
    first, last = max(entity.offset, start), min(entity.end, stop)
    return replace(entity, offset=first - start, length=last - first)


def _heal(entities: list[Entity], entity: Entity, at: int) -> bool:
    """Whether an entity that begins at a joint was added to the like one that ends there."""
    if entity.offset != at or entity.type == "custom_emoji":
        return False
    for index, before in enumerate(entities):
        alike = replace(before, offset=entity.offset, length=entity.length) == entity
        if before.end == at and alike:
            entities[index] = replace(before, length=before.length + entity.length)
            return True
    return False
