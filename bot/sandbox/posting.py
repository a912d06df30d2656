"""A message comes into being: its id, its sender, its echo, and who hears of it."""

from typing import Any

from aiogram.types import (
    Message,
    MessageOriginChannel,
    MessageOriginHiddenUser,
    MessageOriginUser,
)

from bot.sandbox.errors import bad_request
from bot.sandbox.people import TELEGRAM, Bot
from bot.sandbox.rooms import ChatRoom, PrivateRoom, Room, Stored
from bot.sandbox.state import State

CONTENT = (
    "text",
    "entities",
    "link_preview_options",
    "rich_message",
    "photo",
    "video",
    "animation",
    "document",
    "audio",
    "voice",
    "video_note",
    "sticker",
    "poll",
    "caption",
    "caption_entities",
    "show_caption_above_media",
    "has_media_spoiler",
)
"""Fields of a Message that are its content and travel with a copy or a forward."""

Origin = MessageOriginChannel | MessageOriginUser | MessageOriginHiddenUser


def content_of(message: Message) -> dict[str, Any]:
    """The content of a message as fields for another."""
    return {name: value for name in CONTENT if (value := getattr(message, name)) is not None}


def put(
    state: State,
    room: Room,
    author: int,
    fields: dict[str, Any],
    *,
    date: float | None = None,
    silent: bool = False,
    had_reply_keyboard: bool = False,
    was_held: bool = False,
) -> Stored:
    """Adds a message by an account to a room, echoes a channel post, tells the bots.

    `fields` are fields of Message by aiogram's names; id, date, chat and sender are added.
    """
    message = Message(
        message_id=room.next_id(),
        date=state.moment(date),
        chat=room.chat,
        **{**_sender(state, room, author), **_protection(room), **fields},
    )
    stored = Stored(message, author, had_reply_keyboard, silent, was_held)
    _keep(room, stored)
    announce(state, room, stored)
    if isinstance(room, ChatRoom) and room.linked is not None and room.is_channel:
        _echo(state, room, room.linked, stored)
    return stored


def _protection(room: Room) -> dict[str, Any]:
    protected = isinstance(room, ChatRoom) and room.protected
    return {"has_protected_content": True} if protected else {}


def _keep(room: Room, stored: Stored) -> None:
    room.stored[stored.id] = stored
    if stored.message.media_group_id:
        room.albums.setdefault(stored.message.media_group_id, []).append(stored.id)


def _sender(state: State, room: Room, author: int) -> dict[str, Any]:
    if isinstance(room, ChatRoom) and room.is_channel:
        user = state.people.user(author)
        signature = user.full_name if room.signed and user else None
        return {"sender_chat": room.chat, "author_signature": signature}
    return {"from_user": state.people.user(author)}


def _echo(state: State, channel: ChatRoom, group: ChatRoom, post: Stored) -> None:
    """The automatic forward of a channel post into its discussion group."""
    if post.is_service:
        return
    album = post.message.media_group_id
    message = Message(
        message_id=group.next_id(),
        date=post.message.date,
        chat=group.chat,
        from_user=TELEGRAM,
        sender_chat=channel.chat,
        is_automatic_forward=True,
        forward_origin=origin_of(state, channel, post),
        media_group_id=f"{album}1" if album else None,
        has_protected_content=post.message.has_protected_content,
        **content_of(post.message),
    )
    stored = Stored(message, author=channel.chat.id, silent=post.silent)
    post.echo = stored.id
    _keep(group, stored)
    announce(state, group, stored)


def origin_of(state: State, room: Room, stored: Stored) -> Origin:
    """The `forward_origin` of a forward of this message; a forward keeps its first origin."""
    message = stored.message
    if isinstance(
        message.forward_origin, MessageOriginChannel | MessageOriginUser | MessageOriginHiddenUser
    ):
        return message.forward_origin
    if isinstance(room, ChatRoom) and room.is_channel:
        return MessageOriginChannel(
            date=message.date,
            chat=room.chat,
            message_id=stored.id,
            author_signature=message.author_signature,
        )
    person = state.people.persons.get(stored.author)
    if person is not None and person.hides_forwards:
        return MessageOriginHiddenUser(date=message.date, sender_user_name=person.user.full_name)
    user = state.people.user(stored.author) or TELEGRAM
    return MessageOriginUser(date=message.date, sender_user=user)


def announce(state: State, room: Room, stored: Stored, *, edited: bool = False) -> None:
    """Gives a new or edited message to every bot that hears it, and to lookers-on."""
    kind = "channel_post" if isinstance(room, ChatRoom) and room.is_channel else "message"
    for bot in hearers(state, room, stored):
        bot.updates.put(f"edited_{kind}" if edited else kind, stored.message)
    state.tell("edited" if edited else "message", room, stored.id)


def hearers(state: State, room: Room, stored: Stored) -> list[Bot]:
    """The bots that are told of a message.

    A bot hears nothing of what it sent itself, not even an edit of it by somebody else, but
    events of the chat (`need_skip_update_message` of the Bot API server). In groups bots do not
    hear each other, and one in privacy mode hears only what is meant for it.
    """
    if isinstance(room, PrivateRoom):
        return [] if stored.author == room.bot.id and not stored.is_service else [room.bot]
    if not isinstance(room, ChatRoom):
        return []
    heard = []
    for bot in state.bots_in(room):
        if stored.author == bot.id and not (stored.is_service or stored.was_held):
            continue
        if room.is_channel or _hears_in_group(state, room, bot, stored):
            heard.append(bot)
    return heard


def _hears_in_group(state: State, room: ChatRoom, bot: Bot, stored: Stored) -> bool:
    if stored.is_service:
        return True
    if stored.author in state.people.bots:
        return False
    if not bot.privacy or room.is_administrator(bot.id):
        return True
    message = stored.message
    replied = message.reply_to_message
    if replied is not None and replied.from_user is not None and replied.from_user.id == bot.id:
        return True
    text = message.text or message.caption or ""
    return text.startswith("/") or f"@{bot.user.username}".lower() in text.lower()


def replace(room: Room, stored: Stored, **fields: Any) -> None:
    """Changes fields of a message, in its echo too, without telling anybody."""
    stored.message = stored.message.model_copy(update=fields)
    if stored.echo is None or not isinstance(room, ChatRoom) or room.linked is None:
        return
    echo = room.linked.get(stored.echo)
    if echo is not None:
        shared = {name: value for name, value in fields.items() if name in CONTENT}
        if "edit_date" in fields:
            shared["edit_date"] = fields["edit_date"]
        echo.message = echo.message.model_copy(update=shared)


def announce_edit(state: State, room: Room, stored: Stored) -> None:
    """Tells of an edit: in the room, and of the changed echo in the discussion group."""
    announce(state, room, stored, edited=True)
    if stored.echo is not None and isinstance(room, ChatRoom) and room.linked is not None:
        echo = room.linked.get(stored.echo)
        if echo is not None:
            announce(state, room.linked, echo, edited=True)


def drop(state: State, room: Room, stored: Stored) -> None:
    """Deletes a message, with a channel post its automatic forward; bots are not told."""
    room.drop(stored.id)
    state.tell("deleted", room, stored.id)
    if stored.echo is not None and isinstance(room, ChatRoom) and room.linked is not None:
        echo = room.linked.get(stored.echo)
        if echo is not None:
            drop(state, room.linked, echo)


def reply_fields(room: Room, message_id: int) -> dict[str, Any]:
    """The fields of a reply to a message of the same room, its thread among them.

    Raises the 400 of a reply to what is not there.
    """
    target = room.get(message_id)
    if target is None:
        raise bad_request("message to be replied not found")
    fields: dict[str, Any] = {
        "reply_to_message": target.message.model_copy(update={"reply_to_message": None})
    }
    if isinstance(room, ChatRoom) and not room.is_channel:
        fields["message_thread_id"] = target.message.message_thread_id or target.id
    return fields
