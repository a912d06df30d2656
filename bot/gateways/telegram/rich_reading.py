"""Rich messages of others and our own, read as texts with entities (Bot API 10.1, `RichMessage`).

aiogram tries every kind of rich text for each one inside of another, so that five nested ones cost
it seconds and six of them minutes, of the whole bot. Its models therefore never see any: whatever
comes from Telegram has its rich messages turned into plain ones before.
"""

import json
from collections.abc import Sequence
from typing import Any

from bot.domain.texts import Entity, Text, join

# Deeper than Telegram nests (16): what is below is left out.
_DEEPEST = 40
_QUOTES = ("blockquote", "expandable_blockquote")
# Rich text whose name is not that of the entity.
_RENAMED = {
    "email_address": "email",
    "bank_card_number": "bank_card",
}
_SAME = frozenset(
    {
        "bold", "italic", "underline", "strikethrough", "spoiler", "code", "hashtag", "cashtag",
        "mention", "bot_command", "phone_number",
    }
)  # fmt: skip


def loads(body: str | bytes) -> Any:
    """JSON of the Bot API without rich messages: their words are ordinary texts in it."""
    value = json.loads(body)
    is_rich = ('"rich_message"' if isinstance(body, str) else b'"rich_message"') in body  # type: ignore[operator]
    return with_plain_words(value) if is_rich else value


def with_plain_words(value: Any) -> Any:
    """A value of the Bot API, changed: each message that was rich is one of a text."""
    if isinstance(value, list):
        for item in value:
            with_plain_words(item)
    elif isinstance(value, dict):
        if isinstance(rich := value.pop("rich_message", None), dict):
            text = text_of_rich(rich)
            value["text"] = text.text
            value["entities"] = [_to_api(entity) for entity in text.entities]
        for item in value.values():
            with_plain_words(item)
    return value


def text_of_rich(message: dict[str, Any]) -> Text:
    """The words of every block in their order, a blank line between blocks.

    What has no words (a picture, a map, a divider) leaves nothing; a table is read row by row.
    """
    return _joined(message.get("blocks", ()), 0)


def _joined(blocks: Sequence[dict[str, Any]], depth: int) -> Text:
    if depth > _DEEPEST:
        return Text()
    return join([text for block in blocks if (text := _block(block, depth))], "\n\n")


def _block(block: dict[str, Any], depth: int) -> Text:
    kind = block.get("type", "")
    if kind == "pre":
        return _over(_rich(block.get("text"), depth), "pre", language=block.get("language"))
    if kind == "list":
        items = block.get("items", ())
        return join([_joined(item.get("blocks", ()), depth + 1) for item in items], "\n")
    if kind == "table":
        return join([_row(row, depth) for row in block.get("cells", ())], "\n")
    words = [_rich(block.get(name), depth) for name in ("summary", "text")]
    words.append(_joined(block.get("blocks", ()), depth + 1))
    text = join([one for one in words if one], "\n\n")
    return _over(text, kind) if kind in _QUOTES else text


def _row(cells: Sequence[dict[str, Any]], depth: int) -> Text:
    return join([_rich(cell.get("text"), depth) for cell in cells], " ")


def _rich(value: Any, depth: int) -> Text:
    """Rich text: a string, a list of rich texts, or one that says something of its inner one."""
    if isinstance(value, str):
        return Text(value)
    if isinstance(value, list) and depth <= _DEEPEST:
        return join([_rich(item, depth + 1) for item in value])
    if not isinstance(value, dict) or depth > _DEEPEST:
        return Text()
    kind = value.get("type", "")
    if kind == "custom_emoji":
        emoji = Text(value.get("alternative_text", ""))
        return _over(emoji, kind, custom_emoji_id=value.get("custom_emoji_id"))
    return _said(value, kind, _rich(value.get("text"), depth + 1))


def _said(value: dict[str, Any], kind: str, text: Text) -> Text:
    """What one rich text says of the words inside of it."""
    match kind:
        case "url" if value.get("url") != text.text:
            return _over(text, "text_link", url=value.get("url"))
        case "url":
            return _over(text, "url")
        case "text_mention":
            return _over(text, kind, user_id=value.get("user", {}).get("id"))
        case "date_time":
            unix_time, shape = value.get("unix_time"), value.get("date_time_format")
            return _over(text, kind, unix_time=unix_time, date_time_format=shape)
    if kind in _RENAMED:
        return _over(text, _RENAMED[kind])
    return _over(text, kind) if kind in _SAME else text


def _over(text: Text, kind: str, **details: Any) -> Text:
    if not text:
        return text
    return Text(text.text, (Entity(kind, 0, text.units, **details), *text.entities))


def _to_api(entity: Entity) -> dict[str, Any]:
    data = entity.to_dict()
    if (user_id := data.pop("user_id", None)) is not None:
        data["user"] = {"id": user_id, "is_bot": False, "first_name": ""}
    return data
