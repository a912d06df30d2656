"""Tells authors that a post is out and could not be pinned, or that its pin was to end."""

import logging

from aiogram import Bot
from aiogram.exceptions import ClientDecodeError, TelegramAPIError, TelegramForbiddenError
from aiogram.utils.formatting import Bold, Text, as_list

from bot.domain.expiries import Expiry, ExpiryState
from bot.domain.posts import Post
from bot.services.applying import LOST
from bot.translator import Translator
from handlers.authors import views
from handlers.authors.cards import Cards
from handlers.authors.expiry_views import over_line
from handlers.authors.refusal_views import why_refused
from storage import posts
from storage.db import Database

log = logging.getLogger(__name__)


class PinNotices:
    """The notifier of pins that were ordered, and of those whose time was up."""

    def __init__(self, bot: Bot, db: Database, cards: Cards) -> None:
        self._bot = bot
        self._db = db
        self._cards = cards

    async def tell_not_pinned(self, person_id: int, post: Post, reason: str) -> bool:
        """Say why, and what to do; False when it is to be tried again."""
        t = await self._cards.translator_for(person_id)
        why = why_refused(t, reason)
        text = Text(t("pin-failed"), " ", Bold(views.title_of(t, post)), "\n", why)
        return await self._send(person_id, post, text)

    async def tell_unpinned(self, expiry: Expiry) -> bool:
        """Say that a post was unpinned, its time being up, or why it was not; False as above."""
        post = await posts.get_post(self._db, expiry.post_id)
        channel = await self._cards.channel_of(post) if post else None
        if post is None or channel is None:
            return True
        t = await self._cards.translator_for(expiry.person_id)
        is_done = expiry.state is ExpiryState.DONE
        word = t("unpinned") if is_done else t("unpin-failed")
        lines: list[Text | str] = [Text(word, ": ", Bold(views.title_of(t, post)))]
        if not is_done:
            lines.append(_why_not(t, expiry.error or "-"))
        lines.append(over_line(t, expiry, channel, expiry.updated_at))
        return await self._send(expiry.person_id, post, as_list(*lines))

    async def _send(self, person_id: int, post: Post, text: Text) -> bool:
        try:
            await self._bot.send_message(person_id, **text.as_kwargs())
        except TelegramForbiddenError:
            log.info("author %s blocked the bot", person_id)
        except (TelegramAPIError, ClientDecodeError) as error:
            log.warning("notice of a pin of post %s: %s", post.id, error)
            return False
        return True


def _why_not(t: Translator, reason: str) -> str:
    if reason == LOST:
        return t("error-pin-lost")
    return why_refused(t, reason)
