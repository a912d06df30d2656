"""One message of an export of Telegram Desktop.

Source of the form: Telegram Desktop, `export_output_json.cpp`, `SerializeMessage`, and exports of
2019 to 2026. Keys that are not known make no difference: they stay in `details`.
"""

from collections.abc import Mapping
from datetime import tzinfo
from typing import Any

from bot.domain.exports.media import media_of
from bot.domain.exports.moments import edit_of, moment_of
from bot.domain.exports.reactions import counted_at_of, reactions_of, rounded_of
from bot.domain.exports.rich import read_rich
from bot.domain.exports.specials import special_of
from bot.domain.exports.texts import text_of
from bot.domain.exports.values import Unreadable, check, integer, string
from bot.domain.histories import HistoryMessage
from bot.domain.texts import Text, join

_TEXTS = ("text", "text_entities")
_LONGEST_NAME = 256
"""Characters of a signature or a name; Telegram's are shorter."""


def read_message(raw: Any, zone: tzinfo, *, is_checked: bool = False) -> HistoryMessage:
    """A message of the past; `zone` is that of dates without one (exports before 2022).

    `is_checked` is for one that was read before: `check` is a fifth of the work.

    Raises:
        Unreadable: it has no id or no date, or what no message has (see `check`).
    """
    if not isinstance(raw, dict):
        raise Unreadable("it is no object")
    if not is_checked:
        check(raw)
    number = integer(raw.get("id"))
    if number is None or not 0 < number < 2**63:
        raise Unreadable("it has no id")
    sent_at = moment_of(raw, "date", zone)
    if raw.get("type", "message") != "message":
        return HistoryMessage(id=number, sent_at=sent_at, is_post=False, details=raw)
    if sent_at is None:
        raise Unreadable("it has no date")
    special, said = special_of(raw)
    return HistoryMessage(
        id=number,
        sent_at=sent_at,
        edited_at=edit_of(raw, zone),
        text=_text(raw, said),
        media=media_of(raw),
        special=special,
        reactions=reactions_of(raw),
        rounded=rounded_of(raw),
        counted_at=counted_at_of(raw),
        signature=string(raw.get("author"))[:_LONGEST_NAME],
        forwarded_from=_forwarded_from(raw),
        reply_to=_reply_to(raw),
        details={key: value for key, value in raw.items() if key not in _TEXTS},
    )


def _text(raw: Mapping[str, Any], said: Text) -> Text:
    """The text of a message, then what it says otherwise, where that is not in it already."""
    text = read_rich(raw["rich_message"]) if "rich_message" in raw else text_of(raw)
    if not said or said.text in text.text:
        return text
    return join([text, said], "\n\n") if text else said


def _forwarded_from(raw: Mapping[str, Any]) -> str | None:
    """The name of whom it was forwarded from, empty when it is not known (null)."""
    if "forwarded_from" not in raw and "forwarded_from_id" not in raw:
        return None
    return string(raw.get("forwarded_from"))[:_LONGEST_NAME]


def _reply_to(raw: Mapping[str, Any]) -> int | None:
    """The message of the same channel that it answers."""
    number = integer(raw.get("reply_to_message_id"))
    is_here = number is not None and number > 0 and "reply_to_peer_id" not in raw
    return number if is_here else None
