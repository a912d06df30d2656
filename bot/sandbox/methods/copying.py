"""Copies and forwards."""

from itertools import pairwise
from typing import Any

from aiogram.methods import CopyMessage, CopyMessages, ForwardMessage, ForwardMessages
from aiogram.types import Message, MessageId

from bot.sandbox.acting import new_album_id
from bot.sandbox.errors import bad_request
from bot.sandbox.outgoing import destination, send
from bot.sandbox.people import Bot
from bot.sandbox.posting import content_of, origin_of
from bot.sandbox.registry import serves
from bot.sandbox.rooms import ChatRoom, Room, Stored
from bot.sandbox.state import State, found
from bot.sandbox.writing import given, message_caption

MOST_IDS = 100


@serves(CopyMessage, counts=True, without=("video_start_timestamp",))
def copy_message(state: State, bot: Bot, call: CopyMessage) -> MessageId:
    """Sends the content of a message anew, with another caption if one is given.

    Protected content may be copied by bots (`can_forward_message` of TDLib).
    """
    source = state.room_for_bot(bot, call.from_chat_id, "read")
    stored = found(bot, source, call.message_id, "message to copy")
    if stored.is_service:
        raise bad_request("The message can't be copied")
    fields = content_of(stored.message)
    if "caption" in call.model_fields_set and stored.message.text is None:
        fields |= message_caption(
            state.people, call.caption, call.parse_mode, call.caption_entities
        )
        above = given(call.show_caption_above_media)
        fields["show_caption_above_media"] = True if above else None
    room = destination(state, bot, call.chat_id)
    return MessageId(message_id=send(state, bot, room, call, fields).id)


@serves(CopyMessages, counts=True)
def copy_messages(state: State, bot: Bot, call: CopyMessages) -> list[MessageId]:
    """Copies several; what is missing or cannot be copied is skipped, albums stay albums."""
    source = state.room_for_bot(bot, call.from_chat_id, "read")
    room = destination(state, bot, call.chat_id)
    contents = []
    for stored in _several(source, call.message_ids):
        if stored.is_service:
            continue
        fields = content_of(stored.message)
        if call.remove_caption:
            fields |= {"caption": None, "caption_entities": None}
        contents.append((stored, fields))
    return _send_all(state, bot, room, call, contents)


@serves(ForwardMessage, counts=True, without=("video_start_timestamp",))
def forward_message(state: State, bot: Bot, call: ForwardMessage) -> Message:
    """Forwards a message with its origin."""
    source = state.room_for_bot(bot, call.from_chat_id, "read")
    stored = found(bot, source, call.message_id, "message to forward")
    _check_forwardable(source)
    if stored.is_service or stored.message.has_protected_content:
        raise bad_request("The message can't be forwarded")
    room = destination(state, bot, call.chat_id)
    return send(state, bot, room, call, _forwarded(state, source, stored)).message


@serves(ForwardMessages, counts=True)
def forward_messages(state: State, bot: Bot, call: ForwardMessages) -> list[MessageId]:
    """Forwards several; what is missing or protected is skipped, albums stay albums."""
    source = state.room_for_bot(bot, call.from_chat_id, "read")
    room = destination(state, bot, call.chat_id)
    _check_forwardable(source)
    contents = [
        (stored, _forwarded(state, source, stored))
        for stored in _several(source, call.message_ids)
        if not stored.is_service and not stored.message.has_protected_content
    ]
    return _send_all(state, bot, room, call, contents)


def _forwarded(state: State, source: Room, stored: Stored) -> dict[str, Any]:
    return content_of(stored.message) | {"forward_origin": origin_of(state, source, stored)}


def _check_forwardable(source: Room) -> None:
    if isinstance(source, ChatRoom) and source.protected:
        raise bad_request("message has protected content and can't be forwarded")


def _several(source: Room, message_ids: list[int]) -> list[Stored]:
    if not message_ids:
        raise bad_request("message identifiers are not specified")
    if len(message_ids) > MOST_IDS:
        raise bad_request("too many message identifiers specified")
    if any(first >= second for first, second in pairwise(message_ids)):
        raise bad_request("message identifiers must be in a strictly increasing order")
    living = [stored for one in message_ids if (stored := source.get(one)) is not None]
    if not living:
        raise bad_request("there are no messages to forward")
    return living


def _send_all(
    state: State, bot: Bot, room: Room, call: Any, contents: list[tuple[Stored, dict[str, Any]]]
) -> list[MessageId]:
    if not contents:
        raise bad_request("messages can't be forwarded")
    albums: dict[str, str] = {}
    ids = []
    for stored, fields in contents:
        album = stored.message.media_group_id
        if album is not None:
            fields["media_group_id"] = albums.setdefault(album, new_album_id())
        ids.append(MessageId(message_id=send(state, bot, room, call, fields).id))
    return ids
