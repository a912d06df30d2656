"""Reactions of an export, in both forms that Telegram Desktop has had."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from bot.domain.exports.texts import custom_emoji_id
from bot.domain.exports.values import integer, mapping, sequence, string
from bot.domain.reactions import PAID, custom_kind, emoji_kind

UNNAMED = custom_kind("")
"""Custom emoji whose ids are not told, only paths of their files: counted together."""
MOST_KINDS = 200
COUNTED_AT = "reactions_counted_at"
"""Of a message, in our own exports: ISO 8601. Readers of Telegram's form pass over it."""
IS_ROUNDED = "is_rounded"
"""Of a reaction beside a moment of ours: a page told it, precise to three digits."""
_LONGEST_EMOJI = 16
_LONGEST_MOMENT = 40
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


def counted_at_of(raw: Mapping[str, Any]) -> datetime | None:
    """The moment that a message's reactions are of, aware; None where it tells none."""
    if COUNTED_AT not in raw:
        return None
    text = string(raw.get(COUNTED_AT))
    try:
        moment = datetime.fromisoformat(text) if 0 < len(text) <= _LONGEST_MOMENT else None
        return moment.astimezone(UTC) if moment and moment.tzinfo else None
    except (ValueError, OverflowError):
        return None


def rounded_of(raw: Mapping[str, Any]) -> frozenset[str]:
    """The kinds of a message's reactions that are precise to three digits."""
    if COUNTED_AT not in raw:
        return frozenset()
    told = [mapping(one) for one in sequence(raw.get("reactions", []))]
    kinds = (_kind(one) for one in told if one.get(IS_ROUNDED) is True)
    return frozenset(kind for kind in kinds if kind is not None)


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
