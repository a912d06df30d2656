"""Reactions to a post: how many of each kind, as Telegram counts them."""

from collections.abc import Mapping

PAID = "paid"
"""Telegram stars: one person may give many, so they are no count of people."""


def emoji_kind(emoji: str) -> str:
    """The kind of a plain reaction."""
    return f"emoji:{emoji}"


def custom_kind(custom_emoji_id: str) -> str:
    """The kind of a custom emoji."""
    return f"custom:{custom_emoji_id}"


def count_people(counts: Mapping[str, int]) -> int:
    """Reactions of all kinds but stars; kind to total."""
    return sum(total for kind, total in counts.items() if kind != PAID)
