"""Edits: what a bot may change, and when nothing changed."""

from typing import Any

from aiogram.methods import (
    EditMessageCaption,
    EditMessageMedia,
    EditMessageReplyMarkup,
    EditMessageText,
)
from aiogram.types import Message

from bot.sandbox.errors import NOT_MODIFIED, bad_request, not_served
from bot.sandbox.markup import check_markup
from bot.sandbox.methods.media import medium
from bot.sandbox.people import Bot
from bot.sandbox.posting import CONTENT, announce_edit, replace
from bot.sandbox.registry import serves
from bot.sandbox.rich import rich_message
from bot.sandbox.rooms import ChatRoom, PrivateRoom, Room, Stored
from bot.sandbox.state import State, found
from bot.sandbox.writing import given, message_caption, message_text, preview

MEDIA = ("photo", "video", "animation", "document", "audio")
CAPTIONED = (*MEDIA, "voice")
_ALBUM_CLASSES = ({"photo", "video"}, {"document"}, {"audio"})


class EditText(EditMessageText):
    """The call with the blocks of a rich message as they came."""

    rich_message: dict[str, Any] | None = None  # type: ignore[assignment]  # read by us


@serves(EditText, counts=True)
def edit_message_text(state: State, bot: Bot, call: EditText) -> Message | bool:
    """Changes a text or a rich message; without a keyboard in the call it loses its own."""
    room, stored = _target(state, bot, call)
    if call.rich_message is not None:
        fields: dict[str, Any] = {"rich_message": rich_message(state, call.rich_message)}
        fields |= dict.fromkeys(("text", "entities", "link_preview_options"))
    else:
        fields = message_text(
            state.people, call.text, call.parse_mode, call.entities, editing=True
        )
        fields |= {"link_preview_options": preview(call), "rich_message": None}
    if stored.message.text is None and stored.message.rich_message is None:
        raise bad_request("there is no text in the message to edit")
    return _apply(state, bot, room, stored, call, fields)


@serves(EditMessageCaption, counts=True)
def edit_message_caption(state: State, bot: Bot, call: EditMessageCaption) -> Message | bool:
    """Changes or removes a caption."""
    room, stored = _target(state, bot, call)
    fields = message_caption(
        state.people, call.caption, call.parse_mode, call.caption_entities, editing=True
    )
    if not any(getattr(stored.message, kind) for kind in CAPTIONED):
        raise bad_request("there is no caption in the message to edit")
    above = given(call.show_caption_above_media)
    fields["show_caption_above_media"] = True if above and fields["caption"] else None
    return _apply(state, bot, room, stored, call, fields)


@serves(EditMessageMedia, counts=True)
def edit_message_media(state: State, bot: Bot, call: EditMessageMedia) -> Message | bool:
    """Puts another medium in place of a medium or a text."""
    room, stored = _target(state, bot, call, "message media can't be edited")
    message = stored.message
    if message.text is None and not any(getattr(message, kind) for kind in MEDIA):
        raise bad_request("message media can't be edited")
    kind = call.media.type
    if kind not in MEDIA:
        raise not_served(f"editing into {kind}")
    if message.media_group_id is not None:
        old = next(one for one in MEDIA if getattr(message, one))
        if not any({old, kind} <= together for together in _ALBUM_CLASSES):
            raise bad_request("can't change media type in the album")
    content = dict.fromkeys(CONTENT)
    content |= medium(state, kind, call.media.media, call.media, editing=True)
    return _apply(state, bot, room, stored, call, content)


@serves(EditMessageReplyMarkup, counts=True)
def edit_message_reply_markup(
    state: State, bot: Bot, call: EditMessageReplyMarkup
) -> Message | bool:
    """Changes or removes the keyboard alone."""
    room, stored = _target(state, bot, call)
    return _apply(state, bot, room, stored, call, {})


def _target(
    state: State, bot: Bot, call: Any, refusal: str = "message can't be edited"
) -> tuple[Room, Stored]:
    if call.inline_message_id is not None:
        sent = state.queries.sent.get(call.inline_message_id)
        via = sent.room.get(sent.message_id) if sent and sent.bot_id == bot.id else None
        if sent is None or via is None:
            raise bad_request("MESSAGE_ID_INVALID")
        return sent.room, via
    if call.message_id is None and call.chat_id is not None:
        raise bad_request("message identifier is not specified")
    room = state.room_for_bot(bot, call.chat_id, "write")
    stored = found(bot, room, call.message_id, "message to edit")
    if not may_edit(bot, room, stored):
        raise bad_request(refusal)
    return room, stored


def may_edit(bot: Bot, room: Room, stored: Stored) -> bool:
    """Whether a bot may edit a message (`MessagesManager::can_edit_message` of TDLib).

    Its own, without a limit of time; in a channel with the right to edit also those of others.
    Never forwards, events, nor what was sent with a reply keyboard.
    """
    message = stored.message
    if message.forward_origin is not None or stored.had_reply_keyboard or stored.is_service:
        return False
    if message.via_bot is not None:
        return message.via_bot.id == bot.id
    own = stored.author == bot.id
    if isinstance(room, ChatRoom) and room.is_channel:
        return room.may(bot.id, "can_edit_messages") or (
            own and room.may(bot.id, "can_post_messages")
        )
    return own


def _apply(
    state: State, bot: Bot, room: Room, stored: Stored, call: Any, fields: dict[str, Any]
) -> Message | bool:
    if stored.message.media_group_id is not None and call.reply_markup is not None:
        raise bad_request("MEDIA_GROUP_REPLY_MARKUP_INVALID")
    changes = fields | {"reply_markup": check_markup(call.reply_markup, room)}
    if not _differs(stored.message, changes):
        raise bad_request(NOT_MODIFIED)
    if fields:
        changes["edit_date"] = int(state.now())
    replace(room, stored, **changes)
    stored.keyboard_by = bot.id if changes["reply_markup"] else None
    announce_edit(state, room, stored)
    if isinstance(room, PrivateRoom):
        room.draft = None
    return True if call.inline_message_id is not None else stored.message


def _differs(message: Message, changes: dict[str, Any]) -> bool:
    """Whether an edit changes anything; a file sent again by its id is the same file."""
    return any(
        _identity(getattr(message, name)) != _identity(new) for name, new in changes.items()
    )


def _identity(value: Any) -> Any:
    if isinstance(value, list):
        return [_identity(one) for one in value]
    return getattr(value, "file_unique_id", value)
