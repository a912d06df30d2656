"""A post forwarded from a connected channel opens its page."""

from typing import Any

from aiogram import Bot, F, Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.types import Message, MessageOriginChannel

from bot.domain.people import Person
from bot.domain.posts import Post, PostState
from bot.services.browsing import Browsing
from bot.services.registering import Registering, Role
from bot.services.reposting import Reposting
from bot.services.tracking import Tracking
from bot.translator import Translator
from handlers.channel.discussion import read_original
from handlers.channel.forwards import count_forward
from handlers.readers.posts import show_post
from storage import messages
from storage.db import Database


def forwards_router() -> Router:
    """Forwards of posts that we know; others go on to who comes next."""
    router = Router(name="private forwards")
    router.message.register(count, F.forward_origin)
    router.edited_message.register(count, F.chat.type == "private", F.forward_origin)
    router.message.register(open_forwarded, F.forward_origin, find_original)
    return router


async def find_original(
    message: Message, db: Database, role: Role, registering: Registering, tracking: Tracking
) -> dict[str, Any] | bool:
    """A filter: gives the handler the published `post` that was forwarded.

    An owner's forward brings a post of before the connection into the archive, and leaves one of
    a disconnected channel to what connects it again.
    """
    origin = message.forward_origin
    if not isinstance(origin, MessageOriginChannel):
        return False
    if role is Role.OWNER and not await registering.is_connected(origin.chat.id):
        return False
    post = await messages.get_post_of(db, origin.chat.id, origin.message_id)
    original = read_original(message)
    if post is None and original is not None and role is Role.OWNER:
        post = await tracking.take_post(original)
    return {"post": post} if post and post.state is PostState.PUBLISHED else False


async def count(message: Message, reposting: Reposting) -> None:
    """Count what readers forward to the bot, of posts that are not known yet too; then go on."""
    await count_forward(message, reposting)
    raise SkipHandler


async def open_forwarded(
    message: Message,
    post: Post,
    bot: Bot,
    db: Database,
    person: Person,
    browsing: Browsing,
    t: Translator,
) -> None:
    """Show the page; an album, which arrives item by item, opens it once."""
    origin = message.forward_origin
    entry, channel = await browsing.entry(post.id)
    is_first = isinstance(origin, MessageOriginChannel) and origin.message_id == entry.message_id
    if message.media_group_id and not is_first:
        return
    await show_post(bot, db, t, person, entry, channel)
