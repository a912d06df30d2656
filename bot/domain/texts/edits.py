"""Edits of a text: characters replaced, entities kept on the words that stay."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from bot.domain.texts.values import Entity, Text, utf16_len

# What these say stands for one thing that their characters alone do not say.
_BOUND = frozenset({"custom_emoji", "date_time"})


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Characters `start:stop` (code points) become `new`; equal bounds insert."""

    start: int
    stop: int
    new: str


def units_before(text: str) -> list[int]:
    """UTF-16 units before each character, and after the last."""
    return list(accumulate((1 + (character > "\uffff") for character in text), initial=0))


def characters_of(units: Sequence[int], entity: Entity) -> tuple[int, int]:
    """The code points `start, stop` that an entity covers; `units` is `units_before`."""
    return bisect_left(units, entity.offset), bisect_left(units, entity.end)


def apply_edits(text: Text, edits: Iterable[Edit]) -> Text:
    """The text with every edit made.

    An entity that covers all of the replaced characters covers the new ones; one that covers
    some of them is left with the rest; one that has nothing left goes, and so does an emoji or
    a moment that was written over. What is inserted at the edge of an entity is outside of it.

    Raises:
        ValueError: two edits overlap.
    """
    ordered = sorted(edits)
    if not ordered:
        return text
    changes = _Changes(text.text, ordered)
    moved = (changes.moved(entity) for entity in text.entities)
    kept = tuple(entity for entity in moved if entity is not None)
    return Text(_written(text.text, ordered), kept)


def without_overlaps(edits: Iterable[Edit]) -> list[Edit]:
    """The edits in order of place; of two that meet, the one named earlier is kept."""
    kept: list[Edit] = []
    for edit in edits:
        at = bisect_left(kept, edit)
        is_free_before = at == 0 or kept[at - 1].stop <= edit.start
        is_free_behind = at == len(kept) or edit.stop <= kept[at].start
        is_same_place = any(other.start == edit.start for other in kept[max(at - 1, 0) : at + 1])
        if is_free_before and is_free_behind and not is_same_place:
            kept.insert(at, edit)
    return kept


def _written(text: str, edits: Sequence[Edit]) -> str:
    pieces, at = [], 0
    for edit in edits:
        if edit.start < at:
            raise ValueError(f"edits overlap at character {edit.start}")
        pieces += [text[at : edit.start], edit.new]
        at = edit.stop
    return "".join([*pieces, text[at:]])


class _Changes:
    """Old places to new ones, in UTF-16 units."""

    def __init__(self, text: str, edits: Sequence[Edit]) -> None:
        units = units_before(text)
        self._starts = [units[edit.start] for edit in edits]
        self._stops = [units[edit.stop] for edit in edits]
        lengths = (utf16_len(edit.new) for edit in edits)
        grown = (
            new - stop + start
            for start, stop, new in zip(self._starts, self._stops, lengths, strict=True)
        )
        # How far what stands behind the first n edits moves.
        self._shifts = list(accumulate(grown, initial=0))

    def moved(self, entity: Entity) -> Entity | None:
        if entity.type in _BOUND and self._touches(entity):
            return None
        start, stop = self._start(entity), self._stop(entity)
        return replace(entity, offset=start, length=stop - start) if stop > start else None

    def _touches(self, entity: Entity) -> bool:
        first = bisect_right(self._stops, entity.offset)
        return first < len(self._starts) and self._starts[first] < entity.end

    def _start(self, entity: Entity) -> int:
        behind = bisect_right(self._stops, entity.offset)
        if behind == len(self._starts) or self._starts[behind] > entity.offset:
            return entity.offset + self._shifts[behind]
        if self._starts[behind] == entity.offset and entity.end >= self._stops[behind]:
            return entity.offset + self._shifts[behind]
        return self._stops[behind] + self._shifts[behind + 1]

    def _stop(self, entity: Entity) -> int:
        begun = bisect_left(self._starts, entity.end)
        if begun and self._stops[begun - 1] > entity.end:
            return self._starts[begun - 1] + self._shifts[begun - 1]
        return entity.end + self._shifts[begun]
