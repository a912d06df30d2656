"""Entities put in order: overlaps removed, styles split and merged, at most a hundred kept.

The rules are those of TDLib's `fix_entities`, `merge_new_entities` and
`get_input_message_entities`. Offsets are UTF-16 units; no function changes what it is given.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from aiogram.types import MessageEntity

from bot.sandbox.text.order import PLAIN, QUOTES, STYLES, end, in_order
from bot.sandbox.text.spans import span

MAX_USER_ENTITIES = 100
MAX_CUSTOM_EMOJI = 100

_FOREVER = 1 << 40


def fix_entities(entities: Iterable[MessageEntity]) -> list[MessageEntity]:
    """Entities that nest properly and stand in Telegram's order; empty ones are dropped."""
    styles, quotes, others = _families(entity for entity in entities if entity.length > 0)
    others = _without_overlaps(others)
    quotes = _without_overlaps(quotes)
    return _combine(styles, quotes, _not_across(others, quotes))


def merge_detected(
    entities: Iterable[MessageEntity], detected: Sequence[MessageEntity]
) -> list[MessageEntity]:
    """Add what was found in the text where neither a link nor code nor a quote's edge is."""
    styles, quotes, others = _families(entities)
    merged = _merge(others, _not_across(detected, quotes))
    return _combine(styles, quotes, merged)


def cap_entities(entities: Sequence[MessageEntity]) -> list[MessageEntity]:
    """At most 100 of the author's entities: the rest is dropped silently.

    First come those that cannot be split, then styles, merged anew; custom emoji are counted
    apart. Detected entities are to be added afterwards: they do not count.
    """
    styles, quotes, others = _families(entities)
    emoji = [entity for entity in others if entity.type == "custom_emoji"]
    whole = [*quotes, *(entity for entity in others if entity.type != "custom_emoji")]
    merged = split_styles(styles, [])
    if len(whole) + len(merged) <= MAX_USER_ENTITIES and len(emoji) <= MAX_CUSTOM_EMOJI:
        return list(entities)
    kept = in_order(whole)[:MAX_USER_ENTITIES]
    kept += merged[: MAX_USER_ENTITIES - len(kept)]
    return fix_entities([*kept, *emoji[:MAX_CUSTOM_EMOJI]])


def _families(
    entities: Iterable[MessageEntity],
) -> tuple[list[MessageEntity], list[MessageEntity], list[MessageEntity]]:
    """Styles, quotes and all others, each in order."""
    styles: list[MessageEntity] = []
    quotes: list[MessageEntity] = []
    others: list[MessageEntity] = []
    for entity in in_order(entities):
        family = styles if entity.type in STYLES else quotes if entity.type in QUOTES else others
        family.append(entity)
    return styles, quotes, others


def _without_overlaps(entities: Iterable[MessageEntity]) -> list[MessageEntity]:
    kept: list[MessageEntity] = []
    for entity in entities:
        if not kept or entity.offset >= end(kept[-1]):
            kept.append(entity)
    return kept


def _not_across(
    entities: Iterable[MessageEntity], quotes: Sequence[MessageEntity]
) -> list[MessageEntity]:
    """Drop what crosses the edge of a quote or holds one; it may only be inside or outside."""

    def inside_or_apart(entity: MessageEntity, quote: MessageEntity) -> bool:
        if end(entity) <= quote.offset or end(quote) <= entity.offset:
            return True
        return quote.offset <= entity.offset and end(entity) <= end(quote)

    return [e for e in entities if all(inside_or_apart(e, quote) for quote in quotes)]


def _merge(
    entities: Sequence[MessageEntity], detected: Sequence[MessageEntity]
) -> list[MessageEntity]:
    def free(new: MessageEntity) -> bool:
        return all(end(new) <= old.offset or end(old) <= new.offset for old in entities)

    return in_order([*entities, *filter(free, detected)])


def _combine(
    styles: Sequence[MessageEntity],
    quotes: Sequence[MessageEntity],
    others: Sequence[MessageEntity],
) -> list[MessageEntity]:
    frames = in_order([*quotes, *others])
    return in_order([*frames, *split_styles(styles, frames)])


def split_styles(
    styles: Sequence[MessageEntity], frames: Sequence[MessageEntity]
) -> list[MessageEntity]:
    """Styles cut where they cross each other or an edge of a frame, joined where they touch.

    `frames` are the other entities, properly nested; nothing is styled inside code and dates.
    """
    splitter = _Splitter(in_order(styles))
    nested: list[MessageEntity] = []
    for frame in in_order(frames):
        splitter.leave(nested, frame.offset)
        nested.append(frame)
    splitter.leave(nested, _FOREVER)
    return in_order(splitter.pieces)


class _Splitter:
    def __init__(self, styles: Sequence[MessageEntity]) -> None:
        self._styles = styles
        self._next = 0
        self._running: dict[str, tuple[int, int]] = {}  # kind -> begin, end
        self.pieces: list[MessageEntity] = []

    def leave(self, nested: list[MessageEntity], offset: int) -> None:
        """Go on to the offset, out of the frames that end before it."""
        while nested and offset >= end(nested[-1]):
            known = len(self.pieces)
            frame = nested.pop()
            self._advance(end(frame))
            if frame.type in PLAIN:
                del self.pieces[known:]
        self._advance(offset)

    def _advance(self, offset: int) -> None:
        while self._next < len(self._styles) and self._styles[self._next].offset < offset:
            style = self._styles[self._next]
            begin, stop = self._running.get(style.type, (0, -1))
            if style.offset <= stop:
                self._running[style.type] = begin, max(stop, end(style))
            else:
                self._cut(style.offset)
                self._running[style.type] = style.offset, end(style)
            self._next += 1
        self._cut(offset)

    def _cut(self, offset: int) -> None:
        for kind in STYLES:
            begin, stop = self._running.get(kind, (offset, offset))
            if begin >= offset:
                continue
            self.pieces.append(span(kind, begin, min(stop, offset) - begin))
            if stop <= offset:
                del self._running[kind]
            else:
                self._running[kind] = offset, stop
