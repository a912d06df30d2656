"""Invite links: made, followed, and shown to those who did not make them."""

from datetime import datetime
from typing import Any

from aiogram.types import ChatInviteLink, User

from bot.sandbox.people import random_token
from bot.sandbox.rooms import ChatRoom


def new_link(creator: User, **fields: Any) -> ChatInviteLink:
    """A link of an administrator that nobody can guess."""
    return ChatInviteLink(
        invite_link=f"https://t.me/+{random_token()}",
        creator=creator,
        creates_join_request=False,
        is_primary=False,
        is_revoked=False,
        **fields,
    )


def leading_link(room: ChatRoom, url: str, user_id: int, now: datetime) -> ChatInviteLink:
    """The link by which somebody comes in now.

    Raises ValueError when it leads nowhere: unknown, revoked, over, full; or the person is banned.
    """
    link = room.invite_links.get(url)
    leads = link is not None and not link.is_revoked and not room.is_banned(user_id)
    if link is not None and link.expire_date is not None:
        leads = leads and now < link.expire_date
    if link is not None and link.member_limit is not None:
        # "users that can be members of the chat simultaneously" (Bot API, ChatInviteLink)
        members = [one for one, by in room.came_by.items() if by == url and room.is_present(one)]
        leads = leads and len(members) < link.member_limit
    if link is None or not leads:
        raise ValueError(f"the link {url} does not lead into {room.chat.id}")
    return link


def shown_to(bot_id: int, link: ChatInviteLink | None) -> ChatInviteLink | None:
    """A link as a bot sees it: the end of one that it did not make is hidden.

    "If the link was created by another chat administrator, then the second part of the link will
    be replaced with '…'" (Bot API, ChatInviteLink.invite_link).
    """
    if link is None or link.creator.id == bot_id:
        return link
    start, _, token = link.invite_link.rpartition("+")
    return link.model_copy(update={"invite_link": f"{start}+{token[: len(token) // 2]}…"})
