"""Reactions of an export, in both forms that Telegram Desktop has had."""

from collections.abc import Mapping
from typing import Any

from bot.domain.exports.texts import custom_emoji_id
from bot.domain.exports.values import integer, mapping, sequence, string
from bot.domain.reactions import PAID, custom_kind, emoji_kind

UNNAMED = custom_kind("")
"""Custom emoji whose ids are not told, only paths of their files: counted together."""
MOST_KINDS = 200
_LONGEST_EMOJI = 16
_VARIATION = "\ufe0f"


def reactions_of(raw: Mapping[str, Any]) -> dict[str, int] | None:
    """Counts by kind; None where a message tells none, or one of them cannot be read."""
    if "reactions" not in raw:
        return None
    found: dict[str, int] = {}
    for told in sequence(raw["reactions"]):
        reaction = mapping(told)
        if reaction.get("type") == "empty":
            continue
        kind, count = _kind(reaction), integer(reaction.get("count"))
        if kind is None or count is None or not 0 <= count < 2**53:
            return None
        found[kind] = found.get(kind, 0) + count
    return found if len(found) <= MOST_KINDS else None


def _kind(reaction: Mapping[str, Any]) -> str | None:
    match reaction.get("type", "emoji"):
        case "paid":
            return PAID
        case "custom_emoji":
            return custom_kind(custom_emoji_id(reaction))
        case "emoji":
            # The Bot API names emoji without it.
            emoji = string(reaction.get("emoji")).replace(_VARIATION, "")
            is_emoji = emoji and not emoji.isascii() and len(emoji) <= _LONGEST_EMOJI
            return emoji_kind(emoji) if is_emoji else None
    return None
