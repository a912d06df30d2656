"""The order of entities, and the three families that Telegram tells apart."""

from __future__ import annotations

from collections.abc import Iterable

from aiogram.types import MessageEntity

STYLES = ("bold", "italic", "underline", "strikethrough", "spoiler")
QUOTES = frozenset({"blockquote", "expandable_blockquote"})
# Nothing may be styled inside these.
PLAIN = frozenset({"pre", "code", "date_time"})
DETECTED = frozenset(
    {
        "mention",
        "hashtag",
        "bot_command",
        "url",
        "email",
        "cashtag",
        "phone_number",
        "bank_card_number",
    }
)
# MessageEntity::get_type_priority of TDLib: who comes first of two entities at one place.
_PRIORITY = {
    "blockquote": 0,
    "expandable_blockquote": 0,
    "pre": 11,
    "code": 20,
    "date_time": 30,
    "text_link": 49,
    "text_mention": 49,
    "bold": 90,
    "italic": 91,
    "underline": 92,
    "strikethrough": 93,
    "spoiler": 94,
    "custom_emoji": 99,
}
_PRIORITY_OF_PRE_WITH_LANGUAGE = 10
_PRIORITY_OF_DETECTED = 50


def sort_key(entity: MessageEntity) -> tuple[int, int, int]:
    """Outer before inner: by offset, then the longer one, then the kind."""
    priority = _PRIORITY.get(entity.type, _PRIORITY_OF_DETECTED)
    if entity.type == "pre" and entity.language is not None:
        priority = _PRIORITY_OF_PRE_WITH_LANGUAGE
    return entity.offset, -entity.length, priority


def in_order(entities: Iterable[MessageEntity]) -> list[MessageEntity]:
    """The entities as Telegram sorts them."""
    return sorted(entities, key=sort_key)


def end(entity: MessageEntity) -> int:
    """Where the entity ends, in UTF-16 units."""
    return entity.offset + entity.length
