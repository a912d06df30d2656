"""Invite links of a bot: each administrator has links of their own."""

from datetime import UTC, datetime, timedelta

from aiogram.methods import CreateChatInviteLink, EditChatInviteLink, RevokeChatInviteLink
from aiogram.types import ChatInviteLink

from bot.sandbox.errors import bad_request
from bot.sandbox.inviting import new_link
from bot.sandbox.people import Bot
from bot.sandbox.registry import serves
from bot.sandbox.rooms import ChatRoom
from bot.sandbox.state import State

LONGEST_LINK_NAME = 32
MOST_MEMBERS = 99_999


@serves(CreateChatInviteLink, without=("creates_join_request",))
def create_chat_invite_link(state: State, bot: Bot, call: CreateChatInviteLink) -> ChatInviteLink:
    """Makes one more link into a chat."""
    room = _inviting(state, bot, call.chat_id)
    link = new_link(bot.user, **_fields(call))
    room.invite_links[link.invite_link] = link
    return link


@serves(EditChatInviteLink, without=("creates_join_request",))
def edit_chat_invite_link(state: State, bot: Bot, call: EditChatInviteLink) -> ChatInviteLink:
    """Changes a link; what the call does not name is taken away."""
    room = _inviting(state, bot, call.chat_id)
    link = _own_link(room, bot, call.invite_link)
    if link.is_revoked:
        raise bad_request("INVITE_HASH_EXPIRED")
    edited = link.model_copy(update=_fields(call))
    room.invite_links[link.invite_link] = edited
    return edited


@serves(RevokeChatInviteLink)
def revoke_chat_invite_link(state: State, bot: Bot, call: RevokeChatInviteLink) -> ChatInviteLink:
    """Makes a link useless; again is the same."""
    room = _inviting(state, bot, call.chat_id)
    link = _own_link(room, bot, call.invite_link)
    revoked = link.model_copy(update={"is_revoked": True})
    room.invite_links[link.invite_link] = revoked
    return revoked


def _fields(call: CreateChatInviteLink | EditChatInviteLink) -> dict[str, object]:
    """What a call says of a link, checked."""
    if len(call.name or "") > LONGEST_LINK_NAME:
        raise bad_request("invite link name is too long")
    if call.member_limit is not None and not 1 <= call.member_limit <= MOST_MEMBERS:
        raise bad_request(f"member limit must be between 1 and {MOST_MEMBERS}")
    return {
        "name": call.name or None,
        "expire_date": _moment(call.expire_date),
        "member_limit": call.member_limit,
    }


def _moment(expires: datetime | timedelta | int | None) -> datetime | None:
    if isinstance(expires, int):
        return datetime.fromtimestamp(expires, UTC) if expires else None
    if isinstance(expires, timedelta):
        raise bad_request("invalid expire date specified")
    return expires


def _own_link(room: ChatRoom, bot: Bot, url: str) -> ChatInviteLink:
    """A link that this bot made: those of other administrators are not its to change."""
    link = room.invite_links.get(url)
    if link is None or link.creator.id != bot.id:
        raise bad_request("INVITE_HASH_EXPIRED")
    return link


def _inviting(state: State, bot: Bot, chat_id: int | str) -> ChatRoom:
    room = state.room_for_bot(bot, chat_id, "write")
    if not isinstance(room, ChatRoom) or not room.may(bot.id, "can_invite_users"):
        raise bad_request("not enough rights to manage chat invite link")
    return room
