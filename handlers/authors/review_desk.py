"""Tells editors what is sent to them, and authors what became of it."""

import logging

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError
from aiogram.utils.formatting import Bold, Text, as_list

from bot.domain.people import Person
from bot.domain.posts import Content, Post
from bot.domain.reviews import Review, ReviewState
from bot.services.reviewing import Reviewing
from bot.translator import Translator
from handlers.authors.cards import Cards, screen
from handlers.authors.history import describe_changes

log = logging.getLogger(__name__)

# Of the 4,096 units of a message; the card below takes the rest.
_ROOM = 1_800


class ReviewDesk:
    """Cards of a review in the chats of those whom it concerns."""

    def __init__(self, bot: Bot, cards: Cards, reviewing: Reviewing) -> None:
        self._bot = bot
        self._cards = cards
        self._reviewing = reviewing

    async def ask_editors(self, author: Person, post: Post, review: Review) -> None:
        """Show a post to everybody who may decide; dispatched again, only if it was not done.

        Raises:
            TryLater: Telegram could not be asked.
        """
        if review.are_editors_told:
            return
        before = await self._reviewing.seen_before(review)
        for person_id in await self._reviewing.list_reviewers(review):
            t = await self._cards.translator_for(person_id)
            try:
                await self._cards.preview(t, person_id, post)
                await self._send(t, person_id, post, _asked(t, author.name, before, post.content))
            except TelegramForbiddenError:
                log.info("editor %s blocked the bot", person_id)
            except TelegramBadRequest as error:
                log.info("editor %s: %s", person_id, error.message)
        await self._reviewing.note_editors_told(review)

    async def tell_author(self, editor: Person, post: Post, review: Review) -> None:
        """Tell the author the decision, with the card; dispatched again, only if it was not."""
        if review.is_author_told or review.submitted_by == editor.id:
            return
        t = await self._cards.translator_for(review.submitted_by)
        if review.state is ReviewState.APPROVED:
            note = Text(t("review-you-approved", name=editor.name))
        else:
            note = Text(t("review-you-returned", name=editor.name))
        try:
            await self._send(t, review.submitted_by, post, note)
        except TelegramForbiddenError:
            log.info("author %s blocked the bot", review.submitted_by)
        await self._reviewing.note_author_told(review)

    async def _send(self, t: Translator, person_id: int, post: Post, note: Text) -> None:
        text, keyboard = await self._cards.compose(t, post, person_id)
        await self._bot.send_message(person_id, **screen(Text(note, "\n\n", text), keyboard))


def _asked(t: Translator, name: str, before: Content | None, after: Content) -> Text:
    """Who asks, and what has changed since the editors saw the post."""
    asked = t("review-asked", name=name)
    if before is None:
        return Text(asked)
    changes = describe_changes(t, before, after, room=_ROOM)
    return as_list(asked, Bold(t("review-changes")), *changes)
