"""Chats as a bot sees them: what they are, leaving them."""

from itertools import islice

from aiogram.methods import GetChat, GetUserPersonalChatMessages, LeaveChat
from aiogram.types import AcceptedGiftTypes, ChatFullInfo, ChatMemberLeft, Message

from bot.sandbox.errors import bad_request
from bot.sandbox.making import Making
from bot.sandbox.people import Bot, Person
from bot.sandbox.registry import serves
from bot.sandbox.rooms import ChatRoom, PrivateRoom, Room
from bot.sandbox.state import State

MOST_REACTIONS = 11
MOST_PERSONAL = 20


@serves(GetChat)
def get_chat(state: State, bot: Bot, call: GetChat) -> ChatFullInfo:
    """All about a chat."""
    room = state.room_for_bot(bot, call.chat_id, "read")
    chat = room.chat
    fields = chat.model_dump(exclude_none=True)
    if isinstance(room, ChatRoom):
        fields |= {
            "linked_chat_id": room.linked.chat.id if room.linked else None,
            "invite_link": _primary_link(room) if room.may(bot.id, "can_invite_users") else None,
        }
    elif isinstance(room, PrivateRoom):
        personal = state.chats.get(room.person.personal_chat or 0)
        fields["personal_chat"] = personal.chat if personal else None
    if chat.username:
        fields["active_usernames"] = [chat.username]
    accepted = chat.type == "private"
    return ChatFullInfo(
        **fields,
        pinned_message=room.stored[room.pinned[-1]].message if room.pinned else None,
        accent_color_id=abs(chat.id) % 7,
        max_reaction_count=MOST_REACTIONS,
        accepted_gift_types=AcceptedGiftTypes(
            unlimited_gifts=accepted,
            limited_gifts=accepted,
            unique_gifts=accepted,
            premium_subscription=accepted,
            gifts_from_channels=accepted,
        ),
    )


def _primary_link(room: ChatRoom) -> str:
    return f"https://t.me/+{abs(room.chat.id):x}"


@serves(GetUserPersonalChatMessages)
def get_user_personal_chat_messages(
    state: State, _bot: Bot, call: GetUserPersonalChatMessages
) -> list[Message]:
    """The last 1-20 posts of the channel in a user's profile, newest first; none without one."""
    if call.limit <= 0:
        raise bad_request("limit must be positive")
    person: Person | None = state.people.persons.get(call.user_id)
    if person is None:
        raise bad_request("user not found")
    room = state.chats.get(person.personal_chat or 0)
    if room is None:
        return []
    newest = islice(reversed(room.stored.values()), min(call.limit, MOST_PERSONAL))
    return [stored.message for stored in newest]


@serves(LeaveChat)
def leave_chat(state: State, bot: Bot, call: LeaveChat) -> bool:
    """Leaves a channel or a group."""
    room: Room = state.room_for_bot(bot, call.chat_id, "write")
    if not isinstance(room, ChatRoom):
        raise bad_request("chat member status can't be changed in private chats")
    if isinstance(state, Making):
        state.leave(room.chat.id, bot.id)
    else:
        room.members[bot.id] = ChatMemberLeft(user=bot.user)
        room.bots.discard(bot.id)
    return True
