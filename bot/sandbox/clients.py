"""What a client app does to a text before it sends it: cutting what is too long."""

from aiogram.types import MessageEntity


def cut(
    text: str, entities: list[MessageEntity] | None, limit: int
) -> list[tuple[str, list[MessageEntity]]]:
    """Parts of at most `limit` UTF-16 units, cut at a line end or a blank where there is one.

    Entities are cut with the text. Surrogate pairs stay whole.
    """
    parts: list[tuple[str, list[MessageEntity]]] = []
    start = 0
    while start < len(text):
        end = _end_of_part(text, start, limit)
        parts.append((text[start:end], _inside(text, entities or [], start, end)))
        start = end
        while start < len(text) and text[start].isspace():
            start += 1
    return parts


def _units(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)


def _end_of_part(text: str, start: int, limit: int) -> int:
    units = 0
    for end in range(start, len(text)):
        units += 2 if text[end] > "\uffff" else 1
        if units > limit:
            break
    else:
        return len(text)
    for mark in ("\n", " "):
        at = text.rfind(mark, start + (end - start) // 2, end)
        if at > start:
            return at
    return end


def _inside(text: str, entities: list[MessageEntity], start: int, end: int) -> list[MessageEntity]:
    first = _units(text[:start])
    last = first + _units(text[start:end])
    kept = []
    for entity in entities:
        begin = max(entity.offset, first)
        finish = min(entity.offset + entity.length, last)
        if begin < finish:
            kept.append(
                entity.model_copy(update={"offset": begin - first, "length": finish - begin})
            )
    return kept
