"""Members of chats."""

from aiogram.methods import GetChatAdministrators, GetChatMember, GetChatMemberCount
from aiogram.types import (
    ChatMemberAdministrator,
    ChatMemberLeft,
    ChatMemberMember,
    ChatMemberOwner,
)

from bot.sandbox.errors import bad_request
from bot.sandbox.people import Bot
from bot.sandbox.registry import serves
from bot.sandbox.rooms import ChatRoom, Member
from bot.sandbox.state import State


@serves(GetChatMember)
def get_chat_member(state: State, bot: Bot, call: GetChatMember) -> Member:
    """The state of an account in a chat; in channels only administrators may ask."""
    room = state.room_for_bot(bot, call.chat_id, "read")
    user = state.people.user(call.user_id)
    if user is None:
        raise bad_request("user not found" if call.user_id > 0 else "invalid user_id specified")
    if not isinstance(room, ChatRoom):
        if call.user_id in (bot.id, room.chat.id):
            return ChatMemberMember(user=user)
        raise bad_request("user not found")
    if room.is_channel and not room.is_administrator(bot.id) and call.user_id != bot.id:
        raise bad_request("member list is inaccessible")
    return room.member(call.user_id) or ChatMemberLeft(user=user)


@serves(GetChatAdministrators)
def get_chat_administrators(
    state: State, bot: Bot, call: GetChatAdministrators
) -> list[ChatMemberOwner | ChatMemberAdministrator]:
    """Owner and administrators, other bots left out unless `return_bots` asks for them."""
    room = state.room_for_bot(bot, call.chat_id, "read")
    if not isinstance(room, ChatRoom):
        raise bad_request("there are no administrators in the private chat")
    if room.is_channel and not room.is_administrator(bot.id):
        raise bad_request("member list is inaccessible")
    with_bots = bool(getattr(call, "return_bots", None))
    return [
        member
        for member in room.members.values()
        if isinstance(member, ChatMemberOwner | ChatMemberAdministrator)
        and (with_bots or not member.user.is_bot or member.user.id == bot.id)
    ]


@serves(GetChatMemberCount)
def get_chat_member_count(state: State, bot: Bot, call: GetChatMemberCount) -> int:
    """How many are in a chat; two in a private one."""
    room = state.room_for_bot(bot, call.chat_id, "read")
    if not isinstance(room, ChatRoom):
        return 2
    return sum(room.is_present(user_id) for user_id in room.members)
