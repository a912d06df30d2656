"""Who comes to a channel and who leaves it; Telegram tells it to administrators."""

from aiogram import F, Router
from aiogram.types import ChatMemberRestricted, ChatMemberUnion, ChatMemberUpdated, Update

from bot.domain.subscribers import Move
from bot.services.attributing import Attributing


def members_router() -> Router:
    """Takes arrivals and departures."""
    router = Router(name="members")
    router.chat_member.register(take_move, F.chat.type == "channel")
    return router


async def take_move(
    event: ChatMemberUpdated, event_update: Update, attributing: Attributing
) -> None:
    """A change of somebody's standing; being promoted is neither coming nor leaving."""
    was_there = _is_present(event.old_chat_member)
    is_there = _is_present(event.new_chat_member)
    user = event.new_chat_member.user
    if was_there == is_there or user.is_bot:
        return
    link = event.invite_link.invite_link if event.invite_link else None
    await attributing.take_move(
        Move(
            chat_id=event.chat.id,
            person_id=user.id,
            moved_at=event.date,
            update_id=event_update.update_id,
            is_arrival=is_there,
            invite_link=link,
        )
    )


def _is_present(member: ChatMemberUnion) -> bool:
    """Whether somebody is in the chat (Bot API, `ChatMember`)."""
    if isinstance(member, ChatMemberRestricted):
        return member.is_member
    return member.status in ("creator", "administrator", "member")
