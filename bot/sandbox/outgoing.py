"""A bot sends: where it may, what stands around the content, and the flood of it."""

from typing import Any

from aiogram.types import ExternalReplyInfo, Message, TextQuote

from bot.sandbox.errors import bad_request
from bot.sandbox.markup import check_markup, is_removal, is_reply_keyboard
from bot.sandbox.people import Bot
from bot.sandbox.posting import origin_of, put, reply_fields
from bot.sandbox.rooms import ChatRoom, PrivateRoom, Room, Stored
from bot.sandbox.state import State
from bot.sandbox.text import utf16_len
from bot.sandbox.writing import given


def destination(state: State, bot: Bot, chat_id: int | str | None) -> Room:
    """The chat that a bot may send to; refused with the right that it lacks."""
    room = state.room_for_bot(bot, chat_id, "write")
    if (
        isinstance(room, ChatRoom)
        and room.is_channel
        and not room.may(bot.id, "can_post_messages")
    ):
        raise bad_request("need administrator rights in the channel chat")
    return room


def send(state: State, bot: Bot, room: Room, call: Any, fields: dict[str, Any]) -> Stored:
    """Sends content with the options of the call: reply, keyboard, protection, effect."""
    markup = getattr(call, "reply_markup", None)
    inline = check_markup(markup, room)
    around = options(state, bot, room, call)
    fields = fields | around | {"reply_markup": inline}
    if isinstance(room, ChatRoom) and room.holds_videos and fields.get("video"):
        return _hold(state, bot, room, fields)
    stored = put(
        state,
        room,
        bot.id,
        fields,
        silent=bool(getattr(call, "disable_notification", None)),
        had_reply_keyboard=is_reply_keyboard(markup) and not is_removal(markup),
    )
    stored.keyboard_by = bot.id if inline else None
    if isinstance(room, PrivateRoom):
        room.draft = None
        if is_removal(markup):
            room.keyboard = None
        elif is_reply_keyboard(markup):
            room.keyboard = markup
    return stored


def _hold(state: State, bot: Bot, room: ChatRoom, fields: dict[str, Any]) -> Stored:
    """Accepts a message that will be sent later: nobody sees it, its id is 0."""
    room.held.append((bot.id, fields))
    shown = {"message_id": 0, "date": state.moment(), "chat": room.chat, "sender_chat": room.chat}
    return Stored(Message.model_validate(shown | fields), bot.id)


def options(state: State, bot: Bot, room: Room, call: Any) -> dict[str, Any]:
    """Fields that come from the options every sending method shares."""
    fields: dict[str, Any] = {}
    if given(getattr(call, "protect_content", None)):
        fields["has_protected_content"] = True
    effect = getattr(call, "message_effect_id", None)
    if effect is not None:
        if not isinstance(room, PrivateRoom):
            raise bad_request("can't use message effects in the chat")
        if not str(effect).isdecimal():
            raise bad_request("invalid message effect specified")
        fields["effect_id"] = str(effect)
    fields |= _reply(state, bot, room, call)
    return fields | _thread(room, call, fields)


def _thread(room: Room, call: Any, fields: dict[str, Any]) -> dict[str, Any]:
    thread = getattr(call, "message_thread_id", None)
    if thread is None or "message_thread_id" in fields:
        return {}
    if not isinstance(room, ChatRoom) or room.is_channel or room.get(thread) is None:
        raise bad_request("message thread not found")
    return {"message_thread_id": thread}


def _reply(state: State, bot: Bot, room: Room, call: Any) -> dict[str, Any]:
    parameters = getattr(call, "reply_parameters", None)
    message_id = parameters.message_id if parameters else None
    lenient = given(parameters.allow_sending_without_reply) if parameters else None
    if parameters is None:
        message_id = getattr(call, "reply_to_message_id", None)
        lenient = given(getattr(call, "allow_sending_without_reply", None))
    if message_id is None:
        return {}
    source = room
    if parameters is not None and parameters.chat_id is not None:
        source = state.room_for_bot(bot, parameters.chat_id, "read")
    stored = source.get(message_id)
    if stored is None:
        if lenient:
            return {}
        raise bad_request("message to be replied not found")
    fields = reply_fields(room, message_id) if source is room else _external(state, source, stored)
    if parameters is not None and parameters.quote:
        fields["quote"] = _quote(stored, parameters.quote)
    return fields


def _external(state: State, room: Room, stored: Stored) -> dict[str, Any]:
    reply = ExternalReplyInfo(
        origin=origin_of(state, room, stored),
        chat=room.chat if isinstance(room, ChatRoom) else None,
        message_id=stored.id if isinstance(room, ChatRoom) else None,
    )
    return {"external_reply": reply}


def _quote(stored: Stored, quote: str) -> TextQuote:
    text = stored.message.text or stored.message.caption or ""
    at = text.find(quote)
    if at < 0:
        raise bad_request("QUOTE_TEXT_INVALID")
    return TextQuote(text=quote, position=utf16_len(text[:at]), is_manual=True)
