"""Tells authors that a post is out, and could not be pinned."""

import logging

from aiogram import Bot
from aiogram.exceptions import ClientDecodeError, TelegramAPIError, TelegramForbiddenError
from aiogram.utils.formatting import Bold, Text

from bot.domain.posts import Post
from bot.domain.refusals import sort_refusal
from handlers.authors import views
from handlers.authors.cards import Cards

log = logging.getLogger(__name__)


class PinNotices:
    """The notifier of pins that were ordered."""

    def __init__(self, bot: Bot, cards: Cards) -> None:
        self._bot = bot
        self._cards = cards

    async def tell_not_pinned(self, person_id: int, post: Post, reason: str) -> bool:
        """Say why, and what to do; False when it is to be tried again."""
        t = await self._cards.translator_for(person_id)
        why = t(f"refused-{sort_refusal(reason).value}", reason=reason)
        text = Text(t("pin-failed"), " ", Bold(views.title_of(t, post)), "\n", why)
        try:
            await self._bot.send_message(person_id, **text.as_kwargs())
        except TelegramForbiddenError:
            log.info("author %s blocked the bot", person_id)
        except (TelegramAPIError, ClientDecodeError) as error:
            log.warning("notice of a pin of post %s: %s", post.id, error)
            return False
        return True
