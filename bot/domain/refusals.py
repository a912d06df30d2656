"""Why Telegram does not change, pin or delete what is published: its answers, sorted."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.publications import Postponed, Refused, Unknown


class Refusal(StrEnum):
    """What a refusal means for the author; a sentence each (`refused-…`)."""

    GONE = "gone"
    TOO_LONG = "too-long"
    EMPTY = "empty"
    FIXED = "fixed"
    NOT_DELETABLE = "not-deletable"
    NO_RIGHTS = "no-rights"
    NO_CHANNEL = "no-channel"
    OTHER = "other"


# Substrings of the descriptions of the Bot API, in lower case; the first that fits tells.
_SIGNS: tuple[tuple[Refusal, tuple[str, ...]], ...] = (
    (
        Refusal.GONE,
        ("message to edit not found", "message to delete not found", "message to pin not found",
         "message to unpin not found", "message_id_invalid", "message not found"),
    ),
    (
        Refusal.TOO_LONG,
        ("message is too long", "message_too_long", "caption is too long", "caption_too_long",
         "text is too long", "entities_too_long"),
    ),
    (Refusal.EMPTY, ("text is empty", "must be non-empty")),
    (
        Refusal.FIXED,
        ("message can't be edited", "there is no text in the message", "message media can't be",
         "there is no caption in the message", "can't change media type"),
    ),
    (Refusal.NOT_DELETABLE, ("message can't be deleted",)),
    (
        Refusal.NO_CHANNEL,
        ("chat not found", "not a member", "was kicked", "chat was deleted", "was upgraded"),
    ),
    (
        Refusal.NO_RIGHTS,
        ("not enough rights", "need administrator rights", "no write access",
         "chat_admin_required", "chat_write_forbidden"),
    ),
)  # fmt: skip


def sort_refusal(reason: str) -> Refusal:
    """What a description of the Bot API means."""
    text = reason.lower()
    for refusal, signs in _SIGNS:
        if any(sign in text for sign in signs):
            return refusal
    return Refusal.OTHER


@dataclass(frozen=True, slots=True)
class Done:
    """It is so now; `at` is Telegram's moment of the edit, where it names one."""

    at: datetime | None = None


ChangeOutcome = Done | Postponed | Refused | Unknown
