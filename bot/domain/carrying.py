"""Formatting carried from a text to another version of its words."""

from bot.domain.texts import AUTOMATIC, Entity, Text, cut, utf16_len


def carry_formatting(before: Text, words: str) -> tuple[Text, int]:
    """The new words with the old formatting where it can be told, and how many were lost.

    What covers the first line covers the new first line; what covers everything covers
    everything; the rest goes to the same words, if they are there as often as before.
    """
    kept: list[Entity] = []
    lost = 0
    for entity in before.entities:
        place = _place(before, entity, words)
        if place is not None:
            kept.append(_moved(entity, *place))
        elif entity.type not in AUTOMATIC:
            lost += 1
    return Text(words, tuple(sorted(kept, key=lambda item: (item.offset, -item.length)))), lost


def _place(before: Text, entity: Entity, words: str) -> tuple[int, int] | None:
    """(offset, length) in the new words, in UTF-16 units."""
    first, new_first = before.text.partition("\n")[0], words.partition("\n")[0]
    if entity.offset == 0 and entity.length >= before.units:
        return 0, utf16_len(words)
    if entity.offset == 0 and entity.length == utf16_len(first) and "\n" in words:
        return 0, utf16_len(new_first)
    covered = cut(before, entity.offset, entity.end).text
    if not covered.strip() or words.count(covered) != before.text.count(covered):
        return None
    earlier = cut(before, 0, entity.offset).text.count(covered)
    at = -1
    for _ in range(earlier + 1):
        at = words.find(covered, at + 1)
    return (utf16_len(words[:at]), utf16_len(covered)) if at >= 0 else None


def _moved(entity: Entity, offset: int, length: int) -> Entity:
    return Entity.from_dict(entity.to_dict() | {"offset": offset, "length": length})
