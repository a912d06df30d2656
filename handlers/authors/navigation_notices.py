"""Asks authors what is to become of a navigation post that is gone or was changed."""

import logging

from aiogram import Bot

from bot.domain.channels import Channel
from bot.domain.navigations import Navigation, Question
from handlers.authors.cards import Cards, screen
from handlers.authors.edit_notices import write_over
from handlers.authors.navigation_views import question_screen

log = logging.getLogger(__name__)


class NavigationNotices:
    """One message a question, below whatever stands in the chat."""

    def __init__(self, bot: Bot, cards: Cards) -> None:
        self._bot = bot
        self._cards = cards

    async def ask(self, navigation: Navigation, channel: Channel) -> bool:
        """False when it is to be tried again."""
        t = await self._cards.translator_for(navigation.person_id)
        question = navigation.question or Question.REFUSED
        content = screen(*question_screen(t, channel, question))
        log.info("navigation post of channel %s: %s", channel.id, question.value)
        return await write_over(self._bot, navigation.person_id, None, content)
