"""Chats as a bot sees them: what they are, their invite links, leaving them."""

from datetime import UTC, datetime, timedelta
from itertools import islice

from aiogram.methods import (
    CreateChatInviteLink,
    GetChat,
    GetUserPersonalChatMessages,
    LeaveChat,
    RevokeChatInviteLink,
)
from aiogram.types import (
    AcceptedGiftTypes,
    ChatFullInfo,
    ChatInviteLink,
    ChatMemberLeft,
    Message,
)

from bot.sandbox.errors import bad_request
from bot.sandbox.making import Making
from bot.sandbox.people import Bot, Person, random_token
from bot.sandbox.registry import serves
from bot.sandbox.rooms import ChatRoom, PrivateRoom, Room
from bot.sandbox.state import State

MOST_REACTIONS = 11
MOST_PERSONAL = 20
LONGEST_LINK_NAME = 32


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


@serves(CreateChatInviteLink, without=("creates_join_request",))
def create_chat_invite_link(state: State, bot: Bot, call: CreateChatInviteLink) -> ChatInviteLink:
    """Makes one more link into a chat."""
    room = _inviting(state, bot, call.chat_id)
    if len(call.name or "") > LONGEST_LINK_NAME:
        raise bad_request("invite link name is too long")
    if call.member_limit is not None and not 1 <= call.member_limit <= 99_999:
        raise bad_request("member limit must be between 1 and 99999")
    link = ChatInviteLink(
        invite_link=f"https://t.me/+{random_token()}",
        creator=bot.user,
        creates_join_request=False,
        is_primary=False,
        is_revoked=False,
        name=call.name or None,
        expire_date=_moment(call.expire_date),
        member_limit=call.member_limit,
    )
    room.invite_links[link.invite_link] = link
    return link


def _moment(expires: datetime | timedelta | int | None) -> datetime | None:
    if isinstance(expires, int):
        return datetime.fromtimestamp(expires, UTC) if expires else None
    if isinstance(expires, timedelta):
        raise bad_request("invalid expire date specified")
    return expires


@serves(RevokeChatInviteLink)
def revoke_chat_invite_link(state: State, bot: Bot, call: RevokeChatInviteLink) -> ChatInviteLink:
    """Makes a link useless."""
    room = _inviting(state, bot, call.chat_id)
    link = room.invite_links.get(call.invite_link)
    if link is None:
        raise bad_request("INVITE_HASH_EXPIRED")
    revoked = link.model_copy(update={"is_revoked": True})
    room.invite_links[call.invite_link] = revoked
    return revoked


def _inviting(state: State, bot: Bot, chat_id: int | str) -> ChatRoom:
    room = state.room_for_bot(bot, chat_id, "write")
    if not isinstance(room, ChatRoom) or not room.may(bot.id, "can_invite_users"):
        raise bad_request("not enough rights to manage chat invite link")
    return room


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
