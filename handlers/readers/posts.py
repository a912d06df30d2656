"""The page of a post: its text as in the channel, its numbers, what may be done with it."""

import logging
from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from aiogram import Bot, Router
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError
from aiogram.methods import TelegramMethod
from aiogram.types import CallbackQuery
from aiogram.utils.formatting import as_list

from bot.domain.archive import Entry
from bot.domain.channels import Channel
from bot.domain.people import Person
from bot.domain.posts import Content
from bot.domain.publications import Part, layout
from bot.domain.texts import TEXT_LIMIT, Text, join
from bot.errors import NotFound
from bot.gateways.telegram.sender import build_method
from bot.services.browsing import Browsing
from bot.translator import Translator
from handlers.readers.callbacks import OpenPost
from handlers.readers.keyboards import post_keyboard
from handlers.readers.screens import Screen
from handlers.readers.views import link_of, numbers_lines, post_heading
from storage import messages
from storage.db import Database

log = logging.getLogger(__name__)


def posts_router() -> Router:
    """Opens posts from lists."""
    router = Router(name="reader posts")
    router.callback_query.register(open_post, OpenPost.filter())
    return router


async def open_post(
    _query: CallbackQuery,
    callback_data: OpenPost,
    bot: Bot,
    db: Database,
    person: Person,
    browsing: Browsing,
    t: Translator,
) -> None:
    entry, channel = await browsing.entry(callback_data.post)
    if channel.id != callback_data.channel:
        raise NotFound("error-post-gone")
    await show_post(bot, db, t, person, entry, channel)


async def show_post(
    bot: Bot, db: Database, t: Translator, person: Person, entry: Entry, channel: Channel
) -> None:
    """Send a post's page to a person."""
    post = entry.post
    keyboard = post_keyboard(t, post.id, link_of(channel, entry))
    numbers = numbers_lines(t, entry, ZoneInfo(person.zone))
    page = join([post.content.full_text, Text(numbers)], separator="\n\n")
    if not post.content.media and page.units <= TEXT_LIMIT:
        part = Part(text=page, options=replace(post.content.options, is_silent=False))
        await _call(bot, build_method(person.id, part), reply_markup=keyboard)
        return
    await _bring(bot, db, person.id, entry, channel)
    card = Screen(as_list(post_heading(t, channel, entry), numbers), keyboard)
    await bot.send_message(person.id, **card.as_kwargs())


async def _bring(bot: Bot, db: Database, chat_id: int, entry: Entry, channel: Channel) -> None:
    """The post itself: copied from the channel, or, when it is gone there, sent anew."""
    content = entry.post.content
    ids = sorted(await messages.list_ids(db, entry.post.id))
    if ids and await _copy(bot, chat_id, channel, ids, content):
        return
    try:
        await _send(bot, chat_id, content)
    except TelegramBadRequest as error:
        # The file belongs to another bot, or is no longer kept.
        log.info("post %s: its media cannot be sent: %s", entry.post.id, error.message)
        await _send(bot, chat_id, replace(content, media=()))


async def _copy(
    bot: Bot, chat_id: int, channel: Channel, ids: Sequence[int], content: Content
) -> bool:
    """Whether Telegram could copy the messages of a post."""
    try:
        copies = await bot.copy_messages(
            chat_id, channel.chat_id, list(ids), protect_content=content.options.is_protected
        )
    except (TelegramBadRequest, TelegramForbiddenError) as error:
        log.info("messages of channel %s cannot be copied: %s", channel.id, error.message)
        return False
    return bool(copies)


async def _send(bot: Bot, chat_id: int, content: Content) -> None:
    for part in layout(content):
        await _call(bot, build_method(chat_id, part))


async def _call(bot: Bot, method: TelegramMethod[Any], **changes: Any) -> None:
    await bot(method.model_copy(update=changes))
