"""Tells authors that somebody took their post out of the plan, moved it or changed it."""

import logging
from datetime import datetime

from aiogram import Bot
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
)
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.domain.channels import Channel
from bot.domain.posts import Post
from bot.domain.touches import Touch, Touched
from bot.translator import Translator
from handlers.authors.callbacks import Do, OnPost
from handlers.authors.cards import Cards
from handlers.authors.views import title_of
from handlers.moments import describe_moment
from storage import people
from storage.db import Database

log = logging.getLogger(__name__)


class TouchNotices:
    """The notifier of touches: a message, with the way to the post."""

    def __init__(self, bot: Bot, db: Database, cards: Cards) -> None:
        self._bot = bot
        self._db = db
        self._cards = cards

    async def tell_touch(
        self, author_id: int, post: Post, touched: Touched, moment: datetime | None
    ) -> bool:
        """Say who did what; False when it is to be tried again."""
        channel = await self._cards.channel_of(post)
        t = await self._cards.translator_for(author_id)
        person = await people.get_person(self._db, touched.person_id)
        name = person.name if person else t("touch-somebody")
        words = _words(t, name, title_of(t, post), touched.what, channel, moment)
        button = InlineKeyboardButton(
            text=t("button-open-post"), callback_data=OnPost(do=Do.OPEN, post=post.id).pack()
        )
        keyboard = InlineKeyboardMarkup(inline_keyboard=[[button]])
        try:
            await self._bot.send_message(author_id, words, reply_markup=keyboard)
        except (TelegramForbiddenError, TelegramBadRequest) as error:
            # They blocked the bot, or their account has gone.
            log.info("author %s: %s", author_id, error.message)
        except (TelegramAPIError, ClientDecodeError) as error:
            log.warning("what was done to post %s could not be told: %s", post.id, error)
            return False
        return True


def _words(
    t: Translator,
    name: str,
    title: str,
    what: Touch,
    channel: Channel | None,
    moment: datetime | None,
) -> str:
    if moment is not None and channel is not None:
        at = describe_moment(t, moment, channel.zoneinfo)
        return t("touch-moved", name=name, title=title, moment=at)
    if what is Touch.CHANGED:
        return t("touch-changed", name=name, title=title)
    return t("touch-cancelled", name=name, title=title)
