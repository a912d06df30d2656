"""Tells authors what became of their edits of published posts."""

import logging
from typing import Any

from aiogram import Bot
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
)
from aiogram.types import InlineKeyboardMarkup
from aiogram.utils.formatting import Bold, Text, TextLink

from bot.domain.edits import EditState
from bot.domain.posts import Post
from bot.services.applying import LOST, OVERWROTE
from bot.translator import Translator
from handlers.authors import views
from handlers.authors.cards import Cards, screen
from handlers.authors.edit_views import conflict_page
from handlers.authors.published_keyboards import page_keyboard, refused_keyboard
from handlers.authors.refusal_views import why_refused
from storage import edits, posts
from storage.db import Database
from storage.edits import Edit

log = logging.getLogger(__name__)


class EditNotices:
    """Writes over the page of the edit where it can, else a new message."""

    def __init__(self, bot: Bot, db: Database, cards: Cards) -> None:
        self._bot = bot
        self._db = db
        self._cards = cards

    async def tell_edit(self, edit: Edit) -> bool:
        """Tell the outcome, or ask for the choice; False when it is to be tried again."""
        post = await posts.get_post(self._db, edit.post_id)
        fresh = await edits.get_edit(self._db, edit.id)
        if post is None or fresh is None:
            return True
        t = await self._cards.translator_for(edit.person_id)
        text, keyboard = await self._words(t, post, fresh)
        return await write_over(
            self._bot, edit.person_id, edit.page_message_id, screen(text, keyboard)
        )

    async def _words(
        self, t: Translator, post: Post, edit: Edit
    ) -> tuple[Text, InlineKeyboardMarkup | None]:
        if edit.state is EditState.CONFLICT:
            return conflict_page(t, post, edit)
        title = Bold(views.title_of(t, post))
        if edit.state is EditState.DONE:
            link = await self._cards.link_of(post, await self._cards.channel_of(post))
            lines = [t("edit-saved"), ": ", title]
            if link:
                lines += ["\n", TextLink(link, url=link)]
            if edit.error == OVERWROTE:
                lines += ["\n\n", t("edit-saved-over")]
            return Text(*lines), page_keyboard(t, post.id)
        return Text(title, "\n", _why(t, edit)), refused_keyboard(t, edit.id)


def _why(t: Translator, edit: Edit) -> str:
    if edit.error == LOST:
        return t("edit-lost")
    return t("edit-not-saved", why=why_refused(t, edit.error))


async def write_over(
    bot: Bot, chat_id: int, message_id: int | None, content: dict[str, Any]
) -> bool:
    """Put an outcome where its page stands, or below; False when it is to be tried again."""
    try:
        if message_id is None or not await _edit(bot, chat_id, message_id, content):
            await bot.send_message(chat_id, **content)
    except TelegramForbiddenError:
        log.info("author %s blocked the bot", chat_id)
    except (TelegramAPIError, ClientDecodeError) as error:
        log.warning("notice for %s: %s", chat_id, error)
        return False
    return True


async def _edit(bot: Bot, chat_id: int, message_id: int, content: dict[str, Any]) -> bool:
    try:
        await bot.edit_message_text(chat_id=chat_id, message_id=message_id, **content)
    except TelegramBadRequest as error:
        return "not modified" in error.message.lower()
    return True
