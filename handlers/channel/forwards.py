"""Forwards of channel posts that the bot can see, and shares through inline mode."""

from aiogram import F, Router
from aiogram.types import ChosenInlineResult, Message, MessageOriginChannel, Update

from bot.clock import Clock
from bot.domain.reposts import Place, Repost, RepostKind
from bot.services.reposting import Reposting
from storage import inbox
from storage.db import Database

# Ids of the inline results that share a post: `post_<id>`.
SHARED_POST = "post_"


def shares_router() -> Router:
    """Counts shares through inline mode."""
    router = Router(name="shares")
    router.chosen_inline_result.register(count_inline, F.result_id.startswith(SHARED_POST))
    return router


async def count_forward(message: Message, reposting: Reposting) -> None:
    """Count a forward of a post, in a group, a channel, or the bot's own chat; an album once.

    A forward of a forward keeps the first origin (Bot API, MessageOrigin), a copy has none.
    """
    origin = message.forward_origin
    if isinstance(origin, MessageOriginChannel) and not message.is_automatic_forward:
        await reposting.take_forward(
            origin.chat.id, origin.message_id, read_repost(message), read_place(message)
        )


async def count_inline(
    result: ChosenInlineResult,
    event_update: Update,
    db: Database,
    clock: Clock,
    reposting: Reposting,
) -> None:
    """A post was shared through inline mode; Telegram names the sharer, not place and moment."""
    number = result.result_id.removeprefix(SHARED_POST)
    if number.isdecimal():
        received_at = await inbox.get_received_at(db, event_update.update_id)
        await reposting.take_inline(
            int(number),
            result.from_user.id,
            key=result.inline_message_id or str(event_update.update_id),
            seen_at=received_at or clock.now(),
        )


def read_repost(message: Message) -> Repost:
    """The repost that a forward is, at the moment at which it was made."""
    return Repost(
        key=f"forward:{forward_key(message)}",
        kind=RepostKind.FORWARD,
        seen_at=message.date,
        place_id=message.chat.id,
        person_id=person_of(message),
        message_id=message.message_id,
    )


def read_place(message: Message) -> Place | None:
    """The group or channel of a message; None for a private chat."""
    if message.chat.type == "private":
        return None
    return Place(
        chat_id=message.chat.id,
        # Places that not anybody may open are counted, and nobody is told their names.
        title=(message.chat.title or "") if message.chat.username else "",
        username=message.chat.username,
        named_at=message.date,
    )


def forward_key(message: Message) -> str:
    """What names one forward: its message, or the whole album that it is part of."""
    part = f"album:{message.media_group_id}" if message.media_group_id else message.message_id
    return f"{message.chat.id}:{part}"


def person_of(message: Message) -> int | None:
    """Who forwarded; None for a channel, or for somebody who speaks in a chat's name."""
    if message.sender_chat is not None or message.from_user is None:
        return None
    return message.from_user.id
