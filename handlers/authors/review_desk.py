"""Tells editors what is sent to them, and authors what became of it."""

import logging
from typing import Any

from aiogram import Bot
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
)
from aiogram.types import Message
from aiogram.utils.formatting import Bold, Text, as_list

from bot.domain.people import Person
from bot.domain.posts import Content, Post
from bot.domain.reviews import Review, ReviewState
from bot.services.reviewing import Reviewing
from bot.translator import Translator
from handlers.authors.cards import Cards, screen
from handlers.authors.history import describe_changes
from handlers.authors.review_views import decision
from handlers.authors.views import title_of
from storage.review_cards import ReviewCard

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
        asked = await self._reviewing.list_asked(review)
        for person_id in await self._reviewing.list_reviewers(review):
            if person_id in asked:
                continue
            t = await self._cards.translator_for(person_id)
            try:
                await self._cards.preview(t, person_id, post)
                words = _asked(t, author.name, before, post.content)
                shown = await self._send(t, person_id, post, words)
                await self._reviewing.note_asked(review, person_id, shown.message_id)
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

    async def redraw_stale(self) -> None:
        """Let cards that still ask say what was decided, and by whom (a job)."""
        for card in await self._reviewing.list_stale_cards():
            is_done = await self._redraw(card)
            await self._reviewing.note_drawn(card, is_done=is_done)

    async def _redraw(self, card: ReviewCard) -> bool:
        """Whether nothing is left to be done; False when it is to be tried again."""
        content = await self._decided(card)
        try:
            await self._bot.edit_message_text(
                chat_id=card.chat_id, message_id=card.message_id, **content
            )
        except (TelegramBadRequest, TelegramForbiddenError) as error:
            # It says so already, was deleted, or its editor has gone.
            log.info("card of a review for %s: %s", card.chat_id, error.message)
        except (TelegramAPIError, ClientDecodeError) as error:
            log.warning("card of a review for %s: %s", card.chat_id, error)
            return False
        return True

    async def _decided(self, card: ReviewCard) -> dict[str, Any]:
        """The post as it is now; of one that is asked about anew, or not theirs, words alone."""
        t = await self._cards.translator_for(card.chat_id)
        post, review = await self._reviewing.look_back(card)
        if post is None:
            return screen(Text(t("error-post-gone")), None)
        words = decision(t, review)
        if not await self._reviewing.is_current(card.chat_id, post, review):
            return screen(Text(Bold(title_of(t, post)), "\n", words), None)
        text, keyboard = await self._cards.compose(t, post, card.chat_id)
        is_told = words in text.render()[0]
        return screen(text if is_told else Text(words, "\n\n", text), keyboard)

    async def _send(self, t: Translator, person_id: int, post: Post, note: Text) -> Message:
        text, keyboard = await self._cards.compose(t, post, person_id)
        content = screen(Text(note, "\n\n", text), keyboard)
        return await self._bot.send_message(person_id, **content)


def _asked(t: Translator, name: str, before: Content | None, after: Content) -> Text:
    """Who asks, and what has changed since the editors saw the post."""
    asked = t("review-asked", name=name)
    if before is None:
        return Text(asked)
    changes = describe_changes(t, before, after, room=_ROOM)
    return as_list(asked, Bold(t("review-changes")), *changes)
