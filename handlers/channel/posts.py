"""Posts and edits made by hand in a channel."""

from aiogram import Bot, Router
from aiogram.types import Message

from bot.services.pinning import Pinning
from bot.services.registering import Registering
from bot.services.reposting import Reposting
from bot.services.tracking import Tracking
from handlers.authors.reading import read_piece
from handlers.channel.discussion import edited_at
from handlers.channel.forwards import count_forward
from handlers.owners import tell_owners
from storage.db import Database


def posts_router() -> Router:
    """Takes what channels tell."""
    router = Router(name="channel posts")
    router.channel_post.register(take_post)
    router.edited_channel_post.register(take_edit)
    return router


async def take_post(
    message: Message,
    bot: Bot,
    db: Database,
    tracking: Tracking,
    pinning: Pinning,
    registering: Registering,
    reposting: Reposting,
) -> None:
    """A post joins the archive; service messages only tell the channel's title and ids."""
    title = message.chat.title or ""
    before = await registering.rename(message.chat.id, title=title, username=message.chat.username)
    if before is not None:
        await tell_owners(
            bot, db, registering, "channel-renamed", before=before.title, channel=title
        )
    await tracking.note_message(message.chat.id, message.message_id)
    if message.pinned_message:
        await pinning.take_pin(message.chat.id, message.pinned_message.message_id, at=message.date)
    await count_forward(message, reposting)
    await tracking.take_post(read_piece(message))


async def take_edit(message: Message, tracking: Tracking, reposting: Reposting) -> None:
    """An edit becomes a revision; a forward may be heard of by its edit alone."""
    await count_forward(message, reposting)
    await tracking.take_edit(read_piece(message), edited_at=edited_at(message))
