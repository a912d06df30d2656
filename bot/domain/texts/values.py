"""A text with its entities, and Telegram's limits for it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

TEXT_LIMIT = 4096
"""UTF-16 units of a message, after entities are parsed; Bot API, `sendMessage`.

Telegram speaks of characters without saying which; units are never fewer than code points.
"""

CAPTION_LIMIT = 1024
"""UTF-16 units of a caption, after entities are parsed; Bot API, `sendPhoto`."""

RICH_LIMIT = 32_768
"""UTF-16 units of a rich message; Bot API, `sendRichMessage`."""

ENTITY_LIMIT = 100
"""Entities of a message; Telegram drops more silently (TDLib, MessageEntity.cpp)."""

ALBUM_LIMIT = 10
"""Media of one album; Bot API, `sendMediaGroup`."""

AUTOMATIC = frozenset(
    {
        "hashtag",
        "cashtag",
        "mention",
        "bot_command",
        "url",
        "email",
        "phone_number",
        "bank_card",
    }
)
"""Types that Telegram detects by itself; Bot API, `MessageEntity`."""


def utf16_len(text: str) -> int:
    """Length in UTF-16 units, what Telegram's offsets count."""
    # Half a pair is one unit. Encoding counts fifty times as fast as a look at each character.
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@dataclass(frozen=True, slots=True)
class Entity:
    """A part of a text with a meaning; `offset` and `length` in UTF-16 units.

    The other fields are those of the Bot API's `MessageEntity`; `unix_time` is in seconds, and
    `user_id` is the id of its `user`.
    """

    type: str
    offset: int
    length: int
    url: str | None = None
    language: str | None = None
    custom_emoji_id: str | None = None
    user_id: int | None = None
    unix_time: int | None = None
    date_time_format: str | None = None

    @property
    def end(self) -> int:
        """The unit after its last."""
        return self.offset + self.length

    def to_dict(self) -> dict[str, Any]:
        """What is set, by the Bot API's names; a mentioned person is `user_id`."""
        told: dict[str, Any] = {"type": self.type, "offset": self.offset, "length": self.length}
        for name in _FURTHER:
            if (value := getattr(self, name)) is not None:
                told[name] = value
        return told

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Entity":
        """From `to_dict` or from the Bot API, whose nested `user` becomes `user_id`.

        Keys that are not ours are left out. Raises TypeError without type, offset and length.
        """
        values = {name: value for name, value in data.items() if name in _NAMES}
        if isinstance(user := data.get("user"), Mapping):
            values.setdefault("user_id", user["id"])
        return cls(**values)


_NAMES = tuple(field.name for field in fields(Entity))
_FURTHER = _NAMES[3:]


@dataclass(frozen=True, slots=True)
class Text:
    """Words with their formatting; false when there is not a character."""

    text: str = ""
    entities: tuple[Entity, ...] = ()

    @property
    def units(self) -> int:
        """Length in UTF-16 units."""
        return utf16_len(self.text)

    def __bool__(self) -> bool:
        return bool(self.text)


def without_automatic(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    """What is sent: Telegram detects the others by itself."""
    return tuple(entity for entity in entities if entity.type not in AUTOMATIC)


def count_formatting(text: Text) -> int:
    """Entities that count against `ENTITY_LIMIT`.

    Those that Telegram detects do not count, and custom emoji are counted apart (TDLib,
    MessageEntity.cpp). Overlapping ones may be counted by Telegram as several.
    """
    formatting = without_automatic(text.entities)
    return sum(entity.type != "custom_emoji" for entity in formatting)
