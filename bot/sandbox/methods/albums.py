"""Albums: several media that are shown as one message."""

from typing import Any

from aiogram.methods import SendMediaGroup
from aiogram.types import Message

from bot.sandbox.acting import new_album_id
from bot.sandbox.errors import Refused, bad_request
from bot.sandbox.methods.media import medium
from bot.sandbox.outgoing import destination, send
from bot.sandbox.people import Bot
from bot.sandbox.registry import serves
from bot.sandbox.state import State
from bot.sandbox.writing import given

LARGEST = 10
_NAMES = {"document": "Document", "audio": "Audio", "animation": "Animation"}
_MIXABLE = {"photo", "video"}


@serves(SendMediaGroup, counts=True)
def send_media_group(state: State, bot: Bot, call: SendMediaGroup) -> list[Message]:
    """Sends 1-10 media; photos and videos mix, documents and music keep to themselves.

    Nothing is sent unless everything can be. One medium is sent as a plain message.
    """
    room = destination(state, bot, call.chat_id)
    check_kinds([item.type for item in call.media])
    above = {bool(given(getattr(item, "show_caption_above_media", None))) for item in call.media}
    if len(above) > 1:
        raise bad_request("Parameter show_caption_above_media must be the same for all messages")
    contents = [_item(state, item) for item in call.media]
    album = new_album_id() if len(contents) > 1 else None
    return [
        send(state, bot, room, call, fields | {"media_group_id": album}).message
        for fields in contents
    ]


def _item(state: State, item: Any) -> dict[str, Any]:
    try:
        fields: dict[str, Any] = medium(state, item.type, item.media, item)
    except Refused as refusal:
        reason = refusal.description.removeprefix("Bad Request: ")
        if not reason.startswith("can't parse entities"):
            raise
        raise bad_request(f"can't parse InputMedia: C{reason[1:]}") from None
    return fields


def check_kinds(kinds: list[str]) -> None:
    """Refuses a list of kinds that cannot stand in one album."""
    if not kinds:
        raise bad_request("there are no messages to send")
    if len(kinds) > LARGEST:
        raise bad_request("too many messages to send as an album")
    for kind in kinds:
        if kind not in ("photo", "video", "document", "audio"):
            raise bad_request("invalid message content type")
    together = set(kinds)
    if len(together) > 1 and not together <= _MIXABLE:
        alone = next(kind for kind in kinds if kind not in _MIXABLE)
        raise bad_request(f"{_NAMES[alone]} can't be mixed with other media types")
