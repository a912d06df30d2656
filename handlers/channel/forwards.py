"""Forwards of channel posts that the bot can see, and the echo in the discussion group."""

from dataclasses import replace
from datetime import UTC, datetime

from aiogram import F, Router
from aiogram.types import ChosenInlineResult, Message, MessageOriginChannel, Update

from bot.domain.pieces import Piece
from bot.services.receiving import TryLater
from bot.services.tracking import Tracking
from handlers.authors.reading import read_piece

# Ids of the inline results that share a post: `post_<id>`.
SHARED_POST = "post_"


def forwards_router() -> Router:
    """Counts reposts in groups and through inline mode."""
    router = Router(name="forwards")
    in_group = F.chat.type.in_({"group", "supergroup"})
    router.message.register(take_echo, in_group, F.is_automatic_forward)
    router.edited_message.register(take_echo_edit, in_group, F.is_automatic_forward)
    router.message.register(count_forward, in_group, F.forward_origin)
    router.chosen_inline_result.register(count_inline, F.result_id.startswith(SHARED_POST))
    return router


async def take_echo(message: Message, tracking: Tracking) -> None:
    """The automatic forward to the discussion group: a post and its comments meet here.

    Raises:
        TryLater: the channel's own update, or the answer to our send, is still on its way.
    """
    original = read_original(message)
    # What we cannot keep, a poll or a sticker, is no post of the archive.
    if original is None or not (original.text or original.media):
        return
    if await tracking.take_echo(message.chat.id, message.message_id, original):
        return
    if await tracking.is_connected(original.chat_id):
        raise TryLater(f"post {original.message_id} of {original.chat_id} is not known yet")


async def take_echo_edit(message: Message, tracking: Tracking) -> None:
    """A post was edited: of one that the bot itself sent, only its echo tells.

    A Bot API server leaves out what an account did to its own messages, edits by others among
    them (telegram-bot-api, Client.cpp, `need_skip_update_message`).
    """
    original = read_original(message)
    if original is not None:
        await tracking.take_edit(original, edited_at=edited_at(message))


async def count_forward(message: Message, tracking: Tracking) -> None:
    """Count a forward of a known post in a group or channel; an album counts once."""
    origin = message.forward_origin
    if not isinstance(origin, MessageOriginChannel):
        return
    post = await tracking.find_post(origin.chat.id, origin.message_id)
    if post is None:
        return
    await tracking.count_forward(
        post_id=post.id,
        place_id=message.chat.id,
        person_id=person_of(message),
        key=forward_key(message),
    )


async def count_inline(
    result: ChosenInlineResult, event_update: Update, tracking: Tracking
) -> None:
    """A post was shared through inline mode; Telegram names the sharer, not the place."""
    number = result.result_id.removeprefix(SHARED_POST)
    if number.isdecimal():
        await tracking.count_inline(
            int(number), result.from_user.id, key=str(event_update.update_id)
        )


def read_original(message: Message) -> Piece | None:
    """The channel post that an automatic forward copies."""
    origin = message.forward_origin
    if not isinstance(origin, MessageOriginChannel):
        return None
    return replace(
        read_piece(message),
        chat_id=origin.chat.id,
        message_id=origin.message_id,
        sent_at=origin.date,
        is_forward=False,
    )


def edited_at(message: Message) -> datetime:
    """When a message was edited last. `edit_date` is a Unix time in seconds."""
    if message.edit_date is None:
        return message.date
    return datetime.fromtimestamp(message.edit_date, UTC)


def forward_key(message: Message) -> str:
    """What names one forward: its message, or the whole album that it is part of."""
    part = f"album:{message.media_group_id}" if message.media_group_id else message.message_id
    return f"{message.chat.id}:{part}"


def person_of(message: Message) -> int | None:
    """Who forwarded; None for a channel, or for somebody who speaks in a chat's name."""
    if message.sender_chat is not None or message.from_user is None:
        return None
    return message.from_user.id
