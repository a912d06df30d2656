"""Sends the page of a post: its text as in the channel, its media, its numbers, its buttons."""

import logging
from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError
from aiogram.methods import TelegramMethod
from aiogram.types import InlineKeyboardButton
from aiogram.utils.formatting import as_list

from bot.domain.archive import Entry
from bot.domain.channels import Channel
from bot.domain.people import Person
from bot.domain.posts import Content
from bot.domain.publications import Part, layout
from bot.domain.texts import TEXT_LIMIT, Text, join
from bot.gateways.telegram.sender import build_method
from bot.translator import Translator
from handlers.readers.post_keyboards import post_keyboard
from handlers.readers.screens import Screen
from handlers.readers.views import numbers_lines, post_heading
from storage import messages, saved
from storage.db import Database

log = logging.getLogger(__name__)

# Messages that one call copies (Bot API, `copyMessages`).
_MOST_COPIED = 100


async def show_post(
    bot: Bot,
    db: Database,
    t: Translator,
    person: Person,
    entry: Entry,
    channel: Channel,
    further: Sequence[Sequence[InlineKeyboardButton]] = (),
) -> None:
    """Send a post's page to a person; `further` rows of buttons stand below its own."""
    post = entry.post
    is_saved = await saved.has_saved(db, person.id, post.id)
    keyboard = post_keyboard(t, channel, entry, further, is_saved=is_saved)
    numbers = numbers_lines(t, entry, ZoneInfo(person.zone))
    page = join([post.content.full_text, Text(numbers)], separator="\n\n")
    if not post.content.media and page.units <= TEXT_LIMIT:
        part = Part(text=page, options=replace(post.content.options, is_silent=False))
        await _call(bot, build_method(person.id, part), reply_markup=keyboard)
        return
    is_whole = await _bring(bot, db, person.id, entry, channel)
    missing = [] if is_whole else [t("post-media-missing")]
    card = Screen(as_list(post_heading(t, channel, entry), *missing, numbers), keyboard)
    await bot.send_message(person.id, **card.as_kwargs())


async def _bring(bot: Bot, db: Database, chat_id: int, entry: Entry, channel: Channel) -> bool:
    """The post itself: copied from the channel, or, when it is gone there, sent anew.

    False when some of it could not be had: media that only the channel has.
    """
    content = entry.post.content
    ids = sorted(await messages.list_ids(db, entry.post.id))[:_MOST_COPIED]
    copied = await _copy(bot, chat_id, channel, ids, content) if ids else 0
    if copied:
        return copied == len(ids)
    if all(media.is_ours for media in content.media):
        try:
            await _send(bot, chat_id, content)
        except TelegramBadRequest as error:
            # The file belongs to another bot, or is no longer kept.
            log.info("post %s: its media cannot be sent: %s", entry.post.id, error.message)
        else:
            return True
    await _send(bot, chat_id, replace(content, media=()))
    return False


async def _copy(
    bot: Bot, chat_id: int, channel: Channel, ids: Sequence[int], content: Content
) -> int:
    """How many messages of a post Telegram could copy; it skips those that are gone."""
    try:
        copies = await bot.copy_messages(
            chat_id, channel.chat_id, list(ids), protect_content=content.options.is_protected
        )
    except (TelegramBadRequest, TelegramForbiddenError) as error:
        log.info("messages of channel %s cannot be copied: %s", channel.id, error.message)
        return 0
    return len(copies)


async def _send(bot: Bot, chat_id: int, content: Content) -> None:
    for part in layout(content):
        await _call(bot, build_method(chat_id, part))


async def _call(bot: Bot, method: TelegramMethod[Any], **changes: Any) -> None:
    await bot(method.model_copy(update=changes))
