"""Deleting and pinning, and the bot's own reactions."""

from aiogram.methods import (
    DeleteMessage,
    DeleteMessages,
    PinChatMessage,
    SetMessageReaction,
    UnpinChatMessage,
)
from aiogram.types import ReactionTypeEmoji

from bot.sandbox.acting import pin_message
from bot.sandbox.emoji import REACTIONS
from bot.sandbox.errors import bad_request, not_served
from bot.sandbox.people import Bot
from bot.sandbox.posting import drop
from bot.sandbox.reacting import react
from bot.sandbox.registry import serves
from bot.sandbox.rooms import ChatRoom, Room, Stored
from bot.sandbox.state import State, found

MOST_IDS = 100


@serves(DeleteMessage)
def delete_message(state: State, bot: Bot, call: DeleteMessage) -> bool:
    """Deletes one message that is not older than 48 hours."""
    room = state.room_for_bot(bot, call.chat_id, "write")
    stored = found(bot, room, call.message_id, "message to delete")
    _check_deletable(state, bot, room, stored)
    drop(state, room, stored)
    return True


@serves(DeleteMessages)
def delete_messages(state: State, bot: Bot, call: DeleteMessages) -> bool:
    """Deletes up to 100; those that are not there are skipped."""
    room = state.room_for_bot(bot, call.chat_id, "write")
    if not call.message_ids:
        raise bad_request("message identifiers are not specified")
    if len(call.message_ids) > MOST_IDS:
        raise bad_request("too many message identifiers specified")
    living = [stored for one in call.message_ids if (stored := room.get(one)) is not None]
    for stored in living:
        _check_deletable(state, bot, room, stored)
    for stored in living:
        drop(state, room, stored)
    return True


def _check_deletable(state: State, bot: Bot, room: Room, stored: Stored) -> None:
    """The rules of deleteMessage: rights in chats, and 48 hours everywhere."""
    if isinstance(room, ChatRoom):
        own = stored.author == bot.id
        may = room.may(bot.id, "can_delete_messages") or (
            own and (not room.is_channel or room.may(bot.id, "can_post_messages"))
        )
        if not may:
            raise bad_request("message can't be deleted")
    age = state.now() - stored.message.date.timestamp()
    if age > state.limits.delete_seconds:
        text = "message can't be deleted"
        raise bad_request(text if isinstance(room, ChatRoom) else f"{text} for everyone")


@serves(PinChatMessage)
def pin_chat_message(state: State, bot: Bot, call: PinChatMessage) -> bool:
    """Pins a message; the chat shows the event, which the bot hears too."""
    room = state.room_for_bot(bot, call.chat_id, "write")
    stored = found(bot, room, call.message_id, "message to pin")
    _check_may_pin(bot, room)
    if stored.is_service:
        raise bad_request("service messages can't be pinned")
    pin_message(state, room, stored, bot.id)
    return True


@serves(UnpinChatMessage)
def unpin_chat_message(state: State, bot: Bot, call: UnpinChatMessage) -> bool:
    """Unpins a message, the newest pinned one when none is named."""
    room = state.room_for_bot(bot, call.chat_id, "write")
    _check_may_pin(bot, room)
    message_id = call.message_id or (room.pinned[-1] if room.pinned else None)
    found(bot, room, message_id, "message to unpin")
    if message_id in room.pinned:
        room.pinned.remove(message_id)
        state.tell("edited", room, message_id)
    return True


def _check_may_pin(bot: Bot, room: Room) -> None:
    if not isinstance(room, ChatRoom):
        return
    right = "can_edit_messages" if room.is_channel else "can_pin_messages"
    if not room.may(bot.id, right):
        raise bad_request("not enough rights to manage pinned messages in the chat")


@serves(SetMessageReaction)
def set_message_reaction(state: State, bot: Bot, call: SetMessageReaction) -> bool:
    """Sets or, with an empty list, takes back the one reaction that a bot may have."""
    room = state.room_for_bot(bot, call.chat_id, "read")
    stored = found(bot, room, call.message_id, "message to react")
    reactions = call.reaction or []
    if len(reactions) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    emoji = []
    for reaction in reactions:
        if not isinstance(reaction, ReactionTypeEmoji):
            raise not_served(f"the reaction {reaction.type}")
        if reaction.emoji not in REACTIONS:
            raise bad_request("REACTION_INVALID")
        emoji.append(reaction.emoji)
    react(state, room, stored.id, bot.user, emoji)
    return True
