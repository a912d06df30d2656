"""What is kept about a person, as they are shown it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

SOMEBODY = "somebody else"
"""Stands for another person in what is shown of somebody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What is kept about a person: how many records in each section, and what becomes of posts.

    `drafts` and `planned` posts go when the person is forgotten, `published` ones stay;
    `is_owner` is for whom the installation's settings name.
    """

    sections: Mapping[str, int]
    drafts: int = 0
    planned: int = 0
    published: int = 0
    is_owner: bool = False


def without_others(value: Any, person_id: int) -> Any:
    """A raw update without people other than one; bots are no people.

    People are the Bot API's `User` objects; what a message answers or forwards is left out when
    somebody else wrote it.
    """
    if isinstance(value, list):
        return [without_others(one, person_id) for one in value]
    if not isinstance(value, dict):
        return value
    if "is_bot" in value and "id" in value:
        is_shown = value["id"] == person_id or value["is_bot"] is True
        return dict(value) if is_shown else SOMEBODY
    kept: dict[str, Any] = {}
    for key, one in value.items():
        is_quoted = key in ("reply_to_message", "quote", "external_reply")
        if key == "sender_user_name" or (is_quoted and not _is_of(one, person_id)):
            kept[key] = SOMEBODY
        else:
            kept[key] = without_others(one, person_id)
    return kept


def _is_of(message: Any, person_id: int) -> bool:
    """Whether a message is the person's own, or a bot's."""
    sender = message.get("from") if isinstance(message, dict) else None
    if not isinstance(sender, dict):
        return False
    return sender.get("id") == person_id or sender.get("is_bot") is True
