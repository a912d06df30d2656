"""A text as Telegram Desktop exports it: segments side by side, none inside another."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from bot.domain.texts import Entity, Text
from bot.domain.texts.edits import characters_of, units_before

Segment = dict[str, Any]

PLAIN = "plain"

# Our types to those of Telegram Desktop (export_output_json.cpp), where they differ.
_NAMES = {
    "url": "link",
    "phone_number": "phone",
    "text_mention": "mention_name",
    "expandable_blockquote": "blockquote",
}
_SAME = (
    "mention", "hashtag", "bot_command", "email", "bold", "italic", "code", "pre", "text_link",
    "cashtag", "underline", "strikethrough", "blockquote", "bank_card", "spoiler", "custom_emoji",
)  # fmt: skip
TYPES = {name: name for name in _SAME} | _NAMES

# What is lost for good when another one hides it: it goes before what only looks different.
_CARRIERS = ("text_link", "text_mention")
_BLOCKS = ("pre", "code", "blockquote", "expandable_blockquote")


def to_segments(text: Text) -> list[Segment]:
    """The segments of a text, `plain` ones among them; joined, they are the text.

    Of entities that cover the same characters one is told: a link or a mention of a person first,
    then code and quotes, then whichever began first, as in Telegram Desktop's own exports.
    """
    found = _entities(text)
    segments: list[Segment] = []
    for entity, places in groupby(_painted(text.text, found), key=lambda pair: pair[0]):
        words = "".join(character for _, character in places)
        segments.append(_segment(None if entity is None else found[entity][0], words))
    return segments


def to_text_field(segments: Sequence[Segment]) -> str | list[str | Segment]:
    """`text` of a message: a string where all is plain, a list of strings and objects else."""
    if all(segment["type"] == PLAIN for segment in segments):
        return "".join(segment["text"] for segment in segments)
    return [segment["text"] if segment["type"] == PLAIN else segment for segment in segments]


def _entities(text: Text) -> list[tuple[Entity, int, int]]:
    """Entities that the form knows with their characters, those that go first before others."""
    units = units_before(text.text)
    found = [(entity, *characters_of(units, entity)) for entity in text.entities]
    known = [item for item in found if item[0].type in TYPES and item[1] < item[2]]
    return sorted(known, key=lambda item: (_rank(item[0]), item[1], -item[2]))


def _rank(entity: Entity) -> int:
    if entity.type in _CARRIERS:
        return 0
    return 1 if entity.type in _BLOCKS else 2


def _painted(words: str, found: Sequence[tuple[Entity, int, int]]) -> Iterator[tuple[Any, str]]:
    """Each character with the place in `found` of the entity that is told of it, or None."""
    paint: list[int | None] = [None] * len(words)
    for place, (_, start, stop) in enumerate(found):
        for at in range(start, stop):
            if paint[at] is None:
                paint[at] = place
    return zip(paint, words, strict=True)


def _segment(entity: Entity | None, words: str) -> Segment:
    if entity is None:
        return {"type": PLAIN, "text": words}
    segment: Segment = {"type": TYPES[entity.type], "text": words}
    match entity.type:
        case "text_link":
            segment["href"] = entity.url or ""
        case "text_mention":
            segment["user_id"] = entity.user_id or 0
        case "pre":
            segment["language"] = entity.language or ""
        case "custom_emoji":
            segment["document_id"] = entity.custom_emoji_id or ""
        case "blockquote" | "expandable_blockquote":
            segment["collapsed"] = entity.type == "expandable_blockquote"
    return segment
