"""Rich messages: blocks as a bot gives them, checked, and as a message shows them.

They are read as JSON: aiogram tries every kind of rich text for each one inside of another, which
takes minutes for six of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

import aiogram.types
from aiogram.types import InputRichMessage, MessageEntity, RichMessage
from pydantic import BaseModel

from bot.sandbox.errors import bad_request, not_served
from bot.sandbox.state import State
from bot.sandbox.text import detect_entities
from bot.sandbox.uploads import take

MOST_CHARACTERS = 32_768
MOST_BLOCKS = 500
DEEPEST = 16
MOST_MEDIA = 50

_TEXTS = ("paragraph", "heading", "footer", "pre", "expandable_blockquote", "pullquote")
_NESTS = ("blockquote", "collage", "slideshow")
_MEDIA = {
    "photo": "photo",
    "video": "video",
    "animation": "animation",
    "audio": "audio",
    "document": "document",
    "voice_note": "voice",
}
# What Telegram finds by itself: the kind of rich text, and its field.
_DETECTED = {
    "hashtag": ("hashtag", "hashtag"),
    "cashtag": ("cashtag", "cashtag"),
    "mention": ("mention", "username"),
    "bot_command": ("bot_command", "bot_command"),
    "url": ("url", "url"),
    "email": ("email_address", "email_address"),
}


def _kinds(prefix: str) -> dict[str, type[BaseModel]]:
    """aiogram's classes by the `type` that they stand for."""
    return {
        model.model_fields["type"].default.value: model
        for name, model in vars(aiogram.types).items()
        if name.startswith(prefix) and getattr(model, "model_fields", {}).get("type")
        and name != prefix and hasattr(model.model_fields["type"].default, "value")
    }  # fmt: skip


_GIVEN, _SHOWN, _RICH = _kinds("InputRichBlock"), _kinds("RichBlock"), _kinds("RichText")


@dataclass(slots=True)
class _Reading:
    """A message being read, and how much of what is limited it has."""

    state: State
    is_plain: bool
    characters: int = 0
    blocks: int = 0
    media: int = 0

    def block(self, block: Any, depth: int = 1) -> BaseModel:
        """A block as it is shown."""
        kind = _checked(block, _GIVEN, "block")
        self.blocks += 1
        _check_depth(depth)
        shown: dict[str, Any] = {}
        if kind in _MEDIA:
            shown = self._medium(kind, block)
        elif kind in _NESTS:
            shown = {"blocks": [self.block(one, depth + 1) for one in block.get("blocks", ())]}
        elif kind in _TEXTS:
            is_plain = kind == "pre" or self.is_plain
            shown = {"text": self.text(block.get("text", ""), depth + 1, is_plain=is_plain)}
        else:
            raise not_served(f"the rich block {kind}")
        if unserved := {"caption", "credit"} & block.keys():
            raise not_served(f"the field {min(unserved)} of rich blocks")
        kept = {name: block[name] for name in ("language", "size") if name in block}
        return _SHOWN[kind].model_construct(**shown, **kept)

    def _medium(self, kind: str, block: dict[str, Any]) -> dict[str, Any]:
        self.media += 1
        item, field = block.get(kind, {}), _MEDIA[kind]
        made = self.state.files.media(take(self.state, field, item.get("media")))[field]
        spoiler = {"has_spoiler": True} if item.get("has_spoiler") else {}
        return {kind: made} | spoiler

    def text(self, value: Any, depth: int, *, is_plain: bool) -> Any:
        """Rich text as it is shown."""
        _check_depth(depth)
        if isinstance(value, str):
            self.characters += len(value)
            return value if is_plain else _detected(value)
        if isinstance(value, list):
            return [self.text(one, depth, is_plain=is_plain) for one in value]
        kind = _checked(value, _RICH, "text")
        fields = {name: one for name, one in value.items() if name != "type"}
        if kind == "custom_emoji":
            self.characters += len(value.get("alternative_text", ""))
        else:
            is_plain = is_plain or kind in ("url", "code")
            inner = self.text(value.get("text", ""), depth + 1, is_plain=is_plain)
            fields["text"] = inner
        return _RICH[kind].model_construct(**fields)


def rich_message(state: State, given: Any) -> RichMessage:
    """The message that these blocks become; a 400 beyond the published limits.

    The limits are those of "Rich Message Limits" of the Bot API; how Telegram words their refusal
    is not published, so the words are those of the limit of plain messages.
    """
    if not isinstance(given, dict):
        raise bad_request("can't parse rich message JSON object")
    if unknown := given.keys() - InputRichMessage.model_fields.keys():
        raise bad_request(f'unknown field "{min(unknown)}" in rich_message')
    if {"html", "markdown", "media"} & given.keys():
        raise not_served("rich messages in HTML or Markdown")
    if not given.get("blocks"):
        raise bad_request("message text is empty")
    reading = _Reading(state, bool(given.get("skip_entity_detection")))
    blocks = [reading.block(block) for block in given["blocks"]]
    if reading.characters > MOST_CHARACTERS or reading.blocks > MOST_BLOCKS:
        raise bad_request("message is too long")
    if reading.media > MOST_MEDIA:
        raise bad_request("too many media in the message")
    is_rtl = True if given.get("is_rtl") else None
    return RichMessage.model_construct(blocks=cast(Any, blocks), is_rtl=is_rtl)


def _checked(value: Any, models: dict[str, type[BaseModel]], what: str) -> str:
    """The kind of a block or a rich text; refused when it is none or has fields of none."""
    kind = value.get("type") if isinstance(value, dict) else None
    if kind not in models:
        raise bad_request(f"can't parse rich {what}: unknown type {str(kind)[:40]!r}")
    if unknown := value.keys() - models[kind].model_fields.keys():
        raise bad_request(f'unknown field "{min(unknown)}" in a rich {what}')
    return str(kind)


def _check_depth(depth: int) -> None:
    if depth > DEEPEST:
        raise bad_request("message formatting is nested too deep")


def _detected(text: str) -> Any:
    """A run of words with what Telegram finds in it as rich texts of their own."""
    parts = list(_parts(text))
    return parts[0] if len(parts) == 1 else parts


def _parts(text: str) -> Iterator[Any]:
    units, at = text.encode("utf-16-le"), 0
    for entity in detect_entities(text):
        if entity.type not in _DETECTED:
            continue
        if entity.offset > at:
            yield units[at * 2 : entity.offset * 2].decode("utf-16-le")
        yield _found(entity, units)
        at = entity.offset + entity.length
    if at * 2 < len(units) or at == 0:
        yield units[at * 2 :].decode("utf-16-le")


def _found(entity: MessageEntity, units: bytes) -> BaseModel:
    stop = entity.offset + entity.length
    words = units[entity.offset * 2 : stop * 2].decode("utf-16-le")
    kind, field = _DETECTED[entity.type]
    value = words if "://" in words or kind != "url" else f"http://{words}"
    fields: dict[str, Any] = {"text": words, field: value}
    return _RICH[kind].model_construct(**fields)
