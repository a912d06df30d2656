"""Messages of groups: the echo of a post in its discussion group, comments, forwards."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from aiogram import F, Router
from aiogram.enums import ContentType
from aiogram.types import Message, MessageOriginChannel

from bot.domain.pieces import Piece
from bot.services.commenting import Commenting
from bot.services.receiving import TryLater
from bot.services.registering import Registering
from bot.services.reposting import Reposting
from bot.services.tracking import Tracking
from handlers.authors.reading import read_piece
from handlers.channel.forwards import count_forward

# Later than this after a post, its automatic forward is that of another post: of a forward of it.
_PROMPT = timedelta(minutes=10)
SPOKEN = frozenset({
    ContentType.TEXT, ContentType.ANIMATION, ContentType.AUDIO, ContentType.DOCUMENT,
    ContentType.LIVE_PHOTO, ContentType.PAID_MEDIA, ContentType.PHOTO, ContentType.STICKER,
    ContentType.STORY, ContentType.VIDEO, ContentType.VIDEO_NOTE, ContentType.VOICE,
    ContentType.CHECKLIST, ContentType.CONTACT, ContentType.DICE, ContentType.GAME,
    ContentType.POLL, ContentType.VENUE, ContentType.LOCATION, ContentType.INVOICE,
    ContentType.GIVEAWAY, ContentType.GIVEAWAY_WINNERS, ContentType.RICH_MESSAGE,
})  # fmt: skip
"""What somebody may say; anything else is a message of the service."""


def discussion_router() -> Router:
    """Takes what is said in groups."""
    router = Router(name="discussion")
    in_group = F.chat.type.in_({"group", "supergroup"})
    router.message.register(take_echo, in_group, F.is_automatic_forward)
    router.edited_message.register(take_echo_edit, in_group, F.is_automatic_forward)
    # A message may be heard of by its edit alone.
    is_ours = F.forward_origin | F.message_thread_id | F.reply_to_message
    router.message.register(take_message, in_group, is_ours)
    router.edited_message.register(take_message, in_group, is_ours)
    return router


async def take_echo(message: Message, commenting: Commenting, registering: Registering) -> None:
    """The automatic forward to the discussion group: a post and its comments meet here.

    Raises:
        TryLater: the channel's own update, or the answer to our send, is still on its way.
    """
    original = read_echo(message)
    # What we cannot keep, a poll or a sticker, is no post of the archive.
    if original is None or not (original.text or original.media):
        return
    if await commenting.take_echo(
        message.chat.id, message.message_id, original, heard_at=message.date
    ):
        return
    if await registering.is_connected(original.chat_id):
        raise TryLater(f"post {original.message_id} of {original.chat_id} is not known yet")


async def take_echo_edit(message: Message, tracking: Tracking) -> None:
    """A post was edited: of one that the bot itself sent, only its echo tells.

    A Bot API server leaves out what an account did to its own messages, edits by others among
    them (telegram-bot-api, Client.cpp, `need_skip_update_message`).
    """
    original = read_echo(message)
    if original is not None:
        await tracking.take_edit(original, edited_at=edited_at(message))


async def take_message(message: Message, reposting: Reposting, commenting: Commenting) -> None:
    """A forward may be a repost, a message under a post is a comment, and one may be both."""
    await count_forward(message, reposting)
    if message.content_type not in SPOKEN:
        return
    chat_id, thread_id = message.chat.id, message.message_thread_id
    root = message.reply_to_message
    original = read_echo(root) if root else None
    if root is not None and original is not None:
        thread_id = thread_id or root.message_id
        await commenting.learn_thread(chat_id, thread_id, original)
    if thread_id is not None:
        await commenting.take_comment(
            chat_id, thread_id, message.message_id, written_at=message.date
        )


def read_echo(message: Message) -> Piece | None:
    """The channel post that an automatic forward copies; None when that cannot be told.

    A channel's post that is a forward itself keeps its first origin in the echo: that names
    another post, of another channel or of before.
    """
    origin, sender = message.forward_origin, message.sender_chat
    if not message.is_automatic_forward or not isinstance(origin, MessageOriginChannel):
        return None
    if sender is None or sender.id != origin.chat.id or message.date - origin.date > _PROMPT:
        return None
    return read_original(message)


def read_original(message: Message) -> Piece | None:
    """The channel post that a forward copies."""
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
