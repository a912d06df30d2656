"""Why Telegram does not take, change, pin or delete a post: its answers, sorted."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.publications import Postponed, Refused, Unknown


class Refusal(StrEnum):
    """What a refusal means for the author; a sentence each (`refused-…`)."""

    GONE = "gone"
    TOO_LONG = "too-long"
    BUTTONS = "buttons"
    FORMATTING = "formatting"
    ALBUM = "album"
    FILE = "file"
    EMPTY = "empty"
    REPLY = "reply"
    FIXED = "fixed"
    NOT_DELETABLE = "not-deletable"
    KIND = "kind"
    REMOVED = "removed"
    NO_CHANNEL = "no-channel"
    NO_RIGHTS = "no-rights"
    OTHER = "other"

    @property
    def is_channel_lost(self) -> bool:
        """Whether nothing can be sent to the chat until somebody acts."""
        return self in (Refusal.REMOVED, Refusal.NO_CHANNEL, Refusal.NO_RIGHTS)


# Substrings of the descriptions of the Bot API in lower case; the first that fits tells. Matched
# so, since the words around them vary.
_SIGNS: tuple[tuple[Refusal, tuple[str, ...]], ...] = (
    (
        Refusal.GONE,
        ("message to edit not found", "message to delete not found", "message to pin not found",
         "message to unpin not found", "message_id_invalid", "message not found"),
    ),
    (
        Refusal.TOO_LONG,
        ("message is too long", "message_too_long", "text is too long", "caption is too long",
         "caption_too_long", "entities_too_long"),
    ),
    (
        Refusal.BUTTONS,
        ("reply markup is too long", "reply_markup_too_long", "button_", "keyboard button",
         "switch_inline_query", "inline keyboard expected"),
    ),
    (Refusal.FORMATTING, ("can't parse entities", "entity_bounds_invalid")),
    (
        Refusal.ALBUM,
        ("send as an album", "specified type in the album", "mixed with other media types",
         "group send failed", "invalid message content type"),
    ),
    (
        Refusal.FILE,
        ("wrong file identifier", "wrong file_id", "failed to get http url content",
         "wrong type of the web page content", "file is too big", "entity too large",
         "file must be non-empty"),
    ),
    (Refusal.EMPTY, ("text is empty", "must be non-empty")),
    (Refusal.REPLY, ("message to be replied not found", "message thread not found")),
    (
        Refusal.FIXED,
        ("message can't be edited", "there is no text in the message", "message media can't be",
         "there is no caption in the message", "can't change media type"),
    ),
    (Refusal.NOT_DELETABLE, ("message can't be deleted",)),
    (Refusal.KIND, ("not enough rights to send",)),
    (Refusal.REMOVED, ("not a member", "was kicked")),
    (Refusal.NO_CHANNEL, ("chat not found", "chat was deleted", "was upgraded")),
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
