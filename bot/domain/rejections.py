"""Why Telegram did not take a post: its answers to a send, sorted by what is to be done."""

from enum import StrEnum


class Rejection(StrEnum):
    """What a refused send means for the author; a sentence each (`unsent-…`)."""

    TOO_LONG = "too-long"
    EMPTY = "empty"
    FORMATTING = "formatting"
    FILE = "file"
    ALBUM = "album"
    BUTTONS = "buttons"
    REPLY = "reply"
    KIND = "kind"
    REMOVED = "removed"
    RIGHTS = "rights"
    NO_CHANNEL = "no-channel"
    OTHER = "other"


# Substrings of the descriptions of the Bot API in lower case; the first that fits tells. Matched
# so, since the words around them vary.
_SIGNS: tuple[tuple[Rejection, tuple[str, ...]], ...] = (
    (
        Rejection.TOO_LONG,
        ("message is too long", "message_too_long", "text is too long", "caption is too long",
         "caption_too_long", "entities_too_long"),
    ),
    (Rejection.EMPTY, ("text is empty", "must be non-empty")),
    (
        Rejection.BUTTONS,
        ("reply markup is too long", "reply_markup_too_long", "button_", "keyboard button",
         "switch_inline_query", "inline keyboard expected"),
    ),
    (Rejection.FORMATTING, ("can't parse entities", "entity_bounds_invalid")),
    (
        Rejection.ALBUM,
        ("send as an album", "specified type in the album", "mixed with other media types",
         "group send failed", "invalid message content type"),
    ),
    (
        Rejection.FILE,
        ("wrong file identifier", "wrong file_id", "failed to get http url content",
         "wrong type of the web page content", "file is too big", "entity too large",
         "file must be non-empty"),
    ),
    (Rejection.REPLY, ("message to be replied not found", "message thread not found")),
    (Rejection.KIND, ("not enough rights to send",)),
    (Rejection.REMOVED, ("not a member", "was kicked")),
    (
        Rejection.RIGHTS,
        ("need administrator rights", "no write access", "chat_admin_required",
         "chat_write_forbidden"),
    ),
    (Rejection.NO_CHANNEL, ("chat not found", "chat was deleted", "was upgraded")),
)  # fmt: skip


def sort_rejection(reason: str) -> Rejection:
    """What a description of the Bot API means."""
    text = reason.lower()
    for rejection, signs in _SIGNS:
        if any(sign in text for sign in signs):
            return rejection
    return Rejection.OTHER
