"""The page of a post: what opens it, Save, More like this."""

from aiogram import Bot, Router
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import CallbackQuery, Message
from aiogram.utils.formatting import Text, as_list

from bot.domain.archive import Entry
from bot.domain.channels import Channel
from bot.domain.pages import Page
from bot.domain.people import Person
from bot.errors import NotFound
from bot.services.bookmarking import Bookmarking
from bot.services.browsing import Browsing
from bot.services.resembling import Resembling
from bot.translator import Translator
from handlers.readers.archive_callbacks import AlikePosts, SavePost
from handlers.readers.callbacks import OpenPost
from handlers.readers.post_keyboards import alike_keyboard, with_saved
from handlers.readers.posts import show_post
from handlers.readers.screens import Screen, send_to_presser
from handlers.readers.views import entry_list, post_heading
from storage.db import Database


def posts_router() -> Router:
    """Opens posts from lists, saves them, and finds others like them."""
    router = Router(name="reader posts")
    router.callback_query.register(open_post, OpenPost.filter())
    router.callback_query.register(save, SavePost.filter())
    router.callback_query.register(show_alike, AlikePosts.filter())
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
    entry, channel = await _find(browsing, callback_data)
    await show_post(bot, db, t, person, entry, channel)


async def save(
    query: CallbackQuery,
    callback_data: SavePost,
    person: Person,
    bookmarking: Bookmarking,
    t: Translator,
) -> None:
    """Save a post, or no longer; the button under it shows which."""
    post_id, is_kept = callback_data.post, callback_data.is_kept
    if is_kept:
        await bookmarking.save(person.id, post_id)
    else:
        await bookmarking.forget(person.id, post_id)
    if not await _turn_button(query, t, post_id, is_saved=is_kept):
        words = t("post-saved" if is_kept else "post-unsaved")
        await send_to_presser(query, Screen(Text(words)))


async def show_alike(
    query: CallbackQuery,
    callback_data: AlikePosts,
    person: Person,
    browsing: Browsing,
    resembling: Resembling,
    t: Translator,
) -> None:
    """Posts like one, in a message of their own: the page stays."""
    entry, channel = await _find(browsing, callback_data)
    found = await resembling.alike(entry.post)
    title = post_heading(t, channel, entry)
    keyboard = alike_keyboard(t, channel, entry.post.id, found)
    if found:
        heading = as_list(t("alike-heading"), title)
        text = entry_list(t, person, channel, heading, Page(found))
    else:
        text = as_list(t("alike-none"), title)
    await send_to_presser(query, Screen(text, keyboard))


async def _find(browsing: Browsing, data: OpenPost | AlikePosts) -> tuple[Entry, Channel]:
    """The post that a button names, if it is of the channel that it names."""
    entry, channel = await browsing.entry(data.post)
    if channel.id != data.channel:
        raise NotFound("error-post-gone")
    return entry, channel


async def _turn_button(
    query: CallbackQuery, t: Translator, post_id: int, *, is_saved: bool
) -> bool:
    """Whether the pressed message could show what became of the press."""
    message = query.message
    if not isinstance(message, Message) or message.reply_markup is None:
        return False
    markup = with_saved(t, message.reply_markup, post_id, is_saved=is_saved)
    try:
        await message.edit_reply_markup(reply_markup=markup)
    except TelegramBadRequest as error:
        return "not modified" in error.message.lower()
    return True
