"""Messages in the form of Telegram Desktop's `result.json` (its export_output_json.cpp)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from bot.domain.channels import Channel
from bot.domain.exports.reactions import COUNTED_AT, IS_ROUNDED
from bot.domain.exports.specials import special_of
from bot.domain.options import ButtonRows
from bot.domain.posts import Media, MediaKind
from bot.domain.segments import to_segments, to_text_field
from bot.domain.texts import Text, cut

DesktopMessage = dict[str, Any]

NOT_INCLUDED = "(File not included. Change data exporting settings to download.)"
"""What stands in place of a path when the file was not exported."""

_MEDIA_TYPES = {
    MediaKind.VIDEO: "video_file",
    MediaKind.ANIMATION: "animation",
    MediaKind.AUDIO: "audio_file",
    MediaKind.VOICE: "voice_message",
}
# What a post knows better than its source did.
_OURS = frozenset({"text", "text_entities", "date", "edited"})
# Between what a message has in words and what it says otherwise.
_GAP = "\n\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One message of a channel as we know it; `details` is what an import kept of it.

    `reactions` are counts by kind, None where none were ever told, as of `counted_at`; the
    kinds in `rounded` are precise to three digits.
    """

    id: int
    sent_at: datetime
    edited_at: datetime | None = None
    text: Text = field(default_factory=Text)
    media: Media | None = None
    buttons: ButtonRows = ()
    reactions: Mapping[str, int] | None = None
    counted_at: datetime | None = None
    rounded: frozenset[str] = frozenset()
    details: Mapping[str, Any] = field(default_factory=dict)


def bare_id(channel: Channel) -> int:
    """The id of a channel as exports call it: without the -100 of the Bot API."""
    return -channel.chat_id - 1_000_000_000_000


def to_desktop(message: Told, channel: Channel) -> DesktopMessage:
    """A message as an export tells it, its moments in the channel's zone.

    What an import kept comes back; our text, our moments and our numbers go before its own.
    """
    kept = dict(message.details)
    sent_at = _moment_of(kept, "date_unixtime") or message.sent_at
    edited_at = _later(_moment_of(kept, "edited_unixtime"), message.edited_at)
    told: DesktopMessage = {"id": message.id, "type": "message"}
    told |= _moment("date", sent_at, channel)
    if edited_at is not None:
        told |= _moment("edited", edited_at, channel)
    told |= {"from": channel.title, "from_id": f"channel{bare_id(channel)}"}
    told |= {key: value for key, value in kept.items() if not _is_ours(key)}
    if message.media is not None and not {"photo", "file"} & kept.keys():
        told |= _media(message.media)
    segments = to_segments(_own_words(message.text, kept))
    told |= {"text": to_text_field(segments), "text_entities": segments}
    if message.buttons and "inline_bot_buttons" not in kept:
        told["inline_bot_buttons"] = _buttons(message.buttons)
    if message.reactions is not None:
        told.pop("reactions", None)
        told.pop(COUNTED_AT, None)
        told |= _counted(message, kept.get("reactions"))
    return told


def to_service(message_id: int, details: Mapping[str, Any]) -> DesktopMessage:
    """A message that is no post, whole, as its source told it."""
    return {"id": message_id, "type": "service", **details}


def _own_words(text: Text, kept: Mapping[str, Any]) -> Text:
    """A text without what a poll, a sticker and their kin say: an export tells that elsewhere."""
    _, said = special_of(kept)
    if not said or not text.text.endswith(said.text):
        return text
    own = cut(text, 0, text.units - said.units)
    if not own:
        return own
    return cut(own, 0, own.units - len(_GAP)) if own.text.endswith(_GAP) else text


def _is_ours(key: str) -> bool:
    return key.removesuffix("_unixtime") in _OURS


def _moment(key: str, moment: datetime, channel: Channel) -> DesktopMessage:
    local = moment.astimezone(channel.zoneinfo).replace(tzinfo=None, microsecond=0)
    return {key: local.isoformat(), f"{key}_unixtime": str(int(moment.timestamp()))}


def _moment_of(kept: Mapping[str, Any], key: str) -> datetime | None:
    value = str(kept.get(key, ""))
    # Nothing was edited in 1970: it is how old exports say "never".
    if not value.isascii() or not value.isdecimal() or int(value) < 1_000_000:
        return None
    try:
        return datetime.fromtimestamp(int(value), tz=UTC)
    except (OverflowError, OSError, ValueError):
        return None


def _later(first: datetime | None, second: datetime | None) -> datetime | None:
    return max((moment for moment in (first, second) if moment is not None), default=None)


def _media(media: Media) -> DesktopMessage:
    if media.kind is MediaKind.PHOTO:
        told: DesktopMessage = {"photo": NOT_INCLUDED}
    else:
        told = {"file": NOT_INCLUDED}
        if media.name:
            told["file_name"] = media.name
        if media.kind in _MEDIA_TYPES:
            told["media_type"] = _MEDIA_TYPES[media.kind]
    return told | ({"media_spoiler": True} if media.has_spoiler else {})


def _buttons(rows: ButtonRows) -> list[list[DesktopMessage]]:
    return [
        [{"type": "url", "text": button.words, "data": button.url} for button in row]
        for row in rows
    ]


def _counted(message: Told, kept: object) -> DesktopMessage:
    """Reactions and the moment they are of, which Telegram's own exports do not tell."""
    counted = _reactions(message.reactions or {}, kept)
    if not counted:
        return {}
    for one in counted:
        if _kind(one) in message.rounded:
            one[IS_ROUNDED] = True
    at = message.counted_at
    moment = {COUNTED_AT: at.astimezone(UTC).isoformat(timespec="milliseconds")} if at else {}
    return {"reactions": counted} | moment


def _reactions(counts: Mapping[str, int], kept: object) -> list[DesktopMessage]:
    """Counts by kind, most given first; who gave them lately is told as the source told it."""
    recent = _recent(kept)
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return [
        _reaction(kind, total) | ({"recent": recent[kind]} if kind in recent else {})
        for kind, total in ordered
        if total > 0
    ]


def _reaction(kind: str, total: int) -> DesktopMessage:
    name, _, value = kind.partition(":")
    match name:
        case "emoji":
            return {"type": "emoji", "count": total, "emoji": value}
        case "custom":
            return {"type": "custom_emoji", "count": total, "document_id": value}
    return {"type": name, "count": total}


def _recent(kept: object) -> dict[str, Any]:
    found = {}
    for one in kept if isinstance(kept, list) else ():
        if isinstance(one, dict) and one.get("recent"):
            found[_kind(one)] = one["recent"]
    return found


def _kind(one: Mapping[str, Any]) -> str:
    if one.get("emoji"):
        return f"emoji:{one['emoji']}"
    return f"custom:{one['document_id']}" if one.get("document_id") else str(one.get("type"))
